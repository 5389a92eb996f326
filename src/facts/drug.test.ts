import { expect, test } from 'vitest';
import {
  ACETATE,
  administration,
  coded,
  factsOf,
  injectionOf,
  NDC,
  order,
  PLAIN_METHYLPREDNISOLONE,
  RXNORM,
  SNOMED,
  SUCCINATE,
  told,
} from '../test-kit/chart-builder.ts';
import type { RawResource } from './chart.ts';

const codings = (...list: readonly (readonly [string, string, string?])[]): Record<string, unknown> => ({
  coding: list.map(([system, code, display]) => ({ system, code, ...(display ? { display } : {}) })),
});
const by = (concept: unknown): RawResource[] => [administration({ medicationCodeableConcept: concept })];
const medication = (over: Readonly<Record<string, unknown>>): RawResource => ({
  resourceType: 'Medication',
  id: 'm',
  ...over,
});
const referring = (
  reference: Readonly<Record<string, unknown>>,
  over: Readonly<Record<string, unknown>> = {},
): RawResource =>
  administration({ medicationCodeableConcept: undefined, medicationReference: reference, ...over });
const ordered = (over: Readonly<Record<string, unknown>>): RawResource[] => [
  administration({
    medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE,
    request: { reference: 'MedicationRequest/o' },
  }),
  order(over),
];

const CASES: readonly (readonly [
  name: string,
  resources: readonly RawResource[],
  drug: string,
  ingredient?: string,
])[] = [
  ['RxNorm salt', by(ACETATE), 'recorded methylprednisolone-acetate', 'recorded methylprednisolone'],
  [
    'RxNorm product without the word succinate',
    by(coded(RXNORM, '311659')),
    'recorded methylprednisolone-sodium-succinate',
  ],
  [
    'RxNorm under its OID',
    by(coded('urn:oid:2.16.840.1.113883.6.88', '203189')),
    'recorded methylprednisolone-sodium-succinate',
  ],
  [
    'RxNorm code sent as a number',
    by({ coding: [{ system: RXNORM, code: 155323 }] }),
    'recorded methylprednisolone-acetate',
  ],
  [
    'a bare Coding where a concept belongs',
    by({ system: RXNORM, code: '155323' }),
    'recorded methylprednisolone-acetate',
  ],
  [
    'coding as one object',
    by({ coding: { system: RXNORM, code: '155323' } }),
    'recorded methylprednisolone-acetate',
  ],
  ['SNOMED substance', by(coded(SNOMED, '412248005')), 'recorded methylprednisolone-sodium-succinate'],
  ['11-digit NDC', by(coded(NDC, '00009307301')), 'recorded methylprednisolone-acetate'],
  ['10-digit hyphenated NDC', by(coded(NDC, '0009-3073-01')), 'recorded methylprednisolone-acetate'],
  [
    'ingredient and product together',
    by(codings([RXNORM, '6902'], [RXNORM, '1358612'])),
    'recorded methylprednisolone-acetate',
  ],
  [
    'ingredient and NDC together',
    by(codings([RXNORM, '6902'], [NDC, '00009004722'])),
    'recorded methylprednisolone-sodium-succinate',
  ],
  [
    'general and extended-release presentation',
    by(codings([RXNORM, '1085754'], [RXNORM, '1947133'])),
    'recorded triamcinolone-acetonide-er',
  ],
  ['ingredient alone', by(PLAIN_METHYLPREDNISOLONE), 'not-recognised', 'recorded methylprednisolone'],
  [
    'injectable product without a salt',
    by(coded(RXNORM, '1163486')),
    'not-recognised',
    'recorded methylprednisolone',
  ],
  [
    'a salt the source only inferred',
    by(coded(RXNORM, '372866')),
    'not-recognised',
    'recorded methylprednisolone',
  ],
  ['a salt no table bills', by(coded(RXNORM, '29917')), 'not-recognised', 'recorded methylprednisolone'],
  [
    'ingredient with salt in text',
    by({ ...PLAIN_METHYLPREDNISOLONE, text: 'methylPREDNISolone acetate' }),
    'text-only methylprednisolone-acetate',
    'recorded methylprednisolone',
  ],
  [
    'text alone',
    by({ text: 'Solu-Medrol 125 mg vial' }),
    'text-only methylprednisolone-sodium-succinate',
    'text-only methylprednisolone',
  ],
  [
    'dosage text alone',
    [
      administration({
        medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE,
        dosage: { text: 'Depo-Medrol 40 mg IM left deltoid' },
      }),
    ],
    'text-only methylprednisolone-acetate',
  ],
  [
    'salts that contradict by code',
    by(codings([RXNORM, '155323'], [RXNORM, '203189'])),
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  ],
  [
    'code and NDC that contradict',
    by(codings([RXNORM, '155323'], [NDC, '00009004722'])),
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  ],
  [
    'code and display that contradict',
    by(coded(RXNORM, '155323', 'Solu-Medrol')),
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  ],
  [
    'code and text that contradict',
    by({ ...ACETATE, text: 'Kenalog-40' }),
    'conflicting methylprednisolone-acetate, triamcinolone-acetonide',
  ],
  [
    'two ingredients',
    by(codings([RXNORM, '6902'], [RXNORM, '10759'])),
    'not-recognised',
    'conflicting methylprednisolone, triamcinolone',
  ],
  [
    'contained Medication',
    [referring({ reference: '#m' }, { contained: [{ resourceType: 'Medication', id: 'm', code: ACETATE }] })],
    'recorded methylprednisolone-acetate',
  ],
  [
    'included Medication',
    [referring({ reference: 'Medication/m' }), medication({ code: ACETATE })],
    'recorded methylprednisolone-acetate',
  ],
  [
    'absolute reference',
    [referring({ reference: 'https://ehr.example/fhir/Medication/m' }), medication({ code: ACETATE })],
    'recorded methylprednisolone-acetate',
  ],
  [
    'versioned reference',
    [referring({ reference: 'Medication/m/_history/3' }), medication({ code: ACETATE })],
    'recorded methylprednisolone-acetate',
  ],
  [
    'urn:uuid reference',
    [
      referring({ reference: 'urn:uuid:0b1' }),
      { resourceType: 'Medication', fullUrl: 'urn:uuid:0b1', code: ACETATE },
    ],
    'recorded methylprednisolone-acetate',
  ],
  [
    'ingredient item',
    [
      referring({ reference: 'Medication/m' }),
      medication({ ingredient: [{ itemCodeableConcept: ACETATE }] }),
    ],
    'recorded methylprednisolone-acetate',
  ],
  [
    'ingredient item by reference',
    [
      referring({ reference: 'Medication/m' }),
      medication({ ingredient: [{ itemReference: { reference: 'Medication/n' } }] }),
      { resourceType: 'Medication', id: 'n', code: ACETATE },
    ],
    'recorded methylprednisolone-acetate',
  ],
  [
    'reference display alone',
    [referring({ display: 'Depo-Medrol 40 mg/mL' })],
    'text-only methylprednisolone-acetate',
  ],
  [
    'display of a reference nobody read',
    [referring({ reference: 'Medication/gone', display: 'Depo-Medrol 40 mg/mL' })],
    'text-only methylprednisolone-acetate',
  ],
  [
    'suspension as dose form',
    [
      referring({ reference: 'Medication/m' }),
      medication({ code: PLAIN_METHYLPREDNISOLONE, form: { text: 'Suspension for injection' } }),
    ],
    'recorded methylprednisolone-acetate',
  ],
  [
    'powder as dose form',
    [
      referring({ reference: 'Medication/m' }),
      medication({ code: PLAIN_METHYLPREDNISOLONE, form: { text: 'Powder for solution for injection' } }),
    ],
    'recorded methylprednisolone-sodium-succinate',
  ],
  [
    'solution as dose form',
    [
      referring({ reference: 'Medication/m' }),
      medication({ code: PLAIN_METHYLPREDNISOLONE, form: { text: 'Solution for injection' } }),
    ],
    'not-recognised',
  ],
  [
    "the order's code",
    ordered({ medicationCodeableConcept: SUCCINATE }),
    'order-only methylprednisolone-sodium-succinate',
    'recorded methylprednisolone',
  ],
  [
    "the order's text",
    ordered({ medicationCodeableConcept: { text: 'Solu-Medrol' } }),
    'order-only methylprednisolone-sodium-succinate',
  ],
  [
    'an order of another drug',
    ordered({ medicationCodeableConcept: coded(RXNORM, '1085754') }),
    'not-recognised',
    'recorded methylprednisolone',
  ],
  [
    'order and text that contradict',
    [
      administration({
        medicationCodeableConcept: { ...PLAIN_METHYLPREDNISOLONE, text: 'Depo-Medrol' },
        request: { reference: 'MedicationRequest/o' },
      }),
      order({ medicationCodeableConcept: SUCCINATE }),
    ],
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  ],
];

const LOCAL = 'https://ehr.example/local';
const ACETONIDE = '1085754';
const ER = 'triamcinolone-acetonide-er';
const WITHOUT_PRESERVATIVE = 'triamcinolone-acetonide-preservative-free';
const SUPRACHOROIDAL = 'triamcinolone-acetonide-suprachoroidal';
const NAMED_TWICE = 'Zilretta (triamcinolone acetonide extended-release injectable suspension)';
const TWO_DRUGS = 'Depo-Medrol / Kenalog';
const TWO = 'methylprednisolone-acetate, triamcinolone-acetonide';

/** The words of a product's text, and the drug they mean: one that is billed apart is never the plain one. */
const TEXTS: readonly (readonly [text: string, drug: string])[] = [
  [NAMED_TWICE, `text-only ${ER}`],
  ['Triesence triamcinolone acetonide', `text-only ${WITHOUT_PRESERVATIVE}`],
  ['triamcinolone acetonide preservative free', `text-only ${WITHOUT_PRESERVATIVE}`],
  ['triamcinolone acetonide, preservative-free', `text-only ${WITHOUT_PRESERVATIVE}`],
  ['triamcinolone acetonide (PF) 40 mg/mL', `text-only ${WITHOUT_PRESERVATIVE}`],
  ['triamcinolone acetonide without preservatives', `text-only ${WITHOUT_PRESERVATIVE}`],
  ['triamcinolone acetonide extended-release', `text-only ${ER}`],
  [
    'triamcinolone acetonide, preservative-free, extended-release, microsphere formulation',
    `text-only ${ER}`,
  ],
  ['triamcinolone acetonide suprachoroidal (Xipere)', `text-only ${SUPRACHOROIDAL}`],
  ['Xipere', `text-only ${SUPRACHOROIDAL}`],
  ['Injection, triamcinolone acetonide, not otherwise specified', 'text-only triamcinolone-acetonide'],
  ['Kenalog-40 (triamcinolone acetonide)', 'text-only triamcinolone-acetonide'],
  ['methylprednisolone acetate (PF)', 'text-only methylprednisolone-acetate'],
  ['Kenalog-40 preservative free', 'not-recognised'],
  ['kenelog 40 (PF)', 'not-recognised'],
  ['Kenalog / Zilretta', 'not-recognised'],
  ['triamcinolone acetonide 40 mg/mL, lidocaine 1% (PF)', 'not-recognised'],
  ['methylprednisolone hemisuccinate', 'not-recognised'],
  [TWO_DRUGS, `conflicting ${TWO}`],
  [
    'Depo-Medrol / Solu-Medrol',
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  ],
  ['Zilretta / Triesence', `conflicting ${ER}, ${WITHOUT_PRESERVATIVE}`],
  ['Depo-Medrol / triamcinolone', 'conflicting methylprednisolone-acetate'],
];

test.each(TEXTS)('a product called "%s" is counted, and its drug is %s', (text, drug) => {
  expect(told(injectionOf(by({ text })).drug)).toBe(drug);
  expect(told(injectionOf(by(coded(LOCAL, 'X1', text))).drug)).toBe(drug);
  expect(told(injectionOf(by(coded(RXNORM, '99999999', text))).drug)).toBe(drug);
});

test.each([
  [
    'another presentation than the code',
    coded(RXNORM, ACETONIDE, NAMED_TWICE),
    `triamcinolone-acetonide, ${ER}`,
  ],
  [
    'no preservative',
    coded(RXNORM, ACETONIDE, 'triamcinolone (PF) Triesence'),
    `triamcinolone-acetonide, ${WITHOUT_PRESERVATIVE}`,
  ],
  ['two drugs, the code one of them', coded(RXNORM, '155323', TWO_DRUGS), TWO],
  ['two drugs, the code their ingredient', coded(RXNORM, '10759', TWO_DRUGS), TWO],
  [
    'one drug, another text another',
    { ...coded(LOCAL, 'X1', 'triamcinolone'), text: 'Depo-Medrol' },
    'methylprednisolone-acetate',
  ],
])('a text that names %s leaves the drug open', (_, concept, drugs) => {
  expect(told(injectionOf(by(concept)).drug)).toBe(`conflicting ${drugs}`);
});

test("the parent's name beside the code of its presentation is no conflict", () => {
  expect(told(injectionOf(by(coded(RXNORM, '1947133', NAMED_TWICE))).drug)).toBe(`recorded ${ER}`);
});

test('a dosage text of two drugs leaves the coded one open', () => {
  const given = administration({ dosage: { text: 'Depo-Medrol 40 mg + Kenalog 40 mg' } });
  expect(told(injectionOf([given]).drug)).toBe(`conflicting ${TWO}`);
});

test('an order settles nothing where the text names two ingredients', () => {
  const request = { request: { reference: 'MedicationRequest/o' } };
  const given = administration({
    medicationCodeableConcept: { text: 'methylprednisolone / triamcinolone' },
    ...request,
  });
  for (const concept of [ACETATE, { text: 'Depo-Medrol' }]) {
    const { drug } = injectionOf([given, order({ medicationCodeableConcept: concept })]);
    expect(drug.how).not.toBe('order-only');
  }
});

test('a text of two drugs stands once in the evidence', () => {
  expect(injectionOf(by({ text: TWO_DRUGS })).drug).toHaveProperty('evidence.length', 1);
});

test('other drugs than ours make no injection', () => {
  for (const text of ['Depo-Provera 150 mg', 'lidocaine 1% (PF)'])
    expect(factsOf(by({ text })).injections).toEqual([]);
});

test.each(CASES.map(([name, resources, drug]) => ({ name, resources, drug })))(
  'reads the drug of $name',
  ({ resources, drug }) => {
    expect(told(injectionOf(resources).drug)).toBe(drug);
  },
);

const WITH_INGREDIENT = CASES.flatMap(([name, resources, , ingredient]) =>
  ingredient ? [{ name, resources, ingredient }] : [],
);
test.each(WITH_INGREDIENT)('reads the ingredient of $name', ({ resources, ingredient }) => {
  expect(told(injectionOf(resources).ingredient)).toBe(ingredient);
});
