/** A FHIR id (R4 grammar). Ids go into paths, so nothing else does. */
export const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/;

/** The base with exactly one slash at its end, so that relative references resolve under it. */
export const baseUrl = (iss: string): URL => new URL(`${iss.replace(/\/+$/, '')}/`);

/**
 * An absolute URL for `address` if it lies on the base's own origin, else null. Every URL passes here before a token
 * goes out: `next` links, references and Binary addresses come from the server's data and may name any host.
 * `?page=2` alone continues the URL it came from; anything else relative is relative to the base.
 */
export function insideBase(address: string, base: URL, from?: URL): URL | null {
  const start = address.startsWith('?') && from ? from : base;
  if (!URL.canParse(address, start)) return null;
  const url = new URL(address, start);
  if (url.origin !== base.origin || url.username !== '' || url.password !== '') return null;
  return url;
}

const REFERENCE = /^([A-Z][A-Za-z]{1,60})\/([A-Za-z0-9.-]{1,64})(?:\/_history\/[A-Za-z0-9.-]{1,64})?$/;

/**
 * `Type/id` of a relative reference, or of an absolute one under this base; null for contained, logical, `urn:`,
 * other servers' and malformed references. Versions are dropped.
 */
export function localReference(reference: string, base: URL): string | null {
  const relative = reference.startsWith(base.href) ? reference.slice(base.href.length) : reference;
  const match = REFERENCE.exec(relative);
  return match ? `${match[1]}/${match[2]}` : null;
}

/** What may be shown of a request: the resource type and the names of its parameters, never a value. */
export function redactedPath(url: URL, base: URL): string {
  const path = url.pathname.startsWith(base.pathname) ? url.pathname.slice(base.pathname.length) : '';
  const type = /^[A-Za-z]{1,60}/.exec(path)?.[0] ?? 'request';
  const names = [...new Set(url.searchParams.keys())].filter((name) => /^[A-Za-z_:.-]{1,40}$/.test(name));
  return names.length > 0 ? `${type}?${names.map((name) => `${name}=…`).join('&')}` : type;
}
