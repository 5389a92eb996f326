import { dayNumber } from '../vocab/calendar.ts';
import { notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { multiply, parseDecimal, type Rational } from '../vocab/rational.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, conceptOf, elementOf, formatQuantity, quantityOf, stringOf, type RawQuantity } from './json.ts';

/** Whole years at a calendar date, or null where either date is not a full one. */
export function ageAt(index: ChartIndex, date: string | null): number | null {
  const patient = index.ofType('Patient')[0];
  const birth = stringOf(elementOf(patient?.json, 'birthDate'));
  if (birth === null || date === null || dayNumber(birth) === null || dayNumber(date) === null) return null;
  const years = Number(date.slice(0, 4)) - Number(birth.slice(0, 4));
  const age = date.slice(5) < birth.slice(5) ? years - 1 : years;
  return age >= 0 ? age : null;
}

/** LOINC codes of body weight: 29463-7 and the measured 3141-9. */
const WEIGHT_CODES: ReadonlySet<string> = new Set(['29463-7', '3141-9']);
/** Kilograms in one unit; the pound is exact by definition. */
const KILOGRAMS: ReadonlyMap<string, Rational | null> = new Map([
  ...['kg', 'kilogram', 'kilograms'].map((unit) => [unit, parseDecimal('1')] as const),
  ...['g', 'gram', 'grams'].map((unit) => [unit, parseDecimal('0.001')] as const),
  ...['[lb_av]', 'lb', 'lbs', 'lb_av', 'pound', 'pounds'].map(
    (unit) => [unit, parseDecimal('0.45359237')] as const,
  ),
]);

function kilograms(quantity: RawQuantity): Rational | null {
  const unit = (quantity.code ?? quantity.unit ?? '').toLowerCase();
  const factor = KILOGRAMS.get(unit);
  const { value, comparator } = quantity;
  return factor && value && value.n > 0n && comparator === null ? multiply(value, factor) : null;
}

const isWeight = (observation: IndexedResource): boolean =>
  conceptOf(elementOf(observation.json, 'code')).codings.some(
    ({ code }) => code !== null && WEIGHT_CODES.has(code),
  ) &&
  !['entered-in-error', 'cancelled', 'unknown'].includes(
    stringOf(elementOf(observation.json, 'status')) ?? '',
  );

/** Body weight in kilograms, the latest one measured no later than `date`. */
export function weightAt(index: ChartIndex, date: string | null): Fact<Rational> {
  const searched = notRecorded(['Observation body weight']);
  if (date === null) return searched;
  const weights = index.ofType('Observation').flatMap((observation) => {
    const quantity = quantityOf(elementOf(observation.json, 'valueQuantity'));
    const written =
      stringOf(elementOf(observation.json, 'effectiveDateTime')) ??
      stringOf(at(observation.json, 'effectivePeriod', 'start'));
    const measured = parseFhirTime(written);
    const kg = quantity && isWeight(observation) ? kilograms(quantity) : null;
    if (!kg || !quantity || !measured?.date || measured.date > date) return [];
    const from = evidence(observation, 'valueQuantity', formatQuantity(quantity));
    return [{ kg, from, key: `${measured.date} ${measured.instant ?? 0} ${observation.reference}` }];
  });
  const latest = weights.toSorted((a, b) => (a.key < b.key ? 1 : -1))[0];
  return latest ? recorded(latest.kg, [latest.from]) : searched;
}
