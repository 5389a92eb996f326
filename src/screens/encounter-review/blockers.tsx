import type { ReactElement } from 'react';
import type { ReportCheck } from '../../report/report-schema.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import styles from './encounter-review.module.css';

/** Open findings in one list: what, and in a sentence why. Keyboard: none. */
export function Blockers({
  blockers,
  label,
}: {
  readonly blockers: readonly ReportCheck[];
  readonly label: string;
}): ReactElement | null {
  if (blockers.length === 0) return null;
  return (
    <ul className={styles['blockers']} aria-label={label}>
      {blockers.map((check) => (
        <li key={`${check.id} ${check.subject ?? ''} ${check.messageKey}`} data-check={check.id}>
          <OutcomeMark
            outcome={check.outcome}
            word={check.outcome === 'gap' ? check.title : `${check.title} could not be checked`}
          />{' '}
          <span className={styles['says']}>{keepTogether(check.message)}</span>
        </li>
      ))}
    </ul>
  );
}
