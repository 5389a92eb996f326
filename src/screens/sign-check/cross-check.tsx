import type { ReactElement } from 'react';
import type { EncounterReport, ReportLine } from '../../report/report-schema.ts';
import { keepTogether, Quantity } from '../../ui/quantity.tsx';
import { lineWords, tableWithEdition, type CodeGroup } from './code-groups.ts';
import styles from './sign-check.module.css';

/** The other table's result with its own arithmetic, always there: a line, or the reason why there is none. */
export function CrossCheck({
  report,
  group,
}: {
  readonly report: EncounterReport;
  readonly group: CodeGroup;
}): ReactElement {
  const title = tableWithEdition(report, report.tables.crossCheck);
  return (
    <div className={styles['cross']}>
      <p className={styles['crossTitle']}>{`Cross-check: ${title}`}</p>
      {group.cross.map((line) => (
        <CrossLine key={line.key} line={line} group={group} />
      ))}
      {group.crossHoles.map((hole) => (
        <p key={hole.why}>{`No code: ${hole.words}`}</p>
      ))}
      {group.cross.length === 0 && group.crossHoles.length === 0 ? <p>No code in this table.</p> : null}
    </div>
  );
}

function CrossLine({ line, group }: { readonly line: ReportLine; readonly group: CodeGroup }): ReactElement {
  const together = line.administrations.length > group.administrations.length;
  return (
    <div>
      <p>
        <strong>
          <Quantity>{lineWords(line)}</Quantity>
        </strong>{' '}
        {together ? 'for all administrations of this drug on this date together. ' : ''}
        {line.arithmetic.map(keepTogether).join('; ')}
      </p>
      {line.modifierReasons.map((modifier) => (
        <p key={modifier.code}>
          <strong>{modifier.code}</strong> {keepTogether(modifier.reason)}
        </p>
      ))}
    </div>
  );
}
