import type { EncounterReport } from '../../report/report-schema.ts';
import { formatDate } from '../../vocab/calendar.ts';
import { encounterClassWords } from '../../vocab/encounter-class.ts';

export interface EncounterWordsInput {
  readonly start: string | null;
  readonly class: string | null;
  readonly status: string | null;
}

/** "ambulatory, in progress"; empty where neither is stated. */
export const encounterKind = ({ class: kind, status }: Omit<EncounterWordsInput, 'start'>): string =>
  [kind === null ? null : encounterClassWords(kind), status?.replaceAll('-', ' ') ?? null]
    .filter((word) => word !== null)
    .join(', ');

/** "Encounter 23 Nov 2026, ambulatory, in progress". */
export function encounterWords(encounter: EncounterWordsInput): string {
  const date = encounter.start === null ? 'date not stated' : formatDate(encounter.start);
  return [`Encounter ${date}`, encounterKind(encounter)].filter((word) => word !== '').join(', ');
}

export type NoteState = EncounterReport['note']['state'];

/** The note's state as the spec words it. "None seen" is not proof that none exists. */
export function noteWords(state: NoteState | null, at: string | null): string {
  switch (state) {
    case null:
      return 'Note: not looked at yet';
    case 'draft':
      return 'Note: draft seen';
    case 'signed':
      return at === null ? 'Note: signed' : `Note: signed at ${clockTime(at)}`;
    case 'none-seen':
      return 'Note: none seen';
    case 'not-readable':
      return 'Note: not readable';
    default:
      return state satisfies never;
  }
}

const two = (value: number): string => String(value).padStart(2, '0');

/** "14:22" by this computer's clock; the text itself where it is no time. */
export function clockTime(iso: string): string {
  const date = new Date(iso);
  return Number.isNaN(date.getTime()) ? iso : `${two(date.getHours())}:${two(date.getMinutes())}`;
}
