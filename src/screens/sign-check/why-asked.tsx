import type { ReactElement } from 'react';
import type { ReportCheck } from '../../report/report-schema.ts';
import { EvidenceList } from '../../ui/evidence-list.tsx';
import { formatDate } from '../../vocab/calendar.ts';
import styles from './sign-check.module.css';

/** The question, the document it rests on, what was found, and where was looked. */
export function WhyAsked({ check }: { readonly check: ReportCheck }): ReactElement {
  const { basis } = check;
  return (
    <dl className={styles['why']}>
      <dt>Question</dt>
      <dd>{check.question}</dd>
      <dt>Answer</dt>
      <dd>{check.message}</dd>
      <dt>Basis</dt>
      <dd>{`${basis.document}, ${basis.section}. Read ${formatDate(basis.read)}.`}</dd>
      {check.searched.length > 0 ? (
        <>
          <dt>Searched</dt>
          <dd>{check.searched.join(', ')}.</dd>
        </>
      ) : null}
      <dt>Found</dt>
      <dd>
        <EvidenceList evidence={check.evidence} none="Nothing." />
      </dd>
    </dl>
  );
}
