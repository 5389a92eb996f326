import { isAbout, type EncounterDecisions } from '../../queries/coder-decisions.ts';
import type { FindingAside } from '../../queries/exports.ts';
import type { Outdated } from '../../queries/site-now.ts';
import {
  ownText,
  ownTextOrNull,
  type KeptFinding,
  type RowSummary,
  type SaidUnderTable,
} from '../../queries/row-summary.ts';
import type { WorklistRow } from '../../queries/worklist.ts';
import { SET_ASIDE_REASONS, type SetAsideReason } from '../../vocab/set-aside.ts';
import type { View } from './worklist-filters.ts';

/** A worklist row as it is shown, filtered and sorted. Null is "not known", and is shown in words. */
export interface WorklistRowView {
  /** `Encounter/id`. */
  readonly key: string;
  readonly row: WorklistRow;
  /** Name as read, else the id of the patient. */
  readonly patient: string;
  readonly date: string | null;
  readonly clinician: string | null;
  readonly drugs: readonly string[];
  readonly codes: readonly string[];
  readonly toFix: number | null;
  readonly couldNotCheck: number | null;
  readonly note: SaidUnderTable['note'] | null;
  readonly table: SaidUnderTable['table'] | null;
  readonly lastRead: string | null;
  /** Ids of the checks with an open finding. */
  readonly openChecks: readonly string[];
  readonly view: View;
  /** Why there are no numbers: "Not evaluated", "Reading", "Could not read"; null where there are. */
  readonly standing: string | null;
  /** Why it could not be read, in words; else null. */
  readonly reason: string | null;
  /** What changed since: "table edition changed" until read again; "record changed", "Procedure no longer read". */
  readonly changes: readonly string[];
}

/** One list for thousands of rows that have nothing to list. */
const NONE: readonly string[] = [];

/** Sources that were read whole the time before and were not now, in words. */
function lostSources(before: SaidUnderTable | undefined, now: SaidUnderTable): readonly string[] {
  if (before === undefined) return NONE;
  const lost = now.sources
    .filter(
      (source) =>
        source.completeness !== 'complete' &&
        before.sources.some((one) => one.type === source.type && one.completeness === 'complete'),
    )
    .map((source) => `${source.type} no longer read`);
  return lost.length > 0 ? lost : NONE;
}

const OUTDATED_WORDS: Readonly<Record<Exclude<Outdated, null>, string>> = {
  'table-edition': 'table edition changed, read again',
  'site-settings': 'site settings changed, read again',
};

/** What a reader must know before trusting the row's numbers. */
function marksOf(row: WorklistRow): readonly string[] {
  if (row.status !== 'ready') return NONE;
  const outdated = row.outdated === null ? [] : [OUTDATED_WORDS[row.outdated]];
  const lost = lostSources(row.previous?.said, row.summary.said);
  const marks = [...outdated, ...(row.changed ? ['record changed'] : []), ...lost];
  return marks.length > 0 ? marks : NONE;
}

/** Where there is no line to decide about, an encounter is done when each of its open findings was put aside. */
function allPutAside(summary: RowSummary, asides: readonly FindingAside[]): boolean {
  const open = summary.said.findings.filter((one) => one.open);
  return (
    open.length > 0 &&
    open.every(({ check, subject, line }) =>
      asides.some((one) => isAbout(one, { check, subject: ownTextOrNull(summary, subject), line })),
    )
  );
}

/** The view a read encounter belongs to: a question out comes first, then gaps, then what could not be checked. */
function viewOf(summary: RowSummary, decided: EncounterDecisions | undefined): View {
  const { said } = summary;
  if (decided && decided.asked.length > 0) return 'waiting';
  const active = said.lines.filter((line) => line.role === 'active');
  const allDecided =
    active.length > 0 && active.every((line) => decided?.decisions.some((one) => one.line === line.said.key));
  if (allDecided || (active.length === 0 && allPutAside(summary, decided?.asides ?? []))) return 'all';
  if (said.claimState === 'gaps') return 'to-review';
  if (said.claimState === 'cannot-tell') return 'could-not-check';
  return active.length > 0 ? 'to-review' : 'all';
}

const STANDING: Readonly<Record<Exclude<WorklistRow['status'], 'ready'>, string>> = {
  'not-evaluated': 'Not evaluated',
  reading: 'Reading',
  'could-not-read': 'Could not read',
};

function readView(
  row: WorklistRow,
  summary: RowSummary,
  decided: EncounterDecisions | undefined,
): WorklistRowView {
  const { entry } = row;
  const { said } = summary;
  return {
    key: entry.encounter,
    row,
    patient: ('name' in row ? row.name : null) ?? entry.patient.replace('Patient/', ''),
    date: ownTextOrNull(summary, said.serviceDate) ?? entry.start?.slice(0, 10) ?? null,
    clinician: entry.clinician,
    drugs: said.drugs,
    codes: said.codes,
    toFix: said.toFix,
    couldNotCheck: said.couldNotCheck,
    note: said.note,
    table: said.table,
    lastRead: ownText(summary, said.lastRead),
    openChecks: said.openChecks,
    view: viewOf(summary, decided),
    standing: row.status === 'ready' ? null : STANDING[row.status],
    reason: null,
    changes: marksOf(row),
  };
}

function unreadView(row: Exclude<WorklistRow, { status: 'ready' }>): WorklistRowView {
  const { entry } = row;
  return {
    key: entry.encounter,
    row,
    patient: ('name' in row ? row.name : null) ?? entry.patient.replace('Patient/', ''),
    date: entry.start?.slice(0, 10) ?? null,
    clinician: entry.clinician,
    drugs: NONE,
    codes: NONE,
    toFix: null,
    couldNotCheck: null,
    note: null,
    table: null,
    lastRead: null,
    openChecks: NONE,
    view: row.status === 'could-not-read' ? 'could-not-check' : 'all',
    standing: STANDING[row.status],
    reason: row.status === 'could-not-read' ? row.reason : null,
    changes: NONE,
  };
}

function viewMade(row: WorklistRow, decided: EncounterDecisions | undefined): WorklistRowView {
  if (row.status === 'ready') return readView(row, row.summary, decided);
  const last = row.status === 'reading' ? row.previous : null;
  return last === null ? unreadView(row) : readView(row, last, decided);
}

/** Views are made once per row and decision: rows are immutable, and a worklist has thousands. */
const made = new WeakMap<WorklistRow, { decided: EncounterDecisions | undefined; view: WorklistRowView }>();

export function viewOfRow(row: WorklistRow, decided: EncounterDecisions | undefined): WorklistRowView {
  const known = made.get(row);
  if (known && known.decided === decided) return known.view;
  const view = viewMade(row, decided);
  made.set(row, { decided, view });
  return view;
}

/** The check ids open anywhere, with their nouns, for a filter people can read. Sorted by noun. */
export function openFindings(
  rows: readonly WorklistRowView[],
): readonly { readonly id: string; readonly noun: string }[] {
  const nouns = new Map<string, string>();
  for (const { row } of rows) {
    if (row.status !== 'ready') continue;
    for (const one of row.summary.said.findings)
      if (one.open && !nouns.has(one.check)) nouns.set(one.check, one.noun);
  }
  return [...nouns].map(([id, noun]) => ({ id, noun })).toSorted((a, b) => a.noun.localeCompare(b.noun));
}

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
  /** Gaps of the reading before that are gone now. */
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
  decided: ReadonlyMap<string, EncounterDecisions>,
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
  decided: EncounterDecisions | undefined,
  tally: (id: string, title: string) => Tally,
): void {
  const { summary, previous } = row;
  for (const finding of summary.said.findings) {
    const one = tally(finding.check, finding.noun);
    if (finding.outcome === 'gap') one.fired += 1;
    else one.couldNotTell += 1;
  }
  for (const aside of decided?.asides ?? []) tally(aside.check, aside.noun).reasons.push(aside.reason);
  if (previous === null || previous.said.findings.length === 0) return;
  const standing = new Set(summary.said.findings.map((one) => aboutOf(summary, one)));
  for (const gap of previous.said.findings)
    if (gap.outcome === 'gap' && !standing.has(aboutOf(previous, gap)))
      tally(gap.check, gap.noun).resolved += 1;
}

const countedReasons = (reasons: readonly SetAsideReason[]): readonly AsideCount[] =>
  SET_ASIDE_REASONS.map((reason) => ({ reason, count: reasons.filter((one) => one === reason).length }))
    .filter(({ count }) => count > 0)
    .toSorted((a, b) => b.count - a.count);

/** Which check found something about what: the same in two readings of one encounter. */
const aboutOf = (summary: RowSummary, { check, subject }: KeptFinding): string =>
  `${check} ${ownTextOrNull(summary, subject) ?? ''}`;
