import { divide, isPositive, multiply, toShown, type Rational } from '../vocab/rational.ts';
import type { Ingredient } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { asMilligrams, toMilligrams, toMillilitres, type Milligrams } from '../vocab/units.ts';
import { drugRow } from '../tables/drugs.ts';
import { ndcRow, normaliseNdc } from '../tables/ndc.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { doseUnitOf } from './dose-unit.ts';
import { at, elementOf, formatQuantity, quantityOf, type JsonObject, type RawQuantity } from './json.ts';
import { ingredientsOf, type ProductConcept } from './medication-places.ts';
import { readProductWords } from './product-words.ts';
import type { ProductReading } from './read-product.ts';

/** What one mL or one container of the product holds, and who says so. */
export interface Strength {
  readonly per: 'mL' | 'container';
  readonly mg: Milligrams;
  /** "40 mg/mL", "40 mg per 3 mL", "125 mg per container". */
  readonly words: string;
  readonly evidence: Evidence;
}

const massOf = (quantity: RawQuantity): Milligrams | null => {
  const unit = doseUnitOf(quantity, false);
  if (unit.kind !== 'mass' || quantity.written === null || quantity.comparator !== null) return null;
  const mg = toMilligrams(quantity.written, unit.unit);
  return mg && isPositive(mg) ? mg : null;
};

/**
 * mg per mL or per container of an ingredient's strength ratio. A mass over a mass ("50 mg / 50 mg") says nothing,
 * nor does a zero or missing denominator.
 */
function ofRatio(ratio: unknown): Omit<Strength, 'evidence'> | null {
  const [numerator, denominator] = [
    quantityOf(elementOf(ratio, 'numerator')),
    quantityOf(elementOf(ratio, 'denominator')),
  ];
  if (!numerator || !denominator) return null;
  const mass = massOf(numerator);
  const { value, written, comparator } = denominator;
  if (!mass || !value || written === null || comparator !== null || !isPositive(value)) return null;
  const unit = doseUnitOf(denominator, false);
  if (unit.kind === 'volume')
    return perVolume({ mass, volume: toMillilitres(written, unit.unit), denominator });
  if (unit.kind !== 'container') return null;
  const mg = divide(mass, value);
  return mg
    ? { per: 'container', mg: asMilligrams(mg), words: `${toShown(mg, 'mg')} per ${unit.word}` }
    : null;
}

function perVolume({
  mass,
  volume,
  denominator,
}: {
  readonly mass: Milligrams;
  readonly volume: Rational | null;
  readonly denominator: RawQuantity;
}): Omit<Strength, 'evidence'> | null {
  const mg = volume && divide(mass, volume);
  if (!mg) return null;
  const one = denominator.value !== null && denominator.value.n === denominator.value.d;
  const words = one ? toShown(mg, 'mg/mL') : `${toShown(mass, 'mg')} per ${formatQuantity(denominator)}`;
  return { per: 'mL', mg: asMilligrams(mg), words };
}

/** The corticosteroid that concepts of one ingredient name, by code or text. */
function steroidNamed(named: readonly ProductConcept[]): Ingredient | null {
  for (const { concept } of named) {
    for (const { system, code, display } of concept.codings) {
      const isKnown = system === 'RXNORM' || system === 'SNOMED' || system === 'ATC';
      const row = isKnown && code !== null ? drugRow(system, code) : null;
      const ndc = system === 'NDC' && code !== null ? normaliseNdc(code) : null;
      const found = row?.ingredient ?? (ndc === null ? null : (ndcRow(ndc)?.ingredient ?? null));
      const words = display === null ? null : (readProductWords(display).ingredients[0] ?? null);
      if (found ?? words) return found ?? words;
    }
    const words = concept.text === null ? null : (readProductWords(concept.text).ingredients[0] ?? null);
    if (words) return words;
  }
  return null;
}

interface IngredientEntry {
  readonly json: JsonObject;
  readonly path: string;
  readonly named: readonly ProductConcept[];
}

/** The one ingredient that is the steroid; a single ingredient nobody names is the product's own. */
function steroidEntry(
  entries: readonly IngredientEntry[],
  ingredient: Ingredient | null,
): IngredientEntry | null {
  const steroids = entries.filter(({ named }) => {
    const steroid = steroidNamed(named);
    return steroid !== null && (ingredient === null || steroid === ingredient);
  });
  if (steroids.length === 1) return steroids[0] ?? null;
  const [only] = entries;
  const unnamed =
    entries.length === 1 &&
    only?.named.every(({ concept }) => concept.codings.length === 0 && concept.text === null);
  return unnamed && ingredient !== null ? (only ?? null) : null;
}

function fromRatios(
  index: ChartIndex,
  medications: readonly IndexedResource[],
  ingredient: Ingredient | null,
): readonly Strength[] {
  return medications.flatMap((medication) => {
    const entry = steroidEntry(ingredientsOf(index, medication), ingredient);
    const strength = entry ? ofRatio(elementOf(entry.json, 'strength')) : null;
    if (!entry || !strength) return [];
    const path = `${entry.path}.strength`;
    const numerator = quantityOf(at(entry.json, 'strength', 'numerator'));
    const denominator = quantityOf(at(entry.json, 'strength', 'denominator'));
    const shown = `${numerator ? formatQuantity(numerator) : ''} / ${denominator ? formatQuantity(denominator) : ''}`;
    return [{ ...strength, evidence: evidence(medication, path, shown) }];
  });
}

function fromNdcs({ ndcs }: ProductReading): readonly Strength[] {
  return ndcs.flatMap(({ value: { row }, evidence: from }) => [
    ...(row?.mgPerMl
      ? [
          {
            per: 'mL' as const,
            mg: asMilligrams(row.mgPerMl),
            words: toShown(row.mgPerMl, 'mg/mL'),
            evidence: from,
          },
        ]
      : []),
    ...(row?.mgPerContainer
      ? [
          {
            per: 'container' as const,
            mg: row.mgPerContainer,
            words: `${toShown(row.mgPerContainer, 'mg')} per container`,
            evidence: from,
          },
        ]
      : []),
  ]);
}

function fromCodes({ rows }: ProductReading): readonly Strength[] {
  return rows.flatMap(({ value: { strength }, evidence: from }): readonly Strength[] => {
    if (!strength) return [];
    if (strength.per === 'container')
      return [
        {
          per: 'container',
          mg: strength.mg,
          words: `${toShown(strength.mg, 'mg')} per container`,
          evidence: from,
        },
      ];
    const perMl: Strength = {
      per: 'mL',
      mg: asMilligrams(strength.mgPerMl),
      words: toShown(strength.mgPerMl, 'mg/mL'),
      evidence: from,
    };
    if (!strength.containerMl) return [perMl];
    const mg = asMilligrams(multiply(strength.mgPerMl, strength.containerMl));
    return [perMl, { per: 'container', mg, words: `${toShown(mg, 'mg')} per container`, evidence: from }];
  });
}

/** Whether a Medication lists something active beside the steroid: a product among its ingredients is not the whole of it. */
export const isMixture = (index: ChartIndex, { places }: ProductReading): boolean =>
  places.medications.some((medication) => {
    const entries = ingredientsOf(index, medication);
    return (
      entries.length > 1 &&
      entries.some(({ json, named }) => steroidNamed(named) === null && elementOf(json, 'isActive') !== false)
    );
  });

/**
 * Every strength the product's structured data state: ingredient ratios, then NDC, then product code. A product code
 * of 62.5 mg/mL covers vials of several sizes, so it gives no container strength (rule 3). Of a mixture only the ratios
 * are strengths; a code's is what the product held before it was mixed.
 */
export function strengthsOf(
  index: ChartIndex,
  product: ProductReading,
  ingredient: Ingredient | null,
): readonly Strength[] {
  return [
    ...fromRatios(index, product.places.medications, ingredient),
    ...(isMixture(index, product) ? [] : [...fromNdcs(product), ...fromCodes(product)]),
  ];
}
