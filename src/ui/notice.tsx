import type { ReactElement, ReactNode } from 'react';
import styles from './notice.module.css';

/** A standing line above a screen: offline, data of another patient left out. Announced once. Keyboard: its content. */
export const Notice = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <output className={styles['notice']}>{children}</output>
);
