import type { EncounterReport } from '../report-schema.ts';
import {
  asidesOf,
  asideText,
  crossCheckOf,
  decidedLines,
  disagreementOf,
  mayBeMissing,
  type FindingAside,
  type LineDecision,
} from './decisions.ts';

/**
 * A cell a spreadsheet cannot run: text that begins with = + - @, a tab or a carriage return gets an
 * apostrophe in front (OWASP, "CSV injection"), and quotes, commas and line breaks are quoted (RFC 4180).
 */
export function csvCell(value: string | number | null): string {
  const text = value === null ? '' : String(value);
  const guarded = typeof value === 'string' && /^[\s]*[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

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
] as const;

const list = (values: readonly string[]): string => values.join('; ');

/** What a row of the file is made of. A worklist keeps this much of each report and no more. */
export interface ExportedReport extends Pick<
  EncounterReport,
  'schema' | 'patient' | 'asOf' | 'tables' | 'profile' | 'lines' | 'disagreements' | 'unsettled' | 'unlined'
> {
  readonly encounter: Pick<EncounterReport['encounter'], 'reference'>;
  readonly sources: readonly Pick<EncounterReport['sources'][number], 'type' | 'completeness'>[];
}

/** What a coder decided about one encounter, as it leaves. */
export interface ExportedDecisions {
  readonly decisions: readonly LineDecision[];
  readonly asides: readonly FindingAside[];
}

const UNTOUCHED: ExportedDecisions = { decisions: [], asides: [] };

/** Decision word for a line nobody decided about: it leaves as a proposal, never as accepted. */
const UNDECIDED = 'proposed';

function rowsOf(
  report: ExportedReport,
  { decisions, asides }: ExportedDecisions,
): readonly (string | number | null)[][] {
  return decidedLines(report, decisions).map(
    ({ original, decision, code, system, units, modifiers, stands }) => {
      const cross = crossCheckOf(report, original);
      const disagreement = disagreementOf(report, original);
      const reason = decision && 'reason' in decision ? decision.reason : null;
      return [
        report.patient,
        report.encounter.reference,
        original.serviceDate,
        original.key,
        decision?.action ?? UNDECIDED,
        reason,
        stands ? code : null,
        stands ? units : null,
        stands ? list(modifiers) : null,
        list(original.modifierReasons.map((one) => `${one.code}: ${one.reason}`)),
        original.code,
        original.units,
        list(original.modifiers),
        original.table,
        original.edition,
        stands ? system : original.system,
        original.description,
        original.drug,
        original.doseMg,
        original.billedMg,
        original.discardedMg,
        // Hyphenated, so that a spreadsheet keeps the leading zeros.
        original.ndc?.hyphenated ?? null,
        original.ndc?.qualifier ?? null,
        original.ndc?.quantity ?? null,
        original.ndc?.unit ?? null,
        list(original.diagnoses),
        list(original.arithmetic),
        report.tables.crossCheck,
        report.tables.editions[report.tables.crossCheck] ?? null,
        list(cross.map((line) => `${[line.code, ...line.modifiers].join('-')} × ${line.units}`)),
        disagreement?.message ?? null,
        disagreement ? String(disagreement.acknowledged) : null,
        original.restsOn,
        String(original.supported),
        list(original.remarks),
        list(original.administrations),
        report.profile,
        report.asOf,
        report.schema,
        list(asidesOf(report, asides, original).map(asideText)),
        list(mayBeMissing(report)),
      ];
    },
  );
}

/**
 * Lines of one or more reports as CSV: UTF-8 with byte order mark, CRLF, one row per active line, both tables
 * and the provenance in every row. Decisions are keyed by encounter reference.
 */
export function linesCsv(
  reports: readonly ExportedReport[],
  decided: ReadonlyMap<string, ExportedDecisions>,
): string {
  const rows = reports.flatMap((report) =>
    rowsOf(report, decided.get(report.encounter.reference ?? '') ?? UNTOUCHED),
  );
  return `\uFEFF${[COLUMNS, ...rows].map((row) => row.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
