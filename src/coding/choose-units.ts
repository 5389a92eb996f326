import { MAX_UNIT_SPREAD, unitOf, unitScale, type UnitScale } from '../tables/unit-scale.ts';
import type { CodeRow } from '../tables/code-table.ts';
import { add, ceil, divide, floor, multiply, rational, type Rational } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';

/** So many units of one code. */
export interface CodeUnits {
  readonly row: CodeRow;
  readonly units: bigint;
}

const ZERO = asMilligrams(rational(0n));

/** mg that the units of a combination stand for. */
export const billedMgOf = (choice: readonly CodeUnits[]): Milligrams =>
  asMilligrams(
    choice.reduce<Rational>((sum, { row, units }) => add(sum, multiply(unitOf(row), rational(units))), ZERO),
  );

/** Fewest coins for every sum up to `limit`, and the coin last added; coins are largest first. */
function fewestCoins(
  coins: readonly number[],
  limit: number,
): { readonly count: readonly number[]; readonly last: readonly number[] } {
  const count = [0];
  const last: number[] = [];
  for (let sum = 1; sum <= limit; sum += 1) {
    count[sum] = Infinity;
    for (const [index, coin] of coins.entries()) {
      const before = coin <= sum ? (count[sum - coin] ?? Infinity) + 1 : Infinity;
      if (before < (count[sum] ?? Infinity)) {
        count[sum] = before;
        last[sum] = index;
      }
    }
  }
  return { count, last };
}

/** How many of each coin make up `sum`, by walking the last coins back. */
function coinsOf(coins: readonly number[], last: readonly number[], sum: number): bigint[] {
  const used = coins.map(() => 0n);
  let rest = sum;
  while (rest > 0) {
    const index = last[rest] ?? -1;
    const coin = coins[index];
    if (coin === undefined) throw new Error('A combination was read back that was never reached');
    used[index] = (used[index] ?? 0n) + 1n;
    rest -= coin;
  }
  return used;
}

/** Sizes of a scale as numbers. Tables whose rows lie too far apart are refused at load, so one here is a fault. */
function numbersOf(scale: UnitScale): readonly number[] {
  return scale.sizes.map(({ row, steps }) => {
    if (steps > BigInt(MAX_UNIT_SPREAD)) throw new Error(`${row.code} lies too far from the other units`);
    return Number(steps);
  });
}

/**
 * Units of the largest size that every best combination holds: fewer than `largest` coins of the other sizes are
 * ever needed, because among that many some add up to a multiple of the largest and would be replaced by it.
 */
function certainLargest(need: bigint, sizes: readonly number[]): bigint {
  const [largest = 1, second = 0] = sizes;
  const spare = need - BigInt(largest - 1) * BigInt(second);
  return spare > 0n ? spare / BigInt(largest) : 0n;
}

const withLargest = (used: readonly bigint[], more: bigint): bigint[] =>
  used.map((units, index) => (index === 0 ? units + more : units));

/** `per` rows: the least total of at least `need` steps; ties go to the fewest units. */
function leastTotal(sizes: readonly number[], need: bigint): bigint[] {
  const certain = certainLargest(need, sizes);
  const rest = Number(need - certain * BigInt(sizes[0] ?? 1));
  const { count, last } = fewestCoins(sizes, rest + (sizes.at(-1) ?? 1));
  let sum = rest;
  while (count[sum] === Infinity) sum += 1;
  return withLargest(coinsOf(sizes, last, sum), certain);
}

/** `up-to` rows: the fewest units that cover `need` steps; ties go to the least total. */
function fewestUnits(sizes: readonly number[], need: bigint): bigint[] {
  const largest = BigInt(sizes[0] ?? 1);
  const units = (need + largest - 1n) / largest;
  // Start from the largest unit alone and make units smaller as long as the dose stays covered.
  const spare = Number(units * largest - need);
  const savings = sizes
    .slice(1)
    .map((size) => Number(largest) - size)
    .toReversed();
  const { count, last } = fewestCoins(savings, spare);
  let saved = spare;
  while (BigInt(Math.min(count[saved] ?? Infinity, Number.MAX_SAFE_INTEGER)) > units) saved -= 1;
  const smaller = coinsOf(savings, last, saved).toReversed();
  const replaced = smaller.reduce((sum, each) => sum + each, 0n);
  return [units - replaced, ...smaller];
}

/** The largest total of at most `most` steps, with the fewest units: discarded amounts are rounded down. */
function mostWithin(sizes: readonly number[], most: bigint): bigint[] {
  if (most <= 0n) return [];
  const certain = certainLargest(most - BigInt(sizes[0] ?? 1), sizes);
  const rest = Number(most - certain * BigInt(sizes[0] ?? 1));
  const { count, last } = fewestCoins(sizes, rest);
  let sum = rest;
  while (count[sum] === Infinity) sum -= 1;
  return withLargest(coinsOf(sizes, last, sum), certain);
}

const chosen = (scale: UnitScale, used: readonly bigint[]): readonly CodeUnits[] =>
  scale.sizes.flatMap(({ row }, index) => {
    const units = used[index] ?? 0n;
    return units > 0n ? [{ row, units }] : [];
  });

const stepsIn = (amount: Rational, scale: UnitScale): Rational => divide(amount, scale.step) ?? rational(0n);

/**
 * The units that bill a dose by the rows of one drug (spec/coding.md, "Units"), largest unit first.
 * `per` rows: least billed mg that covers the dose, ties to the fewest units. `up-to` rows: fewest units that cover
 * it, ties to the least billed mg. Throws where there is no dose or no row, or rows of both kinds: neither has an
 * answer, and callers decide on reasons before they ask.
 */
export function chooseUnits(rows: readonly CodeRow[], dose: Milligrams): readonly CodeUnits[] {
  const [first] = rows;
  if (!first || dose.n <= 0n) throw new RangeError('Units need a dose above zero and a row');
  if (rows.some((row) => row.basis !== first.basis))
    throw new Error('Rows of one drug must all be "per" or all be "up to"');
  const scale = unitScale(rows);
  const need = ceil(stepsIn(dose, scale));
  const sizes = numbersOf(scale);
  return chosen(scale, first.basis === 'per' ? leastTotal(sizes, need) : fewestUnits(sizes, need));
}

/** The most that whole units can stand for without going above `amount`; empty when not even one fits. */
export function unitsWithin(rows: readonly CodeRow[], amount: Rational): readonly CodeUnits[] {
  const scale = unitScale(rows);
  return chosen(scale, mostWithin(numbersOf(scale), floor(stepsIn(amount, scale))));
}
