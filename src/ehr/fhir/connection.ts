import type { Credentials } from '../credentials.ts';
import { SessionExpired } from '../session.ts';
import { insideBase, redactedPath } from './inside-base.ts';
import { readBody, type Body } from './read-body.ts';
import { backoff, retryAfter } from './retry-after.ts';

/** Why a request has no usable answer. `reason` is words for people: redacted path, no body, no value. */
export interface RequestFailure {
  readonly ok: false;
  readonly kind:
    'denied' | 'throttled' | 'unsupported' | 'refused' | 'failed' | 'timed-out' | 'off-origin' | 'gone';
  readonly status: number | null;
  readonly reason: string;
}

export interface RequestSuccess {
  readonly ok: true;
  readonly url: URL;
  readonly body: Body;
}

export type Answer = RequestSuccess | RequestFailure;

export interface ConnectionLimits {
  readonly requestMs: number;
  /** For one request with all its tries and waits. */
  readonly totalMs: number;
  readonly tries: number;
  readonly maxBytes: number;
}

export const DEFAULT_LIMITS: ConnectionLimits = {
  requestMs: 15_000,
  totalMs: 40_000,
  tries: 3,
  maxBytes: 32_000_000,
};

export type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

export interface ConnectionParts {
  readonly base: URL;
  readonly credentials: Credentials;
  readonly limits?: Partial<ConnectionLimits>;
  /** Injected so that waits can be tested; the platform's own by default. */
  readonly now?: () => number;
  readonly random?: () => number;
  readonly fetch?: Fetch;
}

export interface GetOptions {
  readonly signal: AbortSignal;
  readonly maxBytes?: number;
  readonly accept?: string;
}

const RETRIED: readonly number[] = [429, 502, 503, 504];
const FHIR_JSON = 'application/fhir+json, application/json;q=0.9';

/** GET requests to one FHIR server, with the token. Nothing else in the app sends it. */
export class Connection {
  readonly base: URL;
  readonly #credentials: Credentials;
  readonly #limits: ConnectionLimits;
  readonly #now: () => number;
  readonly #random: () => number;
  readonly #fetch: Fetch;

  constructor({ base, credentials, limits, now, random, fetch: own }: ConnectionParts) {
    this.base = base;
    this.#credentials = credentials;
    this.#limits = { ...DEFAULT_LIMITS, ...limits };
    this.#now = now ?? Date.now;
    this.#random = random ?? Math.random;
    this.#fetch = own ?? ((url, init) => globalThis.fetch(url, init));
  }

  /**
   * Reads one address, relative to the base or on its origin. Retries what is safe and worth it; a 401 throws
   * SessionExpired, an abort by the caller throws its reason, everything else is returned.
   */
  async get(address: string, { signal, maxBytes, accept }: GetOptions, from?: URL): Promise<Answer> {
    const url = insideBase(address, this.base, from);
    if (!url) return offOrigin();
    const end = this.#now() + this.#limits.totalMs;
    for (let attempt = 0; ; attempt += 1) {
      const tried = await this.#try(url, { signal, accept: accept ?? FHIR_JSON, maxBytes });
      if (!('again' in tried)) return tried;
      const wait = backoff({ attempt, asked: tried.after, random: this.#random() });
      const last = attempt + 1 >= this.#limits.tries || this.#now() + wait >= end;
      if (last) return tried.again;
      await pause(wait, signal);
    }
  }

  async #try(
    url: URL,
    options: { readonly signal: AbortSignal; readonly accept: string; readonly maxBytes: number | undefined },
  ): Promise<Answer | { readonly again: RequestFailure; readonly after: number | null }> {
    const headers = this.#credentials.headers();
    if (!headers) throw new SessionExpired('The session has ended.');
    options.signal.throwIfAborted();
    const timeout = new AbortController();
    const timer = setTimeout(() => timeout.abort(), this.#limits.requestMs);
    const path = redactedPath(url, this.base);
    try {
      const response = await this.#fetch(url, {
        headers: { ...headers, accept: options.accept },
        credentials: 'omit',
        redirect: 'error',
        cache: 'no-store',
        referrerPolicy: 'no-referrer',
        signal: AbortSignal.any([options.signal, timeout.signal]),
      });
      if (
        RETRIED.includes(response.status) ||
        (response.status === 403 && response.headers.has('retry-after'))
      ) {
        letGo(response);
        return {
          again: busy(response.status, path),
          after: retryAfter(response.headers.get('retry-after'), this.#now()),
        };
      }
      if (response.status === 401) throw new SessionExpired('The session has ended.');
      const body = await readBody(response, options.maxBytes ?? this.#limits.maxBytes);
      return judge({ status: response.status, url, path, body });
    } catch (error) {
      if (error instanceof SessionExpired) throw error;
      options.signal.throwIfAborted();
      if (timeout.signal.aborted) return stalled(path, this.#limits.requestMs);
      return { again: unreachable(path), after: null };
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Gives up a body nobody reads. Not waited for: a stream may never confirm. */
const letGo = (response: Response): void => {
  response.body?.cancel().catch(() => undefined);
};

const fail = (kind: RequestFailure['kind'], status: number | null, reason: string): RequestFailure => ({
  ok: false,
  kind,
  status,
  reason,
});

const offOrigin = (): RequestFailure =>
  fail('off-origin', null, 'It points to another server, which is never asked with this session.');
const unreachable = (path: string): RequestFailure =>
  fail('failed', null, `The EHR could not be reached (${path}).`);
const stalled = (path: string, milliseconds: number): RequestFailure =>
  fail(
    'timed-out',
    null,
    `The EHR did not answer within ${Math.round(milliseconds / 1000)} seconds (${path}).`,
  );

function busy(status: number, path: string): RequestFailure {
  if (status === 429 || status === 403) {
    return fail(
      'throttled',
      status,
      `The EHR asked to wait longer than this reading may (${status}, ${path}).`,
    );
  }
  return fail('failed', status, `The EHR is not available (${status}, ${path}).`);
}

interface Judged {
  readonly status: number;
  readonly url: URL;
  readonly path: string;
  readonly body: Body;
}

function judge({ status, url, path, body }: Judged): Answer {
  if (status >= 200 && status < 300) {
    if (body.kind === 'too-large')
      return fail('failed', status, `The answer is too large to read (${path}).`);
    if (body.kind === 'markup') {
      return fail('unsupported', status, `The EHR answered with a page instead of data (${path}).`);
    }
    if (body.kind === 'broken')
      return fail('failed', status, `The answer could not be understood (${path}).`);
    return { ok: true, url, body };
  }
  if (status === 403) {
    return fail('denied', status, `The EHR does not permit this (403, ${path}).`);
  }
  if (status === 410) return fail('gone', status, `It is no longer there (410, ${path}).`);
  if (status === 404 || status === 405 || status === 501 || body.kind === 'markup' || isNotSupported(body)) {
    return fail('unsupported', status, `The EHR does not offer this (${status}, ${path}).`);
  }
  if (status >= 500) return fail('failed', status, `The EHR reported an error (${status}, ${path}).`);
  return fail('refused', status, `The EHR refused this request (${status}, ${path}).`);
}

/** An OperationOutcome whose issue says so: some servers answer 400 for a resource type they do not have. */
function isNotSupported(body: Body): boolean {
  if (body.kind !== 'json' || typeof body.value !== 'object' || body.value === null) return false;
  const issues = 'issue' in body.value && Array.isArray(body.value.issue) ? body.value.issue : [];
  return issues.some(
    (issue: unknown) =>
      typeof issue === 'object' && issue !== null && 'code' in issue && issue.code === 'not-supported',
  );
}

/** Waits, or throws the abort's reason at once. */
export function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) {
      reject(signal.reason as Error);
      return;
    }
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason as Error);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    signal.addEventListener('abort', stop, { once: true });
  });
}
