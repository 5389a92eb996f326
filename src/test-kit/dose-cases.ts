import type { DoseProblem } from '../facts/encounter-facts.ts';
import { coded, RXNORM, UCUM } from './chart-builder.ts';

/** What a dosage states, and the milligrams it must come to. */
export interface DoseCase {
  readonly name: string;
  readonly dosage: Readonly<Record<string, unknown>>;
  readonly over?: Readonly<Record<string, unknown>>;
  readonly mg: string;
  readonly problem?: DoseProblem;
  readonly steps?: readonly string[];
}

/** A Medication with one ingredient strength, contained in the administration. */
export const contained = (
  numerator: unknown,
  denominator: unknown,
  item: unknown = coded(RXNORM, '155323'),
): Record<string, unknown> => ({
  medicationCodeableConcept: undefined,
  medicationReference: { reference: '#m' },
  contained: [
    {
      resourceType: 'Medication',
      id: 'm',
      code: coded(RXNORM, '155323'),
      ingredient: [{ itemCodeableConcept: item, strength: { numerator, denominator } }],
    },
  ],
});
/** Names the product by one code. */
export const product = (system: string, code: string): Record<string, unknown> => ({
  medicationCodeableConcept: coded(system, code),
});
/** Two millilitres as Oracle Health writes them. */
export const oracleMl = { value: 2, unit: 'milliliter (iso1000)', system: UCUM, code: 'mL' };
export const vials = (value: number): Record<string, unknown> => ({
  value,
  unit: 'vial',
  system: UCUM,
  code: '{vial}',
});
/** Single-dose, 125 mg. */
export const SUCCINATE_VIAL = '00009-0047-22';
