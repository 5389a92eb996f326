import { useEffect, useState, type ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Notice } from '../../ui/notice.tsx';
import { AboutCheck } from './about-check.tsx';
import { AlsoNoted } from './also-noted.tsx';
import { Codes } from './codes.tsx';
import { Findings } from './findings.tsx';
import type { HeldItem } from './held-items.ts';
import { NoteText } from './note-text.tsx';
import { Recorded } from './recorded.tsx';
import type { SetAsides } from './set-aside.ts';
import styles from './sign-check.module.css';

export interface SignReportProps {
  readonly report: EncounterReport;
  readonly items: readonly HeldItem[];
  readonly setAsides: SetAsides;
  readonly recheckFailed: string | null;
  readonly onTable: (table: string) => void;
  readonly now: () => Date;
}

/** Needed on a click alone; fetched while nobody waits, so that the click works offline too. */
const exporting = () => import('./report-export.ts');

/** Parts 3 to 9 of a report that was read: what needs action first and widest, what is fine folded. */
export function SignReport(props: SignReportProps): ReactElement {
  const { report, items, setAsides, recheckFailed, onTable, now } = props;
  const [notSaved, setNotSaved] = useState(false);
  useEffect(() => void exporting().catch(() => undefined), []);
  const save = (): void =>
    void exporting().then(
      (it) => it.downloadReport(report, items, setAsides.byKey),
      () => setNotSaved(true),
    );
  return (
    <>
      {recheckFailed === null ? null : (
        <Notice>{`The last recheck did not finish: what stands here is older. ${recheckFailed}`}</Notice>
      )}
      {notSaved ? (
        <Notice>The report was not saved: this app’s server does not answer. Try again.</Notice>
      ) : null}
      {report.droppedWrongPatient > 0 ? (
        <Notice>{`Left out because they name another patient: ${report.droppedWrongPatient}.`}</Notice>
      ) : null}
      {report.unplaced.map(({ administration, words }) => (
        <Notice key={administration}>{words}</Notice>
      ))}
      <div className={styles['columns']}>
        <div className={styles['column']}>
          {report.signState === 'nothing-to-check' ? <LookedAt report={report} /> : null}
          <Findings
            report={report}
            items={items}
            asides={setAsides.byKey}
            onSetAside={(key, reason, text) => setAsides.put({ key, reason, text, at: now().toISOString() })}
            onUndo={setAsides.undo}
          />
          <AlsoNoted report={report} />
        </div>
        <div className={styles['column']}>
          <Codes report={report} shown={new Set(items.map((item) => item.check.subject))} />
          <Recorded report={report} />
          <NoteText paragraphs={report.noteText} />
          <AboutCheck report={report} onTable={onTable} onExport={save} onPrint={() => window.print()} />
        </div>
      </div>
    </>
  );
}

function LookedAt({ report }: { readonly report: EncounterReport }): ReactElement {
  return (
    <div className={styles['lookedAt']}>
      <h2>Looked at</h2>
      <ul>
        {report.lookedAt.map((place) => (
          <li key={place}>{place}</li>
        ))}
      </ul>
    </div>
  );
}
