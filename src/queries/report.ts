import { useMemo } from 'react';
import type { Session } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import { evaluateEncounter } from '../report/evaluate-encounter.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import type { ReportChoices } from './encounter-report.ts';
import { siteOf } from './site-settings.ts';

export type EvaluatedState =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly report: EncounterReport; readonly updating: boolean }
  | { readonly state: 'failed'; readonly reason: string };

const BROKEN = 'The chart was read, but the checks stopped with an error. This is a fault of the app.';

/** Evaluates a chart once per chart, table and profile. */
export function useReportOf(session: Session, chart: Chart | null, choices: ReportChoices): EvaluatedState {
  const { issuer } = session;
  const { table, profile = null } = choices;
  return useMemo<EvaluatedState>(() => {
    if (!chart) return { state: 'waiting' };
    const site = siteOf(issuer.site);
    if (!site.ok) return { state: 'failed', reason: `${site.path}: ${site.reason}` };
    try {
      const settings = { asOf: chart.readAt, table, profile, site: site.value };
      return { state: 'ready', report: evaluateEncounter(chart, settings), updating: false };
    } catch {
      return { state: 'failed', reason: BROKEN };
    }
  }, [chart, issuer, table, profile]);
}
