import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Session } from '../ehr/session.ts';
import { useDecisionsGuard } from '../queries/coder-decisions.ts';
import { useEncounterReport } from '../queries/encounter-report.ts';
import type { EncounterSubject } from '../queries/encounter-subject.ts';
import { useEncounterChoices } from '../queries/encounters.ts';
import { useIdentity } from '../queries/identity.ts';
import { tableChoices } from '../queries/table-choices.ts';
import { useRowFollows, useWorklist } from '../queries/worklist.ts';
import { EncounterReview, type EncounterReviewProps } from '../screens/encounter-review/encounter-review.tsx';
import { EncounterPicker } from '../screens/sign-check/encounter-picker.tsx';
import { pickerSentence } from '../screens/sign-check/picker-sentence.ts';
import { ListPlace } from '../screens/worklist/list-place.ts';
import { Worklist } from '../screens/worklist/worklist.tsx';
import { StateSentence } from '../ui/state-sentence.tsx';
import { useFilters } from './filter-history.ts';
import { useOpenedHere } from './opened-history.ts';
import { Page } from './page.tsx';

export interface CoderScreenProps {
  readonly session: Session;
  readonly table: string | null;
  readonly onTable: (table: string) => void;
}

const isoNow = (): string => new Date().toISOString();

/**
 * The coder's screens: the worklist of a user-level launch, or one patient's encounter. Which encounter is open
 * stands in memory; the address holds the worklist's filters alone. The browser's back leads from an encounter to its
 * list.
 */
export function CoderScreen(props: CoderScreenProps): ReactElement {
  useDecisionsGuard();
  return props.session.patient === null ? (
    <Desk {...props} />
  ) : (
    <OnePatient {...props} patient={props.session.patient} />
  );
}

function OnePatient(props: CoderScreenProps & { readonly patient: string }): ReactElement {
  const { session, patient } = props;
  const { opened, open, close } = useOpenedHere<string>();
  const encounter = session.encounter ?? opened;
  if (encounter === null) return <ChooseEncounter session={session} patient={patient} onChoose={open} />;
  const chosen = session.encounter === null;
  return (
    <Review
      {...props}
      subject={{ patient, encounter, serviceDate: null }}
      onPrevious={null}
      onNext={null}
      onBack={chosen ? close : null}
      arrivedBy={chosen ? 'open' : null}
      backLabel="Other encounters"
    />
  );
}

function ChooseEncounter({
  session,
  patient,
  onChoose,
}: {
  readonly session: Session;
  readonly patient: string;
  readonly onChoose: (encounter: string) => void;
}): ReactElement {
  const state = useEncounterChoices(session, patient);
  return (
    <Page>
      <StateSentence
        text={pickerSentence(state)}
        outcome={state.status === 'failed' ? 'cannot-tell' : null}
      />
      <EncounterPicker state={state} onChoose={(choice) => onChoose(choice.reference)} />
    </Page>
  );
}

interface ReviewProps extends CoderScreenProps {
  readonly subject: EncounterSubject;
  readonly onPrevious: (() => void) | null;
  readonly onNext: (() => void) | null;
  readonly onBack: (() => void) | null;
  readonly backLabel: string;
  readonly arrivedBy: EncounterReviewProps['arrivedBy'];
}

function Review(props: ReviewProps): ReactElement {
  const { session, subject, table, onTable, onPrevious, onNext, onBack, backLabel, arrivedBy } = props;
  const state = useEncounterReport(session, subject, { table });
  const identity = useIdentity(session, subject.patient);
  useRowFollows(session, subject, state.status === 'ready' && !state.rechecking ? state.report : null);
  return (
    <EncounterReview
      decisionKey={subject.encounter ?? subject.serviceDate ?? ''}
      state={state}
      person={identity.status === 'ready' ? identity.identity : null}
      tables={tableChoices(session)}
      onTable={onTable}
      onPrevious={onPrevious}
      onNext={onNext}
      onBack={onBack}
      backLabel={backLabel}
      arrivedBy={arrivedBy}
      now={isoNow}
    />
  );
}

/** Encounters in the order they were shown when one was opened, so that "next" is the one the reader saw next. */
interface Opened {
  readonly order: readonly Listed[];
  readonly at: number;
  readonly by: 'open' | 'previous' | 'next';
}

type Listed = EncounterSubject & { readonly encounter: string };

/** Where to stand in the list afterwards: on the encounter last shown, or the nearest to it that is still listed. */
const backTo = ({ order, at }: Opened): readonly string[] =>
  [...order.slice(at), ...order.slice(0, at).toReversed()].map((one) => one.encounter);

function Desk(props: CoderScreenProps): ReactElement {
  const { table, onTable } = props;
  const worklist = useWorklist(props.session, { table });
  // What is opened from the list is evaluated as the list is: under the site's settings of now.
  const session = worklist.current;
  const [filters, setFilters] = useFilters();
  const { opened, open, show, close } = useOpenedHere<Opened>();
  const [place] = useState(() => new ListPlace());
  useEffect(() => {
    if (opened) place.comeBackTo(backTo(opened));
  }, [opened, place]);
  const { status, start } = worklist;
  useEffect(() => {
    if (status === 'idle') start();
  }, [status, start]);
  const tables = useMemo(() => tableChoices(session), [session]);
  const subject = opened?.order[opened.at];
  if (opened && subject) {
    const to = (at: number, by: Opened['by']): (() => void) | null =>
      opened.order[at] ? () => show({ ...opened, at, by }) : null;
    return (
      <Review
        {...props}
        session={session}
        key={subject.encounter}
        subject={subject}
        onPrevious={to(opened.at - 1, 'previous')}
        onNext={to(opened.at + 1, 'next')}
        onBack={close}
        backLabel="Worklist"
        arrivedBy={opened.by}
      />
    );
  }
  return (
    <Worklist
      worklist={worklist}
      filters={filters}
      onFilters={setFilters}
      tables={tables}
      table={table ?? tables[0]?.value ?? ''}
      onTable={onTable}
      place={place}
      onOpen={(row, shown) =>
        open({
          order: shown.map((one) => ({
            patient: one.row.entry.patient,
            encounter: one.row.entry.encounter,
            serviceDate: null,
          })),
          at: shown.indexOf(row),
          by: 'open',
        })
      }
    />
  );
}
