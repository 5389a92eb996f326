import type { CDPSession, Page } from 'playwright-core';

const BYTES_PER_MB = 1_048_576;

/** Heaps after collection, in MB with one decimal: the page's, and that of its workers together. */
export interface Heaps {
  readonly pageMb: number;
  readonly workersMb: number;
}

type Answer = (result: { readonly usedSize?: number }) => void;

/** Reads the heaps of a page and of its workers. Watch before the page is opened, so that no worker is missed. */
export class HeapWatch {
  readonly #client: CDPSession;
  readonly #workers = new Set<string>();
  readonly #waiting = new Map<number, Answer>();
  #asked = 0;

  private constructor(client: CDPSession) {
    this.#client = client;
    client.on('Target.attachedToTarget', ({ sessionId }) => this.#workers.add(sessionId));
    client.on('Target.detachedFromTarget', ({ sessionId }) => this.#workers.delete(sessionId));
    client.on('Target.receivedMessageFromTarget', ({ message }) => {
      const { id, result } = JSON.parse(message) as { id?: number; result?: { usedSize?: number } };
      if (id === undefined) return;
      this.#waiting.get(id)?.(result ?? {});
      this.#waiting.delete(id);
    });
  }

  static async on(page: Page): Promise<HeapWatch> {
    const watch = new HeapWatch(await page.context().newCDPSession(page));
    await watch.#client.send('Target.setAutoAttach', {
      autoAttach: true,
      waitForDebuggerOnStart: false,
      flatten: false,
    });
    return watch;
  }

  async read(): Promise<Heaps> {
    await this.#client.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.#client.send('Runtime.getHeapUsage');
    let workers = 0;
    for (const worker of this.#workers) {
      await this.#ask(worker, 'HeapProfiler.collectGarbage');
      workers += (await this.#ask(worker, 'Runtime.getHeapUsage')).usedSize ?? Number.NaN;
    }
    return { pageMb: inMb(usedSize), workersMb: inMb(workers) };
  }

  /** A worker has no session of its own in Playwright: it is asked through its page. */
  #ask(sessionId: string, method: string): Promise<{ readonly usedSize?: number }> {
    const id = (this.#asked += 1);
    const answered = new Promise<{ readonly usedSize?: number }>((resolve) => this.#waiting.set(id, resolve));
    const message = JSON.stringify({ id, method });
    return this.#client.send('Target.sendMessageToTarget', { sessionId, message }).then(() => answered);
  }
}

const inMb = (bytes: number): number => Math.round((bytes / BYTES_PER_MB) * 10) / 10;
