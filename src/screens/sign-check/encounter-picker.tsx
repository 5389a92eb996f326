import type { ReactElement } from 'react';
import type { EncounterChoicesState } from '../../queries/encounters.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Notice } from '../../ui/notice.tsx';
import { formatDateTime } from '../../vocab/calendar.ts';
import { encounterKind } from './words.ts';
import styles from './encounter-picker.module.css';

type Choice = Extract<EncounterChoicesState, { readonly status: 'ready' }>['choices'][number];

export interface EncounterPickerProps {
  readonly state: EncounterChoicesState;
  readonly onChoose: (choice: Choice) => void;
}

/** The patient's encounters, newest first, where the EHR named none. One button per encounter. */
export function EncounterPicker({ state, onChoose }: EncounterPickerProps): ReactElement | null {
  if (state.status === 'reading' || state.status === 'expired') return null;
  if (state.status === 'failed') {
    return (
      <EmptyState title="What to do" actions={<Button onClick={state.retry}>Try again</Button>}>
        <p>{state.reason}</p>
        <p>Try again, or open InjectCheck from inside an encounter.</p>
      </EmptyState>
    );
  }
  return (
    <>
      {state.incomplete === null ? null : <Notice>{`More encounters may exist: ${state.incomplete}`}</Notice>}
      {state.choices.length === 0 ? (
        <p>Open InjectCheck from inside an encounter.</p>
      ) : (
        <Choices choices={state.choices} onChoose={onChoose} />
      )}
    </>
  );
}

function Choices({
  choices,
  onChoose,
}: Pick<EncounterPickerProps, 'onChoose'> & { readonly choices: readonly Choice[] }): ReactElement {
  return (
    <ul className={styles['choices']}>
      {choices.map((choice) => (
        <li key={choice.reference}>
          <button type="button" className={styles['choice']} onClick={() => onChoose(choice)}>
            <strong>{choice.start === null ? 'Date not stated' : formatDateTime(choice.start)}</strong>
            <span>{choice.label ?? 'No reason stated'}</span>
            <span className={styles['quiet']}>{encounterKind(choice)}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
