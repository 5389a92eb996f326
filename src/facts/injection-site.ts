import { conflicting, notRecorded, textOnly, type Fact } from '../vocab/fact.ts';
import { evidenceOf } from '../vocab/fact.ts';
import type { Side } from '../vocab/site.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { dosageOf } from './administration-dose.ts';
import { elementOf, MAX_TEXT, objectsOf, stringOf } from './json.ts';
import { asOrderOnly, firstStated } from './merge-facts.ts';
import { narrowest, readSiteConcept, type SiteReading } from './read-site.ts';
import { readDosageText } from './text/read-dosage-text.ts';

interface Scope {
  readonly index: ChartIndex;
  readonly resource: IndexedResource;
}

function ofText({ resource }: Scope, text: string | null, path: string): SiteReading {
  const nothing = notRecorded([`${resource.type}.${path}`]);
  if (text === null) return { site: nothing, side: nothing };
  const { site, side } = readDosageText(text);
  const from = [evidence(resource, path, text)];
  return { site: site ? textOnly(site, from) : nothing, side: side ? textOnly(side, from) : nothing };
}

/** `second` fills what `first` leaves open; two statements that differ conflict. `same` says which values are left of both. */
export function combined<T>(
  first: Fact<T>,
  second: Fact<T>,
  same: (values: readonly T[]) => readonly T[],
): Fact<T> {
  const stated = (fact: Fact<T>): fact is Fact<T> & { readonly value: T } => 'value' in fact;
  if (!stated(first) || !stated(second)) return firstStated([first, second]);
  const values = same([first.value, second.value]);
  if (values.length > 1) return conflicting(values, [...evidenceOf(first), ...evidenceOf(second)]);
  return first;
}

const distinct = (sides: readonly Side[]): readonly Side[] => [...new Set(sides)];

/**
 * Site and side an administration states: `dosage.site`, then `dosage.text`. A text that names another place or the
 * other side than the code is a conflict: an injection into the wrong side is not settled by precedence.
 */
export function ownSite(scope: Scope): SiteReading {
  const { dosage, text } = dosageOf(scope.resource);
  const structured = readSiteConcept({
    ...scope,
    value: elementOf(dosage, 'site'),
    path: 'dosage.site',
  });
  const written = ofText(scope, text, 'dosage.text');
  return {
    site: combined(structured.site, written.site, narrowest),
    side: combined(structured.side, written.side, distinct),
  };
}

/** Site and side an order states, order-only. */
export function orderSite(scope: Scope): SiteReading {
  const readings = objectsOf(elementOf(scope.resource.json, 'dosageInstruction')).flatMap(
    (instruction, place) => {
      const path = `dosageInstruction[${place}]`;
      return [
        readSiteConcept({ ...scope, value: elementOf(instruction, 'site'), path: `${path}.site` }),
        ofText(scope, stringOf(elementOf(instruction, 'text'), MAX_TEXT), `${path}.text`),
      ];
    },
  );
  return {
    site: asOrderOnly(firstStated(readings.map(({ site }) => site))),
    side: asOrderOnly(firstStated(readings.map(({ side }) => side))),
  };
}
