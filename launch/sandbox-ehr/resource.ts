/** A FHIR R4 resource in the sandbox's memory. Elements stay unknown: fixtures are allowed to be wrong on purpose. */
export interface Resource {
  readonly resourceType: string;
  readonly id: string;
  readonly [element: string]: unknown;
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isResource = (value: unknown): value is Resource =>
  isObject(value) && typeof value['resourceType'] === 'string' && typeof value['id'] === 'string';

/** All values under a dotted path, arrays flattened: `at(encounter, 'participant.individual.reference')`. */
export function at(value: unknown, path: string): readonly unknown[] {
  let found: readonly unknown[] = [value];
  for (const step of path.split('.')) {
    found = found
      .flatMap((each) => (Array.isArray(each) ? (each as readonly unknown[]) : [each]))
      .flatMap((each) => (isObject(each) && each[step] !== undefined ? [each[step]] : []));
  }
  return found.flatMap((each) => (Array.isArray(each) ? (each as readonly unknown[]) : [each]));
}

/** First string under a path, or null. */
export function textAt(value: unknown, path: string): string | null {
  const found = at(value, path).find((each) => typeof each === 'string');
  return typeof found === 'string' ? found : null;
}

/** `Type/id` of a relative, absolute or versioned reference string; null for contained, urn and logical ones. */
export function typeAndId(reference: string): string | null {
  const match = /(?:^|\/)([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/[^/]+)?$/.exec(reference);
  return match ? `${match[1]}/${match[2]}` : null;
}

export const referenceTo = (resource: Resource): string => `${resource.resourceType}/${resource.id}`;

/** A copy with some top-level elements replaced; `undefined` removes one. */
export function withElements(resource: Resource, elements: Readonly<Record<string, unknown>>): Resource {
  const merged = Object.fromEntries(
    Object.entries({ ...resource, ...elements }).filter(([, value]) => value !== undefined),
  );
  return { ...merged, resourceType: resource.resourceType, id: resource.id };
}
