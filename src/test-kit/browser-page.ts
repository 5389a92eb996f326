/**
 * A browser page without a browser: location, history and session storage, as far as a SMART login touches them.
 * Importing this file installs it as `window`, so it comes before anything that loads fhirclient, which takes
 * `window.fetch` once, when it is loaded.
 */
class FakeStorage implements Storage {
  readonly #held = new Map<string, string>();
  blocked = false;

  get length(): number {
    this.#refuse();
    return this.#held.size;
  }
  clear(): void {
    this.#held.clear();
  }
  getItem(key: string): string | null {
    this.#refuse();
    return this.#held.get(key) ?? null;
  }
  key(index: number): string | null {
    return [...this.#held.keys()][index] ?? null;
  }
  removeItem(key: string): void {
    this.#held.delete(key);
  }
  setItem(key: string, value: string): void {
    this.#refuse();
    this.#held.set(key, value);
  }
  entries(): readonly (readonly [string, string])[] {
    return [...this.#held];
  }
  #refuse(): void {
    if (this.blocked) throw new DOMException('blocked', 'SecurityError');
  }
}

class FakePage {
  #url = new URL('http://app.test/index.html');
  readonly sessionStorage = new FakeStorage();
  readonly history = {
    replaceState: (_state: unknown, _title: string, url: string): void => {
      this.#url = new URL(url, this.#url);
    },
  };
  readonly fetch: typeof fetch = (...call) => globalThis.fetch(...call);
  readonly Response = Response;
  readonly atob = atob;
  readonly btoa = btoa;

  get location(): URL {
    return this.#url;
  }
  /** Loads another address in the same tab: storage stays. */
  open(url: string): void {
    this.#url = new URL(url);
  }
  /** A new tab at an address. */
  openFresh(url: string): void {
    this.sessionStorage.blocked = false;
    this.sessionStorage.clear();
    this.open(url);
  }
}

export const page = new FakePage();
Object.assign(globalThis, { window: page, location: page.location, FHIRCLIENT_PURE: 'true' });
