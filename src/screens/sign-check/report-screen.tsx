import type { ReactElement } from 'react';
import type { EncounterReportState } from '../../queries/encounter-report.ts';
import { useHeldItems } from './held-items.ts';
import type { SetAsides } from './set-aside.ts';
import { SignFoot } from './sign-foot.tsx';
import { SignFrame, type SignFrameProps } from './sign-frame.tsx';
import { SignReport } from './sign-report.tsx';
import { signState } from './sign-sentence.ts';
import { encounterWords, noteWords, type NoteState } from './words.ts';

export interface ReportScreenProps extends Pick<SignFrameProps, 'person' | 'banner' | 'change'> {
  readonly state: Extract<EncounterReportState, { readonly status: 'ready' }>;
  /** The note's state as polled; null until the first answer: then the report's own is shown. */
  readonly noteState: NoteState | null;
  readonly setAsides: SetAsides;
  readonly onTable: (table: string) => void;
  readonly now: () => Date;
}

/** A report on screen. Mounted once per encounter, so that items keep their places through every recheck. */
export function ReportScreen(props: ReportScreenProps): ReactElement {
  const { state, noteState, setAsides, onTable, now, ...frame } = props;
  const { report } = state;
  const items = useHeldItems(report);
  const note = noteState ?? report.note.state;
  return (
    <SignFrame
      {...frame}
      encounter={encounterWords(report.encounter)}
      note={noteWords(note, note === report.note.state ? report.note.at : null)}
      sentence={signState(report, items, setAsides.byKey)}
      foot={
        <SignFoot
          report={report}
          readAt={state.readAt}
          rechecking={state.rechecking}
          onRecheck={state.recheck}
        />
      }
    >
      <SignReport
        report={report}
        items={items}
        setAsides={setAsides}
        recheckFailed={state.recheckFailed}
        onTable={onTable}
        now={now}
      />
    </SignFrame>
  );
}
