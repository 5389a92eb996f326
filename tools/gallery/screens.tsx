import type { ReactElement } from 'react';
import { EncounterPicker } from '../../src/screens/sign-check/encounter-picker.tsx';
import { pickerSentence } from '../../src/screens/sign-check/picker-sentence.ts';
import { useSetAsides } from '../../src/screens/sign-check/set-aside.ts';
import { SignFrame } from '../../src/screens/sign-check/sign-frame.tsx';
import { SignScreen, type SignScreenProps } from '../../src/screens/sign-check/sign-screen.tsx';
import type { EncounterReport } from '../../src/report/report-schema.ts';
import { SandboxFrame } from '../../src/ui/sandbox-frame.tsx';
import * as sample from '../../src/test-kit/sample-states.ts';

const PERSON = {
  name: 'Margaret Okonkwo',
  birthDate: '1958-04-12',
  sex: 'female',
  identifiers: [{ label: 'MRN', value: '00412077' }],
};
const nothing = (): void => undefined;

function Screen({
  state,
  banner = false,
}: {
  readonly state: SignScreenProps['state'];
  readonly banner?: boolean;
}): ReactElement {
  const setAsides = useSetAsides();
  return (
    <SandboxFrame>
      <SignScreen
        person={PERSON}
        banner={banner}
        change={null}
        state={state}
        noteState={state.status === 'ready' ? null : 'draft'}
        setAsides={setAsides}
        onTable={nothing}
        now={() => new Date('2026-11-23T14:25:00-05:00')}
      />
    </SandboxFrame>
  );
}

function Report({
  report,
  banner = false,
  recheckFailed = null,
}: {
  readonly report: EncounterReport;
  readonly banner?: boolean;
  readonly recheckFailed?: string | null;
}): ReactElement {
  const readAt = report.readAt ?? report.asOf;
  return (
    <Screen
      banner={banner}
      state={{ status: 'ready', report, readAt, rechecking: false, recheckFailed, recheck: nothing }}
    />
  );
}

const picker = (state: Parameters<typeof EncounterPicker>[0]['state']): ReactElement => (
  <SandboxFrame>
    <SignFrame
      person={PERSON}
      encounter="Encounter not chosen"
      note=""
      banner={false}
      sentence={{ text: pickerSentence(state), outcome: state.status === 'failed' ? 'cannot-tell' : null }}
    >
      <EncounterPicker state={state} onChoose={nothing} />
    </SignFrame>
  </SandboxFrame>
);

/** Every state of the sign check, from hand-made reports. */
export const SCREENS: Readonly<Record<string, () => ReactElement>> = {
  gaps: () => <Report report={sample.gaps} />,
  'no-gaps': () => <Report report={sample.noGaps} />,
  banner: () => <Report report={sample.gaps} banner />,
  conflict: () => <Report report={sample.conflict} />,
  'two-injections': () => <Report report={sample.twoInjections} />,
  'no-dose': () => <Report report={sample.noDose} />,
  denied: () => <Report report={sample.denied} />,
  partial: () => <Report report={sample.partial} />,
  empty: () => <Report report={sample.empty} />,
  'ordered-only': () => <Report report={sample.orderedOnly} />,
  acknowledged: () => <Report report={sample.acknowledged} />,
  'recheck-failed': () => (
    <Report report={sample.gaps} recheckFailed="The reading stopped before it was complete." />
  ),
  reading: () => <Screen state={{ status: 'reading', progress: sample.progress, cancel: nothing }} />,
  failed: () => <Screen state={{ status: 'failed', reason: 'The EHR did not answer.', retry: nothing }} />,
  cancelled: () => <Screen state={{ status: 'cancelled', retry: nothing }} />,
  picker: () => picker({ status: 'ready', choices: sample.encounters, incomplete: null }),
  'picker-empty': () => picker({ status: 'ready', choices: [], incomplete: null }),
  'picker-incomplete': () =>
    picker({ status: 'ready', choices: sample.encounters, incomplete: 'The EHR left entries out.' }),
  'picker-failed': () => picker({ status: 'failed', reason: 'The EHR did not answer.', retry: nothing }),
};
