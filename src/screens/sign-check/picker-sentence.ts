import type { EncounterChoicesState } from '../../queries/encounters.ts';

/** The state sentence of the picker. */
export function pickerSentence(state: EncounterChoicesState): string {
  switch (state.status) {
    case 'reading':
      return 'Checking…';
    case 'ready':
      if (state.choices.length > 0) return 'Choose the encounter to check.';
      return state.incomplete === null
        ? 'No encounter found for this patient.'
        : 'The encounters could not be read.';
    case 'failed':
      return 'The encounters could not be read.';
    case 'expired':
      return 'The session has ended.';
    default:
      return state satisfies never;
  }
}
