import type { ChartIndex, IndexedResource } from './chart-index.ts';
import { typeAndId } from './chart-index.ts';
import { parseFhirTime, type FhirTime } from './fhir-time.ts';
import { at, elementOf, stringOf } from './json.ts';

/** Which encounter a resource belongs to, and how that is known. */
export type EncounterOf =
  | { readonly how: 'context'; readonly encounter: string }
  | { readonly how: 'time'; readonly encounter: string }
  | { readonly how: 'not-stated' };

/** Elements that name the encounter of a resource: MedicationAdministration `context`, others `encounter`. */
const ENCOUNTER_ELEMENTS = ['context', 'encounter'] as const;

/** The `Encounter/id` a resource names, or null: episodes of care and unreadable references name none. */
function named(index: ChartIndex, resource: IndexedResource): string | null {
  for (const element of ENCOUNTER_ELEMENTS) {
    const value = elementOf(resource.json, element);
    const resolved = index.resolve(resource, value);
    if (resolved.how === 'resolved' && resolved.resource.type === 'Encounter')
      return resolved.resource.reference;
    const written = resolved.how === 'not-read' ? typeAndId(resolved.reference) : null;
    if (written?.startsWith('Encounter/')) return written;
  }
  return null;
}

/** Statuses of an encounter that is still going on, so that a missing end is no mistake. */
const OPEN: ReadonlySet<string> = new Set(['arrived', 'triaged', 'in-progress', 'onleave', 'planned']);

const isAfter = (time: FhirTime, start: FhirTime): boolean =>
  start.instant !== null && time.instant !== null
    ? time.instant >= start.instant
    : (time.date ?? '') >= (start.date ?? '~');
const isBefore = (time: FhirTime, end: FhirTime): boolean =>
  end.instant !== null && time.instant !== null
    ? time.instant <= end.instant
    : (time.date ?? '~') <= (end.date ?? '');

interface Span {
  readonly reference: string;
  readonly start: FhirTime;
  readonly end: FhirTime | null;
  readonly isOpen: boolean;
}

/** Periods of the encounters of an index, parsed once: a chart asks for them thousands of times. */
const SPANS = new WeakMap<ChartIndex, readonly Span[]>();

function spansOf(index: ChartIndex): readonly Span[] {
  const known = SPANS.get(index);
  if (known) return known;
  const spans = index.ofType('Encounter').flatMap((encounter): readonly Span[] => {
    const start = parseFhirTime(stringOf(at(encounter.json, 'period', 'start')));
    if (!start || isCancelled(encounter)) return [];
    const end = parseFhirTime(stringOf(at(encounter.json, 'period', 'end')));
    const isOpen = OPEN.has(stringOf(elementOf(encounter.json, 'status')) ?? '');
    return [{ reference: encounter.reference, start, end, isOpen }];
  });
  SPANS.set(index, spans);
  return spans;
}

/**
 * Whether a period holds a time. A missing end is open for an encounter still going on; a finished encounter without
 * an end holds its first day only, or it would hold everything that came after.
 */
function holds({ start, end, isOpen }: Span, time: FhirTime): boolean {
  if (!isAfter(time, start)) return false;
  return end ? isBefore(time, end) : isOpen || time.date === start.date;
}

/** Whether the period of an encounter (`Encounter/id`) holds a time, whatever other encounters' periods hold. */
export const periodHolds = (index: ChartIndex, encounter: string, time: FhirTime): boolean =>
  spansOf(index).some((span) => span.reference === encounter && holds(span, time));

const isCancelled = (encounter: IndexedResource): boolean =>
  ['cancelled', 'entered-in-error'].includes(stringOf(elementOf(encounter.json, 'status')) ?? '');

/**
 * The encounter of a resource: the one it names, else the one whose period alone holds `time` (a FHIR dateTime),
 * else not stated.
 */
export function encounterOf(index: ChartIndex, resource: IndexedResource, time: string | null): EncounterOf {
  const encounter = named(index, resource);
  if (encounter !== null) return { how: 'context', encounter };
  const when = parseFhirTime(time);
  if (when?.instant === null || when === null) return { how: 'not-stated' };
  const holding = spansOf(index).filter((span) => holds(span, when));
  const [only] = holding;
  return only && holding.length === 1 ? { how: 'time', encounter: only.reference } : { how: 'not-stated' };
}
