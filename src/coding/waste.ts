import type { CodeRow } from '../tables/code-table.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';
import { add, compare, subtract, type Rational } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import { showMg } from './arithmetic.ts';
import { billedMgOf, unitsWithin, type CodeUnits } from './choose-units.ts';
import type { Modifier } from './claim-line.ts';
import type { DosedInjection } from './dosed-injection.ts';
import { isFromSingleDose, takesModifier, type AdministrationGroup } from './group-administrations.ts';
import { poolsOf, totalOf, type Pool } from './opened-containers.ts';

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

/** Amounts on which nothing may be built: they contradict each other, or nobody can read how much was meant. */
const isUndetermined = ({ injection: { discarded } }: DosedInjection): boolean =>
  discarded.how === 'conflicting' || discarded.how === 'not-recognised';

/** Whether the record says where all of the opened drug went: given or discarded, to the milligram. */
const isAccounted = ({ openedMg, givenMg, recordedMg }: Pool): boolean =>
  compare(add(givenMg, recordedMg), openedMg) === 0;

const evidenceFor = ({ members }: AdministrationGroup): Modifier['evidence'] =>
  members.flatMap(({ injection }) => [
    ...evidenceOf(injection.container),
    ...evidenceOf(injection.discarded),
  ]);

function zeroWaste(group: AdministrationGroup, reason: string): WasteJudgement {
  const jz = { code: 'JZ', reason, evidence: evidenceFor(group) };
  return takesModifier(group.first, 'JZ') ? { ...NOTHING, jz, used: true } : NOTHING;
}

interface Amounts {
  readonly opened: Rational;
  readonly billed: Rational;
  readonly recorded: Rational;
  readonly discarded: Rational;
}

/** "20 mg discarded"; where the record says more than a container can have held, both amounts. */
const discardWords = ({ recorded, discarded }: Amounts): string =>
  compare(recorded, discarded) === 0
    ? `${showMg(asMilligrams(discarded))} discarded`
    : `${showMg(asMilligrams(recorded))} recorded as discarded, at most ${showMg(asMilligrams(discarded))} were left`;

/** A recorded discard on its own line: rounded down, and never with the given units above what was opened. */
function discardLine(group: AdministrationGroup, amounts: Amounts, rows: readonly CodeRow[]): WasteJudgement {
  const { opened, billed, discarded } = amounts;
  const room = subtract(opened, billed);
  const units = unitsWithin(rows, compare(discarded, room) < 0 ? discarded : room);
  const discardedMg = asMilligrams(discarded);
  if (units.length === 0)
    return { ...NOTHING, used: true, remarks: [`${showMg(discardedMg)} discarded makes no whole unit`] };
  const words = discardWords(amounts);
  const step = `${showMg(asMilligrams(opened))} opened, ${showMg(group.totalMg)} given, ${words}`;
  const modifier = {
    code: 'JW',
    reason: `${words} from a single-dose container`,
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
  const { members } = group;
  const reported = members.every(
    (member) => isFromSingleDose(member.injection) && takesModifier(member, 'JW'),
  );
  const pools = reported
    ? poolsOf(members, ({ container }) => valueOf(container)?.mgPerContainer ?? null)
    : null;
  if (!pools) return NOTHING;
  if (members.some(isUndetermined))
    return { ...NOTHING, remarks: ['how much was discarded is not determined'] };
  const [recorded, discarded] = [totalOf(pools, 'recordedMg'), totalOf(pools, 'discardedMg')];
  const zero = (reason: string): WasteJudgement =>
    pools.every(isAccounted) ? zeroWaste(group, reason) : NOTHING;
  if (recorded.n <= 0n) return zero('single-dose container, nothing discarded');
  if (discarded.n <= 0n)
    return {
      ...NOTHING,
      remarks: [`${showMg(asMilligrams(recorded))} recorded as discarded, but nothing was left to discard`],
    };
  const billed = billedMgOf(given);
  if (compare(billed, add(group.totalMg, discarded)) >= 0)
    return zero('the units already cover dose and waste');
  return discardLine(group, { opened: totalOf(pools, 'openedMg'), billed, recorded, discarded }, rows);
}
