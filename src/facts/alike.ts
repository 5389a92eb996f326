import { valueOf } from '../vocab/fact.ts';
import { compare } from '../vocab/rational.ts';
import type { Injection } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';

const WITHIN = 5 * 60_000;

const instantOf = ({ time }: Injection): number | null => parseFhirTime(valueOf(time))?.instant ?? null;

/** The same dose: equal milligrams, or where neither has any the same amount as it stands. */
function sameDose({ dose: a }: Injection, { dose: b }: Injection): boolean {
  const [mgA, mgB] = [valueOf(a.mg), valueOf(b.mg)];
  if (mgA && mgB) return compare(mgA, mgB) === 0;
  const amount = valueOf(a.amount);
  return mgA === mgB && amount !== null && amount === valueOf(b.amount);
}

function isAlike(a: Injection, b: Injection): boolean {
  const [drug, from, to] = [valueOf(a.drug), instantOf(a), instantOf(b)];
  return (
    drug !== null &&
    from !== null &&
    to !== null &&
    Math.abs(to - from) <= WITHIN &&
    drug === valueOf(b.drug) &&
    valueOf(a.site) === valueOf(b.site) &&
    valueOf(a.side) === valueOf(b.side) &&
    sameDose(a, b)
  );
}

/** Other billed administrations of the same drug, site, side and dose within five minutes. */
export const alikeOf = (injection: Injection, all: readonly Injection[]): readonly string[] =>
  injection.billing.billed
    ? all
        .filter(
          (other) =>
            other.reference !== injection.reference && other.billing.billed && isAlike(injection, other),
        )
        .map(({ reference }) => reference)
    : [];
