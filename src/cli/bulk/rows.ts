import { csvCell } from '../../report/export/csv.ts';
import type { EncounterReport } from '../../report/report-schema.ts';

type Cell = string | number | null;
const row = (cells: readonly Cell[]): string => `${cells.map(csvCell).join(',')}\r\n`;
const list = (values: readonly string[]): string => values.join('; ');

export const LINES_HEAD = row([
  'patient',
  'encounter',
  'service_date',
  'line',
  'role',
  'table',
  'table_edition',
  'code_system',
  'code',
  'units',
  'modifiers',
  'description',
  'drug',
  'dose_mg',
  'units_cover_mg',
  'discarded_mg',
  'ndc',
  'diagnoses',
  'arithmetic',
  'disagreement',
  'acknowledged',
  'rests_on',
  'supported',
  'remarks',
  'administrations',
  'no_line_why',
]);
export const CHECKS_HEAD = row([
  'patient',
  'encounter',
  'service_date',
  'check',
  'version',
  'severity',
  'subject',
  'line',
  'outcome',
  'message_key',
  'reason',
  'acknowledged',
  'message',
]);

/** Lines of both tables, then the administrations that have none with the reason in the last column. */
export function linesRows(report: EncounterReport): string {
  const { reference } = report.encounter;
  const lines = report.lines.map((line) => {
    const found = report.disagreements.find(
      (one) =>
        one.serviceDate === line.serviceDate &&
        (line.role === 'active'
          ? one.code === line.code
          : line.administrations.some((administration) => one.administrations.includes(administration))),
    );
    return row([
      report.patient,
      reference,
      line.serviceDate,
      line.key,
      line.role,
      line.table,
      line.edition,
      line.system,
      line.code,
      line.units,
      list(line.modifiers),
      line.description,
      line.drug,
      line.doseMg,
      line.billedMg,
      line.discardedMg,
      line.ndc?.hyphenated ?? null,
      list(line.diagnoses),
      list(line.arithmetic),
      found?.message ?? null,
      found ? String(found.acknowledged) : null,
      line.restsOn,
      String(line.supported),
      list(line.remarks),
      list(line.administrations),
      null,
    ]);
  });
  const unlined = report.unlined.map(({ administration, role, why }) =>
    row([
      report.patient,
      reference,
      report.encounter.serviceDate,
      null,
      role,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      administration,
      why,
    ]),
  );
  return [...lines, ...unlined].join('');
}

export const checksRows = (report: EncounterReport): string =>
  report.checks
    .map((check) =>
      row([
        report.patient,
        report.encounter.reference,
        report.encounter.serviceDate,
        check.id,
        check.version,
        check.severity,
        check.subject,
        check.line,
        check.outcome,
        check.messageKey,
        check.reason,
        check.acknowledged === null ? null : check.acknowledged.who,
        check.message,
      ]),
    )
    .join('');
