import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { Details } from '../../ui/details.tsx';
import { Section } from '../../ui/section.tsx';
import { Select } from '../../ui/select.tsx';
import { SourceStatusList } from '../../ui/source-status-list.tsx';
import { tableWithEdition } from './code-groups.ts';
import styles from './sign-check.module.css';

export interface AboutCheckProps {
  readonly report: EncounterReport;
  readonly onTable: (table: string) => void;
  readonly onExport: () => void;
  readonly onPrint: () => void;
}

/** Part 9, the longer half of the foot: the table and its switch, what was read and how, what to take along. */
export function AboutCheck({ report, onTable, onExport, onPrint }: AboutCheckProps): ReactElement {
  const unread = report.sources.filter((source) => source.completeness !== 'complete');
  const read = report.sources.filter((source) => source.completeness === 'complete');
  const tables = Object.keys(report.tables.titles);
  return (
    <Section title="About this check">
      <Select
        label="Code table for this session"
        value={report.tables.active}
        options={tables.map((id) => ({ value: id, label: tableWithEdition(report, id) }))}
        onChange={onTable}
      />
      {unread.length > 0 ? (
        <div>
          <h3>Sources not fully read</h3>
          <SourceStatusList sources={unread} />
        </div>
      ) : null}
      <Details summary={`Sources read (${read.length})`}>
        <SourceStatusList sources={read} />
      </Details>
      {report.unmappedCodes.length > 0 ? <UnmappedCodes report={report} /> : null}
      <p className={styles['actions']}>
        <Button onClick={onExport}>Export report</Button>
        <Button onClick={onPrint}>Print</Button>
      </p>
    </Section>
  );
}

function UnmappedCodes({ report }: { readonly report: EncounterReport }): ReactElement {
  const count = report.unmappedCodes.reduce((sum, one) => sum + one.count, 0);
  return (
    <Details summary={`Local codes not recognised (${count})`}>
      <ul>
        {report.unmappedCodes.map((one) => (
          <li key={`${one.system} ${one.code} ${one.element}`}>
            {`${one.code}${one.display === null ? '' : ` “${one.display}”`}, ${one.element}, ${one.count}`}
          </li>
        ))}
      </ul>
    </Details>
  );
}
