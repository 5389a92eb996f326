import type { ReactElement } from 'react';
import styles from './progress.module.css';

export interface ProgressRow {
  readonly key: string;
  readonly label: string;
  /** How many were read so far. */
  readonly read: number;
  readonly state: 'waiting' | 'reading' | 'done';
}

const words = ({ read, state }: ProgressRow): string => {
  switch (state) {
    case 'waiting':
      return 'Waiting';
    case 'reading':
      return read === 0 ? 'Reading' : `${read} read, more to come`;
    case 'done':
      return `${read} read`;
    default:
      return state satisfies never;
  }
};

/**
 * Reading, source by source: one native progress for the whole and a line in words for each source.
 * The list is not live: the state sentence above it speaks for the screen. Keyboard: none.
 */
export function Progress({
  label,
  rows,
}: {
  readonly label: string;
  readonly rows: readonly ProgressRow[];
}): ReactElement {
  const done = rows.filter((row) => row.state === 'done').length;
  return (
    <div className={styles['progress']}>
      <progress aria-label={label} max={Math.max(rows.length, 1)} value={done} />
      <ul className={styles['rows']}>
        {rows.map((row) => (
          <li key={row.key} className={styles['row']} data-state={row.state}>
            <span>{row.label}</span>
            <span>{words(row)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
