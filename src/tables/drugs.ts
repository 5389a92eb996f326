import { DRUGS, INGREDIENTS, type Drug, type Ingredient } from '../vocab/drug.ts';
import { parseDecimal, type Rational } from '../vocab/rational.ts';
import { asMilligrams, asMillilitres, type Milligrams, type Millilitres } from '../vocab/units.ts';
import { DRUGS_COMPACT } from './compact/drugs.ts';

/** Strength a product code carries. `container` only where the code names one container's content. */
export type ProductStrength =
  | { readonly per: 'mL'; readonly mgPerMl: Rational; readonly containerMl: Millilitres | null }
  | { readonly per: 'container'; readonly mg: Milligrams };

/** What a coded medication is. */
export interface DrugRow {
  /** The salt or presentation; null where the code names only the ingredient. */
  readonly drug: Drug | null;
  /** Null for oral steroids that are no injectable corticosteroid of ours (prednisone). */
  readonly ingredient: Ingredient | null;
  /** `oral` and `topical` products are never injections; `injectable` says so; null says neither. */
  readonly form: 'injectable' | 'oral' | 'topical' | null;
  /** RxNorm term type, or null. */
  readonly tty: string | null;
  /** False where the source inferred the salt: it may support another source, never decide alone. */
  readonly saltVerified: boolean;
  readonly strength: ProductStrength | null;
}

/** Systems this table has codes of. `ATC` never separates salts. */
export type DrugSystem = 'RXNORM' | 'SNOMED' | 'ATC' | 'HCPCS';

const KNOWN_DRUGS: ReadonlySet<string> = new Set(DRUGS);
const KNOWN_INGREDIENTS: ReadonlySet<string> = new Set(INGREDIENTS);
export const isDrug = (word: string): word is Drug => KNOWN_DRUGS.has(word);
export const isIngredient = (word: string): word is Ingredient => KNOWN_INGREDIENTS.has(word);

function strengthOf(written: string, injectable: boolean): ProductStrength | null {
  const match = /^([\d.]+)(\/)?(?:\*([\d.]+))?$/.exec(written);
  const value = match?.[1] === undefined ? null : parseDecimal(match[1]);
  if (!match || !value) return null;
  const volume = match[3] === undefined ? null : parseDecimal(match[3]);
  if (match[2]) return { per: 'mL', mgPerMl: value, containerMl: volume ? asMillilitres(volume) : null };
  return injectable ? { per: 'container', mg: asMilligrams(value) } : null;
}

function readLine(line: string): readonly (readonly [string, DrugRow])[] {
  const [system = '', drug = '', ingredient = '', form = '', tty = '', injectable, unverified, codes = ''] =
    line.split('|');
  const isProduct = tty === 'SCD' || tty === 'SBD';
  return codes.split(',').map((item) => {
    const [code = '', strength = ''] = item.split('=');
    const row: DrugRow = {
      drug: isDrug(drug) ? drug : null,
      ingredient: isIngredient(ingredient) ? ingredient : null,
      form: form === 'oral' || form === 'topical' ? form : injectable === 'i' ? 'injectable' : null,
      tty: tty === '' ? null : tty,
      saltVerified: unverified !== 'u',
      strength: isProduct ? strengthOf(strength, injectable === 'i') : null,
    };
    return [`${system} ${code}`, row] as const;
  });
}

const BY_CODE: ReadonlyMap<string, DrugRow> = new Map(DRUGS_COMPACT.split('\n').flatMap(readLine));

/** The row of a medication code, or null when the table does not have it. */
export const drugRow = (system: DrugSystem, code: string): DrugRow | null =>
  BY_CODE.get(`${system} ${code.trim()}`) ?? null;
