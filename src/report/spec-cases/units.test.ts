import { quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { specCases, type SpecCase } from '../../test-kit/spec-case.ts';
import { INTRAVENOUS, visit, type Visit } from '../../test-kit/spec-visit.ts';

/** Dose in mg, then the lines of practice, of CMS before April 2024 and of CMS from then on. */
type Row = readonly [mg: string, practice: readonly string[], old: readonly string[], now: readonly string[]];

const acetate: readonly Row[] = [
  ['0.5', ['J3250 1'], ['J1020 1'], ['J1010 1']],
  ['10', ['J3250 1'], ['J1020 1'], ['J1010 10']],
  ['12.5', ['J3250 1'], ['J1020 1'], ['J1010 13']],
  ['20', ['J3250 1'], ['J1020 1'], ['J1010 20']],
  ['20.0001', ['J3250 1'], ['J1030 1'], ['J1010 21']],
  ['40', ['J3250 1'], ['J1030 1'], ['J1010 40']],
  ['40.001', ['J3260 1'], ['J1030 1', 'J1020 1'], ['J1010 41']],
  ['60', ['J3260 1'], ['J1030 1', 'J1020 1'], ['J1010 60']],
  ['61', ['J3260 1'], ['J1040 1'], ['J1010 61']],
  ['79.999', ['J3260 1'], ['J1040 1'], ['J1010 80']],
  ['80', ['J3260 1'], ['J1040 1'], ['J1010 80']],
  ['80.5', ['J3260 1', 'J3250 1'], ['J1040 1', 'J1020 1'], ['J1010 81']],
  ['100', ['J3260 1', 'J3250 1'], ['J1040 1', 'J1020 1'], ['J1010 100']],
  ['120', ['J3260 1', 'J3250 1'], ['J1040 1', 'J1030 1'], ['J1010 120']],
  ['121', ['J3260 2'], ['J1040 1', 'J1030 1', 'J1020 1'], ['J1010 121']],
  ['141', ['J3260 2'], ['J1040 2'], ['J1010 141']],
  ['160', ['J3260 2'], ['J1040 2'], ['J1010 160']],
  ['250', ['J3260 3', 'J3250 1'], ['J1040 3', 'J1020 1'], ['J1010 250']],
];
const succinate: readonly Row[] = [
  ['5', ['J2930 1'], ['J2920 1'], ['J2919 1']],
  ['40', ['J2930 1'], ['J2920 1'], ['J2919 8']],
  ['40.1', ['J2930 1'], ['J2930 1'], ['J2919 9']],
  ['62.5', ['J2930 1'], ['J2930 1'], ['J2919 13']],
  ['125', ['J2930 1'], ['J2930 1'], ['J2919 25']],
  ['125.001', ['J2930 2'], ['J2930 1', 'J2920 1'], ['J2919 26']],
  ['160', ['J2930 2'], ['J2930 1', 'J2920 1'], ['J2919 32']],
  ['166', ['J2930 2'], ['J2930 2'], ['J2919 34']],
  ['250', ['J2930 2'], ['J2930 2'], ['J2919 50']],
  ['290', ['J2930 3'], ['J2930 2', 'J2920 1'], ['J2919 58']],
  ['319.673', ['J2930 3'], ['J2930 3'], ['J2919 64']],
  ['500', ['J2930 4'], ['J2930 4'], ['J2919 100']],
  ['1000', ['J2930 8'], ['J2930 8'], ['J2919 200']],
];

const joint = (over: Visit): Visit => over;
const vein = (over: Visit): Visit => ({
  drug: SUCCINATE,
  route: INTRAVENOUS,
  dosage: { site: undefined },
  ...over,
});
const rt = (lines: readonly string[]): readonly string[] => lines.map((line) => `${line} RT`);

const rowCases = (
  [mg, practice, old, now]: Row,
  {
    shape,
    side,
    dates,
  }: {
    readonly shape: (over: Visit) => Visit;
    readonly side: (lines: readonly string[]) => readonly string[];
    readonly dates: readonly string[];
  },
): readonly SpecCase[] =>
  dates.map((date) => ({
    name: `${mg} mg on ${date}`,
    rule: 'coding.md, Units: both tables of worked doses, and the three rules above them',
    chart: visit(shape({ date, dose: quantity(Number(mg), 'mg') })),
    expect: { active: side(practice), cross: date < '2024-04-01' ? old : now },
  }));

specCases(
  'acetate doses',
  acetate.flatMap((row) =>
    rowCases(row, {
      shape: joint,
      side: rt,
      dates: ['2023-02-14', '2024-03-31', '2024-04-01', '2026-11-20'],
    }),
  ),
);
specCases(
  'succinate doses',
  succinate.flatMap((row) =>
    rowCases(row, { shape: vein, side: (lines) => lines, dates: ['2024-03-31', '2024-04-01'] }),
  ),
);

/** One dose in every spelling a chart may use: 40 mg each. */
const spellings: readonly (readonly [name: string, dose: Readonly<Record<string, unknown>>])[] = [
  ['mg by UCUM code', quantity(40, 'mg')],
  ['g', quantity(0.04, 'g')],
  ['ug', quantity(40_000, 'ug')],
  ['mcg', quantity(40_000, 'mcg')],
  [
    'mcg as unit beside code ug',
    { value: 40_000, unit: 'mcg', system: 'http://unitsofmeasure.org', code: 'ug' },
  ],
  ['µg with the micro sign', { value: 40_000, unit: '\u00b5g' }],
  ['μg with the Greek letter', { value: 40_000, unit: '\u03bcg' }],
  ['code MG under the UCUM URI', quantity(40, 'MG')],
  ['unit text alone', { value: 40, unit: 'mg' }],
  ['unit text in capitals', { value: 40, unit: 'MG' }],
  ['unit text with a space', { value: 40, unit: ' mg ' }],
  ['milligram (mass) beside code mg', { value: 40, unit: 'milligram (mass)', code: 'mg' }],
  ['milligrams', { value: 40, unit: 'milligrams' }],
  ['gram', { value: 0.04, unit: 'gram' }],
  ['code without a unit', { value: 40, system: 'http://unitsofmeasure.org', code: 'mg' }],
  ['40.0', quantity(40.0, 'mg')],
  ['an exponent', { value: 4e1, unit: 'mg' }],
];
specCases(
  'spellings of 40 mg',
  spellings.map(([name, dose]) => ({
    name,
    rule: 'facts.md, dose: Quantity in mg, g, ug/mcg/µg (UCUM code first, then unit text)',
    chart: visit({ dose }),
    expect: {
      active: ['J3250 1 RT'],
      cross: ['J1010 40'],
      checks: { 'dose-in-milligrams': 'met', 'dose-recorded': 'met' },
    },
  })),
);

/** Quantities that are no dose in milligrams: never a line, never a default of 1. */
type Bad = readonly [
  string,
  unknown,
  { readonly inMg: 'cannot-tell' | 'not-applicable'; readonly recorded: 'met' | 'gap' | 'cannot-tell' },
];
const stands = { inMg: 'cannot-tell', recorded: 'met' } as const;
const bad: readonly Bad[] = [
  ['a value without any unit', { value: 40 }, stands],
  ['mg/kg', quantity(1.8, 'mg/kg'), stands],
  ['a comparator <', { ...quantity(40, 'mg'), comparator: '<' }, stands],
  ['a comparator >=', { ...quantity(40, 'mg'), comparator: '>=' }, stands],
  ['mL without a strength', quantity(1, 'mL'), stands],
  ['international units', quantity(40, '[IU]'), stands],
  ['a made-up unit', { value: 40, unit: 'dose' }, stands],
  ['one vial of unknown content', quantity(1, '{vial}'), stands],
  ['drops', quantity(2, '[drp]'), stands],
];
specCases(
  'amounts that are no milligrams',
  bad.map(([name, dose, { inMg, recorded }]) => ({
    name,
    rule: 'coding.md: 0, negative, missing, not convertible to mg: no line, never a default of 1',
    chart: visit({ dose, order: { dosageInstruction: undefined } }),
    expect: {
      active: [],
      cross: [],
      checks: { 'dose-in-milligrams': inMg, 'dose-recorded': recorded },
    },
  })),
);
const none: readonly (readonly [string, unknown])[] = [
  ['zero', quantity(0, 'mg')],
  ['negative', quantity(-40, 'mg')],
  ['a number sent as a string', { value: '40', unit: 'mg', code: 'mg' }],
  ['{unknownunit} with 0', quantity(0, '{unknownunit}')],
  ['missing', undefined],
  ['an empty object', {}],
  ['null', null],
  ['a unit without a value', { unit: 'mg', code: 'mg' }],
  ['an array', [quantity(40, 'mg')]],
  [
    'data-absent-reason',
    {
      extension: [
        { url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' },
      ],
    },
  ],
];
specCases(
  'no amount at all',
  none.map(([name, dose]) => ({
    name,
    rule: 'coding.md: 0, negative, missing: no line; product: never a false no-gaps',
    chart: visit({ dose, order: { dosageInstruction: undefined }, dosage: { dose } }),
    expect: name === 'an array' ? {} : { active: [], cross: [] },
  })),
);

specCases('unaffected by what the order says', [
  {
    name: 'a missing dose is never taken from the order onto a line',
    rule: 'coding.md: a line is drawn from recorded or text-only values',
    chart: visit({ dosage: { dose: undefined } }),
    expect: { active: [], cross: [], checks: { 'dose-recorded': ['cannot-tell', 'gap'] } },
  },
  {
    name: 'acetate and succinate are never summed',
    rule: 'coding.md: never sum acetate with succinate',
    chart: visit({
      more: [
        {
          ...visit({ drug: SUCCINATE, route: INTRAVENOUS, dose: quantity(125, 'mg') })[3],
          resourceType: 'MedicationAdministration',
          id: 'b',
        },
      ],
    }),
    expect: { active: ['J3250 1 RT', 'J2930 1'], cross: ['J1010 40', 'J2919 25'] },
  },
]);
