import type { ReactElement } from 'react';
import type { ReportCheck } from '../../report/report-schema.ts';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { AsideControl, type Asides } from './aside-control.tsx';
import styles from './encounter-review.module.css';

/** The message of every check that did not run because of one source: thirty of them say one thing. */
const NOT_RUN = 'sourceUnavailable';

interface NotRun {
  readonly why: string;
  readonly checks: readonly ReportCheck[];
}

/** Checks that did not run, by the source that was missing, where two or more share it. */
function notRunOf(blockers: readonly ReportCheck[]): readonly NotRun[] {
  const bySource = new Map<string, ReportCheck[]>();
  for (const check of blockers) {
    if (check.messageKey !== NOT_RUN || check.reasonWords === null) continue;
    bySource.set(check.reasonWords, [...(bySource.get(check.reasonWords) ?? []), check]);
  }
  return [...bySource].filter(([, checks]) => checks.length > 1).map(([why, checks]) => ({ why, checks }));
}

/**
 * Open findings in one list: what, and in a sentence why. Checks one missing source kept from running stand together,
 * so that the source is read once. Keyboard: none.
 */
export function Blockers({
  blockers,
  label,
  decided,
}: {
  readonly blockers: readonly ReportCheck[];
  readonly label: string;
  readonly decided: Asides;
}): ReactElement | null {
  if (blockers.length === 0) return null;
  const notRun = notRunOf(blockers);
  const together = new Set(notRun.flatMap((one) => one.checks));
  return (
    <ul className={styles['blockers']} aria-label={label}>
      {blockers
        .filter((check) => !together.has(check))
        .map((check) => (
          <li key={`${check.id} ${check.subject ?? ''} ${check.messageKey}`} data-check={check.id}>
            <OutcomeMark
              outcome={check.outcome}
              word={check.outcome === 'gap' ? check.title : `${check.title} could not be checked`}
            />{' '}
            <span className={styles['says']}>{keepTogether(check.message)}</span>
            {check.outcome === 'gap' ? <AsideControl check={check} decided={decided} /> : null}
          </li>
        ))}
      {notRun.map(({ why, checks }) => (
        <li key={why}>
          <OutcomeMark outcome="cannot-tell" word={`${checks.length} could not be checked`} />{' '}
          <span className={styles['says']}>{keepTogether(why)}</span>
          <span className={styles['notRun']}>{checks.map((check) => check.noun).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
