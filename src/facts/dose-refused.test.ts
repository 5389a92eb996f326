import { expect, test } from 'vitest';
import { coded, dosed, injectionOf, quantity, RXNORM, told, UCUM } from '../test-kit/chart-builder.ts';
import { contained, product, vials, type DoseCase } from '../test-kit/dose-cases.ts';

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
    name: 'a rate over no time',
    dosage: { dose: undefined, rateQuantity: quantity(100, 'mL/h') },
    over: {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T10:00:00-05:00' },
    },
    mg: 'not-recognised',
    problem: 'per-weight-or-time',
  },
  {
    name: 'a rate per body weight',
    dosage: { dose: undefined, rateQuantity: quantity(5.4, 'mg/kg/h') },
    over: {
      effectiveDateTime: undefined,
      effectivePeriod: { start: '2026-11-20T10:00:00-05:00', end: '2026-11-20T11:00:00-05:00' },
    },
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

test.each(REFUSED)('of $name reads $mg', ({ dosage, over, mg, problem }) => {
  const { dose } = injectionOf([dosed(dosage, over)]);
  expect(told(dose.mg)).toBe(mg);
  expect(dose.problem).toBe(problem ?? null);
});
