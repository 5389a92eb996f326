import type { Persona } from './session.ts';

/**
 * sessionStorage under our own prefix, between the launch page and the end of the login. It holds OAuth state and
 * never patient data: everything is wiped as soon as the token is in memory, on a failed login, and before a launch.
 */
const PREFIX = 'injectcheck:';
const RECORD = 'launch';

/** What the launch page hands to the app page. */
export interface LaunchRecord {
  readonly iss: string;
  readonly persona: Persona;
  /** The authorization server's own `issuer`, where discovery names it (RFC 9207). */
  readonly issuer: string | null;
  readonly scope: string;
  /** True when the EHR started it; a standalone launch can be started again from here. */
  readonly fromEhr: boolean;
}

export interface LaunchStore {
  get(key: string): unknown;
  set(key: string, value: unknown): void;
  unset(key: string): boolean;
  /** Forgets every earlier launch of this tab. */
  clear(): void;
}

/** Throws where the browser blocks storage, as it may in a frame: callers say so on the screen. */
export function launchStore(storage: Storage): LaunchStore {
  const own = (): string[] =>
    Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '').filter((key) =>
      key.startsWith(PREFIX),
    );
  return {
    get: (key) => {
      const text = storage.getItem(PREFIX + key);
      return text === null ? null : (JSON.parse(text) as unknown);
    },
    set: (key, value) => storage.setItem(PREFIX + key, JSON.stringify(value)),
    unset: (key) => {
      const known = storage.getItem(PREFIX + key) !== null;
      storage.removeItem(PREFIX + key);
      return known;
    },
    clear: () => own().forEach((key) => storage.removeItem(key)),
  };
}

/** The store, or null where storage is blocked or full. */
export function openLaunchStore(): LaunchStore | null {
  try {
    const store = launchStore(window.sessionStorage);
    store.set('probe', true);
    store.unset('probe');
    return store;
  } catch {
    return null;
  }
}

export const writeRecord = (store: LaunchStore, state: string, record: LaunchRecord): void =>
  store.set(`${RECORD}:${state}`, record);

/** The record of one launch, or null when this tab did not start it. */
export function readRecord(store: LaunchStore, state: string): LaunchRecord | null {
  const found = store.get(`${RECORD}:${state}`);
  return found === null ? null : (found as LaunchRecord);
}
