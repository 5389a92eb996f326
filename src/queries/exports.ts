import { claimHoldsAll, draftClaim } from '../report/export/claim.ts';
import { linesCsv, type ExportedReport } from '../report/export/csv.ts';
import type { ExportedDecisions } from '../report/export/other-decisions.ts';
import { linesText } from '../report/export/plain-text.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import type { EncounterDecisions } from './coder-decisions.ts';

export {
  crossCheckOf,
  decidedLines,
  disagreementOf,
  lineText,
  mayAcceptAll,
  mayHideMore,
  type DecidedLine,
  type FindingAside,
  type LineDecision,
} from '../report/export/decisions.ts';
export { isOpen, ofEncounter, openFindings } from '../report/export/findings.ts';
export { listingsOf, meaningsOf } from '../report/export/listings.ts';
export { identityOf, withoutLine, type MadeOn } from '../report/export/made-on.ts';
export { composeQuery, mayAskClinician, queryText } from '../report/export/query.ts';

/** The reports as CSV, each with all that was decided about it in this session. */
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

/** Whether a draft claim holds all that was decided; CSV and text always do. */
export const claimHolds = (report: EncounterReport, decided: EncounterDecisions): boolean =>
  claimHoldsAll(report, decided);

/** Lines, arithmetic, both tables and all that was decided, as text to copy. */
export const exportText = (report: EncounterReport, decided: EncounterDecisions): string =>
  linesText(report, decided);

/** Gives the text to the user as a file. Happens on a click only; the name holds no patient data. */
export function saveFile(name: string, type: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  URL.revokeObjectURL(url);
}
