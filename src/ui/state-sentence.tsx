import type { ReactElement } from 'react';
import type { Outcome } from '../vocab/outcome.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import styles from './state-sentence.module.css';

export interface StateSentenceProps {
  /** The whole sentence; the part up to the first full stop weighs more. */
  readonly text: string;
  /** The mark before it; null while checking. A met mark is never shown alone: the words always follow. */
  readonly outcome: Outcome | null;
}

/**
 * What the panel found, in words. One per screen, mounted before its text changes, so that a screen reader
 * announces every change politely and once (an `output`, atomic). Keyboard: none.
 */
export function StateSentence({ text, outcome }: StateSentenceProps): ReactElement {
  const end = text.indexOf('. ');
  const [first, rest] = end === -1 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 1)];
  return (
    <output aria-live="polite" aria-atomic="true" className={styles['sentence']}>
      {outcome ? <OutcomeMark outcome={outcome} wordHidden /> : null}
      <span>
        <strong>{first}</strong>
        {rest ? <span className={styles['rest']}>{rest}</span> : null}
      </span>
    </output>
  );
}
