import type { EncounterReport } from '../report-schema.ts';
import {
  asideText,
  crossCheckOf,
  decidedLines,
  disagreementOf,
  lineText,
  mayBeMissing,
  type DecidedLine,
} from './decisions.ts';
import {
  findingTexts,
  ofEncounter,
  ofPlace,
  openFindings,
  type ExportedFinding,
  type Place,
} from './findings.ts';
import { meaningsOf } from './listings.ts';
import { noLineWords } from './no-line.ts';
import { otherDecisions, otherDecisionText, type ExportedDecisions } from './other-decisions.ts';

/**
 * A cell a spreadsheet cannot run: text that begins with = + - @, a tab or a carriage return gets an
 * apostrophe in front (OWASP, "CSV injection"), and quotes, commas and line breaks are quoted (RFC 4180).
 */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const guarded = typeof value === 'string' && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/** In this order in every file; new ones are added at the end. README.md says what they hold. */
const COLUMNS = [
  'patient',
  'encounter',
  'service_date',
  'line',
  'decision',
  'decision_reason',
  'code',
  'units',
  'modifiers',
  'modifier_reasons',
  'proposed_code',
  'proposed_units',
  'proposed_modifiers',
  'table',
  'table_edition',
  'code_system',
  'description',
  'drug',
  'dose_mg',
  'units_cover_mg',
  'discarded_mg',
  'ndc',
  'ndc_qualifier',
  'ndc_quantity',
  'ndc_unit',
  'diagnoses',
  'arithmetic',
  'cross_check_table',
  'cross_check_edition',
  'cross_check_lines',
  'disagreement',
  'acknowledged',
  'rests_on',
  'supported',
  'remarks',
  'administrations',
  'profile',
  'as_of',
  'report_schema',
  'findings_set_aside',
  'may_be_missing',
  'to_resolve',
  'could_not_check',
  'questions',
  'no_line',
] as const;

type Row = Readonly<Partial<Record<(typeof COLUMNS)[number], string | number | null>>>;

const list = (values: readonly string[]): string => values.join('; ');

/** What a row of the file is made of. A worklist keeps this much of each report and no more. */
export interface ExportedReport extends Pick<
  EncounterReport,
  | 'schema'
  | 'patient'
  | 'asOf'
  | 'tables'
  | 'profile'
  | 'claimState'
  | 'lines'
  | 'unlined'
  | 'disagreements'
  | 'unsettled'
> {
  readonly encounter: Pick<EncounterReport['encounter'], 'reference' | 'serviceDate'>;
  readonly sources: readonly Pick<EncounterReport['sources'][number], 'type' | 'completeness'>[];
  /** At least those that made no line. */
  readonly injections: readonly Pick<
    EncounterReport['injections'][number],
    'administration' | 'serviceDate'
  >[];
  /** At least those that stand open. */
  readonly checks: readonly ExportedFinding[];
}

const UNTOUCHED: ExportedDecisions = { decisions: [], asides: [], asked: [], earlier: [], elsewhere: [] };

/** Decision word for a line nobody decided about: it leaves as a proposal, never as accepted. */
const UNDECIDED = 'proposed';
/** Decision word where there is no line to decide about. */
const NO_LINE = 'no-line';

/** What every row of an encounter says. */
function encounterCells(report: ExportedReport): Row {
  const { tables } = report;
  return {
    patient: report.patient,
    encounter: report.encounter.reference,
    service_date: report.encounter.serviceDate,
    cross_check_table: tables.crossCheck,
    cross_check_edition: tables.editions[tables.crossCheck] ?? null,
    profile: report.profile,
    as_of: report.asOf,
    report_schema: report.schema,
    may_be_missing: list(mayBeMissing(report)),
  };
}

/** About one line or hole, and about the encounter, which carries it; without either, everything. */
const ofPlaceOrEncounter = <T extends { readonly subject: string | null }>(
  report: ExportedReport,
  all: readonly T[],
  place: Place | null,
): readonly T[] => (place === null ? all : [...ofPlace(all, place), ...ofEncounter(report, all)]);

/** What stands open, was put aside or was asked. */
function openCells(report: ExportedReport, { asides, asked }: ExportedDecisions, place: Place | null): Row {
  const open = ofPlaceOrEncounter(report, openFindings(report.checks), place);
  return {
    findings_set_aside: list(ofPlaceOrEncounter(report, asides, place).map(asideText)),
    to_resolve: list(findingTexts(open, 'gap')),
    could_not_check: list(findingTexts(open, 'cannot-tell')),
    questions: questionCell(ofPlaceOrEncounter(report, asked, place).map(({ text }) => text)),
  };
}

const questionCell = (texts: readonly string[]): string => [...new Set(texts)].join('\n\n');

function lineRow(report: ExportedReport, decided: ExportedDecisions, line: DecidedLine): Row {
  const { original, decision, code, units, modifiers, stands } = line;
  const changed = decision?.action === 'changed';
  // What was computed for the proposal was not computed for what the coder put in its place.
  const computed = (texts: readonly string[]): string =>
    list(changed ? texts.map((text) => `Proposed: ${text}`) : texts);
  const listing = stands ? (line.listings[0] ?? null) : original;
  const cross = crossCheckOf(report, original);
  const disagreement = disagreementOf(report, original);
  const questions = ofPlaceOrEncounter(report, decided.asked, original).map(({ text }) => text);
  return {
    ...encounterCells(report),
    ...openCells(report, decided, original),
    questions: questionCell(decision?.action === 'asked' ? [decision.query, ...questions] : questions),
    service_date: original.serviceDate,
    line: original.key,
    decision: decision?.action ?? UNDECIDED,
    decision_reason: decision && 'reason' in decision ? decision.reason : null,
    code: stands ? code : null,
    units: stands ? units : null,
    modifiers: stands ? list(modifiers) : null,
    modifier_reasons: computed(original.modifierReasons.map((one) => `${one.code}: ${one.reason}`)),
    proposed_code: original.code,
    proposed_units: original.units,
    proposed_modifiers: list(original.modifiers),
    table: listing?.table ?? null,
    table_edition: listing?.edition ?? null,
    code_system: listing?.system ?? null,
    description: changed ? list(meaningsOf(report, line)) : original.description,
    drug: original.drug,
    dose_mg: original.doseMg,
    units_cover_mg: changed ? null : original.billedMg,
    discarded_mg: original.discardedMg,
    // Hyphenated, so that a spreadsheet keeps the leading zeros.
    ndc: original.ndc?.hyphenated ?? null,
    ndc_qualifier: original.ndc?.qualifier ?? null,
    ndc_quantity: original.ndc?.quantity ?? null,
    ndc_unit: original.ndc?.unit ?? null,
    diagnoses: list(original.diagnoses),
    arithmetic: computed(original.arithmetic),
    cross_check_lines: list(cross.map(lineText)),
    disagreement: disagreement?.message ?? null,
    acknowledged: disagreement ? String(disagreement.acknowledged) : null,
    rests_on: changed ? 'coder' : original.restsOn,
    supported: String(original.supported && stands && !changed),
    remarks: computed(original.remarks),
    administrations: list(original.administrations),
  };
}

/** Rows without code and units: never a zero, which somebody could add up. */
function rowsWithoutLine(
  report: ExportedReport,
  decided: ExportedDecisions,
  lines: readonly DecidedLine[],
): readonly Row[] {
  const holes = report.unlined
    .filter((hole) => hole.role === 'active')
    .map((hole): Row => ({
      ...encounterCells(report),
      ...openCells(report, decided, hole),
      service_date:
        report.injections.find((one) => one.administration === hole.administration)?.serviceDate ?? null,
      decision: NO_LINE,
      administrations: hole.administration,
      no_line: hole.words,
    }));
  const others = otherDecisions(decided).map(({ decision, on, now }): Row => ({
    ...encounterCells(report),
    line: decision.line,
    // Never the word of a decision that counts: a filter on it must not find this row.
    decision: `was-${decision.action}`,
    decision_reason: 'reason' in decision ? decision.reason : null,
    questions: decision.action === 'asked' ? decision.query : null,
    no_line: otherDecisionText(report, { decision, on, now }),
  }));
  if (lines.length + holes.length > 0) return [...holes, ...others];
  const encounter: Row = {
    ...encounterCells(report),
    ...openCells(report, decided, null),
    decision: NO_LINE,
    no_line: noLineWords(report),
  };
  return [encounter, ...others];
}

function rowsOf(report: ExportedReport, decided: ExportedDecisions): readonly Row[] {
  const lines = decidedLines(report, decided.decisions);
  return [...lines.map((line) => lineRow(report, decided, line)), ...rowsWithoutLine(report, decided, lines)];
}

/**
 * Reports as CSV: UTF-8 with byte order mark, CRLF, both tables and the provenance in every row. One row for each active
 * line, each injection that made none, and each encounter with neither, and for every decision about a line that is not
 * among them: nothing that was decided is in no row. Decisions are keyed by encounter reference.
 */
export function linesCsv(
  reports: readonly ExportedReport[],
  decided: ReadonlyMap<string, ExportedDecisions>,
): string {
  const rows = reports
    .flatMap((report) => rowsOf(report, decided.get(report.encounter.reference ?? '') ?? UNTOUCHED))
    .map((row) => COLUMNS.map((column) => row[column] ?? null));
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
