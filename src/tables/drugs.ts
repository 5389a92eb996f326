import { DRUGS, INGREDIENTS, type Drug, type Ingredient } from '../vocab/drug.ts';
import { parseDecimal, type Rational } from '../vocab/rational.ts';
import { asMilligrams, asMillilitres, type Milligrams, type Millilitres } from '../vocab/units.ts';
import { DRUGS_COMPACT } from './compact/drugs.ts';
import { keyed, rowsOf } from './packed-rows.ts';

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

/** `mg` a container, or with `per` the mg in 1 mL: of a container of so many mL, or of one whose volume is not said. */
function strengthOf(written: string, per: string): ProductStrength | null {
  const mg = parseDecimal(written);
  if (!mg) return null;
  const ml = parseDecimal(per);
  return per === ''
    ? { per: 'container', mg: asMilligrams(mg) }
    : { per: 'mL', mgPerMl: mg, containerMl: ml && asMillilitres(ml) };
}

const BY_CODE: ReadonlyMap<string, DrugRow> = new Map(
  rowsOf(DRUGS_COMPACT, 8).flatMap(([system, drug, ingredient, form, salt, mg, per, codes]) =>
    keyed(system, codes, {
      drug: isDrug(drug) ? drug : null,
      ingredient: isIngredient(ingredient) ? ingredient : null,
      // The data schema (tools/compact-drugs.ts) admits these forms only.
      form: (form || null) as DrugRow['form'],
      saltVerified: salt !== 'u',
      strength: strengthOf(mg, per),
    }),
  ),
);

/** The row of a medication code, or null when the table does not have it. */
export const drugRow = (system: DrugSystem, code: string): DrugRow | null =>
  BY_CODE.get(`${system} ${code.trim()}`) ?? null;
