import { textOnly, type Fact } from '../vocab/fact.ts';
import { evidence, type ChartIndex } from './chart-index.ts';
import type { EncounterContext, Injection } from './encounter-facts.ts';
import { encounterNotes } from './read-note.ts';
import { oralObstacleIn } from './read-oral-unsuitable.ts';
import { readInjectionReason } from './text/injection-reason.ts';

/** The first statement of that kind in the encounter's notes, as text-only. */
function inNotes(
  index: ChartIndex,
  encounter: EncounterContext,
  read: (text: string) => string | null,
): Fact<string> | null {
  for (const { resource, text } of encounterNotes(index, encounter)) {
    const words = text === null ? null : read(text.text);
    if (text !== null && words !== null) return textOnly(words, [evidence(resource, text.path, words)]);
  }
  return null;
}

const orElse = (own: Fact<string>, note: Fact<string> | null): Fact<string> =>
  own.how !== 'not-recorded'
    ? own
    : (note ?? { ...own, searched: [...own.searched, 'text of the encounter notes'] });

/**
 * Injections with what only the encounter's note states: why it was given, and why oral treatment is unsuitable. What
 * the administration, its procedure or its order state comes first.
 */
export function withNoteStatements(
  index: ChartIndex,
  encounter: EncounterContext,
  injections: readonly Injection[],
): readonly Injection[] {
  const rationale = inNotes(index, encounter, readInjectionReason);
  const oralUnsuitable = inNotes(index, encounter, oralObstacleIn);
  return injections.map((injection) => ({
    ...injection,
    rationale: orElse(injection.rationale, rationale),
    oralUnsuitable: orElse(injection.oralUnsuitable, oralUnsuitable),
  }));
}
