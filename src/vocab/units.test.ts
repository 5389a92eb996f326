import { expect, test } from 'vitest';
import { rational, toExact } from './rational.ts';
import { asMilligrams, asMillilitres, billed, toMilligrams, toMillilitres } from './units.ts';

const shown = (value: ReturnType<typeof toMilligrams> | ReturnType<typeof toMillilitres>): string | null =>
  value && toExact(value);

test.each([
  ['40', 'mg', '40'],
  [40, 'MG', '40'],
  ['40', ' mg ', '40'],
  ['40', 'milligrams', '40'],
  ['40', 'milligram (mass)', '40'],
  ['0.078764', 'g', '78.764'],
  ['1', 'G', '1000'],
  ['2', 'gm', '2000'],
  ['325', 'ug', '0.325'],
  ['325', 'mcg', '0.325'],
  ['325', 'µg', '0.325'],
  ['325', 'μg', '0.325'],
  ['325', 'micrograms', '0.325'],
])('%s %s is %s mg', (value, unit, mg) => {
  expect(shown(toMilligrams(value, unit))).toBe(mg);
});

test.each([
  ['1', 'mL'],
  ['1', ''],
  ['1', 'mg/mL'],
  ['1', 'mg/kg'],
  ['1', 'vial'],
  ['1', 'IU'],
  ['about 1', 'mg'],
  ['', 'mg'],
])('%s %s is no mass', (value, unit) => {
  expect(toMilligrams(value, unit)).toBeNull();
});

test.each([
  ['2', 'mL', '2'],
  ['2', 'ML', '2'],
  ['0.5', 'cc', '0.5'],
  ['0.5', 'millilitres', '0.5'],
  ['1', 'l', '1000'],
  ['1', 'liter', '1000'],
])('%s %s is %s mL', (value, unit, ml) => {
  expect(shown(toMillilitres(value, unit))).toBe(ml);
});

test.each([
  ['1', 'mg'],
  ['one', 'mL'],
])('%s %s is no volume', (value, unit) => {
  expect(toMillilitres(value, unit)).toBeNull();
});

test('units billed are whole, above zero and exact', () => {
  expect(billed(40n)).toBe(40);
  expect(billed(BigInt(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER);
  expect(() => billed(0n)).toThrow(RangeError);
  expect(() => billed(-1n)).toThrow(RangeError);
  expect(() => billed(BigInt(Number.MAX_SAFE_INTEGER) + 1n)).toThrow(RangeError);
});

test('branding changes nothing about the number', () => {
  expect(asMilligrams(rational(5n))).toEqual(rational(5n));
  expect(asMillilitres(rational(5n))).toEqual(rational(5n));
});
