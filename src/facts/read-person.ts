import type { Evidence } from '../vocab/evidence.ts';
import { notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { elementOf, objectsOf, stringOf, stringsOf } from './json.ts';

/** A HumanName, or an organisation's plain name, as a person reads it. */
function nameOf(resource: IndexedResource): string | null {
  const names = elementOf(resource.json, 'name');
  if (typeof names === 'string') return stringOf(names);
  for (const name of objectsOf(names)) {
    const text = stringOf(elementOf(name, 'text'));
    if (text !== null) return text;
    const family = stringOf(elementOf(name, 'family'));
    const parts = [...stringsOf(elementOf(name, 'given')), ...(family === null ? [] : [family])];
    if (parts.length > 0) return parts.join(' ');
  }
  return null;
}

/** Who a Reference names: its display, else the name on the resource, else the reference as written. */
function personAt(
  index: ChartIndex,
  resource: IndexedResource,
  { value, path }: { readonly value: unknown; readonly path: string },
): { readonly name: string; readonly evidence: Evidence } | null {
  const resolved = index.resolve(resource, value);
  switch (resolved.how) {
    case 'none':
      return null;
    case 'display-only':
      return { name: resolved.display, evidence: evidence(resource, `${path}.display`, resolved.display) };
    case 'logical': {
      const name = resolved.display ?? resolved.identifier;
      return { name, evidence: evidence(resource, path, name) };
    }
    case 'not-read': {
      const name = resolved.display ?? resolved.reference;
      return { name, evidence: evidence(resource, path, name) };
    }
    case 'resolved': {
      const name = resolved.display ?? nameOf(resolved.resource) ?? resolved.resource.reference;
      return { name, evidence: evidence(resource, path, name) };
    }
    default:
      return resolved satisfies never;
  }
}

/** Who gave it: `performer.actor`, all of them. */
export function readPerformer(index: ChartIndex, resource: IndexedResource): Fact<string> {
  const people = objectsOf(elementOf(resource.json, 'performer')).flatMap((performer, place) => {
    const path = `performer[${place}].actor`;
    return personAt(index, resource, { value: elementOf(performer, 'actor'), path }) ?? [];
  });
  if (people.length === 0) return notRecorded(['MedicationAdministration.performer']);
  return recorded(
    people.map(({ name }) => name).join(', '),
    people.map((person) => person.evidence),
  );
}

/** Who ordered it: `MedicationRequest.requester`. */
export function readRequester(index: ChartIndex, order: IndexedResource): Fact<string> {
  const person = personAt(index, order, {
    value: elementOf(order.json, 'requester'),
    path: 'requester',
  });
  return person ? recorded(person.name, [person.evidence]) : notRecorded(['MedicationRequest.requester']);
}
