import type { EncounterReport } from '../../report/report-schema.ts';
import type { HeldItem } from './held-items.ts';
import type { SetAside } from './set-aside.ts';

/** The report as shown, and what was set aside with the reason. Written only when its reader asks for it. */
export function exportedReport(
  report: EncounterReport,
  items: readonly HeldItem[],
  asides: ReadonlyMap<string, SetAside>,
): string {
  const setAside = items.flatMap((item) => {
    const aside = asides.get(item.key);
    if (!aside) return [];
    const { id, version, subject, outcome } = item.check;
    return [{ check: id, version, subject, outcome, reason: aside.reason, text: aside.text, at: aside.at }];
  });
  return `${JSON.stringify({ schema: 'injectcheck.sign-check/1', report, setAside }, null, 2)}\n`;
}

/** Hands the report to the browser as a download. The name says nothing of the patient. */
export function downloadReport(...of: Parameters<typeof exportedReport>): void {
  const url = URL.createObjectURL(new Blob([exportedReport(...of)], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = 'injectcheck-report.json';
  link.click();
  URL.revokeObjectURL(url);
}
