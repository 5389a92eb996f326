import { expect, test } from 'vitest';
import {
  ACETATE,
  administration,
  coded,
  dosed,
  injectionOf,
  NDC,
  order,
  PLAIN_METHYLPREDNISOLONE,
  quantity,
  RXNORM,
  told,
  UCUM,
} from '../test-kit/chart-builder.ts';
import {
  contained,
  oracleMl,
  product,
  SUCCINATE_VIAL,
  vials,
  type DoseCase,
} from '../test-kit/dose-cases.ts';

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
    name: 'rate × duration that no decimal can say',
    dosage: { dose: undefined, rateQuantity: quantity(4, 'mL/h') },
    over: {
      ...contained(quantity(62.5, 'mg'), quantity(1, 'mL')),
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:20:00-05:00' },
    },
    mg: 'recorded 250/3',
    steps: [
      '4 mL/h × 0.333 h (exactly 1/3 h) = 1.333 mL (exactly 4/3 mL)',
      '1.333 mL (exactly 4/3 mL) × 62.5 mg/mL = 83.333 mg (exactly 250/3 mg)',
    ],
  },
  {
    name: 'rate × duration in mg that no decimal can say',
    dosage: { dose: undefined, rateQuantity: quantity(40, 'mg/h') },
    over: {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:20:00-05:00' },
    },
    mg: 'recorded 40/3',
    steps: ['40 mg/h × 0.333 h (exactly 1/3 h) = 13.333 mg (exactly 40/3 mg)'],
  },
  {
    name: 'volume × a strength in several mL',
    dosage: { dose: quantity(1, 'mL') },
    over: contained(quantity(40, 'mg'), quantity(3, 'mL')),
    mg: 'recorded 40/3',
    steps: ['1 mL × 40 mg per 3 mL = 13.333 mg (exactly 40/3 mg)'],
  },
  {
    name: 'a volume as recorded, its milligrams rounded',
    dosage: { dose: quantity(0.7775, 'mL') },
    over: contained(quantity(62.5, 'mg'), quantity(1, 'mL')),
    mg: 'recorded 48.59375',
    steps: ['0.7775 mL × 62.5 mg/mL = 48.594 mg (exactly 48.59375 mg)'],
  },
  {
    name: 'vials of which several hold the strength',
    dosage: { dose: vials(1) },
    over: contained(quantity(125, 'mg'), { value: 3, unit: 'vial', code: '{vial}' }),
    mg: 'recorded 125/3',
    steps: ['1 vial × 41.667 mg (exactly 125/3 mg) per vial = 41.667 mg (exactly 125/3 mg)'],
  },
  {
    name: 'a small mass in another unit',
    dosage: { dose: quantity(1234.5, 'ug') },
    mg: 'recorded 1.2345',
    steps: ['1234.5 ug = 1.235 mg (exactly 1.2345 mg)'],
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

test.each(ACCEPTED)('reads $name', ({ dosage, over, mg }) => {
  const { dose } = injectionOf([dosed(dosage, over)]);
  expect(told(dose.mg)).toBe(mg);
  expect(dose.problem).toBeNull();
  expect(dose.mg).toHaveProperty('evidence.0.reference', 'MedicationAdministration/a');
});

test.each(ACCEPTED.filter(({ steps }) => steps))('shows the steps of $name', ({ dosage, over, steps }) => {
  expect(injectionOf([dosed(dosage, over)]).dose.steps).toEqual(steps);
});

/** One administration of 40 mg/mL acetate in mL, with a dosage text beside it. */
const beside = (ml: number, text: string, over = product(NDC, '0009-3073-01')) =>
  injectionOf([dosed({ dose: quantity(ml, 'mL'), text }, over)]).dose;

test.each([
  [2, 'Depo-Medrol 40 mg + 1 mL lidocaine'],
  [5, '1 mL Depo-Medrol 40 mg/mL + 4 mL lidocaine 1% IA right knee'],
  [5, 'Depo-Medrol 40 mg/mL with lidocaine'],
  [5, 'Depo-Medrol 40 mg and saline, not bleeding'],
  [2, '2 mL of Depo-Medrol/lidocaine mix'],
  [5, 'mixed with 4 mL local'],
])('%s mL beside "%s" are not known to be all drug', (ml, text) => {
  const dose = beside(ml, text);
  expect(told(dose.mg)).toBe('not-recognised');
  expect(dose.problem).toBe('mixed-volume');
  expect(told(dose.amount)).toBe(`recorded ${ml} mL`);
  expect(dose.amount).toHaveProperty('evidence.1.fragment', text);
});

test.each([
  [1, '1 mL Depo-Medrol 40 mg/mL + 4 mL lidocaine 1% IA right knee', 40],
  [1, '1 cc depo medrol + 4 cc marcaine', 40],
  [1, 'Depo-Medrol 40 mg + 1 mL lidocaine', 40],
  [2, 'Depo-Medrol 80 mg IA R knee', 80],
  [2, 'right knee, without lidocaine', 80],
  [2, 'Failed naproxen. R knee', 80],
])('%s mL beside "%s" are the drug\'s own %s mg', (ml, text, mg) => {
  expect(told(beside(ml, text).mg)).toBe(`recorded ${mg}`);
});

test('milligrams beside the text of a mixture stay what they are', () => {
  const text = 'Depo-Medrol 40 mg + 1 mL lidocaine';
  expect(told(injectionOf([dosed({ text })]).dose.mg)).toBe('recorded 40');
});

test("a rate in mL beside the text of a mixture is no rate of the drug's", () => {
  const period = { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:30:00-05:00' };
  const { dose } = injectionOf([
    dosed(
      { dose: undefined, rateQuantity: quantity(100, 'mL/h'), text: 'Depo-Medrol 40 mg in 50 mL NS' },
      { ...product(NDC, '0009-3073-01'), effectiveDateTime: undefined, effectivePeriod: period },
    ),
  ]);
  expect(dose.problem).toBe('mixed-volume');
});

test("an order's volume beside the text of a mixture is no milligrams either", () => {
  const ofOrder = (text: string) =>
    injectionOf([
      administration({ request: { reference: 'MedicationRequest/o' } }),
      order({
        ...product(NDC, '0009-3073-01'),
        dosageInstruction: [{ text, doseAndRate: [{ doseQuantity: quantity(2, 'mL') }] }],
      }),
    ]).order.dose;
  expect(ofOrder('2 mL IA')).toHaveProperty('mg.how', 'recorded');
  expect(ofOrder('Depo-Medrol 40 mg + 1 mL lidocaine')).toMatchObject({
    problem: 'mixed-volume',
    amount: { evidence: [{}, { path: 'dosageInstruction[0].text' }] },
  });
});

const LIDOCAINE = {
  itemCodeableConcept: coded(RXNORM, '6387', 'lidocaine'),
  strength: { numerator: quantity(10, 'mg'), denominator: quantity(1, 'mL') },
};
const strength = (mg: number, ml: number) => ({
  numerator: quantity(mg, 'mg'),
  denominator: quantity(ml, 'mL'),
});
const listing = (
  ingredient: readonly Readonly<Record<string, unknown>>[],
  over: Readonly<Record<string, unknown>> = {},
) => ({
  medicationCodeableConcept: undefined,
  medicationReference: { reference: '#m' },
  contained: [
    { resourceType: 'Medication', id: 'm', ingredient, ...over },
    { resourceType: 'Medication', id: 'n', code: coded(NDC, '0009-3073-01') },
  ],
});
const VIAL = coded(NDC, '0009-3073-01', 'methylprednisolone acetate 40 mg/mL');

test.each([
  [
    'the share of the drug in each mL',
    listing([LIDOCAINE, { itemCodeableConcept: ACETATE, strength: strength(8, 1) }]),
    'recorded 40',
  ],
  [
    'the drug in the whole',
    listing([{ itemCodeableConcept: VIAL, strength: strength(40, 5) }, LIDOCAINE]),
    'recorded 40',
  ],
  ["the drug's vial alone", listing([LIDOCAINE, { itemCodeableConcept: VIAL }]), 'not-recognised'],
  [
    "the drug's vial by reference",
    listing([LIDOCAINE, { itemReference: { reference: '#n' } }]),
    'not-recognised',
  ],
  [
    'nothing active beside the vial',
    listing([{ ...LIDOCAINE, isActive: false }, { itemCodeableConcept: VIAL }]),
    'recorded 200',
  ],
])('5 mL of a Medication whose ingredients state %s', (_, over, mg) => {
  expect(told(injectionOf([dosed({ dose: quantity(5, 'mL') }, over)]).dose.mg)).toBe(mg);
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

test.each([
  ['4', 'mL/h', '1.333 mL (exactly 4/3 mL)'],
  ['40', 'mg/h', '13.333 (exactly 40/3) mg'],
])('an amount worked out from %s %s is rounded where no decimal says it', (value, unit, amount) => {
  const { dose } = injectionOf([
    dosed(
      { dose: undefined, rateQuantity: quantity(Number(value), unit) },
      {
        effectiveDateTime: undefined,
        effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:20:00-05:00' },
      },
    ),
  ]);
  expect(told(dose.amount)).toBe(`recorded ${amount}`);
});
