import type { ReactElement } from 'react';
import type { EncounterReport, ReportState } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { IdentityLine } from '../../ui/identity.tsx';
import { Select } from '../../ui/select.tsx';
import { SOURCE_NAME } from '../../ui/source-words.ts';
import { StateSentence } from '../../ui/state-sentence.tsx';
import { useLeave } from '../../ui/unsaved-text.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { formatDate, formatDateTime } from '../../vocab/calendar.ts';
import { encounterClassWords } from '../../vocab/encounter-class.ts';
import type { Outcome } from '../../vocab/outcome.ts';
import { clearOfHead } from './clear-of-head.ts';
import type { EncounterReviewProps } from './encounter-review.tsx';
import { focusOnMount } from './focus-on-mount.ts';
import { NOTE_WORDS } from './review-model.ts';
import styles from './encounter-review.module.css';

const MARK: Readonly<Record<ReportState, Outcome>> = {
  gaps: 'gap',
  'cannot-tell': 'cannot-tell',
  'no-gaps': 'met',
  'nothing-to-check': 'not-applicable',
};

const encounterWords = (report: EncounterReport | null): string => {
  if (report === null) return 'Encounter being read';
  const { serviceDate, class: kind, reference } = report.encounter;
  const date = serviceDate === null ? 'date of service not recorded' : formatDate(serviceDate);
  const setting = kind === null ? 'class not recorded' : encounterClassWords(kind);
  return `${date}, ${reference === null ? 'encounter not stated' : setting}`;
};

const noteWords = ({ note }: EncounterReport): string =>
  note.state === 'signed' && note.at ? `Signed at ${formatDateTime(note.at)}` : NOTE_WORDS[note.state];

export type ReviewHeadProps = EncounterReviewProps & { readonly report: EncounterReport | null };

/** Always on screen: who, which encounter, note, table and edition, when read, what failed, where to go next. */
export function ReviewHead(props: ReviewHeadProps): ReactElement {
  const { report, person, tables, onTable, onPrevious, onNext, onBack, backLabel, arrivedBy, state } = props;
  const leave = useLeave();
  return (
    <header ref={clearOfHead} className={styles['head']}>
      <h1 ref={arrivedBy === 'open' ? focusOnMount : null} tabIndex={-1}>
        <VisuallyHidden>Encounter review</VisuallyHidden>
      </h1>
      <div className={styles['headRow']}>
        <IdentityLine
          person={person}
          encounter={encounterWords(report)}
          note={report ? noteWords(report) : 'Note not read yet'}
        />
        <nav aria-label="Encounters" className={styles['nav']}>
          {onBack ? <Button onClick={() => leave(onBack)}>{backLabel}</Button> : null}
          {onPrevious || onNext ? (
            <>
              <Step go={onPrevious} arrived={arrivedBy === 'previous'} words="Previous" />
              <Step go={onNext} arrived={arrivedBy === 'next'} words="Next" />
            </>
          ) : null}
        </nav>
      </div>
      {report ? (
        <div className={styles['headRow']}>
          <StateSentence text={report.claimSentence} outcome={MARK[report.claimState]} />
          <div className={styles['headTools']}>
            <Select
              label="Table"
              value={report.tables.active}
              options={tables}
              onChange={(next) => leave(() => onTable(next))}
            />
            <span className={styles['printed']}>{report.tables.titles[report.tables.active]}</span>
            <span>{`edition ${report.tables.editions[report.tables.active] ?? 'not stated'}`}</span>
            <span>{state.status === 'ready' ? `Read ${formatDateTime(state.readAt)}` : ''}</span>
            {state.status === 'ready' ? (
              <Button onClick={state.recheck} disabled={state.rechecking}>
                {state.rechecking ? 'Checking…' : 'Recheck'}
              </Button>
            ) : null}
          </div>
        </div>
      ) : null}
      {report ? <Trouble report={report} /> : null}
      {state.status === 'ready' && state.recheckFailed ? (
        <p className={styles['trouble']}>{`${state.recheckFailed} What is shown is older than it looks.`}</p>
      ) : null}
    </header>
  );
}

/**
 * To a neighbour in the list. Pressed again it goes on, so it has the focus where it led; at the end of the list it
 * keeps it and does nothing.
 */
function Step({
  go,
  arrived,
  words,
}: {
  readonly go: (() => void) | null;
  readonly arrived: boolean;
  readonly words: string;
}): ReactElement {
  const leave = useLeave();
  return (
    <Button ref={arrived ? focusOnMount : null} aria-disabled={go === null} onClick={() => go && leave(go)}>
      {words}
    </Button>
  );
}

/** Sources that were not read whole, resources of another patient, profile not from coverage: in words, always. */
function Trouble({ report }: { readonly report: EncounterReport }): ReactElement | null {
  const failed = report.sources
    .filter((source) => source.completeness !== 'complete')
    .map(
      (source) => `${SOURCE_NAME[source.type]}: ${(source.reason ?? source.completeness).replace(/\.$/, '')}`,
    );
  const dropped =
    report.droppedWrongPatient > 0
      ? [`${report.droppedWrongPatient} resources of another patient were left out`]
      : [];
  const words = [...failed, ...dropped];
  const unplaced = report.unplaced.map((one) => ` ${one.words} (${one.administration})`);
  return (
    <p className={styles['trouble']}>
      {`Payer profile: ${report.profileTitle} (${report.profileBasis}).`}
      {words.length > 0 ? ` Not read whole. ${words.join('. ')}.` : ' Every source was read.'}
      {unplaced.join('')}
    </p>
  );
}
