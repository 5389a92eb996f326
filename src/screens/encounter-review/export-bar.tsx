import { useState, type ReactElement } from 'react';
import {
  markExported,
  useUnexported,
  type DecisionControls,
  type EncounterDecisions,
} from '../../queries/coder-decisions.ts';
import {
  claimHolds,
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
  readonly decisionKey: string;
  readonly decided: EncounterDecisions & DecisionControls;
  readonly now: () => string;
}

const CLAIM_LACKS =
  'The draft claim holds the lines that stand. What was removed, asked or set aside leaves with CSV or text.';

/** How decisions leave: CSV, draft Claim, copied text. "Accept all" only when every line is supported. */
export function ExportBar({ report, decisionKey, decided, now }: ExportBarProps): ReactElement {
  const [said, setSaid] = useState('');
  const unexported = useUnexported().has(decisionKey);
  const open = decidedLines(report, decided.decisions).filter((line) => line.decision === null);
  const csv = (): void => {
    const byEncounter = new Map([[report.encounter.reference ?? '', decided]]);
    saveFile('injectcheck-lines.csv', 'text/csv;charset=utf-8', exportCsv([report], byEncounter));
    markExported([decisionKey]);
  };
  const claim = (): void => {
    const draft = exportClaim(report, decided, now());
    setSaid(draft === null ? 'No line stands, so there is no draft claim.' : '');
    if (draft === null) return;
    saveFile('injectcheck-claim-draft.json', 'application/fhir+json', draft);
    if (claimHolds(report, decided)) markExported([decisionKey]);
    else setSaid(CLAIM_LACKS);
  };
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
        <Button onClick={csv}>CSV</Button>
        <Button onClick={claim}>FHIR Claim draft</Button>
        <CopyButton
          text={exportText(report, decided)}
          label="Copy as text"
          onCopied={() => markExported([decisionKey])}
        />
        <output>{said}</output>
      </div>
      <p className={styles['quiet']}>
        {unexported
          ? 'Decisions here have not been exported yet. Leaving loses them: nothing is written to the chart.'
          : 'Decisions live in this session and leave through export. Nothing is written to the chart.'}
      </p>
    </Section>
  );
}
