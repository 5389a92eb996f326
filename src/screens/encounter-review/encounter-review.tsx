import { useEffect, type ReactElement } from 'react';
import type { EncounterReportState } from '../../queries/encounter-report.ts';
import { useDecisions } from '../../queries/coder-decisions.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import type { Person } from '../../ui/identity.tsx';
import { Button } from '../../ui/button.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SOURCE_NAME } from '../../ui/source-words.ts';
import { StateSentence } from '../../ui/state-sentence.tsx';
import { ReviewHead } from './review-head.tsx';
import { ReviewView } from './review-view.tsx';
import styles from './encounter-review.module.css';

export interface EncounterReviewProps {
  /** Key of the coder's decisions: the encounter's reference, or the date where none is stated. */
  readonly decisionKey: string;
  readonly state: EncounterReportState;
  readonly person: Person | null;
  readonly tables: readonly { readonly value: string; readonly label: string }[];
  readonly onTable: (table: string) => void;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onBack: (() => void) | null;
  /** Where back leads: "Worklist", "Other encounters". */
  readonly backLabel: string;
  /** What led here within the app: it has the focus again, or the heading has. Null where the page opened here. */
  readonly arrivedBy: 'open' | 'previous' | 'next' | null;
  readonly now: () => string;
}

/** The coder's desk for one encounter: sticky head, then Record, Lines and Why. */
export function EncounterReview(props: EncounterReviewProps): ReactElement {
  const { state, arrivedBy } = props;
  useEffect(() => {
    if (arrivedBy !== null) window.scrollTo(0, 0);
  }, [arrivedBy]);
  return (
    <main className={styles['review']} aria-label="Encounter review">
      <ReviewHead {...props} report={state.status === 'ready' ? state.report : null} />
      {state.status === 'ready' ? (
        <Decided key={props.decisionKey} {...props} report={state.report} />
      ) : (
        <NotReady state={state} />
      )}
    </main>
  );
}

function Decided({
  decisionKey,
  report,
  now,
}: EncounterReviewProps & { readonly report: EncounterReport }): ReactElement {
  const decided = useDecisions(decisionKey, report);
  return <ReviewView {...{ report, decisionKey, decided, now }} />;
}

function NotReady({
  state,
}: {
  readonly state: Exclude<EncounterReportState, { status: 'ready' }>;
}): ReactElement {
  switch (state.status) {
    case 'reading':
      return (
        <div className={styles['waiting']}>
          <StateSentence text="Checking…" outcome={null} />
          <Progress
            label="Reading the chart"
            rows={state.progress.map((one) => ({
              key: one.type,
              label: SOURCE_NAME[one.type],
              read: one.read,
              state: one.state,
            }))}
          />
          <Button onClick={state.cancel}>Stop reading</Button>
        </div>
      );
    case 'cancelled':
      return (
        <EmptyState
          title="Reading was stopped."
          actions={<Button onClick={state.retry}>Read the chart</Button>}
        >
          <p>Nothing was checked.</p>
        </EmptyState>
      );
    case 'failed':
      return (
        <EmptyState
          title="The chart could not be read."
          actions={<Button onClick={state.retry}>Try again</Button>}
        >
          <p>{state.reason}</p>
          <p>Nothing was checked.</p>
        </EmptyState>
      );
    case 'expired':
      return (
        <EmptyState title="The session has ended.">
          <p>Open InjectCheck again from the chart. Decisions that were not exported are gone.</p>
        </EmptyState>
      );
    default:
      return state satisfies never;
  }
}
