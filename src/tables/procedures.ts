import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { PROCEDURES_COMPACT } from './compact/procedures.ts';
import { rowsOf } from './packed-rows.ts';
import { isRoute } from './routes.ts';
import type { KnownSystem } from './site-configuration.ts';
import { isSite, liesIn, siteRow, type SiteSize } from './sites.ts';

export type ProcedureFamilyName =
  | 'joint'
  | 'spine-joint'
  | 'tendon'
  | 'trigger-point'
  | 'soft-tissue'
  | 'nerve'
  | 'nerve-tunnel'
  | 'epidural'
  | 'intralesional'
  | 'administration'
  | 'injection-unspecified';

/** An injection or administration procedure. Source: `data/procedures.json`. CPT: numbers and our own words. */
export interface ProcedureRow {
  readonly system: KnownSystem;
  readonly code: string;
  readonly family: ProcedureFamilyName;
  /** Joint size the code is for, or null where size does not matter. */
  readonly size: SiteSize | null;
  readonly routes: readonly Route[];
  /** Sites the code names; empty where it names none in particular. */
  readonly sites: readonly Site[];
  readonly description: string;
  readonly verified: boolean;
}

const BY_CODE: ReadonlyMap<string, ProcedureRow> = new Map(
  rowsOf(PROCEDURES_COMPACT, 8).flatMap(
    ([system, codes, family, size, routes, sites, verified, description]) =>
      codes.split(',').map((code) => [
        `${system} ${code}`,
        {
          // The data schema (tools/compact-procedures.ts) admits these systems, families and sizes only.
          system: system as KnownSystem,
          code,
          family: family as ProcedureFamilyName,
          size: (size || null) as SiteSize | null,
          routes: routes.split(',').filter(isRoute),
          sites: sites.split(',').filter(isSite),
          verified: verified === 'v',
          description,
        },
      ]),
  ),
);

/** The row of a code in its own system; null for procedures that are no injection. */
export const procedureRow = (system: KnownSystem, code: string): ProcedureRow | null =>
  BY_CODE.get(`${system} ${code}`) ?? null;

/** The row of a code whose system is not carried along (CPT and HCPCS numbers never clash with SNOMED's). */
export const procedureRowOfCode = (code: string): ProcedureRow | null =>
  procedureRow('CPT', code) ?? procedureRow('HCPCS', code) ?? procedureRow('SNOMED', code);

/**
 * Whether the procedure's code is for that route; null where the code names no route. The codes of joints are a bursa's
 * too (`routeToFamily` in data/procedures.json), so at a joint code "intrabursal" goes with "intra-articular" wherever
 * it is charted, and "intra-articular" with "intrabursal" where the site is a bursa.
 */
export function procedureTakesRoute(row: ProcedureRow, route: Route, site: Site | null): boolean | null {
  if (row.routes.length === 0) return null;
  if (row.routes.includes(route)) return true;
  if (row.family !== 'joint') return false;
  if (route === 'intrabursal') return row.routes.includes('intra-articular');
  const intoBursa = site !== null && siteRow(site).kind === 'bursa';
  return intoBursa && route === 'intra-articular' && row.routes.includes('intrabursal');
}

/** Whether the procedure's code is for that site: by joint size where it has one, else by the sites it names; null where it names none, or examples only. */
export function procedureReaches(row: ProcedureRow, site: Site): boolean | null {
  if (row.size !== null) {
    const { codingSize, verified } = siteRow(site);
    if (codingSize !== null && verified) return codingSize === row.size;
    return row.sites.some((named) => liesIn(site, named)) ? true : codingSize === null ? false : null;
  }
  if (row.sites.length === 0) return null;
  const isNamed = row.sites.some((named) => liesIn(site, named) || liesIn(named, site));
  return isNamed || !NAMES_EXAMPLES.has(row.family) ? isNamed : null;
}

/**
 * Families whose codes go by the kind of structure, which lies anywhere: a tendon sheath of a finger, a scar on a
 * shoulder. The places their rows name are examples, so another place is no misfit.
 */
const NAMES_EXAMPLES: ReadonlySet<ProcedureFamilyName> = new Set<ProcedureFamilyName>([
  'tendon',
  'intralesional',
]);

/** Families a joint, bursa, tendon or trigger-point shot belongs to: 96372 beside one of them bills the shot twice. */
export const DIRECT_FAMILIES: ReadonlySet<ProcedureFamilyName> = new Set<ProcedureFamilyName>([
  'joint',
  'tendon',
  'trigger-point',
]);
