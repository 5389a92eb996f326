import type { ChartIndex } from './chart-index.ts';
import type { InjectionProcedure, ProcedureMatch } from './encounter-facts.ts';
import { elementOf, listOf } from './json.ts';
import { matchProcedures } from './match-procedures.ts';
import type { OwnInjection } from './own-injection.ts';
import { readTime } from './read-time.ts';

/** The procedures that an administration says it is part of. */
function partOf(
  index: ChartIndex,
  { resource }: OwnInjection,
  procedures: readonly InjectionProcedure[],
): ProcedureMatch | null {
  const named = listOf(elementOf(resource.json, 'partOf')).flatMap((value) => {
    const resolved = index.resolve(resource, value);
    return resolved.how === 'resolved' ? [resolved.resource.reference] : [];
  });
  const references = procedures
    .filter(({ reference, counts }) => counts && named.includes(reference))
    .map(({ reference }) => reference);
  if (references.length === 0) return null;
  return { how: references.length === 1 ? 'matched' : 'more-than-one-candidate', references };
}

/** The procedure of each injection: the one it says it is part of (`partOf`), else the one that fits it. */
export function proceduresFor(
  index: ChartIndex,
  injections: readonly OwnInjection[],
  procedures: readonly InjectionProcedure[],
): ReadonlyMap<OwnInjection, ProcedureMatch> {
  const stated = new Map(
    injections.flatMap((own) => {
      const match = partOf(index, own, procedures);
      return match ? [[own, match] as const] : [];
    }),
  );
  const open = injections.filter((own) => !stated.has(own));
  const fitting = matchProcedures(
    open.map(({ resource, route, own }) => ({
      route,
      ...own,
      time: readTime(resource, 'effective').time,
    })),
    procedures,
  );
  return new Map([
    ...stated,
    ...open.flatMap((own, place) => {
      const match = fitting[place];
      return match ? [[own, match] as const] : [];
    }),
  ]);
}
