import { draftClaim } from '../report/export/claim.ts';
import { linesCsv, type ExportedDecisions, type ExportedReport } from '../report/export/csv.ts';
import { linesText } from '../report/export/plain-text.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import type { EncounterDecisions } from './coder-decisions.ts';

export {
  crossCheckOf,
  decidedLines,
  disagreementOf,
  mayAcceptAll,
  mayHideMore,
  type DecidedLine,
  type FindingAside,
  type LineDecision,
} from '../report/export/decisions.ts';
export { identityOf, withoutLine, type MadeOn } from '../report/export/made-on.ts';
export { composeQuery, mayAskClinician, queryText } from '../report/export/query.ts';

/** Lines of the reports as CSV, each with the decisions that count in that report. */
export function exportCsv(
  reports: readonly ExportedReport[],
  decided: ReadonlyMap<string, ExportedDecisions>,
): string {
  return linesCsv(reports, decided);
}

/** A draft FHIR Claim as JSON text, or null when no line stands. `created` is the time of the export. */
export function exportClaim(
  report: EncounterReport,
  decided: EncounterDecisions,
  created: string,
): string | null {
  const claim = draftClaim(report, decided.decisions, { created, provider: null });
  return claim ? `${JSON.stringify(claim, null, 2)}\n` : null;
}

/** Lines, arithmetic and both tables as text to copy. */
export const exportText = (report: EncounterReport, decided: EncounterDecisions): string =>
  linesText(report, decided.decisions, decided.asides);

/** Gives the text to the user as a file. Happens on a click only; the name holds no patient data. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
