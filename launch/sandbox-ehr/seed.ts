import { CODER } from './people.ts';
import { at, referenceTo, type Resource, textAt, typeAndId } from './resource.ts';

const PEOPLE_PATHS = [
  'performer.actor',
  'participant.individual',
  'requester',
  'author',
  'recorder',
  'performer',
];

/**
 * The charts plus what the house itself has: a coder, the list of patients with a visit, and a review task for
 * each encounter in which something was given. Charts that bring their own lists or tasks keep theirs instead.
 */
export function withBuiltIns(resources: readonly Resource[]): readonly Resource[] {
  const has = (type: string): boolean => resources.some((each) => each.resourceType === type);
  return [
    ...resources,
    coder(),
    ...(has('Practitioner') ? [] : [practitioner('sandbox-clinician', 'Alex', 'Rivera')]),
    ...namedOnly(resources),
    ...(has('List') ? [] : [patientList(resources)]),
    ...(has('Task') ? [] : reviewTasks(resources)),
  ];
}

const practitioner = (id: string, given: string, family: string): Resource => ({
  resourceType: 'Practitioner',
  id,
  active: true,
  name: [{ family, given: [given] }],
});

/** People whom a chart names by reference and display alone: a record system has them as resources too. */
function namedOnly(resources: readonly Resource[]): readonly Resource[] {
  const known = new Set(resources.map(referenceTo));
  const missing = new Map<string, Resource>();
  for (const pointer of resources.flatMap((each) => PEOPLE_PATHS.flatMap((path) => at(each, path)))) {
    const reference = typeAndId(textAt(pointer, 'reference') ?? '');
    const name = textAt(pointer, 'display');
    if (!reference?.startsWith('Practitioner/') || name === null || known.has(reference)) continue;
    const id = reference.slice('Practitioner/'.length);
    missing.set(reference, { resourceType: 'Practitioner', id, active: true, name: [{ text: name }] });
  }
  return [...missing.values()];
}

const coder = (): Resource => practitioner(CODER.replace('Practitioner/', ''), 'Dana', 'Marsh');

const patientList = (resources: readonly Resource[]): Resource => ({
  resourceType: 'List',
  id: 'sandbox-patients',
  status: 'current',
  mode: 'working',
  title: 'Injection visits to review',
  entry: resources
    .filter((each) => each.resourceType === 'Patient')
    .map((each) => ({ item: { reference: `Patient/${each.id}` } })),
});

function reviewTasks(resources: readonly Resource[]): readonly Resource[] {
  const given = new Set(
    resources
      .filter((each) => each.resourceType === 'MedicationAdministration')
      .flatMap((each) => at(each, 'context.reference'))
      .flatMap((each) => (typeof each === 'string' ? (typeAndId(each) ?? []) : [])),
  );
  return resources
    .filter((each) => each.resourceType === 'Encounter' && given.has(`Encounter/${each.id}`))
    .map((encounter) => ({
      resourceType: 'Task',
      id: `review-${encounter.id}`.slice(0, 64),
      status: 'requested',
      intent: 'order',
      code: { text: 'Review injection coding' },
      for: { reference: textAt(encounter, 'subject.reference') ?? '' },
      encounter: { reference: `Encounter/${encounter.id}` },
      owner: { reference: CODER },
      authoredOn: textAt(encounter, 'period.start') ?? undefined,
    }));
}
