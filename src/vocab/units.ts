import { multiply, parseDecimal, rational, type Rational } from './rational.ts';

declare const milligrams: unique symbol;
declare const millilitres: unique symbol;
declare const billedUnits: unique symbol;

/** An exact mass in milligrams. Comes only from {@link toMilligrams} or arithmetic on Milligrams. */
export type Milligrams = Rational & { readonly [milligrams]: true };
/** An exact volume in millilitres. */
export type Millilitres = Rational & { readonly [millilitres]: true };
/** A whole, positive number of billing units. */
export type BilledUnits = number & { readonly [billedUnits]: true };

/** Marks a rational as milligrams. Only for results of exact arithmetic on milligrams and for table data. */
export const asMilligrams = (value: Rational): Milligrams => value as Milligrams;
export const asMillilitres = (value: Rational): Millilitres => value as Millilitres;

/** Throws RangeError for zero, negative or unsafe counts: no line may carry a default of any number. */
export function billed(units: bigint): BilledUnits {
  if (units <= 0n || units > BigInt(Number.MAX_SAFE_INTEGER))
    throw new RangeError('Billed units must be a positive whole number');
  return Number(units) as BilledUnits;
}

/**
 * Milligrams in one unit of each mass spelling seen in charts.
 * `MG` is megagauss in strict UCUM but milligram in every chart that sends it, so it is mapped by hand
 * (reference/terminology.md §6); `G` and `UG` likewise never mean gauss in a dose.
 */
const MASS_FACTOR: ReadonlyMap<string, Rational> = new Map([
  ...['mg', 'milligram', 'milligrams', 'milligram (mass)', 'mgs'].map(
    (name) => [name, rational(1n)] as const,
  ),
  ...['g', 'gm', 'gram', 'grams', 'gram (mass)'].map((name) => [name, rational(1000n)] as const),
  ...['ug', 'mcg', 'µg', 'μg', 'microgram', 'micrograms', 'microgram (mass)'].map(
    (name) => [name, rational(1n, 1000n)] as const,
  ),
]);
const VOLUME_FACTOR: ReadonlyMap<string, Rational> = new Map([
  ...['ml', 'cc', 'milliliter', 'millilitre', 'milliliters', 'millilitres', 'milliliter (iso1000)'].map(
    (name) => [name, rational(1n)] as const,
  ),
  ...['l', 'liter', 'litre'].map((name) => [name, rational(1000n)] as const),
]);

const spelled = (unit: string): string => unit.trim().toLowerCase();

/** `value` of `unit` in milligrams, or null when the unit is not a mass or the value is not one decimal. */
export function toMilligrams(value: string | number, unit: string): Milligrams | null {
  const factor = MASS_FACTOR.get(spelled(unit));
  const amount = parseDecimal(value);
  return factor && amount ? asMilligrams(multiply(amount, factor)) : null;
}

/** `value` of `unit` in millilitres, or null when the unit is not a volume or the value is not one decimal. */
export function toMillilitres(value: string | number, unit: string): Millilitres | null {
  const factor = VOLUME_FACTOR.get(spelled(unit));
  const amount = parseDecimal(value);
  return factor && amount ? asMillilitres(multiply(amount, factor)) : null;
}
