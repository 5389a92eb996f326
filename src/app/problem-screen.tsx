import type { ReactElement } from 'react';
import { wordsOfProblem } from '../ehr/problem-words.ts';
import type { LaunchProblem } from '../ehr/session.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { Page } from './page.tsx';
import styles from './app.module.css';

/**
 * A launch that ended without a session: what happened and what to do. There is nothing to retry on this page,
 * because the login's one-time code is spent; a new launch starts from the chart.
 */
export function ProblemScreen({ problem }: { readonly problem: LaunchProblem }): ReactElement {
  const { title, what, whatToDo } = wordsOfProblem(problem);
  return (
    <Page>
      <div role="alert" data-problem={problem.kind}>
        <EmptyState level={1} title={title}>
          <p>{what}</p>
          <p>{whatToDo}</p>
          <p className={styles['quiet']}>Nothing was checked, and nothing in the chart was changed.</p>
        </EmptyState>
      </div>
    </Page>
  );
}
