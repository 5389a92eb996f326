import type { ReactElement, ReactNode, Ref } from 'react';
import styles from './details.module.css';

export interface DetailsProps {
  readonly summary: ReactNode;
  readonly children: ReactNode;
  /** Open at first; afterwards the reader decides, and a recheck never closes it. */
  readonly startOpen?: boolean;
  readonly ref?: Ref<HTMLDetailsElement>;
}

/** A native disclosure. Keyboard: Enter or Space on the summary. Opens itself for print. */
export function Details({ summary, children, startOpen = false, ref }: DetailsProps): ReactElement {
  return (
    <details ref={ref} className={styles['details']} {...(startOpen ? { open: true } : {})}>
      <summary className={styles['summary']}>{summary}</summary>
      <div className={styles['body']}>{children}</div>
    </details>
  );
}
