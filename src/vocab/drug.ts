/** Corticosteroid ingredients whose injections the app recognises. */
export const INGREDIENTS = [
  'methylprednisolone',
  'triamcinolone',
  'dexamethasone',
  'betamethasone',
  'hydrocortisone',
] as const;
export type Ingredient = (typeof INGREDIENTS)[number];

/** Ingredient plus salt or presentation: what a code table needs to know. Never guessed from the ingredient. */
export const DRUGS = [
  'methylprednisolone-acetate',
  'methylprednisolone-sodium-succinate',
  'triamcinolone-acetonide',
  'triamcinolone-acetonide-er',
  'triamcinolone-acetonide-preservative-free',
  'triamcinolone-acetonide-suprachoroidal',
  'triamcinolone-diacetate',
  'triamcinolone-hexacetonide',
  'dexamethasone-acetate',
  'dexamethasone-sodium-phosphate',
  'betamethasone-acetate-sodium-phosphate',
  'hydrocortisone-acetate',
  'hydrocortisone-sodium-phosphate',
  'hydrocortisone-sodium-succinate',
] as const;
export type Drug = (typeof DRUGS)[number];

/** Full names for people: no abbreviations, ever. */
export const DRUG_NAME: Readonly<Record<Drug, string>> = {
  'methylprednisolone-acetate': 'methylprednisolone acetate',
  'methylprednisolone-sodium-succinate': 'methylprednisolone sodium succinate',
  'triamcinolone-acetonide': 'triamcinolone acetonide',
  'triamcinolone-acetonide-er': 'triamcinolone acetonide extended release',
  'triamcinolone-acetonide-preservative-free': 'triamcinolone acetonide preservative free',
  'triamcinolone-acetonide-suprachoroidal': 'triamcinolone acetonide suprachoroidal',
  'triamcinolone-diacetate': 'triamcinolone diacetate',
  'triamcinolone-hexacetonide': 'triamcinolone hexacetonide',
  'dexamethasone-acetate': 'dexamethasone acetate',
  'dexamethasone-sodium-phosphate': 'dexamethasone sodium phosphate',
  'betamethasone-acetate-sodium-phosphate': 'betamethasone acetate and sodium phosphate',
  'hydrocortisone-acetate': 'hydrocortisone acetate',
  'hydrocortisone-sodium-phosphate': 'hydrocortisone sodium phosphate',
  'hydrocortisone-sodium-succinate': 'hydrocortisone sodium succinate',
};

/** Whether a drug is a presentation of another that a code table bills apart: its key is that one's and more. */
const isNarrower = (drug: Drug, than: Drug): boolean => drug.startsWith(`${than}-`);

/** Without a general salt where a narrower presentation of it stands too: "Zilretta (triamcinolone acetonide)" is one drug. */
export const narrowest = (drugs: readonly Drug[]): readonly Drug[] =>
  drugs.filter((drug) => !drugs.some((other) => isNarrower(other, drug)));

/** The ingredient a drug key belongs to. */
export function ingredientOf(drug: Drug): Ingredient {
  const found = INGREDIENTS.find((ingredient) => drug.startsWith(ingredient));
  if (!found) throw new Error(`No ingredient for drug ${drug}`);
  return found;
}
