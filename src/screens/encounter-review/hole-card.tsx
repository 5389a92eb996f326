import type { ReactElement, ReactNode } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { MedicationLine } from '../../ui/medication-line.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import type { Asides } from './aside-control.tsx';
import { Blockers } from './blockers.tsx';
import { blockersOf, type DeskItem, type Hole } from './desk-items.ts';
import { medicationLineOf } from './review-model.ts';
import styles from './encounter-review.module.css';

export interface HoleCardProps {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
  readonly item: Extract<DeskItem, { kind: 'hole' }>;
  readonly selected: boolean;
  readonly decided: Asides;
  readonly children: ReactNode;
}

/** An injection that made no line: the reason stands where the line would be. Keyboard: see the keyboard map. */
export function HoleCard({ report, items, item, selected, decided, children }: HoleCardProps): ReactElement {
  const { hole } = item;
  return (
    <article
      className={styles['item']}
      data-selected={selected}
      data-hole="true"
      aria-label={`No line for ${hole.administration}`}
    >
      <div className={styles['itemHead']}>
        <h3 className={styles['code']}>No line</h3>
        <OutcomeMark outcome="cannot-tell" word="Units cannot be computed" />
      </div>
      <p>{keepTogether(hole.words)}</p>
      <Given report={report} administration={hole.administration} />
      <Blockers blockers={blockersOf(report, items, item)} label="What blocks this line" decided={decided} />
      {children}
    </article>
  );
}

function Given({
  report,
  administration,
}: {
  readonly report: EncounterReport;
  readonly administration: string;
}): ReactElement {
  const injection = report.injections.find((one) => one.administration === administration);
  return injection ? (
    <MedicationLine {...medicationLineOf(injection)} />
  ) : (
    <p className={styles['reference']}>{administration}</p>
  );
}

/** Facts that make no line and need none, with the reason: nothing that was looked at goes unmentioned. */
export function Excluded({
  report,
  facts,
}: {
  readonly report: EncounterReport;
  readonly facts: readonly Hole[];
}): ReactElement | null {
  if (facts.length === 0) return null;
  return (
    <ul className={styles['excluded']} aria-label="Facts that need no line">
      {facts.map((fact) => (
        <li key={fact.administration}>
          <p>
            <OutcomeMark outcome="not-applicable" word="No line needed" />{' '}
            <span className={styles['says']}>{keepTogether(fact.words)}</span>
          </p>
          <Given report={report} administration={fact.administration} />
        </li>
      ))}
    </ul>
  );
}
