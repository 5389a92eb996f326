import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { MedicationLine } from '../../ui/medication-line.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { formatDateTime } from '../../vocab/calendar.ts';
import { medicationLineOf, recordOf, type RecordEntry } from './review-model.ts';
import styles from './encounter-review.module.css';

/** What the record holds, oldest first; rows that do not count are struck through with the word why. Keyboard: none. */
export function RecordColumn({
  report,
  linked,
}: {
  readonly report: EncounterReport;
  readonly linked: readonly string[];
}): ReactElement {
  const entries = recordOf(report);
  if (entries.length === 0)
    return (
      <p
        className={styles['quiet']}
      >{`Nothing recorded for this encounter. Looked at: ${report.lookedAt.join(', ')}.`}</p>
    );
  return (
    <ol className={styles['timeline']}>
      {entries.map((entry) => (
        <li key={entry.key} data-linked={linked.includes(entry.reference)}>
          <p className={styles['when']}>
            <span>{entry.kind}</span>
            <span>{whenOf(entry)}</span>
          </p>
          <Entry entry={entry} />
          <p className={styles['reference']}>{entry.reference}</p>
        </li>
      ))}
    </ol>
  );
}

/** The report carries no time of a condition: none is claimed. */
const whenOf = ({ at, kind }: RecordEntry): string =>
  at === null ? (kind === 'Condition' ? '' : 'Undated') : formatDateTime(at);

function Entry({ entry }: { readonly entry: RecordEntry }): ReactElement {
  if (entry.injection) return <MedicationLine {...medicationLineOf(entry.injection)} />;
  if (entry.excluded === null) return <p>{keepTogether(entry.words)}</p>;
  return (
    <p>
      <s>{keepTogether(entry.words)}</s> <strong>{entry.excluded}</strong>
    </p>
  );
}
