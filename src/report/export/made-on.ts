import type { EncounterReport, ReportLine } from '../report-schema.ts';

/** A gap or a cannot-tell, and what it is about. */
export interface Finding {
  readonly check: string;
  readonly outcome: 'gap' | 'cannot-tell';
  /** Counted before the claim: neither a note nor acknowledged. */
  readonly open: boolean;
  readonly subject: string | null;
  /** Key of a line in the same reading. */
  readonly line: string | null;
}

/** As much of one reading of an encounter as tells what a decision was made on. A row of the worklist keeps it too. */
export interface Reading extends Pick<EncounterReport, 'lines' | 'tables'> {
  readonly unlined: readonly Pick<EncounterReport['unlined'][number], 'administration' | 'role' | 'why'>[];
  readonly findings: readonly Finding[];
}

/**
 * The line a decision was made on. Keys of lines are places within one report: a line that goes away passes its key
 * on. Hence an identity that no other line moves, and what the line stated, so that a later reading can be compared.
 */
export interface MadeOn {
  /** Table, code and what it bills, of given or of discarded drug. */
  readonly identity: string;
  /** The active table it was seen under. */
  readonly under: string;
  readonly code: string;
  readonly units: number;
  readonly modifiers: readonly string[];
  readonly doseMg: string;
  readonly edition: string;
  /** All that the line stated, findings apart, as one text to compare. */
  readonly statement: string;
  /** Open findings of the line. */
  readonly findings: string;
  /** Open findings of no line and no injection: they block every line. */
  readonly around: readonly string[];
}

/** The whole report as a reading. */
export const readingOf = (report: EncounterReport): Reading => ({
  lines: report.lines,
  tables: report.tables,
  unlined: report.unlined,
  findings: report.checks.flatMap(({ id, outcome, severity, acknowledged, subject, line }) =>
    outcome === 'gap' || outcome === 'cannot-tell'
      ? [{ check: id, outcome, open: severity !== 'note' && acknowledged === null, subject, line }]
      : [],
  ),
});

/** Injections for which the active table has no line and should have one. */
export const withoutLine = <Row extends Reading['unlined'][number]>(
  unlined: readonly Row[],
): readonly Row[] => unlined.filter((row) => row.role === 'active' && row.why !== 'not-billed');

/** Whether a finding speaks of a line or of what the line bills. */
export const touches = (
  finding: Pick<Finding, 'subject' | 'line'>,
  line: Pick<ReportLine, 'key' | 'administrations'>,
): boolean =>
  finding.line === line.key || (finding.subject !== null && line.administrations.includes(finding.subject));

/** The same for the same line in every reading, whatever other lines come and go. */
export const identityOf = (line: ReportLine): string =>
  [
    line.table,
    line.code,
    ...line.administrations.toSorted(),
    ...(line.discardedMg === null ? [] : ['JW']),
  ].join(' ');

/** Everything a coder sees of the line and an export holds, in one text. */
const statementOf = (line: ReportLine): string =>
  JSON.stringify([
    line.edition,
    line.description,
    line.drug,
    line.serviceDate,
    line.units,
    line.modifiers,
    line.modifierReasons.map(({ reason }) => reason),
    [line.doseMg, line.billedMg, line.discardedMg],
    line.ndc && [line.ndc.code, line.ndc.quantity, line.ndc.unit],
    line.arithmetic,
    line.diagnoses,
    line.restsOn,
    line.remarks,
  ]);

const named = ({ check, outcome, subject }: Finding): string => `${check} ${outcome} ${subject ?? ''}`;

/** What a decision about this line rests on. */
export function madeOn(reading: Reading, line: ReportLine): MadeOn {
  const { lines, tables, unlined } = reading;
  // That the tables disagree is filed under the first line of a code: it would move when that line goes.
  const findings = reading.findings.filter(({ check, open }) => open && check !== 'code-tables-agree');
  const holes = new Set<string | null>(withoutLine(unlined).map(({ administration }) => administration));
  const ofNothing = findings.filter(
    (finding) => !holes.has(finding.subject) && !lines.some((other) => touches(finding, other)),
  );
  const own = findings.filter((finding) => touches(finding, line));
  return {
    identity: identityOf(line),
    under: tables.active,
    code: line.code,
    units: line.units,
    modifiers: line.modifiers,
    doseMg: line.doseMg,
    edition: line.edition,
    statement: statementOf(line),
    findings: own.map(named).toSorted().join('\n'),
    around: ofNothing.map(named),
  };
}

/**
 * Whether a decision made then may stand now: the line states the same, the same findings stand open against it, and
 * nothing stands open about the encounter that the coder did not have in sight.
 */
export const isSameStatement = (then: MadeOn, now: MadeOn): boolean =>
  then.statement === now.statement &&
  then.findings === now.findings &&
  now.around.every((one) => then.around.includes(one));
