import type { RawResource } from '../facts/chart.ts';
import type { EncounterChoice } from './session.ts';
import { fields, list, text } from './fhir/json.ts';

/** A concept's own words: its text, else the first display. */
function wordsOf(concept: unknown): string | null {
  const { text: own, coding } = fields(concept);
  const displays = list(coding).map((one) => text(fields(one)['display']));
  return text(own) ?? displays.find((display) => display !== null) ?? null;
}

function labelOf(encounter: RawResource): string | null {
  const concepts = [...list(encounter['type']), ...list(encounter['reasonCode'])];
  return concepts.map(wordsOf).find((words) => words !== null) ?? null;
}

/** One encounter as the picker shows it; values as written. */
export function choiceOf(encounter: RawResource): EncounterChoice {
  const period = fields(encounter['period']);
  return {
    reference: `Encounter/${String(encounter['id'])}`,
    start: text(period['start']),
    end: text(period['end']),
    class: text(fields(encounter['class'])['code']),
    status: text(encounter['status']),
    label: labelOf(encounter),
  };
}

/** Newest first; those without a start last. */
export function newestFirst(choices: readonly EncounterChoice[]): readonly EncounterChoice[] {
  const at = (choice: EncounterChoice): number => {
    const parsed = choice.start === null ? Number.NaN : Date.parse(choice.start);
    return Number.isNaN(parsed) ? -Infinity : parsed;
  };
  return [...choices].sort((a, b) => at(b) - at(a));
}

/** The first participant's name, for the worklist; null where none is named. */
export function clinicianOf(encounter: RawResource): string | null {
  const names = list(encounter['participant']).map((one) =>
    text(fields(fields(one)['individual'])['display']),
  );
  return names.find((name) => name !== null) ?? null;
}
