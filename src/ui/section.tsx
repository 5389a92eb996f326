import { useId, type ReactElement, type ReactNode } from 'react';
import styles from './section.module.css';

export interface SectionProps {
  readonly title: string;
  /** Beside the title: a count or a few words. */
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a screen under a hairline; a named region for screen readers. Keyboard: none. */
export function Section({ title, aside, children }: SectionProps): ReactElement {
  const id = useId();
  return (
    <section aria-labelledby={id} className={styles['section']}>
      <h2 id={id} className={styles['title']}>
        {title}
        {aside === undefined ? null : <span className={styles['aside']}>{aside}</span>}
      </h2>
      {children}
    </section>
  );
}
