import type { fhirclient } from 'fhirclient/lib/types';
import * as security from 'fhirclient/lib/security/browser.js';
import type { LaunchStore } from './launch-store.ts';

/**
 * fhirclient's own seam, filled by us. Its browser adapter reads the page's URL (so that `?patientId=` overrides
 * the login), shares one storage slot per tab, and decodes tokens in a way that throws on valid ones.
 *
 * - `getUrl` is the page without its query: what the login needs is handed over as options.
 * - `getStorage` is our own prefixed store, wiped by us.
 * - `atob` never throws: fhirclient decodes any dotted access token as if it were a JWT, and the code is already
 *   spent by then. It also reads base64url.
 */
export function fhirclientAdapter(store: LaunchStore): fhirclient.Adapter {
  const page = new URL(window.location.pathname, window.location.origin);
  const storage: fhirclient.Storage = {
    get: async (key: string) => store.get(key),
    set: async (key: string, value: unknown) => {
      store.set(key, value);
      return value;
    },
    unset: async (key: string) => store.unset(key),
  };
  const notUsed = (): never => {
    throw new Error('Only authorize() and ready() of fhirclient are used.');
  };
  return {
    options: {
      // We scrub the URL ourselves, before any wait.
      replaceBrowserHistory: false,
      // Off: no SMART_KEY slot, which would bring back the previous launch and is shared between windows in some EHRs.
      fullSessionStorageSupport: false,
      refreshTokenWithCredentials: 'omit',
      refreshTokenWithClientId: true,
    },
    getUrl: () => new URL(page),
    redirect: notUsed,
    getStorage: () => storage,
    relative: (path) => new URL(path, page).href,
    btoa: (plain) => btoa(plain),
    atob: decodeJsonOrNull,
    base64urlencode: notUsed,
    base64urldecode: notUsed,
    getAbortController: () => AbortController,
    getSmartApi: notUsed,
    security,
  };
}

/** The JSON text inside a base64 or base64url string; the text `null` for anything else, which fhirclient accepts. */
export function decodeJsonOrNull(encoded: string): string {
  try {
    const plain = decodeBase64Url(encoded);
    JSON.parse(plain);
    return plain;
  } catch {
    return 'null';
  }
}

/** UTF-8 text of a base64 or base64url string, padding optional. Throws on other input. */
export function decodeBase64Url(encoded: string): string {
  const binary = atob(encoded.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(binary, (one) => one.codePointAt(0) ?? 0));
}
