import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { SessionExpired, type ReadProgress, type Session } from '../ehr/session.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { chartQuery, useChartProgress } from './chart.ts';
import type { EncounterSubject } from './encounter-subject.ts';
import { prepareEngine } from './evaluator.ts';
import { useReportOf, type ReportChoices } from './report.ts';

export type EncounterReportState =
  | {
      readonly status: 'reading';
      readonly progress: readonly ReadProgress[];
      readonly cancel: () => void;
    }
  | {
      readonly status: 'ready';
      readonly report: EncounterReport;
      /** A newer reading is under way; the report shown is still the last complete one. */
      readonly rechecking: boolean;
      /** ISO 8601. */
      readonly readAt: string;
      /** The last recheck did not finish: words, or null. The report shown is older than it looks then. */
      readonly recheckFailed: string | null;
      readonly recheck: () => void;
    }
  | { readonly status: 'cancelled'; readonly retry: () => void }
  | { readonly status: 'failed'; readonly reason: string; readonly retry: () => void }
  | { readonly status: 'expired' };

const STOPPED = 'The reading stopped before it was complete.';

/**
 * The report of one encounter: reads the chart, evaluates it, rechecks on focus and at the site's interval while
 * visible. An earlier report stays up while a newer reading runs.
 */
export function useEncounterReport(
  session: Session,
  subject: EncounterSubject,
  choices: ReportChoices,
): EncounterReportState {
  const queryClient = useQueryClient();
  const options = chartQuery(session, subject);
  const chart = useQuery(options);
  const progress = useChartProgress(session, subject);
  const evaluated = useReportOf({ session, subject, chart: chart.data ?? null, choices });
  useEffect(prepareEngine, []);
  const { refetch } = chart;
  const retry = useCallback(() => void refetch(), [refetch]);
  const { queryKey } = options;
  const cancel = useCallback(() => void queryClient.cancelQueries({ queryKey }), [queryClient, queryKey]);

  if (chart.error instanceof SessionExpired) return { status: 'expired' };
  if (chart.data && evaluated.state === 'failed')
    return { status: 'failed', reason: evaluated.reason, retry };
  if (chart.data && evaluated.state === 'ready') {
    return {
      status: 'ready',
      report: evaluated.report,
      rechecking: chart.fetchStatus === 'fetching' || evaluated.updating,
      readAt: evaluated.report.readAt ?? evaluated.report.asOf,
      recheckFailed: chart.error ? STOPPED : null,
      recheck: retry,
    };
  }
  if (chart.error) return { status: 'failed', reason: STOPPED, retry };
  if (chart.fetchStatus === 'idle' && !chart.data) return { status: 'cancelled', retry };
  return { status: 'reading', progress, cancel };
}
