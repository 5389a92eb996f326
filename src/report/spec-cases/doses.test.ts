import { NDC, quantity, RXNORM, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { ICD, INTRAVENOUS, NDC_OF, RX, type Visit } from '../../test-kit/spec-visit.ts';

const quiet: Visit = { order: { dosageInstruction: undefined }, note: null };
const ml = (value: number, drug: Readonly<Record<string, unknown>>): Visit => ({
  ...quiet,
  dose: quantity(value, 'mL'),
  drug,
});
const contained = (value: unknown, strength: unknown, code = RX('155323')): Visit => ({
  ...quiet,
  order: { dosageInstruction: undefined, medicationCodeableConcept: RX('155323') },
  dose: value,
  administration: {
    medicationCodeableConcept: undefined,
    medicationReference: { reference: '#m' },
    contained: [
      {
        resourceType: 'Medication',
        id: 'm',
        code,
        ingredient: [{ itemCodeableConcept: RX('155323'), strength }],
      },
    ],
  },
});
const ratio = (mg: number, mlValue: number, unit = 'mL'): unknown => ({
  numerator: quantity(mg, 'mg'),
  denominator: quantity(mlValue, unit),
});

visitCases(
  'volume by strength',
  'facts.md: mL × concentration: ingredient ratio, or the product in drugs.json and ndc.json',
  [
    ['2 mL of 40 mg/mL by product', ml(2, RX('1358610')), { active: ['J3260 1 RT'], cross: ['J1010 80'] }],
    ['1 mL of 80 mg/mL by product', ml(1, RX('1358617')), { active: ['J3260 1 RT'] }],
    [
      '0.5 mL of 20 mg/mL by product',
      ml(0.5, RX('1358510')),
      { active: ['J3250 1 RT'], cross: ['J1010 10'] },
    ],
    ['1 mL by NDC 40 mg/mL', ml(1, NDC_OF('00009-0280-02')), { active: ['J3250 1 RT'], cross: ['J1010 40'] }],
    [
      '1 mL by NDC without hyphens',
      ml(1, NDC_OF('00009030602')),
      { active: ['J3260 1 RT'], cross: ['J1010 80'] },
    ],
    [
      '1 mL by a ten-digit NDC',
      ml(1, NDC_OF('0009-0306-02')),
      { active: ['J3260 1 RT'], cross: ['J1010 80'] },
    ],
    [
      '0.777 mL × 62.5 mg/mL is exact',
      { ...ml(0.777, RX('314099')), route: INTRAVENOUS, dosage: { site: undefined } },
      { active: ['J2930 1'], cross: ['J2919 10'], facts: { doseMg: 'recorded 48.5625' } },
    ],
    [
      '2 mL by ratio 40 mg / 1 mL',
      contained(quantity(2, 'mL'), ratio(40, 1)),
      { active: ['J3260 1 RT'], cross: ['J1010 80'] },
    ],
    [
      '1.5 mL by ratio 40 mg / 3 mL is exact',
      contained(quantity(1.5, 'mL'), ratio(40, 3)),
      { active: ['J3250 1 RT'], cross: ['J1010 20'] },
    ],
    [
      'Oracle long unit names',
      contained({ value: 2, unit: 'milliliter (iso1000)', code: 'mL' }, ratio(40, 1)),
      { active: ['J3260 1 RT'] },
    ],
    ['2 cc', contained({ value: 2, unit: 'cc' }, ratio(40, 1)), { active: ['J3260 1 RT'] }],
    ['code ML', contained(quantity(2, 'ML'), ratio(40, 1)), { active: ['J3260 1 RT'] }],
    [
      'ratio 50 mg / 50 mg says nothing',
      contained(quantity(2, 'mL'), ratio(50, 50, 'mg')),
      { active: [], cross: [] },
    ],
    [
      'ratio with the denominator zero',
      contained(quantity(2, 'mL'), ratio(40, 0)),
      { active: [], cross: [] },
    ],
    [
      'ratio without a denominator',
      contained(quantity(2, 'mL'), { numerator: quantity(40, 'mg') }),
      { active: [], cross: [] },
    ],
    [
      'ratio without units',
      contained(quantity(2, 'mL'), { numerator: { value: 40 }, denominator: { value: 1 } }),
      { active: [], cross: [] },
    ],
    [
      'ratio of strings',
      contained(quantity(2, 'mL'), {
        numerator: { value: '40', unit: 'mg' },
        denominator: { value: '1', unit: 'mL' },
      }),
      { active: [], cross: [] },
    ],
    [
      'ratio and product disagree',
      contained(quantity(1, 'mL'), ratio(40, 1), RX('1358617')),
      { active: [], cross: [] },
    ],
    [
      '2 mL of an unnamed strength',
      ml(2, RX('155323')),
      {
        active: [],
        cross: [],
        checks: { 'dose-in-milligrams': 'cannot-tell', 'dose-recorded': 'met' },
        sign: 'cannot-tell',
      },
    ],
    ['1545709 carries no strength', ml(1, RX('1545709')), { active: [], cross: [] }],
    [
      'two NDCs of different strengths',
      ml(1, {
        coding: [
          { system: NDC, code: '00009-0280-02' },
          { system: NDC, code: '00009-0306-02' },
        ],
      }),
      { active: [], cross: [] },
    ],
    [
      'strength only in the text',
      ml(1, { coding: [{ system: RXNORM, code: '155323' }], text: 'Depo-Medrol 80 mg/mL' }),
      { checks: { 'dose-in-milligrams': ['met', 'cannot-tell'] } },
    ],
  ],
);

visitCases('containers', 'facts.md: {vial}, {ampule}, 1 × container strength', [
  [
    'one single-dose vial',
    { ...quiet, dose: quantity(1, '{vial}'), drug: NDC_OF('00009-3475-01') },
    { active: ['J3260 1 RT'], cross: ['J1010 80 JZ'] },
  ],
  [
    'one ampule',
    { ...quiet, dose: quantity(1, '{ampule}'), drug: NDC_OF('00009-3073-01') },
    { active: ['J3250 1 RT'], cross: ['J1010 40 JZ'] },
  ],
  [
    'unit VIAL in text',
    { ...quiet, dose: { value: 1, unit: 'VIAL' }, drug: NDC_OF('00009-3073-01') },
    { active: ['J3250 1 RT'] },
  ],
  [
    'two vials',
    { ...quiet, dose: quantity(2, '{vial}'), drug: NDC_OF('00009-3073-01') },
    { active: ['J3260 1 RT'] },
  ],
  [
    'code 1 with unit vial',
    {
      ...quiet,
      dose: { value: 1, unit: 'vial', system: 'http://unitsofmeasure.org', code: '1' },
      drug: NDC_OF('00009-3073-01'),
    },
    { active: ['J3250 1 RT'] },
  ],
  [
    'one vial of a drug without a product',
    { ...quiet, dose: quantity(1, '{vial}') },
    { active: [], cross: [], checks: { 'dose-in-milligrams': 'cannot-tell' } },
  ],
  [
    '62.5 mg/mL does not tell the vial',
    {
      ...quiet,
      dose: quantity(1, '{vial}'),
      drug: RX('314099'),
      route: INTRAVENOUS,
      dosage: { site: undefined },
    },
    { active: [], cross: [] },
  ],
  [
    'mL in unit beside OID code 1',
    { ...quiet, dose: { value: 1, unit: 'mL', system: 'urn:oid:1.2.3', code: '1' }, drug: RX('1358610') },
    { active: ['J3250 1 RT'] },
  ],
]);

const infusion = (
  dosage: Readonly<Record<string, unknown>>,
  period: unknown = { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T11:00:00-05:00' },
): Visit => ({
  drug: SUCCINATE,
  ...quiet,
  route: INTRAVENOUS,
  diagnosis: { code: ICD('G35') },
  dosage: { dose: undefined, site: undefined, ...dosage },
  administration: {
    effectiveDateTime: undefined,
    effectivePeriod: period,
    dosage: { route: INTRAVENOUS, ...dosage },
  },
});
visitCases('infusions', 'facts.md: rate × duration from effectivePeriod', [
  [
    '250 mg/h for an hour',
    infusion({ rateQuantity: quantity(250, 'mg/h') }),
    { active: ['J2930 2'], cross: ['J2919 50'] },
  ],
  [
    '5 mg/min for an hour',
    infusion({ rateQuantity: quantity(5, 'mg/min') }),
    { active: ['J2930 3'], cross: ['J2919 60'] },
  ],
  [
    '500 mg per 2 h for an hour',
    infusion({ rateRatio: { numerator: quantity(500, 'mg'), denominator: quantity(2, 'h') } }),
    { active: ['J2930 2'], cross: ['J2919 50'] },
  ],
  [
    'a rate without an end',
    infusion({ rateQuantity: quantity(250, 'mg/h') }, { start: '2026-11-20T10:00:00-05:00' }),
    { active: [], cross: [] },
  ],
  [
    'a rate whose end is before its start',
    infusion(
      { rateQuantity: quantity(250, 'mg/h') },
      { start: '2026-11-20T11:00:00-05:00', end: '2026-11-20T10:00:00-05:00' },
    ),
    { active: [], cross: [] },
  ],
  [
    'a rate of volume without a strength',
    infusion({ rateQuantity: quantity(50, 'mL/h') }),
    { active: [], cross: [] },
  ],
  ['a rate per kg', infusion({ rateQuantity: quantity(5, 'mg/kg/h') }), { active: [], cross: [] }],
  ['a refill count as rate', infusion({ rateQuantity: { value: 3 } }), { active: [], cross: [] }],
  [
    'dose and rate agree: the dose stands',
    infusion({ dose: quantity(250, 'mg'), rateQuantity: quantity(250, 'mg/h') }),
    { active: ['J2930 2'] },
  ],
]);
