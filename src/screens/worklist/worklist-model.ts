import type { EncounterDecisions } from '../../queries/coder-decisions.ts';
import type { Outdated } from '../../queries/site-now.ts';
import type { WorklistRow } from '../../queries/worklist.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
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
  readonly note: EncounterReport['note']['state'] | null;
  readonly table: string | null;
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

/** Sources that were read whole the time before and were not now, in words. */
function lostSources(before: EncounterReport | null, now: EncounterReport): readonly string[] {
  if (before === null) return [];
  return now.sources
    .filter(
      (source) =>
        source.completeness !== 'complete' &&
        before.sources.some((one) => one.type === source.type && one.completeness === 'complete'),
    )
    .map((source) => `${source.type} no longer read`);
}

const OUTDATED_WORDS: Readonly<Record<Exclude<Outdated, null>, string>> = {
  'table-edition': 'table edition changed, read again',
  'site-settings': 'site settings changed, read again',
};

/** What a reader must know before trusting the row's numbers. */
function marksOf(row: WorklistRow): readonly string[] {
  if (row.status !== 'ready') return [];
  const outdated = row.outdated === null ? [] : [OUTDATED_WORDS[row.outdated]];
  return [...outdated, ...(row.changed ? ['record changed'] : []), ...lostSources(row.previous, row.report)];
}

const isOpen = (check: EncounterReport['checks'][number]): boolean =>
  check.severity !== 'note' &&
  check.acknowledged === null &&
  (check.outcome === 'gap' || check.outcome === 'cannot-tell');

/** The view a read encounter belongs to: a question out comes first, then gaps, then what could not be checked. */
function viewOf(report: EncounterReport, decided: EncounterDecisions | undefined): View {
  if (decided && decided.asked.length > 0) return 'waiting';
  const active = report.lines.filter((line) => line.role === 'active');
  const allDecided =
    active.length > 0 && active.every((line) => decided?.decisions.some((one) => one.line === line.key));
  if (allDecided) return 'all';
  if (report.claimState === 'gaps') return 'to-review';
  if (report.claimState === 'cannot-tell') return 'could-not-check';
  return active.length > 0 ? 'to-review' : 'all';
}

const STANDING: Readonly<Record<Exclude<WorklistRow['status'], 'ready'>, string>> = {
  'not-evaluated': 'Not evaluated',
  reading: 'Reading',
  'could-not-read': 'Could not read',
};

function readView(
  row: WorklistRow,
  report: EncounterReport,
  decided: EncounterDecisions | undefined,
): WorklistRowView {
  const { entry } = row;
  const drugs = report.injections
    .filter((one) => one.billed)
    .map((one) => one.drug.words ?? one.ingredient.words ?? 'drug not recognised');
  return {
    key: entry.encounter,
    row,
    patient: ('name' in row ? row.name : null) ?? entry.patient.replace('Patient/', ''),
    date: report.encounter.serviceDate ?? entry.start?.slice(0, 10) ?? null,
    clinician: entry.clinician,
    drugs: [...new Set(drugs)],
    codes: [...new Set(report.lines.map((line) => line.code))],
    toFix: report.counts.toFix + report.counts.toResolve,
    couldNotCheck: report.counts.claimCouldNotCheck,
    note: report.note.state,
    table:
      `${report.tables.titles[report.tables.active] ?? report.tables.active} ${report.tables.editions[report.tables.active] ?? ''}`.trim(),
    lastRead: report.readAt ?? report.asOf,
    openChecks: [...new Set(report.checks.filter(isOpen).map((check) => check.id))],
    view: viewOf(report, decided),
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
    drugs: [],
    codes: [],
    toFix: null,
    couldNotCheck: null,
    note: null,
    table: null,
    lastRead: null,
    openChecks: [],
    view: row.status === 'could-not-read' ? 'could-not-check' : 'all',
    standing: STANDING[row.status],
    reason: row.status === 'could-not-read' ? row.reason : null,
    changes: [],
  };
}

/** Views are made once per row and decision: rows are immutable, and a worklist has thousands. */
const made = new WeakMap<WorklistRow, { decided: EncounterDecisions | undefined; view: WorklistRowView }>();

export function viewOfRow(row: WorklistRow, decided: EncounterDecisions | undefined): WorklistRowView {
  const known = made.get(row);
  if (known && known.decided === decided) return known.view;
  const report = row.status === 'ready' ? row.report : row.status === 'reading' ? row.previous : null;
  const view =
    report === null && row.status !== 'ready'
      ? unreadView(row)
      : readView(row, report as EncounterReport, decided);
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
    for (const check of row.report.checks)
      if (!nouns.has(check.id) && isOpen(check)) nouns.set(check.id, check.noun);
  }
  return [...nouns].map(([id, noun]) => ({ id, noun })).toSorted((a, b) => a.noun.localeCompare(b.noun));
}

/** One check over the whole worklist. */
export interface CheckInsight {
  readonly check: string;
  readonly title: string;
  readonly fired: number;
  readonly couldNotTell: number;
  /** Gaps of the reading before that are gone now. */
  readonly resolved: number;
  /** Lines under this finding that the coder changed or removed, with the reasons given. */
  readonly setAside: number;
  readonly reasons: readonly string[];
}

interface Tally {
  title: string;
  fired: number;
  couldNotTell: number;
  resolved: number;
  reasons: string[];
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
      reasons: [...new Set(one.reasons)],
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
  const { report, previous } = row;
  for (const check of report.checks) {
    const one = tally(check.id, check.noun);
    if (check.outcome === 'gap') one.fired += 1;
    else if (check.outcome === 'cannot-tell') one.couldNotTell += 1;
    one.reasons.push(...reasonsUnder(report, check, decided));
  }
  for (const gap of previous?.checks ?? []) {
    const still = report.checks.some(
      (check) => check.id === gap.id && check.subject === gap.subject && check.outcome !== 'met',
    );
    if (gap.outcome === 'gap' && !still) tally(gap.id, gap.noun).resolved += 1;
  }
}

const reasonsUnder = (
  report: EncounterReport,
  check: EncounterReport['checks'][number],
  decided: EncounterDecisions | undefined,
): readonly string[] =>
  (decided?.decisions ?? []).flatMap((decision) => {
    const line = report.lines.find((one) => one.key === decision.line);
    const touches =
      line !== undefined &&
      (check.line === line.key || (check.subject !== null && line.administrations.includes(check.subject)));
    return touches && 'reason' in decision ? [decision.reason] : [];
  });
