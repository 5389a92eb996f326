import type { Drug, Ingredient } from '../vocab/drug.ts';
import { divide, parseDecimal, type Rational } from '../vocab/rational.ts';
import { asMilligrams, asMillilitres, type Milligrams, type Millilitres } from '../vocab/units.ts';
import { NDC_COMPACT } from './compact/ndc.ts';
import { isDrug, isIngredient } from './drugs.ts';

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

const number = (written: string): Rational | null => (written === '' ? null : parseDecimal(written));

function readLine(line: string): readonly (readonly [string, NdcRow])[] {
  const [drug = '', ingredient = '', form, mg = '', volume = '', strength = '', kind = '', codes = ''] =
    line.split('|');
  const [mgPerContainer, volumeMl] = [number(mg), number(volume)];
  const perVolume = mgPerContainer && volumeMl ? divide(mgPerContainer, volumeMl) : null;
  const shared = {
    drug: isDrug(drug) ? drug : null,
    ingredient: isIngredient(ingredient) ? ingredient : null,
    form: form === 'oral' || form === 'topical' ? form : null,
    mgPerContainer: mgPerContainer ? asMilligrams(mgPerContainer) : null,
    volumeMl: volumeMl ? asMillilitres(volumeMl) : null,
    mgPerMl: number(strength) ?? perVolume,
    kind: kind.startsWith('s') ? 'single-dose' : kind.startsWith('m') ? 'multi-dose' : null,
    kindVerified: kind !== '' && !kind.endsWith('u'),
    quantityUnit: volumeMl ? 'ML' : mgPerContainer ? 'UN' : null,
  } as const;
  return codes.split(',').map((ndc) => [ndc, { ndc, ...shared }] as const);
}

const BY_NDC: ReadonlyMap<string, NdcRow> = new Map(NDC_COMPACT.split('\n').flatMap(readLine));

/** The row of an 11-digit NDC, or null when the table does not have it. */
export const ndcRow = (ndc11: string): NdcRow | null => BY_NDC.get(ndc11) ?? null;

/** Lengths of labeler, product and package that stand for 5-4-2 with one zero left out, and 5-4-2 itself. */
const SEGMENTS: ReadonlySet<string> = new Set(['4-4-2', '5-3-2', '5-4-1', '5-4-2']);

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
  const segments = plain.split('-');
  if (segments.length === 3 && segments.every((segment) => /^\d+$/.test(segment))) {
    const [labeler = '', product = '', pack = ''] = segments;
    if (!SEGMENTS.has(`${labeler.length}-${product.length}-${pack.length}`)) return null;
    return labeler.padStart(5, '0') + product.padStart(4, '0') + pack.padStart(2, '0');
  }
  if (/^\d{11}$/.test(plain)) return plain === '00000000000' ? null : plain;
  if (!/^\d{10}$/.test(plain)) return null;
  const known = [...new Set(readings(plain))].filter((reading) => BY_NDC.has(reading));
  return known.length === 1 ? (known[0] ?? null) : null;
}
