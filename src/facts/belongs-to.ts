import { typeAndId, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { EncounterContext } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, objectsOf, stringOf } from './json.ts';
import { encounterOf } from './match-encounter.ts';

/** How a resource is known to be of the encounter at hand; null when it is not, or nothing says so. */
export type Belonging = 'context' | 'time' | 'grouped-by-date' | null;

type Days = ReadonlyMap<string, readonly [string, string]>;
/** Days of each encounter as written, read once per index. */
const DAYS = new WeakMap<ChartIndex, Days>();

/** First and last day of each encounter; without an end, its first day. */
function daysOf(index: ChartIndex): Days {
  const known = DAYS.get(index);
  if (known) return known;
  const days = new Map(
    index.ofType('Encounter').flatMap((encounter) => {
      const start = parseFhirTime(stringOf(at(encounter.json, 'period', 'start')))?.date;
      const end = parseFhirTime(stringOf(at(encounter.json, 'period', 'end')))?.date;
      return start ? [[encounter.reference, [start, end ?? start]] as const] : [];
    }),
  );
  DAYS.set(index, days);
  return days;
}

/** A date without a time belongs to an encounter when it lies in that encounter's days and in no other's. */
function belongsByDate(index: ChartIndex, date: string, encounter: string): boolean {
  const holding = [...daysOf(index)].filter(([, [first, last]]) => first <= date && date <= last);
  return holding.length === 1 && holding[0]?.[0] === encounter;
}

/**
 * Whether `resource` is of `encounter`: it names it; or names none and its `time` (FHIR dateTime) lies in that
 * encounter alone. Where the encounter is not known, resources of its date that name none are grouped with it.
 */
export function belongsTo(
  index: ChartIndex,
  resource: IndexedResource,
  time: string | null,
  encounter: EncounterContext,
): Belonging {
  const found = encounterOf(index, resource, time);
  const when = parseFhirTime(time);
  const date = when?.date ?? null;
  if (encounter.reference === null) {
    const alone = found.how === 'not-stated' && date !== null && date === encounter.serviceDate;
    return alone ? 'grouped-by-date' : null;
  }
  if (found.how !== 'not-stated') return found.encounter === encounter.reference ? found.how : null;
  return when?.precision === 'day' && date !== null && belongsByDate(index, date, encounter.reference)
    ? 'time'
    : null;
}

/** Whether a list of references names the encounter (`DocumentReference.context.encounter`). */
export function namesEncounter(
  index: ChartIndex,
  from: IndexedResource,
  references: unknown,
  encounter: string,
): boolean {
  return objectsOf(references).some((reference) => {
    const resolved = index.resolve(from, reference);
    if (resolved.how === 'resolved') return resolved.resource.reference === encounter;
    return resolved.how === 'not-read' && typeAndId(resolved.reference) === encounter;
  });
}

/** `Type/id` of every resource of that type that a list of references leads to, read or not. */
export function referencesOf(
  index: ChartIndex,
  from: IndexedResource,
  element: string,
  type: string,
): readonly string[] {
  return objectsOf(elementOf(from.json, element)).flatMap((reference) => {
    const resolved = index.resolve(from, reference);
    const found =
      resolved.how === 'resolved'
        ? resolved.resource.reference
        : resolved.how === 'not-read'
          ? typeAndId(resolved.reference)
          : null;
    return found?.startsWith(`${type}/`) ? [found] : [];
  });
}
