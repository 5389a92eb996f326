import type { MadeDecisions } from '../../queries/coder-decisions.ts';
import {
  ownTextOrNull,
  type KeptFinding,
  type RowSummary,
  type SaidUnderTable,
} from '../../queries/row-summary.ts';
import type { WorklistRow } from '../../queries/worklist.ts';
import { SET_ASIDE_REASONS, type SetAsideReason } from '../../vocab/set-aside.ts';
import { lostSources, type WorklistRowView } from './worklist-model.ts';

export interface AsideCount {
  readonly reason: SetAsideReason;
  readonly count: number;
}

/** One check over the whole worklist. */
export interface CheckInsight {
  readonly check: string;
  readonly title: string;
  readonly fired: number;
  readonly couldNotTell: number;
  /** Gaps of the reading before that are gone now, with the same table, profile and sources. */
  readonly resolved: number;
  /** Findings of this check that were put aside in this session. */
  readonly setAside: number;
  /** Why, and how often each: the most given first. */
  readonly reasons: readonly AsideCount[];
}

interface Tally {
  title: string;
  fired: number;
  couldNotTell: number;
  resolved: number;
  reasons: SetAsideReason[];
}

/** Per check: how often it fired, was resolved, was set aside and why, could not tell. Most frequent first. */
export function insightOf(
  rows: readonly WorklistRowView[],
  decided: ReadonlyMap<string, MadeDecisions>,
): readonly CheckInsight[] {
  const tallies = new Map<string, Tally>();
  const tally = (id: string, title: string): Tally => {
    const known = tallies.get(id) ?? { title, fired: 0, couldNotTell: 0, resolved: 0, reasons: [] };
    tallies.set(id, known);
    return known;
  };
  for (const view of rows) if (view.row.status === 'ready') count(view.row, decided.get(view.key), tally);
  return [...tallies]
    .map(([check, one]) => ({
      check,
      title: one.title,
      fired: one.fired,
      couldNotTell: one.couldNotTell,
      resolved: one.resolved,
      setAside: one.reasons.length,
      reasons: countedReasons(one.reasons),
    }))
    .toSorted(
      (a, b) => b.fired - a.fired || b.couldNotTell - a.couldNotTell || a.check.localeCompare(b.check),
    );
}

function count(
  row: Extract<WorklistRow, { status: 'ready' }>,
  decided: MadeDecisions | undefined,
  tally: (id: string, title: string) => Tally,
): void {
  const { summary, previous } = row;
  for (const finding of summary.said.findings) {
    const one = tally(finding.check, finding.noun);
    if (finding.outcome === 'gap') one.fired += 1;
    else one.couldNotTell += 1;
  }
  for (const aside of decided?.asides ?? []) tally(aside.check, aside.noun).reasons.push(aside.reason);
  if (previous === null || !isComparable(previous.said, summary.said)) return;
  const standing = new Set(summary.said.findings.map((one) => aboutOf(summary, one)));
  for (const gap of previous.said.findings)
    if (gap.outcome === 'gap' && !standing.has(aboutOf(previous, gap)))
      tally(gap.check, gap.noun).resolved += 1;
}

/** A gap that went with a source, or because another table or payer profile is asked, was resolved by nobody. */
const isComparable = (before: SaidUnderTable, now: SaidUnderTable): boolean =>
  before.table.title === now.table.title &&
  before.table.edition === now.table.edition &&
  before.profile === now.profile &&
  lostSources(before, now).length === 0;

const countedReasons = (reasons: readonly SetAsideReason[]): readonly AsideCount[] =>
  SET_ASIDE_REASONS.map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);

/** Which check found something about what: the same in two readings of one encounter. */
const aboutOf = (summary: RowSummary, { check, subject }: KeptFinding): string =>
  `${check} ${ownTextOrNull(summary, subject) ?? ''}`;
