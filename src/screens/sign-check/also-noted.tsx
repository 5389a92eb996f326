import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Details } from '../../ui/details.tsx';
import styles from './sign-check.module.css';

/** Notes: worth knowing, never counted. Folded to one line. */
export function AlsoNoted({ report }: { readonly report: EncounterReport }): ReactElement | null {
  const notes = report.checks.filter((check) => check.severity === 'note' && check.outcome === 'gap');
  if (notes.length === 0) return null;
  return (
    <div className={styles['folded']}>
      <Details summary={`Also noted (${notes.length})`}>
        <ul className={styles['findings']}>
          {notes.map((check) => (
            <li key={`${check.id} ${check.subject ?? ''}`}>
              <strong>{check.title}.</strong> {check.message}
            </li>
          ))}
        </ul>
      </Details>
    </div>
  );
}
