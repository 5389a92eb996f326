import { parseSiteConfiguration } from '../tables/parse-site-configuration.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';

export type SiteSettings =
  | { readonly ok: true; readonly value: SiteConfiguration }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/** The engine's part of the deployment's configuration; none given means the shipped defaults. */
export function siteOf(json: unknown): SiteSettings {
  return json === undefined ? { ok: true, value: DEFAULT_SITE } : parseSiteConfiguration(json);
}
