import { notRecognised, notRecorded, recorded, valueOf, type Fact } from '../vocab/fact.ts';
import { belongsTo, referencesOf, type Belonging } from './belongs-to.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { EncounterContext, InjectionProcedure } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, listOf, stringOf } from './json.ts';
import { readProcedureCode } from './procedure-code.ts';
import { procedurePlace } from './procedure-place.ts';
import { readStatusText } from './text/read-status-text.ts';

/** `performedDateTime`, or the start of `performedPeriod`, as written. */
export const procedureTime = (procedure: IndexedResource): string | null =>
  stringOf(elementOf(procedure.json, 'performedDateTime')) ??
  stringOf(at(procedure.json, 'performedPeriod', 'start')) ??
  stringOf(elementOf(procedure.json, 'performedString'));

/** Statuses that say it was not carried out, or not yet. */
const NOT_CARRIED_OUT: ReadonlySet<string> = new Set([
  'preparation',
  'not-done',
  'on-hold',
  'entered-in-error',
]);

/** Whether a Procedure of any kind was carried out: its status, and a reason that says otherwise. */
export function wasCarriedOut(index: ChartIndex, procedure: IndexedResource): boolean {
  const status = stringOf(elementOf(procedure.json, 'status')) ?? '';
  if (NOT_CARRIED_OUT.has(status) || listOf(elementOf(procedure.json, 'modifierExtension')).length > 0)
    return false;
  const reason = index.concept(elementOf(procedure.json, 'statusReason'), 'statusReason').text;
  return reason === null || readStatusText(reason) !== 'not-given';
}

function timeOf(resource: IndexedResource): Fact<string> {
  const written = procedureTime(resource);
  if (written === null) return notRecorded(['Procedure.performed']);
  const from = [evidence(resource, 'performed', written)];
  return parseFhirTime(written)?.date ? recorded(written, from) : notRecognised(written, from);
}

/** One Procedure as an injection procedure, or null when it is none. */
export function readProcedure(
  index: ChartIndex,
  resource: IndexedResource,
  belonging: Exclude<Belonging, null>,
): InjectionProcedure | null {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  const code = readProcedureCode(resource, concept);
  if (!code) return null;
  const { site, side } = procedurePlace(index, resource, concept, code);
  return {
    reference: resource.reference,
    versionId: resource.versionId,
    status: stringOf(elementOf(resource.json, 'status')) ?? '',
    counts: wasCarriedOut(index, resource),
    code: code.code,
    family: code.row?.family ?? 'injection-unspecified',
    routes: code.row?.routes ?? [],
    modifiers: code.modifiers,
    site,
    side,
    time: timeOf(resource),
    reasonConditions: referencesOf(index, resource, 'reasonReference', 'Condition'),
    encounterMatch: belonging,
    evidence: code.evidence,
  };
}

/**
 * Injection and administration procedures of the encounter, by time, then reference. Rows that were not carried out
 * are listed and do not count. Servers that ignore `encounter` are matched by time, and the row says so.
 */
export function readProcedures(
  index: ChartIndex,
  encounter: EncounterContext,
): readonly InjectionProcedure[] {
  const read = index.ofType('Procedure').flatMap((resource) => {
    const belonging = belongsTo(index, resource, procedureTime(resource), encounter);
    return belonging === null ? [] : (readProcedure(index, resource, belonging) ?? []);
  });
  const key = ({ time, reference }: InjectionProcedure): string => `${valueOf(time) ?? '~'} ${reference}`;
  return read.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
