import type { ReactElement } from 'react';
import type { EncounterReportState } from '../../queries/encounter-report.ts';
import { useHeldItems, type HeldItem } from './held-items.ts';
import { NotRead } from './not-read.tsx';
import type { SetAsides } from './set-aside.ts';
import { SignFoot } from './sign-foot.tsx';
import { SignFrame, type SignFrameProps } from './sign-frame.tsx';
import { SignReport } from './sign-report.tsx';
import { signState } from './sign-sentence.ts';
import { encounterWords, noteWords, type NoteState } from './words.ts';

export interface SignScreenProps extends Pick<SignFrameProps, 'person' | 'banner' | 'change' | 'takeFocus'> {
  readonly state: EncounterReportState;
  /** The note's state as polled; null until the first answer: then the report's own is shown. */
  readonly noteState: NoteState | null;
  readonly setAsides: SetAsides;
  readonly onTable: (table: string) => void;
  readonly now: () => Date;
}

/**
 * One encounter in whatever state its reading is. One frame through all of them: the sentence that was
 * "Checking…" is the element that says what was found, so a screen reader announces the change.
 */
export function SignScreen(props: SignScreenProps): ReactElement {
  const { state, noteState, setAsides, onTable, now, ...frame } = props;
  const report = state.status === 'ready' ? state.report : null;
  const items = useHeldItems(report);
  return (
    <SignFrame
      {...frame}
      encounter={report ? encounterWords(report.encounter) : 'Encounter not read yet'}
      note={noteLine(noteState, report?.note ?? null)}
      sentence={sentenceOf(state, items, setAsides)}
      foot={
        state.status === 'ready' ? (
          <SignFoot
            report={state.report}
            readAt={state.readAt}
            rechecking={state.rechecking}
            onRecheck={state.recheck}
          />
        ) : null
      }
    >
      {state.status === 'ready' ? (
        <SignReport
          report={state.report}
          items={items}
          setAsides={setAsides}
          recheckFailed={state.recheckFailed}
          onTable={onTable}
          now={now}
        />
      ) : (
        <NotRead state={state} />
      )}
    </SignFrame>
  );
}

function noteLine(
  polled: NoteState | null,
  read: { readonly state: NoteState; readonly at: string | null } | null,
): string {
  const state = polled ?? read?.state ?? null;
  return noteWords(state, read !== null && state === read.state ? read.at : null);
}

/** The sentence of each state. None but a report's says anything about gaps. */
function sentenceOf(
  state: EncounterReportState,
  items: readonly HeldItem[],
  setAsides: SetAsides,
): SignFrameProps['sentence'] {
  switch (state.status) {
    case 'ready':
      return signState(state.report, items, setAsides.byKey);
    case 'reading':
      return { text: 'Checking…', outcome: null };
    case 'cancelled':
      return { text: 'Nothing was checked: the reading was stopped.', outcome: 'cannot-tell' };
    case 'failed':
      return { text: 'Nothing was checked: the chart could not be read.', outcome: 'cannot-tell' };
    case 'expired':
      return { text: 'The session has ended.', outcome: 'cannot-tell' };
    default:
      return state satisfies never;
  }
}
