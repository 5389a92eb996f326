import { useState, type ReactElement } from 'react';
import type { DecisionControls, EncounterDecisions } from '../../queries/coder-decisions.ts';
import {
  decidedLines,
  exportClaim,
  exportCsv,
  exportText,
  mayAcceptAll,
  saveFile,
} from '../../queries/exports.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../../ui/copy-button.tsx';
import { Section } from '../../ui/section.tsx';
import styles from './encounter-review.module.css';

export interface ExportBarProps {
  readonly report: EncounterReport;
  readonly decided: EncounterDecisions & DecisionControls;
  readonly now: () => string;
}

/** How decisions leave: CSV, draft Claim, copied text. "Accept all" only when every line is supported. */
export function ExportBar({ report, decided, now }: ExportBarProps): ReactElement {
  const [said, setSaid] = useState('');
  const open = decidedLines(report, decided.decisions).filter((line) => line.decision === null);
  const byEncounter = new Map([[report.encounter.reference ?? '', decided]]);
  return (
    <Section title="Export">
      <div className={styles['actions']}>
        {mayAcceptAll(report) && open.length > 0 ? (
          <Button
            onClick={() =>
              open.forEach((line) => decided.decide({ line: line.original.key, action: 'accepted' }))
            }
          >{`Accept all ${open.length}`}</Button>
        ) : null}
        <Button
          onClick={() =>
            saveFile('injectcheck-lines.csv', 'text/csv;charset=utf-8', exportCsv([report], byEncounter))
          }
        >
          CSV
        </Button>
        <Button
          onClick={() => {
            const claim = exportClaim(report, decided, now());
            if (claim === null) return setSaid('No line stands, so there is no draft claim.');
            setSaid('');
            saveFile('injectcheck-claim-draft.json', 'application/fhir+json', claim);
          }}
        >
          FHIR Claim draft
        </Button>
        <CopyButton text={exportText(report, decided)} label="Copy as text" />
        <output>{said}</output>
      </div>
      <p className={styles['quiet']}>
        Decisions live in this session and leave through export. Nothing is written to the chart.
      </p>
    </Section>
  );
}
