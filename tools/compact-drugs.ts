import { z } from 'zod';
import type { Drug, Ingredient } from '../src/vocab/drug.ts';

/**
 * What each `drugKey` of the source data is in our own words. `salt` is the drug a code table can bill; keys
 * without one name only the ingredient. `oral` and `topical` products are never injections.
 */
interface Meaning {
  readonly ingredient: Ingredient | null;
  readonly drug: Drug | null;
  readonly form: 'oral' | 'topical' | null;
}
const salt = (ingredient: Ingredient, drug: Drug): Meaning => ({ ingredient, drug, form: null });
const bare = (ingredient: Ingredient | null, form: Meaning['form'] = null): Meaning => ({
  ingredient,
  drug: null,
  form,
});
export const DRUG_KEYS: Readonly<Record<string, Meaning>> = {
  'methylprednisolone-unspecified': bare('methylprednisolone'),
  'methylprednisolone-other-salt': bare('methylprednisolone'),
  'methylprednisolone-oral': bare('methylprednisolone', 'oral'),
  'methylprednisolone-topical': bare('methylprednisolone', 'topical'),
  'methylprednisolone-acetate': salt('methylprednisolone', 'methylprednisolone-acetate'),
  'methylprednisolone-sodium-succinate': salt('methylprednisolone', 'methylprednisolone-sodium-succinate'),
  triamcinolone: bare('triamcinolone'),
  'triamcinolone-acetonide': salt('triamcinolone', 'triamcinolone-acetonide'),
  'triamcinolone-acetonide-er': salt('triamcinolone', 'triamcinolone-acetonide-er'),
  'triamcinolone-acetonide-ophthalmic': salt('triamcinolone', 'triamcinolone-acetonide-preservative-free'),
  'triamcinolone-diacetate': salt('triamcinolone', 'triamcinolone-diacetate'),
  'triamcinolone-hexacetonide': salt('triamcinolone', 'triamcinolone-hexacetonide'),
  dexamethasone: bare('dexamethasone'),
  'dexamethasone-acetate': salt('dexamethasone', 'dexamethasone-acetate'),
  'dexamethasone-sodium-phosphate': salt('dexamethasone', 'dexamethasone-sodium-phosphate'),
  betamethasone: bare('betamethasone'),
  'betamethasone-acetate-sod-phosphate': salt('betamethasone', 'betamethasone-acetate-sodium-phosphate'),
  hydrocortisone: bare('hydrocortisone'),
  'hydrocortisone-sodium-succinate': salt('hydrocortisone', 'hydrocortisone-sodium-succinate'),
  'oral-steroid': bare(null, 'oral'),
  'glucocorticoid-class': bare(null),
};

/** Source URI → the name the lookups use. */
const SYSTEMS: Readonly<Record<string, string>> = {
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RXNORM',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.whocc.no/atc': 'ATC',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'HCPCS',
};

export const DRUGS_SCHEMA = z.array(
  z.strictObject({
    system: z.enum(Object.keys(SYSTEMS)),
    code: z.string(),
    display: z.string(),
    meaning: z.string(),
    source: z.string().min(1),
    verified: z.boolean(),
    drugKey: z.enum(Object.keys(DRUG_KEYS)),
    tty: z.string().optional(),
    ttyBasis: z.string().optional(),
    injectable: z.boolean().nullable().optional(),
    strengthValue: z.number().nullable().optional(),
    strengthUnit: z.string().nullable().optional(),
    strengthBasis: z.string().optional(),
    packVolumeMl: z.number().optional(),
    billingUnitMg: z.number().nullable().optional(),
    saltBasis: z.string().optional(),
    saltVerified: z.boolean().optional(),
    exampleNdc: z.array(z.string()).optional(),
    note: z.string().optional(),
  }),
);
type Row = z.infer<typeof DRUGS_SCHEMA>[number];

/** `mg|per` of a product: per container without `per`, else in 1 mL of a container of so many mL (`?` where not said). */
function strengthOf(row: Row): string {
  const unit = row.tty === 'SCD' || row.tty === 'SBD' ? row.strengthUnit?.toLowerCase() : undefined;
  if (typeof row.strengthValue !== 'number') return '|';
  if (unit === 'mg/ml') return `${row.strengthValue}|${row.packVolumeMl ?? '?'}`;
  // A tablet's or a tube's amount is no amount in a vial.
  return unit === 'mg' && row.injectable === true ? `${row.strengthValue}|` : '|';
}

/** `drug|ingredient|form`, the part of a line that says what its codes are. */
export function meaningOf(key: string): string {
  const meaning = DRUG_KEYS[key];
  if (!meaning) throw new Error(`No meaning for ${key}`);
  return [meaning.drug ?? '', meaning.ingredient ?? '', meaning.form ?? ''].join('|');
}

/**
 * Joins rows that share everything but the code into one line `head|code,code`; rows keep their order. Refuses a code
 * that holds a separator: unpacked it would be two codes nobody listed.
 */
export function grouped<T>(rows: readonly T[], head: (row: T) => string, code: (row: T) => string): string {
  const lines = new Map<string, string[]>();
  for (const row of rows) {
    if (!isPackable(code(row)))
      throw new Error(`The code "${code(row)}" holds a separator of the compact form`);
    const key = head(row);
    const codes = lines.get(key);
    if (codes) codes.push(code(row));
    else lines.set(key, [code(row)]);
  }
  return [...lines].map(([key, codes]) => `${key}|${codes.join(',')}`).join('\n');
}

/**
 * Lines `system|drug|ingredient|form|saltVerified|mg|per|codes`: `40|1|` is 40 mg/mL in a container of 1 mL, `62.5|?|` a
 * concentration alone, `40||` mg per container. Only products (SCD, SBD) state a strength: a component's is not theirs.
 */
export function compactDrugs(data: unknown): string {
  return grouped(
    DRUGS_SCHEMA.parse(data).filter((row) => row.verified),
    (row) =>
      [
        SYSTEMS[row.system] ?? '',
        `${meaningOf(row.drugKey)}${DRUG_KEYS[row.drugKey]?.form || row.injectable !== true ? '' : 'injectable'}`,
        row.saltVerified === false ? 'u' : '',
        strengthOf(row),
      ].join('|'),
    (row) => row.code,
  );
}

/** Whether a code can stand in the compact form. */
export const isPackable = (code: string): boolean => !/[,|\n]/.test(code);
