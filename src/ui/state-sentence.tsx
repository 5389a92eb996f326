import type { ReactElement } from 'react';
import type { Outcome } from '../vocab/outcome.ts';
import { OutcomeMark } from './outcome-mark.tsx';
import styles from './state-sentence.module.css';

export interface StateSentenceProps {
  /**
   * The whole sentence; the part up to the first full stop weighs more, or what follows it where something could not
   * be told and the first part alone would read as an all-clear.
   */
  readonly text: string;
  /** The mark before it; null while checking. A met mark is never shown alone: the words always follow. */
  readonly outcome: Outcome | null;
}

/** What found nothing, and says nothing of what could not be looked at. */
const CLEAR = /^No(thing else| gaps)/;

/**
 * What the panel found, in words. One per screen, mounted before its text changes, so that a screen reader
 * announces every change politely and once (an `output`, atomic). Keyboard: none.
 */
export function StateSentence({ text, outcome }: StateSentenceProps): ReactElement {
  const end = text.indexOf('. ');
  const [first, rest] = end === -1 ? [text, ''] : [text.slice(0, end + 1), text.slice(end + 1)];
  const leadsClear = outcome === 'cannot-tell' && CLEAR.test(first);
  const [First, Rest] = leadsClear ? (['span', 'strong'] as const) : (['strong', 'span'] as const);
  return (
    <output aria-live="polite" aria-atomic="true" className={styles['sentence']}>
      {outcome ? <OutcomeMark outcome={outcome} wordHidden /> : null}
      <span>
        <First>{first}</First>
        {rest ? <Rest>{rest}</Rest> : null}
      </span>
    </output>
  );
}
