import { queryOptions, useQuery } from '@tanstack/react-query';
import type { Session } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { evaluateChart, EvaluationFailed } from './evaluator.ts';
import type { EncounterSubject } from './encounter-subject.ts';

/** Under which table and profile to evaluate; null follows the site. */
export interface ReportChoices {
  /** Code table the user switched to for this session. */
  readonly table: string | null;
  readonly profile?: string | null;
}

export type EvaluatedState =
  | { readonly state: 'waiting' }
  | { readonly state: 'ready'; readonly report: EncounterReport; readonly updating: boolean }
  | { readonly state: 'failed'; readonly reason: string };

const BROKEN = 'The chart was read, but the checks stopped with an error. This is a fault of the app.';

/** A number for each chart and each site's settings, so that a query key need not hold them. */
const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(held: object): number {
  const known = numbers.get(held);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(held, last);
  return last;
}

const subjectKey = (session: Session, subject: EncounterSubject): readonly (string | null)[] => [
  session.id,
  subject.patient,
  subject.encounter,
  subject.serviceDate,
];

export interface ReportOf {
  readonly session: Session;
  readonly subject: EncounterSubject;
  readonly chart: Chart | null;
  readonly choices: ReportChoices;
}

export function reportQuery({ session, subject, chart, choices }: ReportOf) {
  const { table, profile = null } = choices;
  const about = subjectKey(session, subject);
  return queryOptions({
    queryKey: [
      'report',
      about,
      chart ? numberOf(chart) : null,
      numberOf(session.issuer),
      table,
      profile,
    ] as const,
    queryFn: async ({ signal }): Promise<EncounterReport> => {
      if (!chart) throw new EvaluationFailed(BROKEN);
      const choices = [{ table, profile }];
      const [report] = await evaluateChart({ chart, site: session.issuer.site, choices, signal });
      if (!report) throw new EvaluationFailed(BROKEN);
      return report;
    },
    enabled: chart !== null,
    staleTime: Infinity,
    // The last report of this same encounter stays up meanwhile. Never another encounter's.
    placeholderData: (previous, query) =>
      JSON.stringify(query?.queryKey[1]) === JSON.stringify(about) ? previous : undefined,
  });
}

/** Evaluates a chart once per chart, table and profile. */
export function useReportOf(of: ReportOf): EvaluatedState {
  const { data, error, isPlaceholderData } = useQuery(reportQuery(of));
  if (error) return { state: 'failed', reason: error instanceof EvaluationFailed ? error.message : BROKEN };
  return data ? { state: 'ready', report: data, updating: isPlaceholderData } : { state: 'waiting' };
}
