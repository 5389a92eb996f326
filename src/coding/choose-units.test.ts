import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { aRow } from '../test-kit/coding-builder.ts';
import { mg } from '../test-kit/injection-builder.ts';
import type { CodeBasis, CodeRow } from '../tables/code-table.ts';
import { MAX_UNIT_SPREAD } from '../tables/unit-scale.ts';
import { compare, rational, toExact } from '../vocab/rational.ts';
import { billedMgOf, chooseUnits, unitsWithin, type CodeUnits } from './choose-units.ts';

const rowsOf = (basis: CodeBasis, units: readonly string[]): readonly CodeRow[] =>
  units.map((unitMg, index) => aRow({ code: `X000${index}`, basis, unitMg }));

const words = (choice: readonly CodeUnits[]): string =>
  choice.map(({ row, units }) => `${row.unitMg}×${units}`).join(' ');

const chosen = (basis: CodeBasis, units: readonly string[], dose: string): string =>
  words(chooseUnits(rowsOf(basis, units), mg(dose)));

/** Every way to take up to so many of each unit, as [billed, count]. Plain counting, no cleverness. */
function everyWay(
  units: readonly number[],
  dose: number,
  most: number,
): readonly (readonly [number, number])[] {
  const [unit, ...rest] = units;
  if (unit === undefined) return [[0, 0]];
  const limit = Math.min(most, Math.ceil(dose / unit) + 1);
  return Array.from({ length: limit + 1 }, (_each, count) => count).flatMap((count) =>
    everyWay(rest, dose, most).map(([billed, units]) => [billed + unit * count, units + count] as const),
  );
}

type Way = readonly [billed: number, count: number];
const least = (ways: readonly Way[], order: (way: Way) => readonly [number, number]): Way =>
  ways.toSorted((a, b) => {
    const [first, second] = [order(a), order(b)];
    return first[0] - second[0] || first[1] - second[1];
  })[0] ?? [0, 0];

const unitSets = fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 3 });
const doses = fc.integer({ min: 1, max: 120 });

const total = (choice: readonly CodeUnits[]): Way => [
  Number(toExact(billedMgOf(choice))),
  choice.reduce((sum, { units }) => sum + Number(units), 0),
];

describe('the two covering rules against plain counting', () => {
  test('per: least billed, then fewest units', () => {
    fc.assert(
      fc.property(unitSets, doses, (units, dose) => {
        const ways = everyWay(units, dose, 200).filter(([billed]) => billed >= dose);
        const best = least(ways, ([billed, count]) => [billed, count]);
        expect(total(chooseUnits(rowsOf('per', units.map(String)), mg(dose)))).toEqual(best);
      }),
    );
  });

  test('up to: fewest units, then least billed', () => {
    fc.assert(
      fc.property(unitSets, doses, (units, dose) => {
        const ways = everyWay(units, dose, Math.ceil(dose / Math.max(...units))).filter(
          ([billed]) => billed >= dose,
        );
        const best = least(ways, ([billed, count]) => [count, billed]);
        expect(total(chooseUnits(rowsOf('up-to', units.map(String)), mg(dose)))).toEqual(best);
      }),
    );
  });

  test('within: the most that does not go above, then fewest units', () => {
    fc.assert(
      fc.property(unitSets, doses, (units, amount) => {
        const ways = everyWay(units, amount, 200).filter(([billed]) => billed <= amount);
        const best = least(ways, ([billed, count]) => [-billed, count]);
        expect(total(unitsWithin(rowsOf('per', units.map(String)), mg(amount)))).toEqual(best);
      }),
    );
  });

  test('whatever the dose, billed mg are at least given mg, and never a whole smallest unit above for "per"', () => {
    const exactDose = fc
      .tuple(fc.bigInt({ min: 1n, max: 10n ** 9n }), fc.bigInt({ min: 1n, max: 10_000n }))
      .map(([n, d]) => rational(n, d));
    fc.assert(
      fc.property(unitSets, exactDose, fc.constantFrom<CodeBasis>('per', 'up-to'), (units, dose, basis) => {
        const rows = rowsOf(basis, units.map(String));
        const billed = billedMgOf(chooseUnits(rows, mg(dose)));
        expect(compare(billed, dose)).toBeGreaterThanOrEqual(0);
        const smallest = BigInt(basis === 'per' ? Math.min(...units) : Math.max(...units));
        expect(compare(billed, rational(dose.n + smallest * dose.d, dose.d))).toBeLessThan(0);
      }),
    );
  });

  test('the order of rows changes nothing', () => {
    fc.assert(
      fc.property(unitSets, doses, fc.constantFrom<CodeBasis>('per', 'up-to'), (units, dose, basis) => {
        const rows = rowsOf(basis, units.map(String));
        expect(chooseUnits(rows.toReversed(), mg(dose))).toEqual(chooseUnits(rows, mg(dose)));
      }),
    );
  });
});

describe('examples', () => {
  test.each<readonly [CodeBasis, readonly string[], string, string]>([
    ['per', ['1'], '12.5', '1×13'],
    ['per', ['1'], '0.001', '1×1'],
    ['per', ['20', '40', '80'], '40.001', '40×1 20×1'],
    ['per', ['20', '40', '80'], '1000000020', '80×12500000 20×1'],
    ['per', ['6', '9', '20'], '21', '9×1 6×2'],
    ['per', ['6', '9', '20'], '43', '20×1 9×2 6×1'],
    ['per', ['0.1', '0.25'], '0.3', '0.1×3'],
    ['up-to', ['40', '125'], '160', '125×1 40×1'],
    ['up-to', ['40', '125'], '166', '125×2'],
    ['up-to', ['40', '80'], '160', '80×2'],
    ['up-to', ['40', '80'], '800000001', '80×10000000 40×1'],
    ['up-to', ['20', '40', '60'], '80', '60×1 20×1'],
    ['up-to', ['125'], '1000', '125×8'],
  ])('%s %j: %s mg is %s', (basis, units, dose, expected) => {
    expect(chosen(basis, units, dose)).toBe(expected);
  });

  test('nothing fits into less than the smallest unit, into nothing, or into less than nothing', () => {
    const rows = rowsOf('per', ['5', '8']);
    expect(unitsWithin(rows, mg('4.999'))).toEqual([]);
    expect(unitsWithin(rows, mg('0'))).toEqual([]);
    expect(unitsWithin(rows, mg('-3'))).toEqual([]);
    expect(words(unitsWithin(rows, mg('5')))).toBe('5×1');
    expect(words(unitsWithin(rows, mg('7.999')))).toBe('5×1');
    expect(words(unitsWithin(rows, mg('1000000007')))).toBe('8×124999999 5×3');
  });
});

describe('broken promises', () => {
  test('no dose, no row, rows of both kinds, rows too far apart, a row without a mass', () => {
    const rows = rowsOf('per', ['10']);
    expect(() => chooseUnits(rows, mg('0'))).toThrow(RangeError);
    expect(() => chooseUnits(rows, mg('-1'))).toThrow(RangeError);
    expect(() => chooseUnits([], mg('1'))).toThrow(RangeError);
    expect(() => chooseUnits([...rows, aRow({ basis: 'up-to', unitMg: '20' })], mg('1'))).toThrow(/per/);
    expect(() => chooseUnits(rowsOf('per', ['1', String(MAX_UNIT_SPREAD + 1)]), mg('1'))).toThrow(/too far/);
    expect(chosen('per', ['1', String(MAX_UNIT_SPREAD)], '1001')).toBe('1000×1 1×1');
    expect(() => chooseUnits([aRow({ unitMg: null })], mg('1'))).toThrow(/no unit/);
    expect(() => chooseUnits([aRow({ unitMg: '0' })], mg('1'))).toThrow(/no unit/);
    expect(() => chooseUnits([aRow({ unitMg: 'ten' })], mg('1'))).toThrow(/no unit/);
  });
});
