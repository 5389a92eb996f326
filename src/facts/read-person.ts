import type { Evidence } from '../vocab/evidence.ts';
import { notRecognised, notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { at, elementOf, objectsOf, stringOf, stringsOf } from './json.ts';

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

/** Gives no injection: what a pump, a department or a placeholder is named by. */
const NO_PERSON = /(^|\/)(Device|Organization|Location|HealthcareService)\//;
const NO_NAME = /^(unknown|unassigned|unspecified|n\/?a|none|system)\b/i;

/** Who gave it: `performer.actor`, all of them; not recognised where none of them is a person. */
export function readPerformer(index: ChartIndex, resource: IndexedResource): Fact<string> {
  const people = objectsOf(elementOf(resource.json, 'performer')).flatMap((performer, place) => {
    const path = `performer[${place}].actor`;
    const value = elementOf(performer, 'actor');
    const found = personAt(index, resource, { value, path });
    if (found === null) return [];
    const isPerson =
      !NO_PERSON.test(stringOf(at(performer, 'actor', 'reference')) ?? '') && !NO_NAME.test(found.name);
    return { ...found, isPerson };
  });
  if (people.length === 0) return notRecorded(['MedicationAdministration.performer']);
  const persons = people.filter(({ isPerson }) => isPerson);
  const named = persons.length > 0 ? persons : people;
  const names = named.map(({ name }) => name).join(', ');
  const from = named.map((person) => person.evidence);
  return persons.length > 0 ? recorded(names, from) : notRecognised(names, from);
}

/** Who ordered it: `MedicationRequest.requester`. */
export function readRequester(index: ChartIndex, order: IndexedResource): Fact<string> {
  const person = personAt(index, order, {
    value: elementOf(order.json, 'requester'),
    path: 'requester',
  });
  return person ? recorded(person.name, [person.evidence]) : notRecorded(['MedicationRequest.requester']);
}
