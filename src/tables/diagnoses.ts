import { ROUTES, type Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import { DIAGNOSES_COMPACT } from './compact/diagnoses.ts';
import { siteRow } from './sites.ts';

/** How well a family of diagnoses supports a corticosteroid injection. */
export type Support = 'strong' | 'moderate' | 'weak-symptom' | 'caution';

/** A family of ICD-10-CM codes. Source: `data/diagnoses.json`, with the source of every row. */
export interface DiagnosisFamily {
  /** Code prefixes: `M05`, `M25.4`, `L20` … */
  readonly prefixes: readonly string[];
  /** In our own words. */
  readonly label: string;
  readonly routes: readonly Route[];
  /** The illness is of the whole body: no place contradicts it. */
  readonly systemic: boolean;
  readonly support: Support;
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
interface Ended {
  readonly from: string;
  readonly verified: boolean;
}
interface Tables {
  readonly families: readonly (DiagnosisFamily & { readonly noSide: boolean })[];
  /** Code with the side character made a hole → what each character means. */
  readonly sides: Map<string, ReadonlyMap<string, CodeLaterality>>;
  readonly noSide: Set<string>;
  readonly unspecified: Set<string>;
  readonly ended: Map<string, Ended>;
  readonly regions: Map<string, RegionRow>;
}

const KNOWN_ROUTES: ReadonlySet<string> = new Set(ROUTES);
const isRoute = (word: string): word is Route => KNOWN_ROUTES.has(word);
const listed = (field: string | undefined): readonly string[] => (field ? field.split(',') : []);

const MARKS: Readonly<Record<string, CodeLaterality>> = {
  R: 'right',
  L: 'left',
  B: 'bilateral',
  U: 'not-stated',
  S: 'not-stated',
};

function familyOfLine(fields: readonly string[]): DiagnosisFamily & { readonly noSide: boolean } {
  const [, prefixes, routes, systemic, support, verified, noSide, label = ''] = fields;
  return {
    prefixes: listed(prefixes),
    label,
    routes: listed(routes).filter(isRoute),
    systemic: systemic === 'any',
    // The data schema (tools/compact-diagnoses.ts) admits these strengths only.
    support: support as Support,
    verified: verified === 'v',
    noSide: noSide === 'no-side',
  };
}

function addSides(tables: Tables, pattern: string, stems: string): void {
  const meanings = new Map<string, CodeLaterality>();
  for (let at = 0; at + 1 < pattern.length; at += 2) {
    const meaning = MARKS[pattern.slice(at + 1, at + 2)];
    if (meaning) meanings.set(pattern.slice(at, at + 1), meaning);
  }
  for (const stem of stems.split(' ')) {
    const [head = '', digits = '', tail = '?'] = stem.split(':');
    for (const digit of digits) {
      const key = `${head}${digit}${tail}`;
      tables.sides.set(key, new Map([...(tables.sides.get(key) ?? []), ...meanings]));
    }
  }
}

function addRegions(tables: Tables, fields: readonly string[]): void {
  const [kind, prefixes, meaning = '', verified] = fields;
  for (const prefix of listed(prefixes)) {
    if (kind === 'R') tables.regions.set(prefix, { regions: listed(meaning), verified: verified === 'v' });
    else
      for (const pair of meaning.split(';')) {
        const [digit = '', names] = pair.split('=');
        tables.regions.set(prefix + digit, { regions: listed(names), verified: verified === 'v' });
      }
  }
}

function read(compact: string): Tables {
  const families: (DiagnosisFamily & { readonly noSide: boolean })[] = [];
  const tables: Tables = {
    families,
    sides: new Map(),
    noSide: new Set(),
    unspecified: new Set(),
    ended: new Map(),
    regions: new Map(),
  };
  for (const line of compact.split('\n')) {
    const fields = line.split('|');
    const [kind, first = '', second = '', third] = fields;
    if (kind === 'F') families.push(familyOfLine(fields));
    else if (kind === 'P') addSides(tables, first, second);
    else if (kind === 'N') for (const code of listed(first)) tables.noSide.add(code);
    else if (kind === 'U') for (const code of listed(first)) tables.unspecified.add(code);
    else if (kind === 'E') tables.ended.set(first, { from: second, verified: third === 'v' });
    else addRegions(tables, fields);
  }
  return tables;
}

const TABLES = read(DIAGNOSES_COMPACT);

/**
 * An ICD-10-CM code as the table writes it: upper case, with its dot. Null for what is no such code. The coding's
 * system decides that something is ICD-10-CM; its looks never do (`M5416` is also shaped like HCPCS).
 */
export function icd10Code(written: string): string | null {
  const plain = written.trim().toUpperCase().replace('.', '');
  if (!/^[A-Z]\d[0-9A-Z]{1,5}$/.test(plain)) return null;
  return plain.length > 3 ? `${plain.slice(0, 3)}.${plain.slice(3)}` : plain;
}

/** The longest family prefix that the code starts with; null for codes of no family. */
export function familyOf(code: string): (DiagnosisFamily & { readonly noSide: boolean }) | null {
  const matches = TABLES.families.flatMap((family) =>
    family.prefixes.filter((prefix) => code.startsWith(prefix)).map((prefix) => ({ family, prefix })),
  );
  const best = matches.toSorted((a, b) => b.prefix.length - a.prefix.length)[0];
  return best?.family ?? null;
}

/** Side of a code, from the allow-list alone. The last character means a side only in listed stems. */
export function lateralityOf(code: string): CodeLaterality {
  const hole = code.startsWith('M1A') ? 6 : code.length - 1;
  const stem = `${code.slice(0, hole)}?${code.slice(hole + 1)}`;
  const side = TABLES.sides.get(stem)?.get(code.slice(hole, hole + 1));
  if (side) return side;
  if (TABLES.noSide.has(code)) return 'has-no-side';
  return familyOf(code)?.noSide === true ? 'has-no-side' : 'unknown';
}

/** A code the source lists as unspecified (site, kind or severity not stated). */
export const isUnspecified = (code: string): boolean => TABLES.unspecified.has(code);

export interface Validity {
  readonly valid: boolean;
  /** False where the year the code ended is not from a source; the absence itself is. */
  readonly verified: boolean;
  /** First day the code was no longer billable, or null. */
  readonly endedFrom: string | null;
}
/** Whether a code could still be billed on a date, as far as the table knows codes that ended. */
export function validOn(code: string, date: string): Validity {
  const ended = TABLES.ended.get(code);
  if (!ended || date < ended.from) return { valid: true, verified: true, endedFrom: null };
  // From the edition's own fiscal year on, absence from its list is proof enough.
  const verified = ended.verified || date >= '2025-10-01';
  return { valid: false, verified, endedFrom: ended.from };
}

/** Body regions (as in `sites.ts`) a code speaks of; null where the table does not say. */
export function regionsOf(code: string): RegionRow | null {
  for (let length = code.length; length >= 3; length -= 1) {
    const row = TABLES.regions.get(code.slice(0, length));
    if (row) return row;
  }
  return null;
}

/** Into a bursa everybody writes "intra-articular" too: both name the same injection there. */
const routeAt = (route: Route, site: Site | null): readonly Route[] =>
  site !== null && siteRow(site).kind === 'bursa' && (route === 'intra-articular' || route === 'intrabursal')
    ? ['intra-articular', 'intrabursal']
    : [route];

/** Whether the family's route list names the route of an injection (at its site). */
export const supportsRoute = (family: DiagnosisFamily, route: Route, site: Site | null): boolean =>
  routeAt(route, site).some((each) => family.routes.includes(each));

/** Whether the code speaks of the region the site lies in; null where the table names none for the code. */
export function isAboutSite(code: string, site: Site): boolean | null {
  if (familyOf(code)?.systemic === true) return null;
  const row = regionsOf(code);
  return row ? row.regions.includes(siteRow(site).region) : null;
}
