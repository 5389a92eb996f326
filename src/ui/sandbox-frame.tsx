import type { ReactElement, ReactNode } from 'react';
import styles from './sandbox-frame.module.css';

/** A coloured frame and words around everything shown of the sandbox, so that nobody takes it for a chart. */
export function SandboxFrame({ children }: { readonly children: ReactNode }): ReactElement {
  return (
    <div className={styles['frame']}>
      <aside className={styles['words']}>Sandbox, not a real patient</aside>
      {children}
    </div>
  );
}
