import { useEffect, useMemo, useState, type ReactElement } from 'react';
import type { Session } from '../ehr/session.ts';
import { useDecisionsGuard } from '../queries/coder-decisions.ts';
import { useEncounterReport } from '../queries/encounter-report.ts';
import type { EncounterSubject } from '../queries/encounter-subject.ts';
import { useEncounterChoices } from '../queries/encounters.ts';
import { useIdentity } from '../queries/identity.ts';
import { tableChoices } from '../queries/table-choices.ts';
import { useRowFollows, useWorklist } from '../queries/worklist.ts';
import { EncounterReview } from '../screens/encounter-review/encounter-review.tsx';
import { EncounterPicker } from '../screens/sign-check/encounter-picker.tsx';
import { pickerSentence } from '../screens/sign-check/picker-sentence.ts';
import { filtersQuery, parseFilters, type Filters } from '../screens/worklist/worklist-filters.ts';
import { Worklist } from '../screens/worklist/worklist.tsx';
import { StateSentence } from '../ui/state-sentence.tsx';
import { Page } from './page.tsx';

export interface CoderScreenProps {
  readonly session: Session;
  readonly table: string | null;
  readonly onTable: (table: string) => void;
}

const isoNow = (): string => new Date().toISOString();

/**
 * The coder's screens: the worklist of a user-level launch, or one patient's encounter. Which encounter is open
 * stands in memory; the address holds the worklist's filters alone.
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
  const [encounter, setEncounter] = useState(session.encounter);
  if (encounter === null)
    return <ChooseEncounter session={session} patient={patient} onChoose={setEncounter} />;
  const back = session.encounter === null ? () => setEncounter(null) : null;
  return (
    <Review
      {...props}
      subject={{ patient, encounter, serviceDate: null }}
      onPrevious={null}
      onNext={null}
      onBack={back}
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
}

function Review(props: ReviewProps): ReactElement {
  const { session, subject, table, onTable, onPrevious, onNext, onBack, backLabel } = props;
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
      now={isoNow}
    />
  );
}

/** Encounters in the order they were shown when one was opened, so that "next" is the one the reader saw next. */
interface Opened {
  readonly order: readonly EncounterSubject[];
  readonly at: number;
}

function Desk(props: CoderScreenProps): ReactElement {
  const { table, onTable } = props;
  const worklist = useWorklist(props.session, { table });
  // What is opened from the list is evaluated as the list is: under the site's settings of now.
  const session = worklist.current;
  const [filters, setFilters] = useFilters();
  const [opened, setOpened] = useState<Opened | null>(null);
  const { status, start } = worklist;
  useEffect(() => {
    if (status === 'idle') start();
  }, [status, start]);
  const tables = useMemo(() => tableChoices(session), [session]);
  const subject = opened?.order[opened.at];
  if (opened && subject) {
    const to = (at: number): (() => void) | null =>
      opened.order[at] ? () => setOpened({ ...opened, at }) : null;
    return (
      <Review
        {...props}
        session={session}
        key={subject.encounter}
        subject={subject}
        onPrevious={to(opened.at - 1)}
        onNext={to(opened.at + 1)}
        onBack={() => setOpened(null)}
        backLabel="Worklist"
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
      onOpen={(row, shown) =>
        setOpened({
          order: shown.map((one) => ({
            patient: one.row.entry.patient,
            encounter: one.row.entry.encounter,
            serviceDate: null,
          })),
          at: shown.indexOf(row),
        })
      }
    />
  );
}

/** Filters held in the address's fragment: codes and states only. Back and forward move between them. */
function useFilters(): readonly [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(() => parseFilters(location.hash.slice(1)));
  useEffect(() => {
    const onHash = (): void => setFilters(parseFilters(location.hash.slice(1)));
    addEventListener('hashchange', onHash);
    return () => removeEventListener('hashchange', onHash);
  }, []);
  return [
    filters,
    (next) => {
      setFilters(next);
      const query = filtersQuery(next);
      history.replaceState(history.state, '', query === '' ? location.pathname : `#${query}`);
    },
  ];
}
