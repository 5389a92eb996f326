import { ROUTES, type Route } from '../vocab/route.ts';
import { ROUTES_COMPACT } from './compact/routes.ts';
import { localSystem } from './code-systems.ts';
import type { KnownSystem } from './site-configuration.ts';

/** What a route code says. */
export interface RouteRow {
  /** Null where the code names no one route: "injection", "unknown", a method, `IA` as bare text. */
  readonly route: Route | null;
  /** Whether a needle is involved; null where the code does not say. */
  readonly injected: boolean | null;
}

const KNOWN_ROUTES: ReadonlySet<string> = new Set(ROUTES);
export const isRoute = (word: string): word is Route => KNOWN_ROUTES.has(word);

const BY_CODE: ReadonlyMap<string, RouteRow> = new Map(
  ROUTES_COMPACT.split('\n').flatMap((line) => {
    const [system = '', route = '', injected = '', codes = ''] = line.split('|');
    const row: RouteRow = {
      route: isRoute(route) ? route : null,
      injected: injected === '' ? null : injected === 'i',
    };
    return codes.split(',').map((code) => [`${system} ${code}`, row] as const);
  }),
);

/**
 * The row of a route code by its system. NCI codes also arrive under the SNOMED URI (MEDITECH), where no SNOMED code
 * begins with a letter. Never decided by letters alone: `IA` is intra-arterial in HL7 tables and nothing as text.
 */
export function routeRow(system: KnownSystem, code: string): RouteRow | null {
  const written = code.trim();
  const isNci = system === 'NCI' || (system === 'SNOMED' && /^C\d+$/.test(written));
  return BY_CODE.get(`${isNci ? 'NCI' : system} ${written}`) ?? null;
}

/**
 * The row of a vendor's own route list. Customers can edit these lists, so a reading counts only where the display or
 * text beside the code says the same.
 */
export function vendorRouteRow(uri: string, code: string): RouteRow | null {
  const system = localSystem(uri);
  return system === null ? null : (BY_CODE.get(`${system} ${code.trim()}`) ?? null);
}

/** The row of a route written as text, whole and in any case; HL7 v2 table 0165 method codes are not text. */
export const routeTextRow = (text: string): RouteRow | null =>
  BY_CODE.get(`TEXT ${text.trim().replace(/\s+/g, ' ').toLowerCase()}`) ?? null;
