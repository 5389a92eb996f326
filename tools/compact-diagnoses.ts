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

/** One row before it is packed: what it says of its codes, whether that is verified, and how each code ends. */
interface Row {
  readonly kind: 'F' | 'N' | 'S' | 'U' | 'E' | 'R';
  readonly meaning: string;
  readonly verified: boolean;
  readonly suffix: string;
  readonly codes: readonly string[];
}
const row = (kind: Row['kind'], meaning: string, codes: readonly string[], verified = true): Row => ({
  kind,
  meaning,
  verified,
  suffix: '',
  codes,
});

function familyRows(family: Family, data: Data): readonly Row[] {
  const routes = family.routes.flatMap((word) => data.routeWords.words[word] ?? unknown(word));
  const prefixes = prefixesOf(family.family);
  return [
    row('F', [...new Set(routes)].join(','), prefixes, family.verified),
    ...(HAS_NO_SIDE.test(family.lateralityRule) ? [row('N', '', prefixes)] : []),
  ];
}

function unknown(word: string): never {
  throw new Error(`No route for the word "${word}" in diagnoses.json`);
}

const MEANINGS = [
  ['right', 'right'],
  ['left', 'left'],
  ['bilateral', 'bilateral'],
  ['unspecifiedSide', 'not-stated'],
  ['unspecifiedSite', 'not-stated'],
] as const;

/** The side character of a code made a hole: the last one, but the 6th of 7 in chronic gout (M1A). */
export function template(code: string): readonly [string, string] {
  const hole = code.startsWith('M1A') ? 6 : code.length - 1;
  return [`${code.slice(0, hole)}?${code.slice(hole + 1)}`, code.slice(hole, hole + 1)];
}

/** Side codes by their side character and what follows it, so that one list of stems serves many codes. */
const sideRows = (sides: Data['sideCodes']): readonly Row[] =>
  MEANINGS.flatMap(([list, meaning]) =>
    sides[list].map((code) => {
      const [stem = '', after = ''] = template(code)[0].split('?');
      return {
        ...row('S', meaning, [stem]),
        suffix: code.slice(stem.length, code.length - after.length) + after,
      };
    }),
  );

/** First day of a fiscal year of ICD-10-CM: FY2025 began on 2024-10-01. */
const firstDay = (fiscalYear: string): string => `${Number(fiscalYear.slice(2)) - 1}-10-01`;
/** The year of G35 stands in the source; the others' years are own knowledge (the data's own note). */
const SOURCED_YEARS: ReadonlySet<string> = new Set(['FY2026']);

const endedRows = (ended: Data['noLongerBillable']): readonly Row[] =>
  Object.entries(ended).flatMap(([year, list]) =>
    Array.isArray(list) && year.startsWith('FY')
      ? [row('E', firstDay(year), list, SOURCED_YEARS.has(year))]
      : [],
  );

const regionRows = ({ byDigit, byPrefix }: Data['regions']): readonly Row[] => [
  ...byDigit.flatMap(({ stems, digits, verified }) =>
    Object.entries(digits).map(([suffix, names]) => ({
      ...row('R', names.join(','), stems, verified),
      suffix,
    })),
  ),
  ...byPrefix.map(({ prefixes, regions, verified }) => row('R', regions.join(','), prefixes, verified)),
];

/** Codes without a side and unspecified codes; those of an unverified family row stay out unless listed as flags. */
function listRows(data: Data): readonly Row[] {
  const sided = new Set(MEANINGS.flatMap(([list]) => data.sideCodes[list]));
  const sideless = data.families.flatMap((family) =>
    family.codesWithoutSide.filter((code) => !sided.has(code)),
  );
  const weak = data.families.flatMap((family) => (family.verified ? family.weakOrUnspecified : []));
  const unspecified = [...data.unspecifiedDiagnosisFlags, ...weak, ...data.sideCodes.unspecifiedSite];
  return [row('S', 'has-no-side', sideless), row('U', '', unspecified)];
}

/** Codes that share all but the last character are `M05.:012`: of each the beginning, then the last characters. */
function stemmed(codes: readonly string[]): string {
  const stems = new Map<string, Set<string>>();
  for (const code of codes) {
    const last = stems.get(code.slice(0, -1)) ?? new Set();
    stems.set(code.slice(0, -1), last.add(code.slice(-1)));
  }
  return [...stems].map(([stem, last]) => `${stem}:${[...last].join('')}`).join(',');
}

/**
 * Lines `kind|meaning|verified|suffix|stems`, each code a stem with the suffix behind it: F families by prefix with
 * their routes, N prefixes of families without sides, S sides, U unspecified codes, E codes that ended with the day,
 * R regions by prefix. `src/tables/diagnoses.ts` reads them.
 */
export function compactDiagnoses(input: unknown): string {
  const data = DIAGNOSES_SCHEMA.parse(input);
  const rows = [
    ...data.families.flatMap((family) => familyRows(family, data)),
    ...sideRows(data.sideCodes),
    ...listRows(data),
    ...endedRows(data.noLongerBillable),
    ...regionRows(data.regions),
  ];
  const lines = new Map<string, string[]>();
  for (const { kind, meaning, verified, suffix, codes } of rows) {
    const head = [kind, meaning, verified ? 'v' : 'u', suffix].join('|');
    lines.set(head, [...(lines.get(head) ?? []), ...codes]);
  }
  return [...lines].map(([head, codes]) => `${head}|${stemmed(codes)}`).join('\n');
}
