import type { ChartIndex, IndexedResource } from './chart-index.ts';
import type { InjectionProcedure, ProcedureMatch } from './encounter-facts.ts';
import { ownSite } from './injection-site.ts';
import { elementOf, listOf } from './json.ts';
import { matchProcedures, type Placed } from './match-procedures.ts';
import type { OwnInjection } from './own-injection.ts';
import { readTime } from './read-time.ts';

/** The time of an administration, and the references it says it is part of. */
const placedBy = (index: ChartIndex, resource: IndexedResource): Pick<Placed, 'time' | 'partOf'> => ({
  time: readTime(resource, 'effective').time,
  partOf: listOf(elementOf(resource.json, 'partOf')).flatMap((value) => {
    const resolved = index.resolve(resource, value);
    return resolved.how === 'resolved' ? [resolved.resource.reference] : [];
  }),
});

/**
 * The procedure of each injection.
 *
 * @param given - the injections, and what else was given in the encounter: a procedure that is another's lends an
 *   injection no place.
 */
export function proceduresFor(
  index: ChartIndex,
  {
    injections,
    others,
  }: { readonly injections: readonly OwnInjection[]; readonly others: readonly IndexedResource[] },
  procedures: readonly InjectionProcedure[],
): ReadonlyMap<OwnInjection, ProcedureMatch> {
  const matches = matchProcedures(
    injections.map((one) => ({ route: one.route, ...one.own, ...placedBy(index, one.resource) })),
    procedures,
    others.map((resource) => ({
      ...ownSite({ index, resource }),
      ...placedBy(index, resource),
    })),
  );
  return new Map(
    injections.flatMap((own, place) => {
      const match = matches[place];
      return match ? [[own, match] as const] : [];
    }),
  );
}
