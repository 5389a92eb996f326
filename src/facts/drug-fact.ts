import { ingredientOf, narrowest, type Drug, type Ingredient } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import {
  conflicting,
  notRecognised,
  notRecorded,
  orderOnly,
  recorded,
  textOnly,
  type Fact,
} from '../vocab/fact.ts';
import type { ProductReading, Said } from './read-product.ts';

export interface DrugFacts {
  readonly drug: Fact<Drug>;
  readonly ingredient: Fact<Ingredient>;
}

const valuesOf = <T>(said: readonly Said<T>[]): readonly T[] => [...new Set(said.map(({ value }) => value))];
/** Each statement once: one text may name several drugs. */
const evidenceFor = <T>(said: readonly Said<T>[]): readonly Evidence[] => [
  ...new Set(said.map(({ evidence }) => evidence)),
];

/** Leaves out a general salt where a narrower presentation of it is named too. */
function narrowed(said: readonly Said<Drug>[]): readonly Said<Drug>[] {
  const kept = narrowest(valuesOf(said));
  return said.filter(({ value }) => kept.includes(value));
}

/**
 * Drugs that say something else than `drug`. The general salt beside its special presentation does not; the special
 * one beside the general salt's code does, because it is billed by another code.
 */
const against = (drug: Drug, said: readonly Said<Drug>[]): readonly Said<Drug>[] =>
  said.filter(({ value }) => narrowest([drug, value]).some((one) => one !== drug));

const otherIngredients = (drug: Drug, said: readonly Said<Ingredient>[]): readonly Said<Ingredient>[] =>
  said.filter(({ value }) => value !== ingredientOf(drug));

const SEARCHED = [
  'MedicationAdministration.medication',
  'Medication.code',
  'Medication.ingredient',
  'MedicationRequest.medication',
  'text',
] as const;

interface Weighed {
  readonly own: ProductReading;
  readonly order: ProductReading | null;
  /** Drug named by `dosage.text`. */
  readonly dosageText: readonly Said<Drug>[];
}

/** Codes of the administration name the salt: recorded, unless another code or a text beside it says otherwise. */
function fromOwnCodes({ own, dosageText }: Weighed): Fact<Drug> | null {
  const drugs = narrowed(own.drugs);
  const values = valuesOf(drugs);
  const [drug] = values;
  if (drug === undefined) return null;
  if (values.length > 1) return conflicting(values, evidenceFor(drugs));
  const texts = against(drug, [...own.textDrugs, ...dosageText]);
  const ingredients = [
    ...otherIngredients(drug, own.ingredients),
    ...otherIngredients(drug, own.textIngredients),
  ];
  if (texts.length === 0 && ingredients.length === 0) return recorded(drug, evidenceFor(drugs));
  return conflicting(
    [drug, ...valuesOf(texts)],
    [...evidenceFor(drugs), ...evidenceFor(texts), ...evidenceFor(ingredients)],
  );
}

const compatible = (drugs: readonly Said<Drug>[], ingredient: Ingredient | null): readonly Said<Drug>[] =>
  drugs.filter(({ value }) => ingredient === null || ingredientOf(value) === ingredient);

/** The salt where the administration's codes name the ingredient at most: order, then text, then dose form. */
function fromElsewhere({ own, order, dosageText }: Weighed): Fact<Drug> | null {
  const named = valuesOf(own.ingredients);
  if (named.length > 1) return null;
  const ingredient = named[0] ?? null;
  const ordered = narrowed(compatible(order?.drugs ?? [], ingredient));
  const texts = narrowed([...own.textDrugs, ...dosageText]);
  const all = [...ordered, ...texts];
  const values = valuesOf(narrowed(all));
  const [drug] = values;
  if (drug !== undefined) {
    const others = otherIngredients(drug, own.textIngredients);
    const foreign = [...otherIngredients(drug, own.ingredients), ...others];
    if (values.length > 1 || foreign.length > 0)
      return conflicting(values, [...evidenceFor([...all, ...others]), ...evidenceFor(own.ingredients)]);
    const byOrder = ordered.filter(({ value }) => value === drug);
    if (byOrder.length > 0) return orderOnly(drug, evidenceFor(byOrder));
    return textOnly(drug, evidenceFor(texts));
  }
  return fromForm(own, ingredient) ?? fromOrderText(order, own);
}

/** A suspension or powder of methylprednisolone names its salt (reference/terminology.md, rule 1). */
function fromForm(own: ProductReading, ingredient: Ingredient | null): Fact<Drug> | null {
  const known = ingredient ?? valuesOf(own.textIngredients).join();
  const values = valuesOf(own.formDrugs);
  const [drug] = values;
  if (known !== 'methylprednisolone' || drug === undefined || values.length > 1) return null;
  return recorded(drug, [...evidenceFor(own.ingredients), ...evidenceFor(own.formDrugs)]);
}

function fromOrderText(order: ProductReading | null, own: ProductReading): Fact<Drug> | null {
  const named = [...own.ingredients, ...own.textIngredients];
  const texts = narrowed(
    (order?.textDrugs ?? []).filter(({ value }) => otherIngredients(value, named).length === 0),
  );
  const values = valuesOf(texts);
  const [drug] = values;
  return drug !== undefined && values.length === 1 ? orderOnly(drug, evidenceFor(texts)) : null;
}

/** What stands where no salt could be read: the originals, or nothing at all. */
function unread(own: ProductReading): Fact<never> {
  const [first] = own.originals;
  if (!first) return notRecorded(SEARCHED);
  const fragments = own.originals.map(({ fragment }) => fragment);
  // A display repeats what its own coding already shows.
  const told = fragments.filter(
    (fragment, place) => !fragments.some((other, at) => at < place && other.includes(fragment)),
  );
  return notRecognised(told.slice(0, 3).join(' · '), own.originals);
}

function ingredientFact(weighed: Weighed, drug: Fact<Drug>): Fact<Ingredient> {
  const { own, order } = weighed;
  const coded = valuesOf(own.ingredients);
  const [only] = coded;
  if (coded.length > 1) return conflicting(coded, evidenceFor(own.ingredients));
  if (only !== undefined) return recorded(only, evidenceFor(own.ingredients));
  if (drug.how === 'text-only') return textOnly(ingredientOf(drug.value), drug.evidence);
  if (drug.how === 'order-only') return orderOnly(ingredientOf(drug.value), drug.evidence);
  const texts = valuesOf(own.textIngredients);
  if (texts.length > 1) return conflicting(texts, evidenceFor(own.textIngredients));
  if (texts[0] !== undefined) return textOnly(texts[0], evidenceFor(own.textIngredients));
  const ordered = [...(order?.ingredients ?? []), ...(order?.textIngredients ?? [])];
  const values = valuesOf(ordered);
  if (values[0] !== undefined && values.length === 1) return orderOnly(values[0], evidenceFor(ordered));
  return unread(own);
}

/**
 * The drug and its ingredient, in the order of spec/facts.md: the administration's codes, the linked order's codes,
 * text, dose form. Two places that name different salts conflict and neither is chosen; a salt nobody names stays
 * not recognised, because RxNorm's plain ingredient cannot tell acetate from succinate.
 */
export function drugFacts(weighed: Weighed): DrugFacts {
  const drug = fromOwnCodes(weighed) ?? fromElsewhere(weighed) ?? unread(weighed.own);
  return { drug, ingredient: ingredientFact(weighed, drug) };
}
