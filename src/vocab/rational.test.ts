import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  add,
  ceil,
  compare,
  divide,
  floor,
  isPositive,
  multiply,
  parseDecimal,
  parseExact,
  rational,
  subtract,
  toDecimal,
  toExact,
  toShown,
  type Rational,
} from './rational.ts';

const numbers = fc
  .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 6n }))
  .map(([n, d]) => rational(n, d));

const dec = (written: string): Rational => {
  const value = parseDecimal(written);
  if (!value) throw new Error(`not a decimal: ${written}`);
  return value;
};

describe('lowest terms', () => {
  test('the sign stands above, common factors go', () => {
    expect(rational(6n, 4n)).toEqual({ n: 3n, d: 2n });
    expect(rational(6n, -4n)).toEqual({ n: -3n, d: 2n });
    expect(rational(-6n, -4n)).toEqual({ n: 3n, d: 2n });
    expect(rational(0n, -4n)).toEqual({ n: 0n, d: 1n });
    expect(rational(7n)).toEqual({ n: 7n, d: 1n });
  });

  test('a denominator of zero is a broken promise', () => {
    expect(() => rational(1n, 0n)).toThrow(RangeError);
  });
});

describe('decimals as written', () => {
  test.each([
    ['40', 40n, 1n],
    ['12.5', 25n, 2n],
    ['0.777', 777n, 1000n],
    ['-0.5', -1n, 2n],
    ['+5', 5n, 1n],
    [' 5 ', 5n, 1n],
    ['1e3', 1000n, 1n],
    ['1.5E-2', 3n, 200n],
    ['0.0', 0n, 1n],
    ['007', 7n, 1n],
  ])('%s', (written, n, d) => {
    expect(parseDecimal(written)).toEqual({ n, d });
  });

  test.each([
    '',
    ' ',
    'NaN',
    'Infinity',
    '1,5',
    '0x10',
    '1.',
    '.5',
    '1.2.3',
    '--1',
    '1e',
    '1e9999',
    '5 mg',
    '1/2',
  ])('"%s" is no decimal', (written) => {
    expect(parseDecimal(written)).toBeNull();
  });

  test('forty characters are read, forty-one are not', () => {
    expect(parseDecimal('1'.repeat(40))).not.toBeNull();
    expect(parseDecimal('1'.repeat(41))).toBeNull();
    expect(parseDecimal(`${' '.repeat(60)}5`)).toEqual(rational(5n));
  });

  test('numbers are read as written', () => {
    expect(parseDecimal(0.1)).toEqual(rational(1n, 10n));
    expect(parseDecimal(Number.NaN)).toBeNull();
    expect(parseDecimal(1e21)).toEqual(rational(10n ** 21n));
  });
});

describe('arithmetic', () => {
  test('0.777 mL × 62.5 mg/mL and 40 mg per 3 mL are exact', () => {
    expect(toExact(multiply(dec('0.777'), dec('62.5')))).toBe('48.5625');
    expect(divide(dec('40'), dec('3'))).toEqual({ n: 40n, d: 3n });
  });

  test('nothing is divided by zero', () => {
    expect(divide(dec('1'), dec('0'))).toBeNull();
    expect(divide(dec('1'), dec('-2'))).toEqual(rational(-1n, 2n));
  });

  test('sums and products obey the laws of numbers', () => {
    fc.assert(
      fc.property(numbers, numbers, numbers, (a, b, c) => {
        expect(add(a, b)).toEqual(add(b, a));
        expect(add(add(a, b), c)).toEqual(add(a, add(b, c)));
        expect(multiply(a, add(b, c))).toEqual(add(multiply(a, b), multiply(a, c)));
        expect(subtract(add(a, b), b)).toEqual(a);
        const quotient = divide(a, b);
        expect(quotient && multiply(quotient, b)).toEqual(b.n === 0n ? null : a);
      }),
    );
  });

  test('results stand in lowest terms, the denominator above zero', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        for (const value of [add(a, b), subtract(a, b), multiply(a, b)]) {
          expect(value.d > 0n).toBe(true);
          expect(rational(value.n, value.d)).toEqual(value);
        }
      }),
    );
  });

  test('comparing agrees with subtracting', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const difference = subtract(a, b);
        expect(compare(a, b)).toBe(difference.n === 0n ? 0 : isPositive(difference) ? 1 : -1);
        expect(compare(a, a)).toBe(0);
      }),
    );
  });

  test('ceil and floor enclose the number', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const [low, high] = [rational(floor(a)), rational(ceil(a))];
        expect(compare(low, a)).toBeLessThanOrEqual(0);
        expect(compare(high, a)).toBeGreaterThanOrEqual(0);
        expect(subtract(high, low)).toEqual(rational(a.d === 1n ? 0n : 1n));
      }),
    );
    expect(ceil(dec('-0.5'))).toBe(0n);
    expect(floor(dec('-0.5'))).toBe(-1n);
  });

  test('only numbers above zero are positive', () => {
    expect(isPositive(dec('0.001'))).toBe(true);
    expect(isPositive(dec('0'))).toBe(false);
    expect(isPositive(dec('-1'))).toBe(false);
  });
});

describe('showing', () => {
  test.each([
    ['12.5', '12.5'],
    ['40', '40'],
    ['40.0004', '40'],
    ['40.0005', '40.001'],
    ['-0.0004', '0'],
    ['-12.3456', '-12.346'],
    ['0.05', '0.05'],
    ['999.9996', '1000'],
  ])('%s to three decimals is %s', (written, shown) => {
    expect(toDecimal(dec(written))).toBe(shown);
  });

  test('places are chosen, and none gives whole numbers', () => {
    expect(toDecimal(dec('2.5'), 0)).toBe('3');
    expect(toDecimal(dec('2.25'), 1)).toBe('2.3');
    expect(toDecimal(rational(1n, 3n), 5)).toBe('0.33333');
  });

  test('the exact value is a decimal where one ends, else a fraction', () => {
    expect(toExact(dec('48.5625'))).toBe('48.5625');
    expect(toExact(dec('0.000000000001'))).toBe('0.000000000001');
    expect(toExact(dec('0.0000000000001'))).toBe('1/10000000000000');
    expect(toExact(rational(40n, 3n))).toBe('40/3');
    expect(toExact(rational(-1n, 3n))).toBe('-1/3');
  });

  test.each(['', '1/', '1/0', '1/2/3', 'x', '1/x', '1,5'])('"%s" is no exact value', (written) => {
    expect(parseExact(written)).toBeNull();
  });

  test('people are shown three decimals and are never kept from knowing that there are more', () => {
    expect(toShown(dec('48.5625'), 'mg')).toBe('48.563 mg (exactly 48.5625 mg)');
    expect(toShown(dec('48.562'), 'mg')).toBe('48.562 mg');
    expect(toShown(dec('0.0004'), 'mL')).toBe('0 mL (exactly 0.0004 mL)');
    expect(toShown(rational(1n, 3n))).toBe('0.333 (exactly 1/3)');
    expect(toShown(rational(8n))).toBe('8');
  });

  test('what is shown exactly reads back as the same number', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        expect(parseExact(toExact(a))).toEqual(a);
      }),
    );
  });

  test('three decimals are within half a thousandth', () => {
    fc.assert(
      fc.property(numbers, (a) => {
        const off = subtract(dec(toDecimal(a)), a);
        const distance = off.n < 0n ? rational(-off.n, off.d) : off;
        expect(compare(distance, rational(1n, 2000n))).toBeLessThanOrEqual(0);
      }),
    );
  });
});
