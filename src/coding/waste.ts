import type { CodeRow } from '../tables/code-table.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
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
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import { showMg } from './arithmetic.ts';
import { billedMgOf, unitsWithin, type CodeUnits } from './choose-units.ts';
import type { Modifier } from './claim-line.ts';
import type { DosedInjection } from './dosed-injection.ts';
import {
  isFromSingleDose,
  placeOf,
  sumMg,
  takesModifier,
  type AdministrationGroup,
} from './group-administrations.ts';

/** What the record says about discarded drug of one group, as far as a line may carry it. */
export interface WasteJudgement {
  /** On the lines of what was given. */
  readonly jz: Modifier | null;
  readonly jw: {
    readonly modifier: Modifier;
    readonly units: readonly CodeUnits[];
    readonly discardedMg: Milligrams;
    readonly step: string;
  } | null;
  /** Whether container and discarded amount were used, so that the line rests on them. */
  readonly used: boolean;
  readonly remarks: readonly string[];
}

const NOTHING: WasteJudgement = { jz: null, jw: null, used: false, remarks: [] };

/**
 * Containers of one size opened at one place: a vial is shared between passes there, not taken to another site.
 * Blind spot: two administrations of one date at one place count as sharing a vial however far apart they are.
 */
interface Pool {
  readonly openedMg: Rational;
  readonly givenMg: Rational;
  /** What the record says was discarded; zero where it says nothing, which never counts as "nothing discarded". */
  readonly discardedMg: Rational;
}

/** Containers opened = given / content, rounded up; what was discarded counts only where it is recorded. */
function poolOf(members: readonly DosedInjection[]): Pool | null {
  const [first] = members;
  const content = first && valueOf(first.injection.container)?.mgPerContainer;
  if (!content || content.n <= 0n) return null;
  const given = sumMg(members.map(({ doseMg }) => doseMg));
  const containers = divide(given, content);
  return (
    containers && {
      openedMg: multiply(content, rational(ceil(containers))),
      givenMg: given,
      discardedMg: sumMg(members.flatMap(({ injection }) => valueOf(injection.discarded) ?? [])),
    }
  );
}

/** The pools of a group, or null where the content of a container is not known. */
function poolsOf({ members }: AdministrationGroup): readonly Pool[] | null {
  const byPlace = new Map<string, DosedInjection[]>();
  for (const member of members) {
    const content = valueOf(member.injection.container)?.mgPerContainer;
    const key = `${placeOf(member.injection)}|${content ? `${content.n}/${content.d}` : ''}`;
    byPlace.set(key, [...(byPlace.get(key) ?? []), member]);
  }
  const pools = [...byPlace.values()].map(poolOf);
  const known = pools.flatMap((pool) => (pool ? [pool] : []));
  return known.length === pools.length ? known : null;
}

const total = (values: readonly Rational[]): Rational =>
  values.reduce((sum, value) => add(sum, value), rational(0n));

const leftOf = ({ openedMg, givenMg }: Pool): Rational => subtract(openedMg, givenMg);
const hasUnexplainedRest = (pool: Pool): boolean => leftOf(pool).n > 0n && pool.discardedMg.n <= 0n;

const evidenceFor = ({ members }: AdministrationGroup): Modifier['evidence'] =>
  members.flatMap(({ injection }) => [
    ...evidenceOf(injection.container),
    ...evidenceOf(injection.discarded),
  ]);

function zeroWaste(group: AdministrationGroup, reason: string): WasteJudgement {
  const jz = { code: 'JZ', reason, evidence: evidenceFor(group) };
  return takesModifier(group.first, 'JZ') ? { ...NOTHING, jz, used: true } : NOTHING;
}

/** A recorded discard on its own line: rounded down, and never with the given units above what was opened. */
function discardLine(
  group: AdministrationGroup,
  amounts: { readonly opened: Rational; readonly billed: Rational; readonly discarded: Rational },
  rows: readonly CodeRow[],
): WasteJudgement {
  const { opened, billed, discarded } = amounts;
  const room = subtract(opened, billed);
  const units = unitsWithin(rows, compare(discarded, room) < 0 ? discarded : room);
  const discardedMg = asMilligrams(discarded);
  if (units.length === 0)
    return { ...NOTHING, used: true, remarks: [`${showMg(discardedMg)} discarded makes no whole unit`] };
  const step = `${showMg(asMilligrams(opened))} opened, ${showMg(group.totalMg)} given, ${showMg(discardedMg)} discarded`;
  const modifier = {
    code: 'JW',
    reason: `${showMg(discardedMg)} discarded from a single-dose container`,
    evidence: evidenceFor(group),
  };
  return { ...NOTHING, jw: { modifier, units, discardedMg, step }, used: true };
}

/**
 * JZ, JW or neither for one group (spec/coding.md, waste cases). Neither, wherever the container, its content or a
 * remainder is not accounted for by the record: a missing discard is unknown, and unknown is not "nothing".
 */
export function judgeWaste(
  group: AdministrationGroup,
  given: readonly CodeUnits[],
  rows: readonly CodeRow[],
): WasteJudgement {
  const reported = group.members.every(
    (member) => isFromSingleDose(member.injection) && takesModifier(member, 'JW'),
  );
  const pools = reported ? poolsOf(group) : null;
  if (!pools) return NOTHING;
  const opened = total(pools.map(({ openedMg }) => openedMg));
  const discarded = total(pools.map(({ discardedMg }) => discardedMg));
  const left = total(pools.map(leftOf));
  const unexplained = pools.some(hasUnexplainedRest);
  if (discarded.n <= 0n)
    return unexplained ? NOTHING : zeroWaste(group, 'single-dose container, nothing discarded');
  if (left.n === 0n)
    return {
      ...NOTHING,
      remarks: [`${showMg(asMilligrams(discarded))} recorded as discarded, but nothing was left to discard`],
    };
  const billed = billedMgOf(given);
  if (compare(billed, add(group.totalMg, discarded)) >= 0)
    return unexplained ? NOTHING : zeroWaste(group, 'the units already cover dose and waste');
  return discardLine(group, { opened, billed, discarded }, rows);
}
