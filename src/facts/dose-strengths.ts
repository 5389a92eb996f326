import type { Ingredient } from '../vocab/drug.ts';
import { toShown } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import type { ChartIndex } from './chart-index.ts';
import type { ProductReading } from './read-product.ts';
import { isMixture, strengthsOf, type Strength } from './strength.ts';
import { readDosageText, type TextDosage } from './text/read-dosage-text.ts';
import type { Evidence } from '../vocab/evidence.ts';

/** mg per mL as a text states it: "methylprednisolone acetate 40 mg/mL", "Kenalog-40". */
export function textStrength({ concentration }: TextDosage, from: Evidence): readonly Strength[] {
  return concentration
    ? [
        {
          per: 'mL',
          mg: asMilligrams(concentration),
          words: toShown(concentration, 'mg/mL'),
          evidence: from,
        },
      ]
    : [];
}

/** Strengths in a product's texts; of a mixture they are one ingredient's. */
export const productTextStrengths = (index: ChartIndex, product: ProductReading): readonly Strength[] =>
  isMixture(index, product)
    ? []
    : product.places.texts.flatMap(({ text, evidence }) => textStrength(readDosageText(text), evidence));

export interface DoseStrengths {
  readonly strengths: readonly Strength[];
  readonly orderStrengths: readonly Strength[];
  readonly textStrengths: readonly Strength[];
}

/** All strengths that can turn a volume or container of this administration into milligrams, by who states them. */
export function doseStrengths({
  index,
  own,
  order,
  ingredient,
}: {
  readonly index: ChartIndex;
  readonly own: ProductReading;
  readonly order: ProductReading | null;
  readonly ingredient: Ingredient | null;
}): DoseStrengths {
  return {
    strengths: strengthsOf(index, own, ingredient),
    orderStrengths: order
      ? [...strengthsOf(index, order, ingredient), ...productTextStrengths(index, order)]
      : [],
    textStrengths: productTextStrengths(index, own),
  };
}
