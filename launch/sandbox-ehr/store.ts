import { PATIENT_PATHS } from './search-parameters.ts';
import { isObject, referenceTo, type Resource, textAt, typeAndId, withElements, at } from './resource.ts';

/** The sandbox's memory: every resource once, with a version. `reset` returns to what it was made from. */
export interface FhirStore {
  readonly read: (reference: string) => Resource | null;
  readonly all: (type: string) => readonly Resource[];
  /** Resources of a type that belong to a patient; an index, because the worklist population is large. */
  readonly ofPatient: (type: string, patient: string) => readonly Resource[];
  /** `Patient/id` a resource belongs to, or null where it belongs to nobody. */
  readonly patientOf: (resource: Resource) => string | null;
  /** Replaces a resource and gives it the next version. */
  readonly update: (resource: Resource, at: string) => Resource;
  readonly reset: () => void;
}

export const versionOf = (resource: Resource): string => textAt(resource, 'meta.versionId') ?? '1';

function versioned(resource: Resource): Resource {
  const meta = isObject(resource['meta']) ? resource['meta'] : {};
  return withElements(resource, { meta: { ...meta, versionId: versionOf(resource) } });
}

/** Binaries name no patient: they belong to whoever's document links to them. */
function binaryOwners(seed: readonly Resource[]): ReadonlyMap<string, string> {
  const owners = new Map<string, string>();
  for (const document of seed.filter((each) => each.resourceType === 'DocumentReference')) {
    const patient = textAt(document, 'subject.reference');
    for (const url of at(document, 'content.attachment.url')) {
      const binary = typeof url === 'string' ? typeAndId(url) : null;
      if (binary && patient) owners.set(binary, patient);
    }
  }
  return owners;
}

export function createStore(seed: readonly Resource[]): FhirStore {
  const owners = binaryOwners(seed);
  const byReference = new Map<string, Resource>();
  const byType = new Map<string, Map<string, Set<string>>>();

  const patientOf = (resource: Resource): string | null => {
    if (resource.resourceType === 'Patient') return referenceTo(resource);
    if (resource.resourceType === 'Binary') return owners.get(referenceTo(resource)) ?? null;
    const path = PATIENT_PATHS[resource.resourceType];
    return path ? typeAndId(textAt(resource, path) ?? '') : null;
  };
  const remember = (resource: Resource): void => {
    byReference.set(referenceTo(resource), resource);
    const patients = byType.get(resource.resourceType) ?? new Map<string, Set<string>>();
    byType.set(resource.resourceType, patients);
    const owner = patientOf(resource) ?? '';
    const references = patients.get(owner) ?? new Set<string>();
    patients.set(owner, references.add(referenceTo(resource)));
  };
  const reset = (): void => {
    byReference.clear();
    byType.clear();
    for (const resource of seed) remember(versioned(resource));
  };
  const listed = (references: Iterable<string>): readonly Resource[] =>
    [...references].flatMap((reference) => byReference.get(reference) ?? []);

  reset();
  return {
    read: (reference) => byReference.get(reference) ?? null,
    all: (type) => [...(byType.get(type)?.values() ?? [])].flatMap(listed),
    ofPatient: (type, patient) => listed(byType.get(type)?.get(patient) ?? []),
    patientOf,
    update: (resource, lastUpdated) => {
      const before = byReference.get(referenceTo(resource));
      const versionId = String(Number(before ? versionOf(before) : '0') + 1);
      const meta = isObject(resource['meta']) ? resource['meta'] : {};
      const next = withElements(resource, { meta: { ...meta, versionId, lastUpdated } });
      if (before)
        byType
          .get(before.resourceType)
          ?.get(patientOf(before) ?? '')
          ?.delete(referenceTo(before));
      remember(next);
      return next;
    },
    reset,
  };
}
