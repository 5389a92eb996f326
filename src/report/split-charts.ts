import { indexChart, typeAndId, type ChartIndex, type IndexedResource } from '../facts/chart-index.ts';
import type { Chart, RawResource } from '../facts/chart.ts';
import { factsScope } from '../facts/facts-scope.ts';
import { at, elementOf, stringOf } from '../facts/json.ts';
import { encounterOf } from '../facts/match-encounter.ts';
import { readOwnInjection } from '../facts/own-injection.ts';
import { readProcedure } from '../facts/read-procedures.ts';
import { serviceDateOf } from '../facts/service-date.ts';
import { isUnknownDrug } from '../facts/unknown-drug.ts';
import type { SiteConfiguration } from '../tables/site-configuration.ts';
import { SOURCE_TYPES, type SourceStatus } from '../vocab/completeness.ts';
import { joinIncomplete, type FhirFile, type FileSource } from './file-sources.ts';

/** Types that name no patient and may serve every chart of a file. */
const SHARED_TYPES: ReadonlySet<string> = new Set([
  'Medication',
  'Practitioner',
  'PractitionerRole',
  'Organization',
  'Location',
  'Substance',
  'Binary',
]);

/** Everything about one patient of a file; charts of single encounters are made from it. */
export interface PatientResources {
  /** `Patient/id`. */
  readonly patient: string;
  readonly resources: readonly RawResource[];
  readonly sources: readonly SourceStatus[];
  readonly droppedWrongPatient: number;
}

/** The patients of the files, ordered by reference. A resource never reaches a patient it does not name. */
export function splitPatients(files: readonly FhirFile[]): readonly PatientResources[] {
  const resources = files.flatMap((file) => file.resources);
  const fullUrls = fullUrlsOf(resources);
  const named = resources.map((resource) => ({ resource, patient: patientOf(resource, fullUrls) }));
  const shared = named.filter(({ patient }) => patient === 'shared').map(({ resource }) => resource);
  const patients = patientsOf(named);
  const placed: ReadonlySet<string | null> = new Set([...patients, 'shared']);
  const lost = named.filter(({ patient }) => !placed.has(patient));
  return patients.map((patient) => {
    const own = named.filter((one) => one.patient === patient).map(({ resource }) => resource);
    const kept = [...own, ...shared];
    return {
      patient,
      resources: kept,
      sources: sourcesOf(files, kept),
      droppedWrongPatient: patients.length === 1 ? lost.length : strayInto(own, named, patient, fullUrls),
    };
  });
}

interface Named {
  readonly resource: RawResource;
  /** `Patient/id`; `shared` for types without a patient; null where a patient belongs and none is named. */
  readonly patient: string | null;
}

/** With Patient resources in the files only those are reported on; without any, everybody who is named. */
function patientsOf(named: readonly Named[]): readonly string[] {
  const stated = named.filter(
    ({ resource, patient }) => resource.resourceType === 'Patient' && patient !== null,
  );
  const from = stated.length > 0 ? stated : named;
  const references = from.flatMap(({ patient }) => (patient === 'shared' ? [] : (patient ?? [])));
  return [...new Set(references)].sort();
}

/** `Type/id` of each `fullUrl`; null stands for resources without one, and nobody asks for it. */
type FullUrls = ReadonlyMap<string | null, string | null>;

const fullUrlsOf = (resources: readonly RawResource[]): FullUrls =>
  new Map(resources.map((resource) => [stringOf(resource['fullUrl']), referenceOf(resource)]));

/** `Type/id`, the id taken from the end of the fullUrl where there is no other; null for a resource nobody can name. */
function referenceOf(resource: RawResource): string | null {
  const id = stringOf(resource['id']) ?? stringOf(resource['fullUrl'])?.split(/[/:]/).at(-1);
  return id === undefined ? null : `${resource.resourceType}/${id}`;
}

/** `Type/id` an element points to, the reference as written where it has another form, null where none stands. */
function targetOf(resource: RawResource, element: string, fullUrls: FullUrls): string | null {
  const reference = stringOf(at(resource, element, 'reference'));
  return reference === null ? null : (fullUrls.get(reference) ?? typeAndId(reference) ?? reference);
}

function patientOf(resource: RawResource, fullUrls: FullUrls): string | null {
  if (resource.resourceType === 'Patient') return referenceOf(resource);
  for (const element of ['subject', 'patient', 'beneficiary']) {
    const target = targetOf(resource, element, fullUrls);
    if (target !== null) return target;
  }
  return SHARED_TYPES.has(resource.resourceType) ? 'shared' : null;
}

/** Resources of other patients that point into an encounter of this one: dropped, and shown as such. */
function strayInto(
  own: readonly RawResource[],
  named: readonly Named[],
  patient: string,
  fullUrls: FullUrls,
): number {
  const encounters: ReadonlySet<string | null> = new Set(
    own
      .filter(({ resourceType }) => resourceType === 'Encounter')
      .flatMap((encounter) => referenceOf(encounter) ?? []),
  );
  return named
    .filter(({ patient: other }) => other !== patient && other !== 'shared')
    .filter(({ resource }) =>
      ['context', 'encounter'].some((element) => encounters.has(targetOf(resource, element, fullUrls))),
    ).length;
}

/** Worst statement of the files about each type; types no file answers for are `unsupported`. */
function sourcesOf(files: readonly FhirFile[], resources: readonly RawResource[]): readonly SourceStatus[] {
  const answeredForAll = files.some(({ answersFor }) => answersFor === 'every type');
  const present = new Set(files.flatMap((file) => file.resources.map(({ resourceType }) => resourceType)));
  const stated = joinIncomplete(files.map(({ incomplete }) => incomplete));
  return SOURCE_TYPES.map((type) => {
    const missing: FileSource = { completeness: 'unsupported', reason: 'the input has no file of this type' };
    const complete: FileSource = { completeness: 'complete', reason: null };
    const source = stated.get(type) ?? (answeredForAll || present.has(type) ? complete : missing);
    const count = resources.filter(({ resourceType }) => resourceType === type).length;
    return { type, ...source, count };
  });
}

/** A chart that may deserve a report, before anybody has looked into it. */
const chartOf = (patient: PatientResources, encounter: string | null, serviceDate: string | null): Chart => ({
  ...patient,
  encounter,
  serviceDate,
  readAt: null,
});

/** Sources that can hide an injection: while one was only read in part, every encounter is looked at. */
const mayHideInjections = ({ sources }: PatientResources): boolean =>
  sources.some(
    ({ type, completeness }) =>
      (type === 'MedicationAdministration' || type === 'Procedure') &&
      completeness !== 'complete' &&
      completeness !== 'unsupported',
  );

/** Whether the file says that the system has administrations at all; without, orders and dispenses stand in. */
const hasAdministrations = ({ sources }: PatientResources): boolean =>
  sources.every(
    ({ type, completeness }) => type !== 'MedicationAdministration' || completeness === 'complete',
  );

interface Placed {
  readonly resource: IndexedResource;
  readonly time: string | null;
}

/** Resources that may earn an encounter its report; read once here, so that only those encounters are judged. */
function resourcesOfInterest(index: ChartIndex, patient: PatientResources): readonly Placed[] {
  const scope = factsScope(index);
  const placed = (type: string): readonly Placed[] =>
    index.ofType(type).map((resource) => ({ resource, time: timeOf(resource) }));
  const administrations = placed('MedicationAdministration').filter(
    ({ resource, time }) =>
      isUnknownDrug(scope, resource) || readOwnInjection(scope, resource, dateOf(index, time)) !== null,
  );
  const procedures = placed('Procedure').filter(
    ({ resource }) => readProcedure(index, resource, 'context') !== null,
  );
  const ordered = hasAdministrations(patient)
    ? []
    : [...placed('MedicationDispense'), ...placed('MedicationRequest')];
  return [...administrations, ...procedures, ...ordered];
}

const dateOf = ({ site }: ChartIndex, time: string | null): string | null =>
  serviceDateOf(time, { timeZone: site.timeZone, encounterStart: null }).date;

/**
 * The charts of one patient: one for each encounter that something in the file belongs to, in the order of their
 * references, then one for each date of service of administrations that state no encounter; those without a
 * date come last, together. `asked` is an encounter to include even if nothing in the file belongs to it.
 */
export function splitCharts(
  patient: PatientResources,
  site: SiteConfiguration,
  asked: string | null = null,
): readonly Chart[] {
  const index = indexChart(chartOf(patient, null, null), site);
  const encounters = new Set<string>();
  const dates = new Set<string | null>();
  if (asked !== null && index.byReference(asked) !== null) encounters.add(asked);
  if (mayHideInjections(patient))
    for (const { reference } of index.ofType('Encounter')) encounters.add(reference);
  for (const { resource, time } of resourcesOfInterest(index, patient)) {
    const found = encounterOf(index, resource, time);
    if (found.how !== 'not-stated') encounters.add(found.encounter);
    else if (resource.type === 'MedicationAdministration') dates.add(dateOf(index, time));
  }
  return [
    ...[...encounters].sort().map((encounter) => chartOf(patient, encounter, null)),
    ...[...dates].sort(undatedLast).map((date) => chartOf(patient, null, date)),
  ];
}

const undatedLast = (a: string | null, b: string | null): number => ((a ?? '~') < (b ?? '~') ? -1 : 1);

const timeOf = ({ json }: IndexedResource): string | null =>
  stringOf(elementOf(json, 'effectiveDateTime')) ??
  stringOf(at(json, 'effectivePeriod', 'start')) ??
  stringOf(elementOf(json, 'performedDateTime')) ??
  stringOf(at(json, 'performedPeriod', 'start')) ??
  stringOf(elementOf(json, 'authoredOn')) ??
  stringOf(elementOf(json, 'whenHandedOver'));
