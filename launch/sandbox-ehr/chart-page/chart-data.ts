import { humanName } from '../people.ts';
import { at, referenceTo, type Resource, textAt, typeAndId } from '../resource.ts';
import type { EhrClient } from './ehr-client.ts';
import { wordsOf } from './recording.ts';

/** What the page shows of one patient. Resources are as the server holds them; edits replace them here too. */
export interface PatientChart {
  readonly patient: Resource;
  readonly encounters: readonly Resource[];
  readonly resources: readonly Resource[];
  /** Medications, practitioners and note bodies the chart points to, by `Type/id`. */
  readonly referenced: ReadonlyMap<string, Resource>;
}

const TYPES = [
  'MedicationAdministration',
  'Procedure',
  'Condition',
  'MedicationRequest',
  'MedicationStatement',
  'ServiceRequest',
  'AllergyIntolerance',
  'DocumentReference',
  'Coverage',
];

const POINTERS = [
  'medicationReference.reference',
  'performer.actor.reference',
  'participant.individual.reference',
  'requester.reference',
  'authenticator.reference',
  'content.attachment.url',
];

export async function loadChart(ehr: EhrClient, patient: Resource): Promise<PatientChart> {
  const query = `patient=${referenceTo(patient)}`;
  const [encounters = [], ...lists] = await Promise.all(
    ['Encounter', ...TYPES].map((type) => ehr.search(type, query)),
  );
  const resources = lists.flat();
  const pointers = [...encounters, ...resources].flatMap((each) =>
    POINTERS.flatMap((path) => at(each, path)),
  );
  const references = new Set(
    pointers.flatMap((each) => (typeof each === 'string' ? (typeAndId(each) ?? []) : [])),
  );
  const read = await Promise.all([...references].map((reference) => ehr.read(reference)));
  return {
    patient,
    encounters: encounters.toSorted((a, b) => startOf(b).localeCompare(startOf(a))),
    resources,
    referenced: new Map(read.flatMap((each) => (each ? [[referenceTo(each), each] as const] : []))),
  };
}

export const startOf = (encounter: Resource): string => textAt(encounter, 'period.start') ?? '';

/** What a visit is about, as the encounter says it. */
export function visitReason(encounter: Resource): string {
  return (
    wordsOf(at(encounter, 'reasonCode')[0]) ??
    wordsOf(at(encounter, 'type')[0]) ??
    textAt(encounter, 'class.display') ??
    'Visit'
  );
}

const ENCOUNTER_PATHS = ['context.reference', 'encounter.reference', 'context.encounter.reference'];

/** Resources of a type that name the encounter; without an encounter, all of them. */
export function ofEncounter(
  chart: PatientChart,
  type: string,
  encounter: Resource | null,
): readonly Resource[] {
  const all = chart.resources.filter((each) => each.resourceType === type);
  if (!encounter) return all;
  return all.filter((each) =>
    ENCOUNTER_PATHS.some((path) => typeAndId(textAt(each, path) ?? '') === referenceTo(encounter)),
  );
}

/** The medication of an administration or order in words. */
export function medicationName(chart: PatientChart, resource: Resource): string {
  const own =
    wordsOf(resource['medicationCodeableConcept']) ?? textAt(resource, 'medicationReference.display');
  if (own) return own;
  const reference = textAt(resource, 'medicationReference.reference') ?? '';
  const medication = reference.startsWith('#')
    ? at(resource, 'contained').find((each) => `#${textAt(each, 'id') ?? ''}` === reference)
    : chart.referenced.get(typeAndId(reference) ?? '');
  return wordsOf(at(medication, 'code')[0]) ?? 'Medication not named';
}

/** Who did it: a display, else the name of the person referred to. */
export function personName(chart: PatientChart, resource: Resource, path: string): string {
  const display = textAt(resource, `${path}.display`);
  if (display) return display;
  const person = chart.referenced.get(typeAndId(textAt(resource, `${path}.reference`) ?? '') ?? '');
  return (person && humanName(person)) ?? 'Not recorded';
}
