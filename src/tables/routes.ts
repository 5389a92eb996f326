import { ROUTES, type Route } from '../vocab/route.ts';
import { ROUTES_COMPACT } from './compact/routes.ts';
import { localSystem } from './code-systems.ts';
import { keyed, rowsOf } from './packed-rows.ts';
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
  rowsOf(ROUTES_COMPACT, 4).flatMap(([system, route, injected, codes]) =>
    keyed(system, codes, {
      route: isRoute(route) ? route : null,
      injected: injected === '' ? null : injected === 'i',
    }),
  ),
);

/**
 * The row of a route code by its system. NCI codes (`C28161`) also arrive under the SNOMED URI (MEDITECH), where all
 * codes are numbers. Never decided by letters alone: `IA` is intra-arterial in HL7 tables and nothing as text.
 */
export function routeRow(system: KnownSystem, code: string): RouteRow | null {
  const written = code.trim();
  const nci = system === 'SNOMED' ? BY_CODE.get(`NCI ${written}`) : undefined;
  return nci ?? BY_CODE.get(`${system} ${written}`) ?? null;
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
