import type { Drug, Ingredient } from '../vocab/drug.ts';
import { parseDecimal, type Rational } from '../vocab/rational.ts';
import { asMilligrams, asMillilitres, type Milligrams, type Millilitres } from '../vocab/units.ts';
import { NDC_COMPACT } from './compact/ndc.ts';
import { isDrug, isIngredient } from './drugs.ts';
import { rowsOf } from './packed-rows.ts';

/** A package by its 11-digit NDC. Strengths are of one container, not of the whole pack. */
export interface NdcRow {
  readonly ndc: string;
  readonly drug: Drug | null;
  readonly ingredient: Ingredient | null;
  /** `oral` for tablets; null for injectables. */
  readonly form: 'oral' | 'topical' | null;
  readonly mgPerContainer: Milligrams | null;
  /** Null for powders and where the source gives none. */
  readonly volumeMl: Millilitres | null;
  readonly mgPerMl: Rational | null;
  readonly kind: 'single-dose' | 'multi-dose' | null;
  /** False where single or multi-dose is inferred from the pack size. */
  readonly kindVerified: boolean;
  /** Unit of the NDC quantity on a claim: mL for liquids, UN for powder vials; null where not known. */
  readonly quantityUnit: 'ML' | 'UN' | null;
}

const BY_NDC: ReadonlyMap<string, NdcRow> = new Map(
  rowsOf(NDC_COMPACT, 8).flatMap(([drug, ingredient, form, mg, volume, strength, kind, codes]) => {
    const [mgPerContainer, volumeMl] = [parseDecimal(mg), parseDecimal(volume)];
    const shared: Omit<NdcRow, 'ndc'> = {
      drug: isDrug(drug) ? drug : null,
      ingredient: isIngredient(ingredient) ? ingredient : null,
      // The packer (tools/compact-drugs.ts) knows these forms only.
      form: (form || null) as NdcRow['form'],
      mgPerContainer: mgPerContainer && asMilligrams(mgPerContainer),
      volumeMl: volumeMl && asMillilitres(volumeMl),
      mgPerMl: parseDecimal(strength),
      kind: kind.startsWith('s') ? 'single-dose' : kind.startsWith('m') ? 'multi-dose' : null,
      kindVerified: kind !== '' && !kind.endsWith('u'),
      quantityUnit: volumeMl ? 'ML' : mgPerContainer ? 'UN' : null,
    };
    return codes.split(',').map((ndc) => [ndc, { ndc, ...shared }] as const);
  }),
);

/** The row of an 11-digit NDC, or null when the table does not have it. */
export const ndcRow = (ndc11: string): NdcRow | null => BY_NDC.get(ndc11) ?? null;

/** Labeler, product and package of 5, 4 and 2 digits, one of them one digit short at most. */
const HYPHENATED = /^(?:\d{4}-\d{4}-\d\d|\d{5}-\d{3}-\d\d|\d{5}-\d{4}-\d\d?)$/;
/** Where the zero is left out, with the hyphen before it. */
const SHORT = /^(?=\d{4}-)|-(?=\d{3}-)|-(?=\d$)/;

/** The three 11-digit numbers ten bare digits can stand for: a zero before labeler, product or package. */
const readings = (digits: string): readonly string[] => [
  `0${digits}`,
  `${digits.slice(0, 5)}0${digits.slice(5)}`,
  `${digits.slice(0, 9)}0${digits.slice(9)}`,
];

/**
 * The 11-digit form of an NDC as written, or null. Hyphens say which segment lacks its zero. Ten digits without
 * hyphens are ambiguous: they are read only where exactly one reading is a package of the table. The whole number is
 * never padded blindly.
 */
export function normaliseNdc(written: string): string | null {
  const plain = written.trim().replace(/^(?:urn:)?ndc:/i, '');
  if (HYPHENATED.test(plain)) return plain.replace(SHORT, '0').replaceAll('-', '');
  if (/^\d{11}$/.test(plain)) return plain === '00000000000' ? null : plain;
  const known = [...new Set(readings(plain))].filter((reading) => BY_NDC.has(reading));
  return known.length === 1 ? (known[0] ?? null) : null;
}
