import { lazy, type ReactElement, Suspense, useEffect, useRef, useState } from 'react';
import type { EncounterSubject } from '../../queries/encounter-subject.ts';
import { useEncounterReport, type EncounterReportState } from '../../queries/encounter-report.ts';
import { useEncounterChoices } from '../../queries/encounters.ts';
import { useIdentity } from '../../queries/identity.ts';
import { useNoteState } from '../../queries/note-state.ts';
import { Button } from '../../ui/button.tsx';
import { useLeave } from '../../ui/unsaved-text.tsx';
import { pickerSentence } from './picker-sentence.ts';
import { useSetAsides, type SetAsides } from './set-aside.ts';
import { SignFrame } from './sign-frame.tsx';
import { SignScreen } from './sign-screen.tsx';

/** Loaded only where the EHR names no encounter; the sentence above it is there at once. */
const EncounterPicker = lazy(async () => ({
  default: (await import('./encounter-picker.tsx')).EncounterPicker,
}));

type Session = Parameters<typeof useEncounterReport>[0];

export interface SignCheckProps {
  readonly session: Session;
  /** `Patient/id` of the launch. */
  readonly patient: string;
  /** Code table chosen for this session; null follows the site. */
  readonly table: string | null;
  readonly onTable: (table: string) => void;
  readonly now: () => Date;
}

/** The clinician's screen: one encounter of one patient, from the launch or chosen here. */
export function SignCheck({ session, patient, table, onTable, now }: SignCheckProps): ReactElement {
  const [chosen, setChosen] = useState(session.encounter);
  const [returned, setReturned] = useState(false);
  const setAsides = useSetAsides();
  if (chosen === null) {
    return <ChooseEncounter session={session} patient={patient} takeFocus={returned} onChoose={setChosen} />;
  }
  const back = (): void => {
    setReturned(true);
    setChosen(null);
  };
  const change = session.encounter === null ? back : null;
  return (
    <OneEncounter
      key={chosen}
      session={session}
      subject={{ patient, encounter: chosen, serviceDate: null }}
      table={table}
      onTable={onTable}
      now={now}
      setAsides={setAsides}
      onChange={change}
    />
  );
}

function usePerson(session: Session, patient: string) {
  const identity = useIdentity(session, patient);
  return identity.status === 'ready' ? identity.identity : null;
}

function ChooseEncounter({
  session,
  patient,
  takeFocus,
  onChoose,
}: {
  readonly session: Session;
  readonly patient: string;
  readonly takeFocus: boolean;
  readonly onChoose: (encounter: string) => void;
}): ReactElement {
  const person = usePerson(session, patient);
  const state = useEncounterChoices(session, patient);
  return (
    <SignFrame
      person={person}
      encounter="Encounter not chosen"
      note=""
      banner={session.needPatientBanner}
      takeFocus={takeFocus}
      sentence={{ text: pickerSentence(state), outcome: state.status === 'failed' ? 'cannot-tell' : null }}
    >
      <Suspense fallback={null}>
        <EncounterPicker state={state} onChoose={(choice) => onChoose(choice.reference)} />
      </Suspense>
    </SignFrame>
  );
}

interface OneEncounterProps extends Omit<SignCheckProps, 'patient'> {
  readonly subject: EncounterSubject;
  readonly setAsides: SetAsides;
  readonly onChange: (() => void) | null;
}

function OneEncounter(props: OneEncounterProps): ReactElement {
  const { session, subject, table, onTable, now, setAsides, onChange } = props;
  const person = usePerson(session, subject.patient);
  const state = useEncounterReport(session, subject, { table });
  const note = useNoteState(session, subject.patient, subject.encounter);
  useRecheckWhenNoteChanges(state, note);
  const leave = useLeave();
  const change = onChange ? (
    <Button kind="quiet" onClick={() => leave(onChange)}>
      Choose another encounter
    </Button>
  ) : null;
  return (
    <SignScreen
      person={person}
      banner={session.needPatientBanner}
      change={change}
      takeFocus={onChange !== null}
      state={state}
      noteState={note}
      setAsides={setAsides}
      onTable={onTable}
      now={now}
    />
  );
}

/** The note was signed or begun since the chart was read: what rests on it is read again, once per change. */
function useRecheckWhenNoteChanges(state: EncounterReportState, note: ReturnType<typeof useNoteState>): void {
  const ready = state.status === 'ready' ? state : null;
  const asked = useRef<string | null>(null);
  const shown = ready?.report.note.state ?? null;
  const recheck = ready?.recheck ?? null;
  useEffect(() => {
    if (note === null || shown === null || recheck === null || note === shown || asked.current === note)
      return;
    asked.current = note;
    recheck();
  }, [note, shown, recheck]);
}
