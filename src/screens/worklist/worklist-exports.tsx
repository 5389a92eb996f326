import type { ReactElement } from 'react';
import {
  markExported,
  useAllDecisions,
  useUnexported,
  type MadeDecisions,
} from '../../queries/coder-decisions.ts';
import { exportCsv, saveFile } from '../../queries/exports.ts';
import { exportedReport, laidOver, type RowSummary } from '../../queries/row-summary.ts';
import { Button } from '../../ui/button.tsx';
import type { WorklistRowView } from './worklist-model.ts';

function exportThem(summaries: readonly RowSummary[], made: ReadonlyMap<string, MadeDecisions>): void {
  const reports = summaries.map(exportedReport);
  const decided = new Map(
    summaries.flatMap((summary, at) => {
      const encounter = reports[at]?.encounter.reference ?? '';
      const decisions = made.get(encounter);
      return decisions ? [[encounter, laidOver(summary, decisions)]] : [];
    }),
  );
  saveFile('injectcheck-worklist.csv', 'text/csv;charset=utf-8', exportCsv(reports, decided));
  markExported(reports.flatMap((report) => report.encounter.reference ?? []));
}

const summariesOf = (rows: readonly WorklistRowView[]): readonly RowSummary[] =>
  rows.flatMap((row) => (row.row.status === 'ready' ? [row.row.summary] : []));

/**
 * The encounters shown as CSV, each at least one row; and, where the view hides some of them, those with decisions that
 * are in no file yet: an encounter leaves its view when it is decided.
 */
export function WorklistExports({
  rows,
  shown,
}: {
  readonly rows: readonly WorklistRowView[];
  readonly shown: readonly WorklistRowView[];
}): ReactElement {
  const decided = useAllDecisions();
  const unexported = useUnexported();
  const summaries = summariesOf(shown);
  const leave = shown.length - summaries.length;
  const waiting = rows.filter((row) => unexported.has(row.key));
  const inSight = new Set(shown.map((row) => row.key));
  const decidedElsewhere = waiting.some((row) => !inSight.has(row.key)) ? summariesOf(waiting) : [];
  return (
    <>
      <Button disabled={summaries.length === 0} onClick={() => exportThem(summaries, decided)}>
        {`Export ${summaries.length.toLocaleString('en')} as CSV${leave > 0 ? `, ${leave.toLocaleString('en')} not evaluated left out` : ''}`}
      </Button>
      {decidedElsewhere.length > 0 ? (
        <Button onClick={() => exportThem(decidedElsewhere, decided)}>
          {`Export ${decidedElsewhere.length.toLocaleString('en')} decided, not exported yet`}
        </Button>
      ) : null}
    </>
  );
}
