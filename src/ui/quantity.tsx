import type { ReactElement } from 'react';
import styles from './quantity.module.css';

/**
 * Text whose numbers keep to their units: a no-break space after every number that is followed by a word
 * or a sign, so "40 mg" and "J3250 × 1" never part at a line end.
 */
export const keepTogether = (text: string): string =>
  text
    .replace(/(\d) (?=[\p{L}%µ])/gu, '$1\u00a0')
    .replace(/ ([×÷=≤<>≥+]) /gu, '\u00a0$1 ')
    .replace(/([×÷=≤<>≥]) /gu, '$1\u00a0');

/** A quantity or a code: tabular numerals, never broken. */
export const Quantity = ({ children }: { readonly children: string }): ReactElement => (
  <span className={styles['quantity']}>{children}</span>
);
