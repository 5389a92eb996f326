import { sourcesInWords } from '../../checks/reasons.ts';
import type { SourceType } from '../../vocab/completeness.ts';
import { setAsideWords, type SetAsideReason } from '../../vocab/set-aside.ts';
import type { EncounterReport, ReportLine } from '../report-schema.ts';
import { openFindings } from './findings.ts';
import { listingsOf, type Listing } from './listings.ts';
import { withoutLine } from './made-on.ts';

/**
 * What a coder decided about one proposed line of one report, by the line's key. The original line always stays in the
 * report: a decision is laid over it at export and never written back to the chart. Holds for that report alone: keys
 * are places, so between two readings a decision is carried by what it was made on.
 */
export type LineDecision =
  | { readonly line: string; readonly action: 'accepted' }
  | {
      readonly line: string;
      readonly action: 'changed';
      readonly code: string;
      readonly units: number;
      readonly modifiers: readonly string[];
      readonly reason: string;
    }
  | { readonly line: string; readonly action: 'removed'; readonly reason: string }
  | { readonly line: string; readonly action: 'asked'; readonly query: string };

/** A finding the coder put aside, and why. It stays a finding in the report. */
export interface FindingAside {
  readonly check: string;
  readonly noun: string;
  readonly subject: string | null;
  readonly line: string | null;
  readonly reason: SetAsideReason;
  /** The coder's own words with `other`; else null. */
  readonly text: string | null;
}

/** "Side: Does not apply". */
export const asideText = (aside: FindingAside): string => `${aside.noun}: ${setAsideWords(aside)}`;

/** A question as it was sent to the clinician. */
export interface SentQuestion {
  readonly subject: string | null;
  readonly text: string;
}

/** One line as it leaves: the proposal, the decision over it, and the values that result. */
export interface DecidedLine {
  readonly original: ReportLine;
  readonly decision: LineDecision | null;
  readonly code: string;
  /** URI of the table that gives the code its meaning; null for a changed code that no table here lists. */
  readonly system: string | null;
  /** What the tables say the code is on that date, the active one first: a changed code is not what was proposed. */
  readonly listings: readonly Listing[];
  readonly units: number;
  readonly modifiers: readonly string[];
  /** False for a removed line: exported for provenance, never as a line to use. */
  readonly stands: boolean;
}

type DecidedReport = Pick<EncounterReport, 'lines' | 'tables'>;

/** The active lines of a report with the coder's decisions laid over them, in report order. */
export function decidedLines(
  report: DecidedReport,
  decisions: readonly LineDecision[],
): readonly DecidedLine[] {
  const byLine = new Map(decisions.map((decision) => [decision.line, decision]));
  return report.lines
    .filter((line) => line.role === 'active')
    .map((original) => {
      const decision = byLine.get(original.key) ?? null;
      const changed = decision?.action === 'changed' ? decision : original;
      const listings = listingsOf(report, original, changed.code);
      return {
        original,
        decision,
        code: changed.code,
        system: listings[0]?.system ?? null,
        listings,
        units: changed.units,
        modifiers: changed.modifiers,
        stands: decision?.action !== 'removed',
      };
    });
}

/** What tells whether an encounter may hold more than its lines. */
interface Reading {
  readonly sources: readonly Pick<EncounterReport['sources'][number], 'type' | 'completeness'>[];
  readonly unsettled: EncounterReport['unsettled'];
}

/** What lines are made of. */
const MAKES_LINES: readonly SourceType[] = ['MedicationAdministration', 'Procedure'];

/**
 * Where another injection may stand that has no line, a sentence each: in a source not read whole, or in what no check
 * could be asked about. While there is one, a line is supported by what was read and by no more.
 */
export function mayHideMore({ sources, unsettled }: Reading): readonly string[] {
  const unread = MAKES_LINES.filter((type) =>
    sources.some((source) => source.type === type && source.completeness !== 'complete'),
  );
  return [...(unread.length > 0 ? [`${sourcesInWords(unread)} could not be fully read.`] : []), ...unsettled];
}

/**
/**
 * Why a file of lines may hold fewer than were given, a sentence each: what may hide an injection, and each injection
 * that is known and has no line.
 */
export const mayBeMissing = (report: Reading & Pick<EncounterReport, 'unlined'>): readonly string[] => [
  ...mayHideMore(report),
  ...withoutLine(report.unlined).map(({ words }) => `An injection has no line: ${words}`),
];

/**
 * "Accept all" is offered only when every active line is supported, there is at least one, none may be missing, and
 * nothing stands open against the encounter, which carries them all.
 */
export function mayAcceptAll(report: EncounterReport): boolean {
  const active = report.lines.filter((line) => line.role === 'active');
  return (
    active.length > 0 &&
    mayHideMore(report).length === 0 &&
    openFindings(report.checks).length === 0 &&
    active.every((line) => line.supported) &&
    withoutLine(report.unlined).length === 0
  );
}

/** "J3250-RT × 1". */
export const lineText = (line: {
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number;
}): string => `${[line.code, ...line.modifiers].join('-')} × ${line.units}`;

/** Cross-check lines of the same drug and date as an active line: what the other table says beside it. */
export const crossCheckOf = (
  report: Pick<EncounterReport, 'lines'>,
  line: ReportLine,
): readonly ReportLine[] =>
  report.lines.filter(
    (other) =>
      other.role === 'cross-check' && other.drug === line.drug && other.serviceDate === line.serviceDate,
  );

/**
 * The disagreement standing against a line, or null. Shown wherever the code is shown. An administration may make
 * lines of two codes, each with a disagreement of its own: the code decides, the administration only where no
 * disagreement names the code.
 */
export function disagreementOf(
  report: Pick<EncounterReport, 'disagreements'>,
  line: ReportLine,
): EncounterReport['disagreements'][number] | null {
  const sameDay = report.disagreements.filter((entry) => entry.serviceDate === line.serviceDate);
  return (
    sameDay.find((entry) => entry.code === line.code) ??
    sameDay.find((entry) => entry.administrations.some((one) => line.administrations.includes(one))) ??
    null
  );
}
