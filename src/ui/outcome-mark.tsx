import type { ReactElement } from 'react';
import type { Outcome } from '../vocab/outcome.ts';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './outcome-mark.module.css';

/** The four marks: shape, word and colour together, so that none of the three carries the meaning alone. */
export const OUTCOME_WORD: Readonly<Record<Outcome, string>> = {
  gap: 'Fix',
  'cannot-tell': 'Could not check',
  met: 'Recorded',
  'not-applicable': 'Does not apply',
};

function Shape({ outcome }: { readonly outcome: Outcome }): ReactElement {
  switch (outcome) {
    case 'gap':
      return <path d="M8 1.8 15 14H1Z" fill="currentColor" />;
    case 'cannot-tell':
      return (
        <g fill="none" stroke="currentColor" strokeWidth="1.5">
          <circle cx="8" cy="8" r="6.6" />
          <path d="M5.9 6.3a2.1 2.1 0 1 1 3 2c-.6.3-.9.6-.9 1.3" strokeLinecap="round" />
          <circle cx="8" cy="11.7" r=".55" fill="currentColor" strokeWidth=".6" />
        </g>
      );
    case 'met':
      return <path d="m2.5 8.6 3.7 3.6 7.3-8" fill="none" stroke="currentColor" strokeWidth="2" />;
    case 'not-applicable':
      return <path d="M3 8h10" fill="none" stroke="currentColor" strokeWidth="2" />;
    default:
      return outcome satisfies never;
  }
}

export interface OutcomeMarkProps {
  readonly outcome: Outcome;
  /** The word beside the shape; the outcome's own unless a place needs another, such as a count. */
  readonly word?: string;
  /** Hides the word from the eye, never from a screen reader. Only where the word stands right beside it. */
  readonly wordHidden?: boolean;
}

/** One outcome as shape + word + colour. Keyboard: none, it is not a control. */
export function OutcomeMark({ outcome, word, wordHidden = false }: OutcomeMarkProps): ReactElement {
  const words = word ?? OUTCOME_WORD[outcome];
  return (
    <span className={styles['mark']} data-outcome={outcome}>
      <svg className={styles['shape']} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
        <Shape outcome={outcome} />
      </svg>
      {wordHidden ? <VisuallyHidden>{words}</VisuallyHidden> : <span>{words}</span>}
    </span>
  );
}
