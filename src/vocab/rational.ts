/**
 * Exact rational numbers for doses. Floating point never touches a billed quantity:
 * 0.777 mL × 62.5 mg/mL and 40 mg per 3 mL must come out exact.
 */
export interface Rational {
  readonly n: bigint;
  /** Always positive; n/d in lowest terms. */
  readonly d: bigint;
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
};

/** n/d in lowest terms. Throws RangeError when d is zero: callers check denominators that come from data. */
export function rational(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError('A rational number needs a denominator other than zero');
  const sign = d < 0n ? -1n : 1n;
  const g = gcd(n, d * sign) || 1n;
  return { n: (sign * n) / g, d: (sign * d) / g };
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d{1,3}))?$/;

/** Longest decimal accepted; a chart with more digits than this is not stating a dose. */
const MAX_DECIMAL_LENGTH = 40;

/**
 * The exact value of a decimal as written. Null for anything that is not one plain decimal
 * (empty, NaN, Infinity, "1,5", hexadecimal) or is longer than 40 characters.
 */
export function parseDecimal(written: string | number): Rational | null {
  const text = String(written).trim();
  const match = text.length <= MAX_DECIMAL_LENGTH ? DECIMAL.exec(text) : null;
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = '', exponent = '0'] = match;
  const shift = BigInt(exponent) - BigInt(fraction.length);
  const digits = BigInt(whole + fraction) * (sign === '-' ? -1n : 1n);
  return shift >= 0n ? rational(digits * 10n ** shift) : rational(digits, 10n ** -shift);
}

export const add = (a: Rational, b: Rational): Rational => rational(a.n * b.d + b.n * a.d, a.d * b.d);
export const subtract = (a: Rational, b: Rational): Rational => rational(a.n * b.d - b.n * a.d, a.d * b.d);
export const multiply = (a: Rational, b: Rational): Rational => rational(a.n * b.n, a.d * b.d);
/** a / b, or null when b is zero. */
export const divide = (a: Rational, b: Rational): Rational | null =>
  b.n === 0n ? null : rational(a.n * b.d, a.d * b.n);
/** Negative, zero or positive as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}
/** Smallest whole number not below a. */
export const ceil = (a: Rational): bigint => {
  const quotient = a.n / a.d;
  return a.n % a.d > 0n ? quotient + 1n : quotient;
};
/** Largest whole number not above a. */
export const floor = (a: Rational): bigint => {
  const quotient = a.n / a.d;
  return a.n % a.d < 0n ? quotient - 1n : quotient;
};
export const isPositive = (a: Rational): boolean => a.n > 0n;

/** Rounded half away from zero to `places` decimals, without trailing zeros: "12.5", "0.333", "40". */
export function toDecimal(a: Rational, places = 3): string {
  const scale = 10n ** BigInt(places);
  const negative = a.n < 0n;
  const scaled = ((negative ? -a.n : a.n) * scale * 2n + a.d) / (a.d * 2n);
  const whole = scaled / scale;
  const fraction = places === 0 ? '' : (scaled % scale).toString().padStart(places, '0').replace(/0+$/, '');
  const sign = negative && scaled !== 0n ? '-' : '';
  return `${sign}${whole}${fraction ? `.${fraction}` : ''}`;
}

/** The exact value: a decimal where one exists in at most 12 places, else "n/d". */
export function toExact(a: Rational): string {
  for (let places = 0; places <= 12; places += 1) {
    if ((a.n * 10n ** BigInt(places)) % a.d === 0n) return toDecimal(a, places);
  }
  return `${a.n}/${a.d}`;
}

/** The value that {@link toExact} wrote, or null for anything else. */
export function parseExact(written: string): Rational | null {
  const [n = '', d = '1', ...more] = written.split('/');
  const [over, under] = [parseDecimal(n), parseDecimal(d)];
  return over && under && more.length === 0 ? divide(over, under) : null;
}

/** For people: rounded to 3 decimals and, where that is not the whole truth, the exact value behind: "13.333 mg (exactly 40/3 mg)". */
export function toShown(a: Rational, unit = ''): string {
  const [rounded, exact] = [toDecimal(a), toExact(a)].map((number) => `${number} ${unit}`.trim());
  return rounded === exact ? `${exact}` : `${rounded} (exactly ${exact})`;
}
