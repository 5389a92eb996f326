import type { ReactElement, ReactNode } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import type { Asides } from './aside-control.tsx';
import { Blockers } from './blockers.tsx';
import { blockersOf, type DeskItem } from './desk-items.ts';
import styles from './encounter-review.module.css';

/** Findings that belong to no line, first because they block every line. Keyboard: see the keyboard map. */
export function EncounterFindings({
  report,
  items,
  item,
  selected,
  decided,
  children,
}: {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
  readonly item: DeskItem;
  readonly selected: boolean;
  readonly decided: Asides;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <article className={styles['item']} data-selected={selected} aria-label="The encounter">
      <h3>The encounter</h3>
      <Blockers
        blockers={blockersOf(report, items, item)}
        label="Findings about the encounter"
        decided={decided}
      />
      {children}
    </article>
  );
}
