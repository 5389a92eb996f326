import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { SOURCE_NAME } from '../../ui/source-words.ts';
import { Quantity } from '../../ui/quantity.tsx';
import { tableTitle } from './code-groups.ts';
import { clockTime } from './words.ts';
import styles from './sign-check.module.css';

export interface SignFootProps {
  readonly report: EncounterReport;
  readonly readAt: string;
  readonly rechecking: boolean;
  readonly onRecheck: () => void;
}

/** Part 9, always in sight: when it was read, by which table, what was not read, and that nothing is blocked. */
export function SignFoot({ report, readAt, rechecking, onRecheck }: SignFootProps): ReactElement {
  const unread = report.sources.filter((source) => source.completeness !== 'complete');
  const { active } = report.tables;
  return (
    <footer className={styles['foot']}>
      <Button aria-disabled={rechecking} onClick={() => (rechecking ? undefined : onRecheck())}>
        Recheck
      </Button>
      <p>
        <span>{rechecking ? 'Rechecking…' : `Read at ${clockTime(readAt)}.`}</span>{' '}
        {tableTitle(report, active)}, edition{' '}
        <Quantity>{report.tables.editions[active] ?? 'not stated'}</Quantity>.{' '}
        {unread.length > 0 ? `Not fully read: ${named(unread)}. ` : ''}
        <span className={styles['quiet']}>This panel does not block signing.</span>
      </p>
    </footer>
  );
}

const named = (sources: EncounterReport['sources']): string =>
  sources.map((source) => SOURCE_NAME[source.type].toLowerCase()).join(', ');
