import { multiply, parseDecimal, rational, type Rational } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import type { CodeRow } from './code-table.ts';

/**
 * How many of the smallest common step the largest unit may hold. Above it the search for the best combination
 * would grow without bound, so a table whose rows lie further apart is refused at load.
 */
export const MAX_UNIT_SPREAD = 1000;

/** mg in one unit of a row. Throws for a row without a mass unit: such a row is never chosen. */
export function unitOf(row: CodeRow): Milligrams {
  const value = row.unitMg === null ? null : parseDecimal(row.unitMg);
  if (!value || value.n <= 0n) throw new Error(`${row.code} has no unit in milligrams`);
  return asMilligrams(value);
}

const gcd = (a: bigint, b: bigint): bigint => (b === 0n ? a : gcd(b, a % b));

/** Rows of one drug on one scale of whole numbers, largest unit first. */
export interface UnitScale {
  /** mg of one step. */
  readonly step: Rational;
  readonly sizes: readonly { readonly row: CodeRow; readonly steps: bigint }[];
}

/** Puts the units of rows on their largest common step: 20, 40 and 80 mg become 1, 2 and 4 steps of 20 mg. */
export function unitScale(rows: readonly CodeRow[]): UnitScale {
  const units = rows.map((row) => ({ row, mg: unitOf(row) }));
  const shared = units.reduce((product, { mg }) => (product * mg.d) / gcd(product, mg.d), 1n);
  const whole = units.map(({ row, mg }) => ({ row, size: multiply(mg, rational(shared)).n }));
  const common = whole.reduce((divisor, { size }) => gcd(size, divisor), 0n);
  const sizes = whole
    .map(({ row, size }) => ({ row, steps: size / common }))
    .toSorted((a, b) =>
      a.steps === b.steps ? (a.row.code < b.row.code ? -1 : 1) : a.steps < b.steps ? 1 : -1,
    );
  return { step: rational(common, shared), sizes };
}

/** Whether the rows lie close enough together to be combined. */
export const canBeCombined = (rows: readonly CodeRow[]): boolean =>
  unitScale(rows).sizes.every(({ steps }) => steps <= BigInt(MAX_UNIT_SPREAD));
