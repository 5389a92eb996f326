import { SIDES, type Side, type Site } from '../vocab/site.ts';
import { localSystem } from './code-systems.ts';
import { BODY_SITES_COMPACT } from './compact/body-sites.ts';
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
  BODY_SITES_COMPACT.split('\n').flatMap((line) => {
    const [system = '', site = '', side = '', codes = ''] = line.split('|');
    const row: BodySiteRow = { site: isSite(site) ? site : null, side: isSide(side) ? side : null };
    return codes.split(',').map((code) => [`${system} ${code}`, row] as const);
  }),
);

/** A post-coordinated SNOMED expression of one concept and its laterality: `72696002 |Knee| : 272741003 = 24028007`. */
const EXPRESSION = /^(\d+)\s*:\s*\{?\s*272741003\s*=\s*(\d+)\s*\}?$/;

function expressionRow(expression: string): BodySiteRow | null {
  const [, concept, laterality] = EXPRESSION.exec(expression.replaceAll(/\|[^|]*\|/g, '').trim()) ?? [];
  const site = concept === undefined ? undefined : BY_CODE.get(`SNOMED ${concept}`);
  const side = laterality === undefined ? undefined : BY_CODE.get(`SNOMED ${laterality}`);
  if (!site || !side || (site.side !== null && site.side !== side.side)) return null;
  return { site: site.site, side: side.side };
}

/**
 * The row of a body-site or laterality code by its system, SNOMED expressions with a laterality included; letters like
 * `LT` mean nothing without a system. An expression whose concept already carries another side is no row.
 */
export function bodySiteRow(system: KnownSystem, code: string): BodySiteRow | null {
  const row = BY_CODE.get(`${system} ${code.trim()}`);
  if (row) return row;
  return system === 'SNOMED' && code.includes(':') ? expressionRow(code) : null;
}

/** The row of a vendor's own list; counts only where the display or text beside it says the same. */
export function vendorBodySiteRow(uri: string, code: string): BodySiteRow | null {
  const system = localSystem(uri);
  return system === null ? null : (BY_CODE.get(`${system} ${code.trim()}`) ?? null);
}
