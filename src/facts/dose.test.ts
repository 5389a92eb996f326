import { expect, test } from 'vitest';
import {
  coded,
  dosed,
  injectionOf,
  NDC,
  PLAIN_METHYLPREDNISOLONE,
  quantity,
  RXNORM,
  told,
  UCUM,
} from '../test-kit/chart-builder.ts';
import type { DoseProblem } from './encounter-facts.ts';

interface DoseCase {
  readonly name: string;
  readonly dosage: Readonly<Record<string, unknown>>;
  readonly over?: Readonly<Record<string, unknown>>;
  readonly mg: string;
  readonly problem?: DoseProblem;
  readonly steps?: readonly string[];
}

/** A Medication with one ingredient strength, contained in the administration. */
const contained = (
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
const product = (system: string, code: string): Record<string, unknown> => ({
  medicationCodeableConcept: coded(system, code),
});
const oracleMl = { value: 2, unit: 'milliliter (iso1000)', system: UCUM, code: 'mL' };
const vials = (value: number): Record<string, unknown> => ({
  value,
  unit: 'vial',
  system: UCUM,
  code: '{vial}',
});
const SUCCINATE_VIAL = '00009-0047-22';

const ACCEPTED: readonly DoseCase[] = [
  { name: 'mg by code and unit', dosage: { dose: quantity(40, 'mg') }, mg: 'recorded 40', steps: [] },
  { name: 'mg by unit text alone', dosage: { dose: { value: 40, unit: 'mg' } }, mg: 'recorded 40' },
  { name: 'mg by code alone', dosage: { dose: { value: 40, code: 'mg', system: UCUM } }, mg: 'recorded 40' },
  { name: 'MG is milligram, not megagauss', dosage: { dose: quantity(40, 'MG') }, mg: 'recorded 40' },
  {
    name: 'Oracle unit word beside code mg',
    dosage: { dose: { value: 40, unit: 'milligram (mass)', system: UCUM, code: 'mg' } },
    mg: 'recorded 40',
  },
  { name: 'g', dosage: { dose: quantity(1, 'g') }, mg: 'recorded 1000', steps: ['1 g = 1000 mg'] },
  { name: 'ug', dosage: { dose: quantity(125000, 'ug') }, mg: 'recorded 125' },
  {
    name: 'mcg text with code ug',
    dosage: { dose: { value: 500, unit: 'mcg', system: UCUM, code: 'ug' } },
    mg: 'recorded 0.5',
  },
  { name: 'micro sign', dosage: { dose: { value: 40000, unit: 'µg' } }, mg: 'recorded 40' },
  { name: 'decimals stay exact', dosage: { dose: quantity(0.078764, 'g') }, mg: 'recorded 78.764' },
  {
    name: 'dosage sent as an array of one',
    dosage: {},
    over: { dosage: [{ dose: quantity(40, 'mg') }] },
    mg: 'recorded 40',
  },
  {
    name: 'mL × ingredient ratio',
    dosage: { dose: oracleMl },
    over: contained(quantity(40, 'mg'), quantity(1, 'mL')),
    mg: 'recorded 80',
    steps: ['2 mL × 40 mg/mL = 80 mg'],
  },
  {
    name: 'mL × ratio over several mL',
    dosage: { dose: quantity(3, 'mL') },
    over: contained(quantity(40, 'mg'), quantity(3, 'mL')),
    mg: 'recorded 40',
    steps: ['3 mL × 40 mg per 3 mL = 40 mg'],
  },
  {
    name: 'cc × NDC strength',
    dosage: { dose: { value: 2, unit: 'cc' } },
    over: product(NDC, '0009-0280-02'),
    mg: 'recorded 80',
  },
  {
    name: 'ML (upper case) × product code strength',
    dosage: { dose: quantity(0.5, 'ML') },
    over: product(RXNORM, '1358619'),
    mg: 'recorded 40',
    steps: ['0.5 mL × 80 mg/mL = 40 mg'],
  },
  {
    name: 'mL with code 1 and unit text',
    dosage: { dose: { value: 1, unit: 'mL', system: 'urn:oid:1.2.3', code: '1' } },
    over: product(RXNORM, '1358619'),
    mg: 'recorded 80',
  },
  {
    name: 'vials × NDC content',
    dosage: { dose: vials(1) },
    over: product(NDC, SUCCINATE_VIAL),
    mg: 'recorded 125',
    steps: ['1 vial × 125 mg per container = 125 mg'],
  },
  {
    name: 'ampules × ratio per ampule',
    dosage: { dose: { value: 2, unit: '{ampule}', code: '{ampule}', system: UCUM } },
    over: contained(quantity(40, 'mg'), { value: 1, unit: '{ampule}', code: '{ampule}', system: UCUM }),
    mg: 'recorded 80',
  },
  {
    name: 'unit 1 × container content of a product code',
    dosage: { dose: { value: 1, code: '1', system: UCUM } },
    over: product(RXNORM, '207191'),
    mg: 'recorded 40',
  },
  {
    name: 'rate × duration in mL',
    dosage: { dose: undefined, rateQuantity: quantity(100, 'mL/h') },
    over: {
      ...contained(quantity(1, 'mg'), quantity(1, 'mL')),
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:30:00-05:00' },
    },
    mg: 'recorded 50',
    steps: ['100 mL/h × 0.5 h = 50 mL', '50 mL × 1 mg/mL = 50 mg'],
  },
  {
    name: 'rate ratio × duration in mg',
    dosage: { dose: undefined, rateRatio: { numerator: quantity(250, 'mg'), denominator: quantity(1, 'h') } },
    over: {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T14:00:00-05:00' },
    },
    mg: 'recorded 1000',
  },
  {
    name: 'text alone',
    dosage: { dose: undefined, text: 'Depo-Medrol 80mg/ml 1ml IA R knee' },
    mg: 'text-only 80',
  },
  {
    name: 'volume settled by the text beside it',
    dosage: { dose: quantity(1, 'mL'), text: 'Depo-Medrol 80 mg/mL 1 mL into right knee' },
    mg: 'text-only 80',
  },
  {
    name: 'volume × strength in the product name',
    dosage: { dose: quantity(2, 'mL') },
    over: {
      medicationCodeableConcept: {
        ...PLAIN_METHYLPREDNISOLONE,
        text: 'methylPREDNISolone acetate 40 mg/mL suspension',
      },
    },
    mg: 'text-only 80',
  },
];

const REFUSED: readonly DoseCase[] = [
  { name: 'nothing', dosage: { dose: undefined }, mg: 'not-recorded' },
  {
    name: 'a quantity without a value',
    dosage: { dose: { unit: 'mg', code: 'mg', system: UCUM } },
    mg: 'not-recorded',
  },
  {
    name: 'a value without a unit',
    dosage: { dose: { value: 40 } },
    mg: 'not-recognised',
    problem: 'unit-absent',
  },
  {
    name: 'mL without a strength',
    dosage: { dose: quantity(2, 'mL') },
    mg: 'not-recognised',
    problem: 'volume-without-strength',
  },
  {
    name: 'mL × a ratio that says nothing',
    dosage: { dose: quantity(2, 'mL') },
    over: contained(quantity(50, 'mg'), quantity(50, 'mg')),
    mg: 'not-recognised',
    problem: 'volume-without-strength',
  },
  {
    name: 'mL × a ratio with a zero denominator',
    dosage: { dose: quantity(2, 'mL') },
    over: contained(quantity(50, 'mg'), quantity(0, 'mL')),
    mg: 'not-recognised',
    problem: 'volume-without-strength',
  },
  {
    name: 'mL × the strength of another ingredient',
    dosage: { dose: quantity(2, 'mL') },
    over: contained(quantity(10, 'mg'), quantity(1, 'mL'), coded(RXNORM, '6387', 'lidocaine')),
    mg: 'not-recognised',
    problem: 'volume-without-strength',
  },
  {
    name: 'a vial of a product sold in two sizes',
    dosage: { dose: vials(1) },
    over: product(RXNORM, '207193'),
    mg: 'not-recognised',
    problem: 'container-without-strength',
  },
  {
    name: 'less than',
    dosage: { dose: { ...quantity(40, 'mg'), comparator: '<' } },
    mg: 'not-recognised',
    problem: 'not-exact',
  },
  {
    name: 'greater than',
    dosage: { dose: { ...quantity(40, 'mg'), comparator: '>' } },
    mg: 'not-recognised',
    problem: 'not-exact',
  },
  { name: 'zero', dosage: { dose: quantity(0, 'mg') }, mg: 'not-recognised', problem: 'zero-or-negative' },
  {
    name: 'negative',
    dosage: { dose: quantity(-40, 'mg') },
    mg: 'not-recognised',
    problem: 'zero-or-negative',
  },
  {
    name: 'a number sent as a string',
    dosage: { dose: quantity('40', 'mg') },
    mg: 'not-recognised',
    problem: 'not-a-number',
  },
  {
    name: 'a word where a number belongs',
    dosage: { dose: quantity('forty', 'mg') },
    mg: 'not-recognised',
    problem: 'not-a-number',
  },
  {
    name: 'mg per kg',
    dosage: { dose: { value: 1.8, unit: 'mg/kg', system: UCUM, code: 'mg/kg' } },
    mg: 'not-recognised',
    problem: 'per-weight-or-time',
  },
  {
    name: 'mg per hour as a dose',
    dosage: { dose: quantity(10, 'mg/h') },
    mg: 'not-recognised',
    problem: 'per-weight-or-time',
  },
  { name: 'units', dosage: { dose: quantity(40, '[IU]') }, mg: 'not-recognised', problem: 'unit-unknown' },
  { name: 'tablets', dosage: { dose: quantity(1, '{tbl}') }, mg: 'not-recognised', problem: 'unit-unknown' },
  {
    name: 'mg beside mL',
    dosage: { dose: { value: 40, unit: 'mL', system: UCUM, code: 'mg' } },
    mg: 'not-recognised',
    problem: 'unit-unknown',
  },
  {
    name: 'a strength as a unit',
    dosage: { dose: { value: 40, unit: 'mg/0.5 mL' } },
    mg: 'not-recognised',
    problem: 'unit-unknown',
  },
  {
    name: "Oracle's placeholder for no dose",
    dosage: { dose: { value: 0.0, unit: 'unknown unit', system: UCUM, code: '{unknownunit}' } },
    mg: 'not-recorded',
  },
  {
    name: 'two dosages',
    dosage: {},
    over: { dosage: [{ dose: quantity(40, 'mg') }, { dose: quantity(80, 'mg') }] },
    mg: 'not-recognised',
    problem: 'several-doses',
  },
  {
    name: 'a rate without a duration',
    dosage: { dose: undefined, rateQuantity: quantity(100, 'mL/h') },
    mg: 'not-recognised',
    problem: 'per-weight-or-time',
  },
  {
    name: 'a refill count in rate (Synthea)',
    dosage: { dose: undefined, rateQuantity: { value: 3 } },
    mg: 'not-recorded',
  },
  {
    name: 'two doses in one text',
    dosage: { dose: undefined, text: 'Depo-Medrol 40 mg or 80 mg IM' },
    mg: 'not-recognised',
  },
  {
    name: 'a text of another volume',
    dosage: { dose: quantity(2, 'mL'), text: 'Depo-Medrol 80 mg/mL 1 mL' },
    mg: 'not-recognised',
    problem: 'volume-without-strength',
  },
];

test.each(ACCEPTED)('reads $name', ({ dosage, over, mg }) => {
  const { dose } = injectionOf([dosed(dosage, over)]);
  expect(told(dose.mg)).toBe(mg);
  expect(dose.problem).toBeNull();
  expect(dose.mg).toHaveProperty('evidence.0.reference', 'MedicationAdministration/a');
});

test.each(ACCEPTED.filter(({ steps }) => steps))('shows the steps of $name', ({ dosage, over, steps }) => {
  expect(injectionOf([dosed(dosage, over)]).dose.steps).toEqual(steps);
});

test.each(REFUSED)('of $name reads $mg', ({ dosage, over, mg, problem }) => {
  const { dose } = injectionOf([dosed(dosage, over)]);
  expect(told(dose.mg)).toBe(mg);
  expect(dose.problem).toBe(problem ?? null);
});

test('two sources of strength that differ conflict, and no dose is chosen', () => {
  const { dose } = injectionOf([
    dosed(
      { dose: quantity(1, 'mL') },
      {
        medicationCodeableConcept: {
          coding: [
            { system: RXNORM, code: '1358619' },
            { system: NDC, code: '0009-0280-02' },
          ],
        },
      },
    ),
  ]);
  expect(told(dose.mg)).toBe('conflicting 40, 80');
});

test('an amount that cannot be converted still stands as an amount', () => {
  const { dose } = injectionOf([dosed({ dose: quantity(2, 'mL') })]);
  expect(told(dose.amount)).toBe('recorded 2 mL');
});
