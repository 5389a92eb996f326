import type { Injection } from '../facts/encounter-facts.ts';
import { valueOf } from '../vocab/fact.ts';
import {
  add,
  ceil,
  compare,
  divide,
  multiply,
  rational,
  subtract,
  type Rational,
} from '../vocab/rational.ts';
import type { DosedInjection } from './dosed-injection.ts';
import { placeOf, sumMg } from './group-administrations.ts';

/**
 * Containers of one size opened at one place: a vial is shared between passes there, not taken to another site.
 * Blind spot: two administrations of one date at one place count as sharing a vial however far apart they are.
 */
export interface Pool {
  readonly openedMg: Rational;
  readonly givenMg: Rational;
  /** What the record says was discarded; zero where it says nothing, which never counts as "nothing discarded". */
  readonly recordedMg: Rational;
  /** The same as far as it can have been left in these containers. */
  readonly discardedMg: Rational;
}

/** Containers opened = given / content, rounded up; what was discarded counts only where it is recorded. */
function poolOf(members: readonly DosedInjection[], content: Rational | null): Pool | null {
  const givenMg = sumMg(members.map(({ doseMg }) => doseMg));
  const containers = content && content.n > 0n && divide(givenMg, content);
  if (!containers) return null;
  const openedMg = multiply(content, rational(ceil(containers)));
  const recordedMg = sumMg(members.flatMap(({ injection }) => valueOf(injection.discarded) ?? []));
  const left = subtract(openedMg, givenMg);
  return { openedMg, givenMg, recordedMg, discardedMg: compare(recordedMg, left) < 0 ? recordedMg : left };
}

/** The pools of administrations, or null where the content of a container is not known. */
export function poolsOf(
  members: readonly DosedInjection[],
  contentOf: (injection: Injection) => Rational | null,
): readonly Pool[] | null {
  const byPlace = new Map<string, DosedInjection[]>();
  for (const member of members) {
    const content = contentOf(member.injection);
    const key = `${placeOf(member.injection)}|${content ? `${content.n}/${content.d}` : ''}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), member]);
  }
  const pools = [...byPlace.values()].map((each) =>
    poolOf(each, each[0] ? contentOf(each[0].injection) : null),
  );
  const known = pools.flatMap((pool) => (pool ? [pool] : []));
  return known.length === pools.length ? known : null;
}

/** One amount of all pools together. */
export const totalOf = (pools: readonly Pool[], amount: keyof Pool): Rational =>
  pools.reduce((sum, pool) => add(sum, pool[amount]), rational(0n));
