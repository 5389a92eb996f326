import { typeAndId, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { EncounterContext } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, objectsOf, stringOf } from './json.ts';
import { encounterOf } from './match-encounter.ts';

/** How a resource is known to be of the encounter at hand; null when it is not, or nothing says so. */
export type Belonging = 'context' | 'time' | 'grouped-by-date' | null;

/** Dates of an encounter's period as written; the end falls back to the start of a finished encounter. */
function datesOf(encounter: IndexedResource): readonly [string, string] | null {
  const start = parseFhirTime(stringOf(at(encounter.json, 'period', 'start')))?.date;
  const end = parseFhirTime(stringOf(at(encounter.json, 'period', 'end')))?.date;
  return start ? [start, end ?? start] : null;
}

/** A date without a time belongs to an encounter when it lies in that encounter's days and in no other's. */
function belongsByDate(index: ChartIndex, date: string, encounter: string): boolean {
  const holding = index.ofType('Encounter').filter((candidate) => {
    const dates = datesOf(candidate);
    return dates !== null && dates[0] <= date && date <= dates[1];
  });
  return holding.length === 1 && holding[0]?.reference === encounter;
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
  const date = parseFhirTime(time)?.date ?? null;
  if (encounter.reference === null) {
    const alone = found.how === 'not-stated' && date !== null && date === encounter.serviceDate;
    return alone ? 'grouped-by-date' : null;
  }
  if (found.how !== 'not-stated') return found.encounter === encounter.reference ? found.how : null;
  const precise = parseFhirTime(time)?.precision === 'day';
  return precise && date !== null && belongsByDate(index, date, encounter.reference) ? 'time' : null;
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
