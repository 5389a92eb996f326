import type { ReactElement } from 'react';
import { DataTable } from '../../ui/data-table.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { SET_ASIDE_WORDS } from '../../vocab/set-aside.ts';
import type { AsideCount, CheckInsight } from './worklist-insight.ts';
import styles from './worklist.module.css';

const COLUMNS = [
  { key: 'check', title: 'Check' },
  { key: 'bar', title: 'How often' },
  { key: 'fired', title: 'Fired', numeric: true },
  { key: 'resolved', title: 'Resolved', numeric: true },
  { key: 'aside', title: 'Set aside in this session', numeric: true },
  { key: 'unknown', title: 'Could not tell', numeric: true },
  { key: 'reasons', title: 'Why set aside' },
];

/** A set-aside is kept nowhere but in the page it was made in: nobody else's reaches this one. */
const WHOSE =
  'Set aside counts what you set aside in the encounters shown, since this session began. What clinicians set aside in their sign check stays in their own session and is not counted.';

const reasonWords = ({ reason, count }: AsideCount): string =>
  `${SET_ASIDE_WORDS[reason]} (${count.toLocaleString('en')})`;

/**
 * How often each check fired over the rows shown: a bar in the row of its number, so that chart and table are one.
 * Keyboard: Tab to the table, arrows scroll it.
 */
export function InsightPanel({
  insight,
  evaluated,
}: {
  readonly insight: readonly CheckInsight[];
  readonly evaluated: number;
}): ReactElement {
  if (insight.length === 0)
    return (
      <p
        className={styles['quiet']}
      >{`No finding in ${evaluated.toLocaleString('en')} evaluated encounters.`}</p>
    );
  const most = Math.max(1, ...insight.map((one) => one.fired + one.couldNotTell));
  return (
    <div>
      <DataTable
        caption={`Findings over ${evaluated.toLocaleString('en')} evaluated encounters`}
        columns={COLUMNS}
        blockSize="40vh"
      >
        {insight.map((one) => (
          <tr key={one.check}>
            <th scope="row">{one.title}</th>
            <td>
              <VisuallyHidden>{`${one.fired + one.couldNotTell} findings`}</VisuallyHidden>
              <span className={styles['bar']} aria-hidden="true">
                <span data-part="gap" style={{ inlineSize: `${(100 * one.fired) / most}%` }} />
                <span data-part="cannot-tell" style={{ inlineSize: `${(100 * one.couldNotTell) / most}%` }} />
              </span>
            </td>
            {[one.fired, one.resolved, one.setAside, one.couldNotTell].map((value, index) => (
              <td key={COLUMNS[index + 2]?.key} data-numeric="true">
                {value.toLocaleString('en')}
              </td>
            ))}
            <td>{one.reasons.length === 0 ? 'None' : one.reasons.map(reasonWords).join(', ')}</td>
          </tr>
        ))}
      </DataTable>
      <p className={styles['quiet']}>{WHOSE}</p>
    </div>
  );
}
