import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import { DIAGNOSES_COMPACT } from './compact/diagnoses.ts';
import { rowsOf, splitRow } from './packed-rows.ts';
import { isRoute } from './routes.ts';
import { siteRow } from './sites.ts';

/** A family of ICD-10-CM codes. Source: `data/diagnoses.json`, with the source of every row. */
export interface DiagnosisFamily {
  /** Routes by which an injection for it is supported. */
  readonly routes: readonly Route[];
  /** False: the row may at most leave a question open, never close one. */
  readonly verified: boolean;
}

/**
 * What the code says about a side. `not-stated`: the family states sides, this code does not. `has-no-side`: no
 * code of the family can. `unknown`: outside the allow-list, so nothing is read from its last character.
 */
export type CodeLaterality = Side | 'not-stated' | 'has-no-side' | 'unknown';

/** The edition the table was made from; later dates belong to an edition nobody has read yet. */
export const DIAGNOSIS_EDITION = {
  name: 'ICD-10-CM FY2026 (April 2026 update)',
  lastDay: '2026-09-30',
} as const;
/** True for dates the table's edition does not cover: rows go on applying, with an age note. */
export const isPastDiagnosisEdition = (date: string): boolean => date > DIAGNOSIS_EDITION.lastDay;

interface RegionRow {
  readonly regions: readonly string[];
  readonly verified: boolean;
}

const ROWS = rowsOf(DIAGNOSES_COMPACT, 5);

/** The codes, or beginnings of codes, of one kind of rows (tools/compact-diagnoses.ts names the kinds). */
const codesOf = <Row>(
  kind: string,
  rowOf: (meaning: string, verified: boolean) => Row,
): ReadonlyMap<string, Row> =>
  new Map(
    ROWS.filter(([of]) => of === kind).flatMap(([, meaning, flag, suffix, stems]) => {
      const row = rowOf(meaning, flag === 'v');
      return stems.split(',').flatMap((packed) => {
        const [stem, characters] = splitRow(packed, 2, ':');
        return Array.from(characters, (character) => [stem + character + suffix, row] as const);
      });
    }),
  );

const FAMILIES = codesOf('F', (routes, verified): DiagnosisFamily => ({
  routes: routes.split(',').filter(isRoute),
  verified,
}));
const SIDELESS_FAMILIES = codesOf('N', () => true);
// The data schema admits these sides only.
const SIDES = codesOf('S', (side) => side as CodeLaterality);
const UNSPECIFIED = codesOf('U', () => true);
const ENDED = codesOf('E', (from, verified) => ({ from, verified }));
const REGIONS = codesOf('R', (regions, verified): RegionRow => ({ regions: regions.split(','), verified }));

/** The row of the longest beginning of a code that has one. */
function longest<Row>(rows: ReadonlyMap<string, Row>, code: string): Row | null {
  for (let length = code.length; length >= 3; length -= 1) {
    const row = rows.get(code.slice(0, length));
    if (row) return row;
  }
  return null;
}

/**
 * An ICD-10-CM code as the table writes it: upper case, with its dot. Null for what is no such code. The coding's
 * system decides that something is ICD-10-CM; its looks never do (`M5416` is also shaped like HCPCS).
 */
export function icd10Code(written: string): string | null {
  const plain = written.trim().toUpperCase().replace('.', '');
  if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(plain)) return null;
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain;
}

/** The family with the longest prefix that the code starts with; null for codes of no family. */
export const familyOf = (code: string): DiagnosisFamily | null => longest(FAMILIES, code);

/** Side of a code, from the allow-list alone: of listed codes, else of families that know no side. */
export const lateralityOf = (code: string): CodeLaterality =>
  SIDES.get(code) ?? (longest(SIDELESS_FAMILIES, code) ? 'has-no-side' : 'unknown');

/** A code the source lists as unspecified (site, kind or severity not stated). */
export const isUnspecified = (code: string): boolean => UNSPECIFIED.has(code);

export interface Validity {
  readonly valid: boolean;
  /** False where the year the code ended is not from a source; the absence itself is. */
  readonly verified: boolean;
  /** First day the code was no longer billable, or null. */
  readonly endedFrom: string | null;
}
/** Whether a code could still be billed on a date, as far as the table knows codes that ended. */
export function validOn(code: string, date: string): Validity {
  const ended = ENDED.get(code);
  if (!ended || date < ended.from) return { valid: true, verified: true, endedFrom: null };
  // From the edition's own fiscal year on, absence from its list is proof enough.
  const verified = ended.verified || date >= '2025-10-01';
  return { valid: false, verified, endedFrom: ended.from };
}

/** Body regions (as in `sites.ts`) a code speaks of; null where the table does not say. */
export const regionsOf = (code: string): RegionRow | null => longest(REGIONS, code);

/** Into a bursa everybody writes "intra-articular" too: both name the same injection there. */
const routeAt = (route: Route, site: Site | null): readonly Route[] =>
  site !== null && siteRow(site).kind === 'bursa' && (route === 'intra-articular' || route === 'intrabursal')
    ? ['intra-articular', 'intrabursal']
    : [route];

/** Whether the family's route list names the route of an injection (at its site). */
export const supportsRoute = (family: DiagnosisFamily, route: Route, site: Site | null): boolean =>
  routeAt(route, site).some((each) => family.routes.includes(each));

/**
 * Whether the code speaks of the region the site lies in; null where the table names none for the code, as for every
 * illness of the whole body, which no place contradicts.
 */
export function isAboutSite(code: string, site: Site): boolean | null {
  const row = regionsOf(code);
  return row && row.regions.includes(siteRow(site).region);
}
