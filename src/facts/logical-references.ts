import type { IndexedResource } from './chart-index.ts';
import { at, elementOf, objectsOf, stringOf } from './json.ts';

/** True when a resource carries the identifier of a logical reference, system included, and has the type it names. */
function bears(resource: IndexedResource, reference: unknown): boolean {
  const type = stringOf(elementOf(reference, 'type'));
  if (type !== null && type !== resource.type) return false;
  const system = stringOf(at(reference, 'identifier', 'system'));
  const value = stringOf(at(reference, 'identifier', 'value'));
  return objectsOf(elementOf(resource.json, 'identifier')).some(
    (identifier) =>
      stringOf(elementOf(identifier, 'value')) === value &&
      stringOf(elementOf(identifier, 'system')) === system,
  );
}

function byIdentifierValue(
  resources: ReadonlyMap<string, IndexedResource>,
): ReadonlyMap<string, readonly IndexedResource[]> {
  const gathered = new Map<string, IndexedResource[]>();
  for (const resource of resources.values()) {
    for (const identifier of objectsOf(elementOf(resource.json, 'identifier'))) {
      const value = stringOf(elementOf(identifier, 'value'));
      if (value === null) continue;
      const known = gathered.get(value);
      if (known) known.push(resource);
      else gathered.set(value, [resource]);
    }
  }
  return gathered;
}

/**
 * Finds the resource a logical reference (`identifier`, no `reference`) means: the only one that bears the identifier.
 * Two bearers are none chosen. Gathered when the first logical reference asks, because most charts have none.
 */
export function bearersOf(
  resources: ReadonlyMap<string, IndexedResource>,
): (reference: unknown) => IndexedResource | null {
  let byValue: ReadonlyMap<string, readonly IndexedResource[]> | null = null;
  return (reference) => {
    byValue ??= byIdentifierValue(resources);
    const known = byValue.get(stringOf(at(reference, 'identifier', 'value')) ?? '') ?? [];
    const bearers = known.filter((resource) => bears(resource, reference));
    return bearers.length === 1 ? (bearers[0] ?? null) : null;
  };
}
