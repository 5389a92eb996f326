import type { ReactElement } from 'react';
import type { Evidence } from '../vocab/evidence.ts';
import { EvidenceSource } from './evidence-list.tsx';
import { keepTogether } from './quantity.tsx';
import styles from './conflict.module.css';

export interface Statement {
  /** Who says it: "Administration", "Procedure". */
  readonly source: string;
  /** When it was recorded, in words; "time not stated" where none. */
  readonly time: string;
  /** What it says: "right". */
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

/** Statements of the record that cannot all hold, side by side and alike: none is marked correct. Keyboard: none. */
export function Conflict({ statements }: { readonly statements: readonly Statement[] }): ReactElement {
  return (
    <ul className={styles['statements']}>
      {statements.map((statement) => (
        <li
          key={[statement.says, ...statement.evidence.map((one) => `${one.reference} ${one.path}`)].join(' ')}
          className={styles['statement']}
        >
          <p className={styles['source']}>{statement.source}</p>
          <p className={styles['says']}>{keepTogether(statement.says)}</p>
          <p className={styles['time']}>{statement.time}</p>
          {statement.evidence.map((one) => (
            <EvidenceSource key={`${one.reference} ${one.path}`} evidence={one} />
          ))}
        </li>
      ))}
    </ul>
  );
}
