import { SIDES, type Side, type Site } from '../vocab/site.ts';
import { localSystem } from './code-systems.ts';
import { BODY_SITES_COMPACT } from './compact/body-sites.ts';
import { keyed, rowsOf } from './packed-rows.ts';
import type { KnownSystem } from './site-configuration.ts';
import { isSite } from './sites.ts';

/** What a body-site code says: a site, a side, or both. */
export interface BodySiteRow {
  readonly site: Site | null;
  readonly side: Side | null;
}

const KNOWN_SIDES: ReadonlySet<string> = new Set(SIDES);
export const isSide = (word: string): word is Side => KNOWN_SIDES.has(word);

const BY_CODE: ReadonlyMap<string, BodySiteRow> = new Map(
  rowsOf(BODY_SITES_COMPACT, 4).flatMap(([system, site, side, codes]) =>
    keyed(system, codes, { site: isSite(site) ? site : null, side: isSide(side) ? side : null }),
  ),
);

/** A post-coordinated SNOMED expression of one concept and its laterality: `72696002 |Knee| : 272741003 = 24028007`. */
const EXPRESSION = /^(\d+)\s*:\s*\{?\s*272741003\s*=\s*(\d+)\s*\}?$/;

function expressionRow(expression: string): BodySiteRow | null {
  const match = EXPRESSION.exec(expression.replaceAll(/\|[^|]*\|/g, '').trim());
  if (!match) return null;
  const [site, side] = [BY_CODE.get(`SNOMED ${match[1]}`), BY_CODE.get(`SNOMED ${match[2]}`)];
  if (!site || !side || (site.side !== null && site.side !== side.side)) return null;
  return { site: site.site, side: side.side };
}

/**
 * The row of a body-site or laterality code by its system, SNOMED expressions with a laterality included; letters like
 * `LT` mean nothing without a system. An expression whose concept already carries another side is no row.
 */
export function bodySiteRow(system: KnownSystem, code: string): BodySiteRow | null {
  return BY_CODE.get(`${system} ${code.trim()}`) ?? (system === 'SNOMED' ? expressionRow(code) : null);
}

/** The row of a vendor's own list; counts only where the display or text beside it says the same. */
export function vendorBodySiteRow(uri: string, code: string): BodySiteRow | null {
  const system = localSystem(uri);
  return system === null ? null : (BY_CODE.get(`${system} ${code.trim()}`) ?? null);
}
