import { isAbout, type EncounterDecisions, type MadeDecisions } from '../../queries/coder-decisions.ts';
import { mayHideMore, type FindingAside } from '../../queries/exports.ts';
import type { Outdated } from '../../queries/site-now.ts';
import {
  laidOver,
  ownText,
  ownTextOrNull,
  type KeptFinding,
  type RowSummary,
  type SaidUnderTable,
} from '../../queries/row-summary.ts';
import type { WorklistRow } from '../../queries/worklist.ts';
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
  /** Whether the administrations were read whole: else no drug seen is not none given. */
  readonly drugsRead: boolean;
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
export function lostSources(before: SaidUnderTable | undefined, now: SaidUnderTable): readonly string[] {
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

const NOTHING: EncounterDecisions = { decisions: [], asked: [], asides: [], earlier: [], elsewhere: [] };

/** Injections for which the table should have a line and has none. */
const unlinedOf = ({ holes }: SaidUnderTable): SaidUnderTable['holes'] =>
  holes.filter(({ said }) => said.why !== 'not-billed');

/**
 * Open findings left to deal with once every line is decided about: those of injections without a line, or all where
 * there is no line. What was put aside is dealt with.
 */
function leftOpen(summary: RowSummary, asides: readonly FindingAside[]): readonly KeptFinding[] {
  const { lines, findings } = summary.said;
  const unlined = unlinedOf(summary.said);
  const isAside = ({ check, subject, line }: KeptFinding): boolean =>
    asides.some((one) => isAbout(one, { check, subject: ownTextOrNull(summary, subject), line }));
  const noLine = lines.every((line) => line.role !== 'active');
  const concerns = ({ subject }: KeptFinding): boolean =>
    noLine || unlined.some(({ administration }) => administration === subject);
  return findings.filter((one) => one.open && concerns(one) && !isAside(one));
}

const BY_STATE: Readonly<Record<SaidUnderTable['claimState'], View | null>> = {
  gaps: 'to-review',
  'cannot-tell': 'could-not-check',
  'no-gaps': null,
  'nothing-to-check': null,
};

/**
 * The view a read encounter belongs to: a question out comes first, then gaps, then what could not be checked. What may
 * hide another injection, or is one without a line, stays to be checked whatever was decided about the lines that are
 * there. Only decisions made on what this row says count.
 */
function viewOf(summary: RowSummary, made: MadeDecisions | undefined): View {
  const { said } = summary;
  const decided = made ? laidOver(summary, made) : NOTHING;
  if (decided.asked.length > 0) return 'waiting';
  const active = said.lines.filter((line) => line.role === 'active');
  if (active.some((line) => !decided.decisions.some((one) => one.line === line.said.key)))
    return BY_STATE[said.claimState] ?? 'to-review';
  if (active.length === 0 && said.findings.every((one) => !one.open))
    return BY_STATE[said.claimState] ?? 'all';
  const left = leftOpen(summary, decided.asides);
  if (left.some((one) => one.outcome === 'gap')) return 'to-review';
  const unexplained = unlinedOf(said).some(
    ({ administration }) => !said.findings.some((one) => one.open && one.subject === administration),
  );
  return left.length > 0 || unexplained || mayHideMore(said).length > 0 ? 'could-not-check' : 'all';
}

const STANDING: Readonly<Record<Exclude<WorklistRow['status'], 'ready'>, string>> = {
  'not-evaluated': 'Not evaluated',
  reading: 'Reading',
  'could-not-read': 'Could not read',
};

function readView(
  row: WorklistRow,
  summary: RowSummary,
  decided: MadeDecisions | undefined,
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
    drugsRead: said.sources.some(
      ({ type, completeness }) => type === 'MedicationAdministration' && completeness === 'complete',
    ),
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
    drugsRead: false,
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

function viewMade(row: WorklistRow, decided: MadeDecisions | undefined): WorklistRowView {
  if (row.status === 'ready') return readView(row, row.summary, decided);
  const last = row.status === 'reading' ? row.previous : null;
  return last === null ? unreadView(row) : readView(row, last, decided);
}

/** Views are made once per row and decision: rows are immutable, and a worklist has thousands. */
const made = new WeakMap<WorklistRow, { decided: MadeDecisions | undefined; view: WorklistRowView }>();

export function viewOfRow(row: WorklistRow, decided: MadeDecisions | undefined): WorklistRowView {
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
