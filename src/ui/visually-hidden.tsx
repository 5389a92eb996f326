import type { ReactElement, ReactNode } from 'react';
import styles from './visually-hidden.module.css';

/** Words for screen readers where the eye has them already from position or shape. */
export const VisuallyHidden = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <span className={styles['hidden']}>{children}</span>
);
