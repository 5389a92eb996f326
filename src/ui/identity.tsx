import type { ReactElement } from 'react';
import { formatDate } from '../vocab/calendar.ts';
import styles from './identity.module.css';

export interface Person {
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly identifiers: readonly { readonly label: string; readonly value: string }[];
}

/** Who and which encounter, always on screen. `null` while it is read; never a name that was not read. */
export interface IdentityLineProps {
  readonly person: Person | null;
  /** "23 Nov 2026, ambulatory"; words where the encounter is not stated. */
  readonly encounter: string;
  /** "Draft seen", "Signed at 14:30". */
  readonly note: string;
}

const name = (person: Person | null): string =>
  person === null ? 'Patient not read yet' : (person.name ?? 'Name not recorded');
const born = (person: Person | null): string =>
  person?.birthDate ? `born ${formatDate(person.birthDate)}` : 'birth date not recorded';

/** One or two lines: patient, birth date, encounter, note. Keyboard: none. */
export function IdentityLine({ person, encounter, note }: IdentityLineProps): ReactElement {
  return (
    <div className={styles['identity']}>
      <p className={styles['who']}>
        <strong>{name(person)}</strong>
        {person === null ? null : <span>{born(person)}</span>}
      </p>
      <p className={styles['which']}>
        <span>{encounter}</span>
        <span>{note}</span>
      </p>
    </div>
  );
}

/** The full banner, where the EHR shows none around the app (`need_patient_banner`). */
export function Banner(props: IdentityLineProps): ReactElement {
  const { person } = props;
  return (
    <div className={styles['banner']}>
      <IdentityLine {...props} />
      {person === null ? null : (
        <dl className={styles['facts']}>
          <div>
            <dt>Sex</dt>
            <dd>{person.sex ?? 'not recorded'}</dd>
          </div>
          {person.identifiers.map((identifier) => (
            <div key={`${identifier.label} ${identifier.value}`}>
              <dt>{identifier.label}</dt>
              <dd>{identifier.value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}
