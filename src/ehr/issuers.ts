import type { Configuration, IssuerConfiguration } from './configuration.ts';

/** Same URL whatever the letter case of its host, a default port or slashes at its end. */
function normalised(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const parsed = new URL(url);
  if (parsed.search !== '' || parsed.hash !== '' || parsed.username !== '') return null;
  return parsed.href.replace(/\/+$/, '');
}

/**
 * The configured issuer a launch names, by exact match after URL normalisation; null when it is not on the list.
 * No network call happens before this, and the configured spelling is used from here on.
 */
export function findIssuer(configuration: Configuration, iss: string): IssuerConfiguration | null {
  const asked = normalised(iss);
  if (asked === null) return null;
  return configuration.issuers.find((issuer) => normalised(issuer.iss) === asked) ?? null;
}

/** Every origin the browser may contact for this issuer. The security headers list exactly these. */
export function contactOrigins(issuer: IssuerConfiguration): readonly string[] {
  return [...new Set([new URL(issuer.iss).origin, ...issuer.origins])];
}
