import type { ReactElement, ReactNode } from 'react';
import styles from './empty-state.module.css';

export interface EmptyStateProps {
  /** The heading: what is so. */
  readonly title: string;
  /** What was looked at, what it means, what to do. */
  readonly children?: ReactNode;
  /** Buttons that do what the words say. */
  readonly actions?: ReactNode;
  /** 1 where it is the whole page, 2 inside a screen. */
  readonly level?: 1 | 2;
}

/** Nothing to show, and why: the same care as the full screen. Keyboard: its actions. */
export function EmptyState({ title, children, actions, level = 2 }: EmptyStateProps): ReactElement {
  const Heading = level === 1 ? 'h1' : 'h2';
  return (
    <div className={styles['empty']}>
      <Heading className={styles['title']}>{title}</Heading>
      {children ? <div className={styles['words']}>{children}</div> : null}
      {actions ? <div className={styles['actions']}>{actions}</div> : null}
    </div>
  );
}
