import type { ReactElement } from 'react';
import { keepTogether, Quantity } from './quantity.tsx';
import styles from './table-disagreement.module.css';

export interface CodeRow {
  /** Whose row it is: "Practice reference", "CMS, the same number". */
  readonly table: string;
  readonly code: string;
  /** Null where the table gives the code but no line of it. */
  readonly units: number | null;
  /** What the code means there, in our own words. */
  readonly meaning: string;
}

export interface TableDisagreementProps {
  readonly rows: readonly CodeRow[];
  /** The finding in one sentence. */
  readonly message: string;
  /** "Acknowledged by …" where the site accepted it: still shown, no longer counted. */
  readonly acknowledged?: string | null;
}

/**
 * The two code tables where they differ: one row each, aligned on code, units and meaning so that the eye
 * compares down a column; whose row it is stands over the meaning, so that 320 px are enough. A real table, with its caption as heading. Keyboard: none.
 */
export function TableDisagreement({ rows, message, acknowledged }: TableDisagreementProps): ReactElement {
  return (
    <div className={styles['block']}>
      <table className={styles['table']}>
        <caption>The code tables disagree</caption>
        <thead>
          <tr>
            <th scope="col">Code</th>
            <th scope="col" className={styles['units']}>
              Units
            </th>
            <th scope="col">Table and meaning</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.table} ${row.code}`}>
              <th scope="row">
                <Quantity>{row.code}</Quantity>
              </th>
              <td className={styles['units']}>
                {row.units === null ? 'none' : row.units.toLocaleString('en')}
              </td>
              <td>
                <span className={styles['table-name']}>{row.table}</span>
                <span className={styles['meaning']}>{keepTogether(row.meaning)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{keepTogether(message)}</p>
      {acknowledged ? <p className={styles['acknowledged']}>{acknowledged}</p> : null}
    </div>
  );
}
