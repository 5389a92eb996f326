import { at, referenceTo, type Resource, textAt } from './resource.ts';
import type { FhirStore } from './store.ts';

export interface Person {
  readonly reference: string;
  readonly name: string;
}

/** A name to show: `text`, else given and family. Null where the resource has none. */
export function humanName(resource: Resource): string | null {
  const text = textAt(resource, 'name.text');
  if (text) return text;
  const parts = [
    ...at(resource, 'name.given'),
    ...at(resource, 'name.family'),
    ...at(resource, 'name.suffix'),
  ];
  const words = parts.filter((part): part is string => typeof part === 'string' && part !== '');
  return words.length > 0 ? words.join(' ') : null;
}

export const CODER = 'Practitioner/sandbox-coder';

/** Who may sit at the screen: the charts' practitioners, then the sandbox's own coder. */
export function people(store: FhirStore): readonly Person[] {
  const known = store.all('Practitioner').map((each) => ({
    reference: referenceTo(each),
    name: humanName(each) ?? referenceTo(each),
  }));
  return [
    ...known.filter((each) => each.reference !== CODER),
    ...known.filter((each) => each.reference === CODER),
  ];
}
