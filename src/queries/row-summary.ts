import type { ExportedReport } from '../report/export/csv.ts';
import { layOver, type LaidDecisions, type MadeDecisions } from '../report/export/lay-over.ts';
import type { EncounterReport, ReportCheck, ReportLine } from '../report/report-schema.ts';

/** A place in a row's own strings. */
export type At = number;

/** A finding of a check: what the filters and the insight ask of it. */
export interface KeptFinding {
  readonly check: string;
  readonly noun: string;
  readonly outcome: 'gap' | 'cannot-tell';
  readonly severity: ReportCheck['severity'];
  /** Null where no export says it as a finding. */
  readonly message: string | null;
  /** Counted before the claim: neither a note nor acknowledged. */
  readonly open: boolean;
  readonly subject: At | null;
  /** Key of the line it is about. */
  readonly line: string | null;
}

/** A line as every encounter with the same dose, site and product says it; without evidence. */
export type SaidLine = Omit<ReportLine, 'role' | 'serviceDate' | 'administrations'>;

export interface KeptLine {
  readonly role: ReportLine['role'];
  readonly serviceDate: At;
  readonly administrations: readonly At[];
  readonly said: SaidLine;
}

type Hole = EncounterReport['unlined'][number];

/** An administration that made no line, and why. */
export interface KeptHole {
  readonly administration: At;
  readonly serviceDate: At | null;
  readonly said: Omit<Hole, 'administration'>;
}

type Disagreement = EncounterReport['disagreements'][number];

export interface KeptDisagreement extends Omit<Disagreement, 'serviceDate' | 'message' | 'administrations'> {
  readonly serviceDate: At;
  readonly message: At;
  readonly administrations: readonly At[];
}

/**
 * What a reading says under one table, its own strings left out: the same object for every encounter that says the
 * same. Of findings only gaps and cannot-tells are here; nothing is here that stands in the chart alone.
 */
export interface SaidUnderTable {
  readonly schema: EncounterReport['schema'];
  readonly patient: At;
  readonly encounter: At | null;
  readonly serviceDate: At | null;
  readonly asOf: At;
  /** When it was read, else as of when it was evaluated. */
  readonly lastRead: At;
  readonly note: EncounterReport['note']['state'];
  readonly tables: EncounterReport['tables'];
  /** The active one. */
  readonly table: { readonly title: string; readonly edition: string };
  readonly profile: string;
  readonly sources: readonly Pick<EncounterReport['sources'][number], 'type' | 'completeness'>[];
  readonly claimState: EncounterReport['claimState'];
  readonly toFix: number;
  /** Checks that could not tell, and what no check could be asked about. */
  readonly couldNotCheck: number;
  /** Of these, what no check could be asked about, in words. */
  readonly unsettled: EncounterReport['unsettled'];
  readonly drugs: readonly string[];
  readonly codes: readonly string[];
  /** Ids of the checks with an open finding. */
  readonly openChecks: readonly string[];
  readonly findings: readonly KeptFinding[];
  readonly lines: readonly KeptLine[];
  /** Of the active table. */
  readonly holes: readonly KeptHole[];
  readonly disagreements: readonly KeptDisagreement[];
}

/**
 * What the worklist keeps of one reading of one encounter, under every table: a few hundred bytes. The report and the
 * chart are let go; opening the encounter reads it again.
 */
export interface KeptReading {
  /** References, dates, times and sentences of this encounter. What is said points into it. */
  readonly own: readonly string[];
  /** By table; the first is the site's own. */
  readonly under: readonly { readonly table: string | null; readonly said: SaidUnderTable }[];
}

/** One reading under one table, as a row shows it. */
export interface RowSummary {
  readonly kept: KeptReading;
  readonly said: SaidUnderTable;
}

/** The reading under this table, null being the site's own; or null where it was not evaluated under it. */
export function summaryUnder(kept: KeptReading, table: string | null): RowSummary | null {
  const found = table === null ? kept.under[0] : kept.under.find((one) => one.table === table);
  return found ? { kept, said: found.said } : null;
}

/** The string at a place. Throws on a place the row does not have: a summary paired with another row's strings. */
export function ownText({ kept }: RowSummary, at: At): string {
  const text = kept.own[at];
  if (text === undefined) throw new RangeError('No such string in this row.');
  return text;
}

/** The string at a place that may be none. */
export const ownTextOrNull = (summary: RowSummary, at: At | null): string | null =>
  at === null ? null : ownText(summary, at);

/** What an export needs of the report, whole again. */
export function exportedReport(summary: RowSummary): ExportedReport {
  const { said } = summary;
  const text = (at: At): string => ownText(summary, at);
  const textOrNull = (at: At | null): string | null => ownTextOrNull(summary, at);
  return {
    schema: said.schema,
    patient: text(said.patient),
    encounter: { reference: textOrNull(said.encounter), serviceDate: textOrNull(said.serviceDate) },
    asOf: text(said.asOf),
    tables: said.tables,
    profile: said.profile,
    sources: said.sources,
    unsettled: said.unsettled,
    claimState: said.claimState,
    checks: said.findings.flatMap(({ check, outcome, severity, open, message, subject, line }) =>
      open && message !== null
        ? [{ id: check, outcome, severity, acknowledged: null, message, subject: textOrNull(subject), line }]
        : [],
    ),
    unlined: said.holes.map((one) => ({ ...one.said, administration: text(one.administration) })),
    injections: said.holes.map((one) => ({
      administration: text(one.administration),
      serviceDate: textOrNull(one.serviceDate),
    })),
    lines: said.lines.map((line) => ({
      ...line.said,
      role: line.role,
      serviceDate: text(line.serviceDate),
      administrations: line.administrations.map(text),
    })),
    disagreements: said.disagreements.map((one) => ({
      ...one,
      serviceDate: text(one.serviceDate),
      message: text(one.message),
      administrations: one.administrations.map(text),
    })),
  };
}

/** What of the decisions counts in the reading this row shows, and under the table it shows. */
export const laidOver = (summary: RowSummary, made: MadeDecisions): LaidDecisions =>
  layOver(
    {
      ...exportedReport(summary),
      findings: summary.said.findings.map(({ check, outcome, open, subject, line }) => ({
        check,
        outcome,
        open,
        subject: ownTextOrNull(summary, subject),
        line,
      })),
    },
    made,
  );
