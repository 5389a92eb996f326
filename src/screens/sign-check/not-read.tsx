import type { ReactElement } from 'react';
import type { EncounterReportState } from '../../queries/encounter-report.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Progress } from '../../ui/progress.tsx';
import { SOURCE_NAME } from '../../ui/source-words.ts';

type Unread = Exclude<EncounterReportState, { readonly status: 'ready' }>;

/** The body of every state without a report: reading, stopped, failed, ended. */
export function NotRead({ state }: { readonly state: Unread }): ReactElement | null {
  switch (state.status) {
    case 'reading':
      return (
        <>
          <Progress
            label="Reading the chart"
            rows={state.progress.map((step) => ({
              key: step.type,
              label: SOURCE_NAME[step.type],
              read: step.read,
              state: step.state,
            }))}
          />
          <p>
            <Button onClick={state.cancel}>Stop reading</Button>
          </p>
        </>
      );
    case 'cancelled':
      return (
        <EmptyState title="What to do" actions={<Button onClick={state.retry}>Read the chart</Button>}>
          <p>Read the chart again to see what is missing.</p>
        </EmptyState>
      );
    case 'failed':
      return (
        <EmptyState title="What to do" actions={<Button onClick={state.retry}>Try again</Button>}>
          <p>{state.reason}</p>
          <p>
            Try again. Should it fail again, sign as you would without this panel and tell your EHR support.
          </p>
        </EmptyState>
      );
    case 'expired':
      return null;
    default:
      return state satisfies never;
  }
}
