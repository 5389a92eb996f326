import type { ReactElement } from 'react';
import type { EndReason } from '../queries/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from './page.tsx';
import styles from './app.module.css';

const TITLE: Readonly<Record<EndReason, string>> = {
  expired: 'The session has ended',
  idle: 'Covered after a time without use',
  left: 'The page was left',
};
const WHAT: Readonly<Record<EndReason, string>> = {
  expired: 'The EHR no longer lets this app read. What stood here was removed.',
  idle: 'Nobody used this page for a while. What stood here was removed from it.',
  left: 'What stood here was removed when the page was left.',
};

/** In place of the content, not over it: nothing of the patient is on the page any more. */
export function EndedScreen({
  reason,
  lost,
  relaunch,
}: {
  readonly reason: EndReason;
  /** Whether decisions stood that were in no file. */
  readonly lost: boolean;
  readonly relaunch: string | null;
}): ReactElement {
  return (
    <Page>
      <div role="alert" data-ended={reason}>
        <EmptyState
          level={1}
          title={TITLE[reason]}
          actions={relaunch === null ? null : <a href={relaunch}>Sign in again</a>}
        >
          <p>{WHAT[reason]}</p>
          {lost ? <p>Decisions that were not exported are gone.</p> : null}
          {relaunch === null ? <p>Open InjectCheck again from the patient’s chart.</p> : null}
          <p className={styles['quiet']}>Signing in the chart is not affected.</p>
        </EmptyState>
      </div>
    </Page>
  );
}
