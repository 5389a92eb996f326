import { z } from 'zod';
import { ROUTES } from '../src/vocab/route.ts';

const codes = z.array(z.string().min(3));
const regionNames = z.array(z.string().min(1)).min(1);

export const DIAGNOSES_SCHEMA = z.object({
  codeSet: z.string(),
  sideCodes: z.object({
    method: z.string(),
    right: codes,
    left: codes,
    bilateral: codes,
    unspecifiedSide: codes,
    unspecifiedSite: codes,
  }),
  unspecifiedDiagnosisFlags: codes,
  noLongerBillable: z.record(z.string(), z.union([z.string(), codes])),
  families: z.array(
    z.object({
      family: z.string(),
      labelInOurWords: z.string(),
      routes: z.array(z.string()).min(1),
      siteClasses: z.array(z.string()).min(1),
      lateralityRule: z.string(),
      supportStrength: z.enum(['strong', 'moderate', 'weak-symptom', 'caution']),
      codesWithoutSide: codes,
      weakOrUnspecified: codes,
      source: z.array(z.string()).min(1),
      verified: z.boolean(),
    }),
  ),
  routeWords: z.object({ words: z.record(z.string(), z.array(z.enum(ROUTES))), source: z.string() }),
  regions: z.object({
    byDigit: z.array(
      z.object({
        stems: codes,
        digits: z.record(z.string(), regionNames),
        source: z.string(),
        verified: z.boolean(),
      }),
    ),
    byPrefix: z.array(
      z.object({ prefixes: codes, regions: regionNames, source: z.string(), verified: z.boolean() }),
    ),
  }),
});
type Data = z.infer<typeof DIAGNOSES_SCHEMA>;
type Family = Data['families'][number];

/** "L20-L25, L30" → L20, L21, …, L25, L30: the code prefixes a family row speaks of. */
export function prefixesOf(family: string): readonly string[] {
  return family.split(', ').flatMap((part) => {
    const [from = '', to] = part.split('-');
    if (to === undefined) return [from];
    const letter = from.slice(0, 1);
    const [first, last] = [Number(from.slice(1)), Number(to.slice(1))];
    return Array.from(
      { length: last - first + 1 },
      (_, step) => letter + String(first + step).padStart(2, '0'),
    );
  });
}

const HAS_NO_SIDE =
  /^(no side|level, not side|5th character is the spinal level|7th character is the encounter)/;

function familyLine(family: Family, data: Data): string {
  const routes = family.routes.flatMap((word) => data.routeWords.words[word] ?? unknown(word));
  return [
    'F',
    prefixesOf(family.family).join(','),
    [...new Set(routes)].join(','),
    family.siteClasses.includes('systemic') ? 'any' : '',
    family.supportStrength,
    family.verified ? 'v' : 'u',
    HAS_NO_SIDE.test(family.lateralityRule) ? 'no-side' : '',
    family.labelInOurWords,
  ].join('|');
}

function unknown(word: string): never {
  throw new Error(`No route for the word "${word}" in diagnoses.json`);
}

const MARKS = [
  ['right', 'R'],
  ['left', 'L'],
  ['bilateral', 'B'],
  ['unspecifiedSide', 'U'],
  ['unspecifiedSite', 'S'],
] as const;

/** The side character of a code made a hole: the last one, but the 6th of 7 in chronic gout (M1A). */
export function template(code: string): readonly [string, string] {
  const hole = code.startsWith('M1A') ? 6 : code.length - 1;
  return [`${code.slice(0, hole)}?${code.slice(hole + 1)}`, code.slice(hole, hole + 1)];
}

/**
 * Side codes as patterns: `P|1R2L9U|M05.0:1234567` says that M05.01?, M05.02? … are right with 1, left with 2 and
 * not stated with 9. A third part after the digits is what follows the hole (`M1A.0:123:?0`).
 */
function sideLines(sides: Data['sideCodes']): readonly string[] {
  const holes = new Map<string, string[]>();
  for (const [list, mark] of MARKS)
    for (const code of sides[list]) {
      const [stem, character] = template(code);
      holes.set(stem, [...(holes.get(stem) ?? []), character + mark]);
    }
  const patterns = new Map<string, Map<string, string>>();
  for (const [stem, marks] of holes) {
    const pattern = marks.sort().join('');
    const at = stem.indexOf('?');
    const key = `${stem.slice(0, at - 1)}:${stem.slice(at)}`;
    const group = patterns.get(pattern) ?? new Map<string, string>();
    group.set(key, (group.get(key) ?? '') + stem.slice(at - 1, at));
    patterns.set(pattern, group);
  }
  return [...patterns].map(([pattern, groups]) => {
    const stems = [...groups].map(([key, digits]) => {
      const [head = '', tail = ''] = key.split(':');
      return tail === '?' ? `${head}:${digits}` : `${head}:${digits}:${tail}`;
    });
    return `P|${pattern}|${stems.join(' ')}`;
  });
}

/** First day of a fiscal year of ICD-10-CM: FY2025 began on 2024-10-01. */
const firstDay = (fiscalYear: string): string => `${Number(fiscalYear.slice(2)) - 1}-10-01`;
/** The year of G35 stands in the source; the others' years are own knowledge (the data's own note). */
const SOURCED_YEARS: ReadonlySet<string> = new Set(['FY2026']);

function endedLines(ended: Data['noLongerBillable']): readonly string[] {
  return Object.entries(ended).flatMap(([year, list]) =>
    Array.isArray(list) && year.startsWith('FY')
      ? list.map((code) => `E|${code}|${firstDay(year)}|${SOURCED_YEARS.has(year) ? 'v' : 'u'}`)
      : [],
  );
}

function regionLines({ byDigit, byPrefix }: Data['regions']): readonly string[] {
  const digits = byDigit.map(({ stems, digits, verified }) => {
    const meanings = Object.entries(digits).map(([digit, names]) => `${digit}=${names.join(',')}`);
    return `D|${stems.join(',')}|${meanings.join(';')}|${verified ? 'v' : 'u'}`;
  });
  const prefixes = byPrefix.map(
    (row) => `R|${row.prefixes.join(',')}|${row.regions.join(',')}|${row.verified ? 'v' : 'u'}`,
  );
  return [...digits, ...prefixes];
}

/** Codes without a side and unspecified codes; those of an unverified family row stay out unless listed as flags. */
function listLines(data: Data): readonly string[] {
  const sideless = data.families.flatMap((family) => family.codesWithoutSide);
  const weak = data.families.flatMap((family) => (family.verified ? family.weakOrUnspecified : []));
  const unspecified = [...data.unspecifiedDiagnosisFlags, ...weak, ...data.sideCodes.unspecifiedSite];
  return [`N|${[...new Set(sideless)].join(',')}`, `U|${[...new Set(unspecified)].sort().join(',')}`];
}

/** Compact lines of the diagnosis table; `src/tables/diagnoses.ts` reads them. */
export function compactDiagnoses(input: unknown): string {
  const data = DIAGNOSES_SCHEMA.parse(input);
  return [
    ...data.families.map((family) => familyLine(family, data)),
    ...sideLines(data.sideCodes),
    ...listLines(data),
    ...endedLines(data.noLongerBillable),
    ...regionLines(data.regions),
  ].join('\n');
}
