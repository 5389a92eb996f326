import { divide, multiply, rational, toShown, type Rational } from '../vocab/rational.ts';
import type { DoseFact } from './encounter-facts.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { parseFhirTime } from './fhir-time.ts';
import {
  at,
  elementOf,
  formatQuantity,
  quantityOf,
  stringOf,
  type JsonObject,
  type RawQuantity,
} from './json.ts';
import { doseOfQuantity, unreadable, type DoseInput } from './read-dose.ts';
import { recorded } from '../vocab/fact.ts';

/** Hours in one unit of time; null for units that are no time. */
const HOURS: ReadonlyMap<string, Rational> = new Map([
  ...['h', 'hr', 'hrs', 'hour', 'hours'].map((unit) => [unit, rational(1n)] as const),
  ...['min', 'minute', 'minutes'].map((unit) => [unit, rational(1n, 60n)] as const),
  ...['s', 'sec', 'second', 'seconds'].map((unit) => [unit, rational(1n, 3600n)] as const),
  ...['d', 'day', 'days'].map((unit) => [unit, rational(24n)] as const),
]);

/** A rate as an amount unit per hour. */
interface Rate {
  readonly perHour: Rational;
  /** The amount's unit, "mL" or "mg". */
  readonly unit: string;
}

/** "100 mL/h" of a Quantity whose unit is amount per time. */
function ofQuantity(quantity: RawQuantity): Rate | null {
  const match = /^([a-zµμ]+)\s*\/\s*([a-z]+)$/i.exec(quantity.code ?? quantity.unit ?? '');
  const hours = match?.[2] === undefined ? undefined : HOURS.get(match[2].toLowerCase());
  const unit = match?.[1];
  if (!hours || unit === undefined || quantity.value === null || quantity.comparator !== null) return null;
  const perHour = divide(quantity.value, hours);
  return perHour ? { perHour, unit } : null;
}

/** "100 mL per 1 h" of a Ratio. A zero or missing denominator says nothing. */
function ofRatio(numerator: RawQuantity, denominator: RawQuantity): Rate | null {
  const hours = HOURS.get((denominator.code ?? denominator.unit ?? '').toLowerCase());
  if (!hours || numerator.value === null || denominator.value === null) return null;
  if (numerator.comparator !== null || denominator.comparator !== null) return null;
  const perHour = divide(numerator.value, multiply(denominator.value, hours));
  const unit = numerator.code ?? numerator.unit;
  return perHour && unit !== null ? { perHour, unit } : null;
}

/**
 * What the record says of a rate, and the rate itself where it is an amount per time. Null where it says nothing: a
 * number without a unit is no rate (some systems write a count of refills there).
 */
function rateOf(dosage: JsonObject): { readonly words: string; readonly rate: Rate | null } | null {
  const quantity = quantityOf(elementOf(dosage, 'rateQuantity'));
  if (quantity?.value && (quantity.code ?? quantity.unit) !== null)
    return { words: formatQuantity(quantity), rate: ofQuantity(quantity) };
  const numerator = quantityOf(at(dosage, 'rateRatio', 'numerator'));
  const denominator = quantityOf(at(dosage, 'rateRatio', 'denominator'));
  if (!numerator?.value || !denominator?.value) return null;
  const words = `${formatQuantity(numerator)} per ${formatQuantity(denominator)}`;
  return { words, rate: ofRatio(numerator, denominator) };
}

/** Hours between start and end of `effectivePeriod`; null unless both are instants and the end is later. */
function hoursOf(resource: IndexedResource): Rational | null {
  const start = parseFhirTime(stringOf(at(resource.json, 'effectivePeriod', 'start')))?.instant ?? null;
  const end = parseFhirTime(stringOf(at(resource.json, 'effectivePeriod', 'end')))?.instant ?? null;
  if (start === null || end === null || end <= start) return null;
  return rational(BigInt(Math.round(end - start)), 3_600_000n);
}

/**
 * Rate × duration of an infusion, where no dose stands. Null where no rate is stated; a rate without a duration, or
 * with a unit that is no amount per time (mg/kg/h), is an amount nobody can convert.
 */
export function infusionDose(
  resource: IndexedResource,
  dosage: JsonObject,
  input: Omit<DoseInput, 'quantity' | 'evidence'>,
): DoseFact | null {
  const stated = rateOf(dosage);
  if (!stated) return null;
  const { words, rate } = stated;
  const from = evidence(resource, 'dosage.rate', words);
  const hours = hoursOf(resource);
  if (!hours || !rate) return unreadable(recorded(words, [from]), 'per-weight-or-time', [from]);
  const amount = multiply(rate.perHour, hours);
  const dose = doseOfQuantity({
    ...input,
    evidence: from,
    quantity: {
      written: toShown(amount),
      value: amount,
      comparator: null,
      unit: rate.unit,
      system: null,
      code: null,
    },
  });
  if (!dose) return null;
  return {
    ...dose,
    steps: [`${words} × ${toShown(hours, 'h')} = ${toShown(amount, rate.unit)}`, ...dose.steps],
  };
}
