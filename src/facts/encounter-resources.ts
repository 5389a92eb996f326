import { belongsTo } from './belongs-to.ts';
import type { ChartIndex, IndexedResource } from './chart-index.ts';
import type { Diagnosis, EncounterContext } from './encounter-facts.ts';
import { elementOf, stringOf } from './json.ts';
import { procedureTime } from './read-procedures.ts';

/** Procedures of any kind of the encounter, not only injections. */
export const proceduresOf = (index: ChartIndex, encounter: EncounterContext): readonly IndexedResource[] =>
  index
    .ofType('Procedure')
    .filter((resource) => belongsTo(index, resource, procedureTime(resource), encounter) !== null);

/** Conditions of the encounter, and those that were read as diagnoses for another reason. */
export function conditionsOf(
  index: ChartIndex,
  encounter: EncounterContext,
  diagnoses: readonly Diagnosis[],
): readonly IndexedResource[] {
  const read = new Set(diagnoses.map(({ reference }) => reference));
  return index.ofType('Condition').filter((resource) => {
    const recorded = stringOf(elementOf(resource.json, 'recordedDate'));
    return read.has(resource.reference) || belongsTo(index, resource, recorded, encounter) !== null;
  });
}
