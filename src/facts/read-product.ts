import { drugRow, type DrugRow, type DrugSystem } from '../tables/drugs.ts';
import { ndcRow, normaliseNdc, type NdcRow } from '../tables/ndc.ts';
import type { Drug, Ingredient } from '../vocab/drug.ts';
import { ingredientOf } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Coding,
  type IndexedResource,
} from './chart-index.ts';
import { medicationPlaces, type MedicationPlaces } from './medication-places.ts';
import { readProductWords, saltOfForm } from './product-words.ts';

/** One place's statement of a value. */
export interface Said<T> {
  readonly value: T;
  readonly evidence: Evidence;
}

export type Form = 'injectable' | 'oral' | 'topical';

/** Everything one resource (administration, order, dispense) says about its product, not yet weighed. */
export interface ProductReading {
  readonly places: MedicationPlaces;
  /** Salts named by codes. */
  readonly drugs: readonly Said<Drug>[];
  /** Ingredients named by codes, with or without a salt. */
  readonly ingredients: readonly Said<Ingredient>[];
  readonly textDrugs: readonly Said<Drug>[];
  readonly textIngredients: readonly Said<Ingredient>[];
  /** Methylprednisolone salt that the dose form stands for. */
  readonly formDrugs: readonly Said<Drug>[];
  readonly forms: readonly Said<Form>[];
  /** The site's configuration says this code is no injection. */
  readonly notAnInjection: readonly Evidence[];
  /** Another drug by name and no corticosteroid by any name. */
  readonly foreign: boolean;
  readonly rows: readonly Said<DrugRow>[];
  /** 11-digit NDCs, with their row where the table has one. */
  readonly ndcs: readonly Said<{ readonly ndc: string; readonly row: NdcRow | null }>[];
  /** All codes and texts as they stand, for what is not recognised. */
  readonly originals: readonly Evidence[];
}

const DRUG_SYSTEMS: ReadonlySet<string> = new Set<DrugSystem>(['RXNORM', 'SNOMED', 'ATC', 'HCPCS']);
const isDrugSystem = (system: string | null): system is DrugSystem =>
  system !== null && DRUG_SYSTEMS.has(system);

interface Found {
  readonly local: readonly Said<Drug>[];
  readonly notAnInjection: readonly Evidence[];
  readonly rows: readonly Said<DrugRow>[];
  readonly ndcs: readonly Said<{ readonly ndc: string; readonly row: NdcRow | null }>[];
}

function readCoding(index: ChartIndex, resource: IndexedResource, coding: Coding): Found {
  const { code, uri } = coding;
  if (code === null) return { local: [], notAnInjection: [], rows: [], ndcs: [] };
  const from = evidence(resource, coding.path, codingFragment(coding));
  const mapped = index.site.drugs.find((entry) => entry.system === uri && entry.code === code)?.means;
  const row = isDrugSystem(coding.system) ? drugRow(coding.system, code) : null;
  const ndc = coding.system === 'NDC' ? normaliseNdc(code) : null;
  return {
    local: mapped && 'drug' in mapped ? [{ value: mapped.drug, evidence: from }] : [],
    notAnInjection: mapped && 'notAnInjection' in mapped ? [from] : [],
    rows: row ? [{ value: row, evidence: from }] : [],
    ndcs: ndc ? [{ value: { ndc, row: ndcRow(ndc) }, evidence: from }] : [],
  };
}

const say = <T>(value: T | null, from: Evidence): readonly Said<T>[] =>
  value === null ? [] : [{ value, evidence: from }];

const each = <T>(values: readonly T[], from: Evidence): readonly Said<T>[] =>
  values.map((value) => ({ value, evidence: from }));

function drugsOf(found: readonly Found[]): readonly Said<Drug>[] {
  return found.flatMap(({ local, rows, ndcs }) => [
    ...local,
    ...rows.flatMap((row) => (row.value.saltVerified ? say(row.value.drug, row.evidence) : [])),
    ...ndcs.flatMap((ndc) => say(ndc.value.row?.drug ?? null, ndc.evidence)),
  ]);
}

function ingredientsNamed(found: readonly Found[]): readonly Said<Ingredient>[] {
  return found.flatMap(({ local, rows, ndcs }) => [
    ...local.map((said) => ({ value: ingredientOf(said.value), evidence: said.evidence })),
    ...rows.flatMap((row) => say(row.value.ingredient, row.evidence)),
    ...ndcs.flatMap((ndc) => say(ndc.value.row?.ingredient ?? null, ndc.evidence)),
  ]);
}

function formsOf(found: readonly Found[]): ProductReading['forms'] {
  return found.flatMap(({ rows, ndcs }) => [
    ...rows.flatMap((row) => say<Form>(row.value.form, row.evidence)),
    ...ndcs.flatMap((ndc) =>
      say<Form>(ndc.value.row ? (ndc.value.row.form ?? 'injectable') : null, ndc.evidence),
    ),
  ]);
}

/** Texts of `Medication.form`: its text and its codings' displays. */
const formTexts = (places: MedicationPlaces): readonly Said<string>[] =>
  places.forms.flatMap(({ resource, concept }) => [
    ...say(concept.text, evidence(resource, 'form.text', concept.text ?? '')),
    ...concept.codings.flatMap((coding) =>
      say(coding.display, evidence(resource, coding.path, codingFragment(coding))),
    ),
  ]);

/** Reads every statement of product in a resource. Weighing them against each other is `drugFact`'s work. */
export function readProduct(index: ChartIndex, holder: IndexedResource): ProductReading {
  const places = medicationPlaces(index, holder);
  const found = places.concepts.flatMap(({ resource, concept }) =>
    concept.codings.map((coding) => readCoding(index, resource, coding)),
  );
  const words = places.texts.map(({ text, evidence: from }) => ({ words: readProductWords(text), from }));
  const formWords = formTexts(places);
  const codings = places.concepts.flatMap(({ resource, concept }) =>
    concept.codings.map((coding) => evidence(resource, coding.path, codingFragment(coding))),
  );
  return {
    places,
    drugs: drugsOf(found),
    ingredients: ingredientsNamed(found),
    textDrugs: words.flatMap(({ words: read, from }) => each(read.drugs, from)),
    textIngredients: words.flatMap(({ words: read, from }) => each(read.ingredients, from)),
    formDrugs: formWords.flatMap(({ value, evidence: from }) => say(saltOfForm(value), from)),
    forms: [
      ...formsOf(found),
      ...words.flatMap(({ words: read, from }) => say<Form>(read.form, from)),
      ...formWords.flatMap(({ value, evidence: from }) => say<Form>(readProductWords(value).form, from)),
    ],
    notAnInjection: found.flatMap(({ notAnInjection }) => notAnInjection),
    foreign: isForeign(words.map(({ words: read }) => read)),
    rows: found.flatMap(({ rows }) => rows),
    ndcs: found.flatMap(({ ndcs }) => ndcs),
    originals: [...codings, ...places.texts.map(({ evidence: from }) => from), ...places.unread],
  };
}

const isForeign = (
  words: readonly { readonly foreign: boolean; readonly ingredients: readonly Ingredient[] }[],
): boolean => words.some((read) => read.foreign) && words.every((read) => read.ingredients.length === 0);
