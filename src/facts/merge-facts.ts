import type { Evidence } from '../vocab/evidence.ts';
import { conflicting, notRecorded, orderOnly, type Fact } from '../vocab/fact.ts';

/** True where a fact names a value, or several that conflict. */
export const isStated = (fact: Fact<unknown>): boolean =>
  fact.how !== 'not-recorded' && fact.how !== 'not-recognised';

/**
 * The first fact that states something; failing that the first that is not recognised; failing that everything that
 * was searched.
 */
export function firstStated<T>(facts: readonly Fact<T>[]): Fact<T> {
  const stated = facts.find(isStated) ?? facts.find((fact) => fact.how === 'not-recognised');
  if (stated) return stated;
  return notRecorded(facts.flatMap((fact) => (fact.how === 'not-recorded' ? fact.searched : [])));
}

/** A fact read from the linked order: stated by the order, not by the administration. */
export function asOrderOnly<T>(fact: Fact<T>): Fact<T> {
  return fact.how === 'recorded' || fact.how === 'text-only' ? orderOnly(fact.value, fact.evidence) : fact;
}

/** One fact of several statements of equal weight: one value, or a conflict. */
export function agreed<T>(
  said: readonly { readonly value: T; readonly evidence: Evidence }[],
  make: (value: T, evidence: readonly Evidence[]) => Fact<T>,
): Fact<T> | null {
  const values = [...new Set(said.map(({ value }) => value))];
  const from = said.map(({ evidence }) => evidence);
  const [only] = values;
  if (only === undefined) return null;
  return values.length > 1 ? conflicting(values, from) : make(only, from);
}
