import { belongsTo, referencesOf } from './belongs-to.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { EncounterContext, PriorTherapy } from './encounter-facts.ts';
import { at, elementOf, stringOf } from './json.ts';
import { encounterNotes } from './read-note.ts';
import { procedureTime } from './read-procedures.ts';
import { conceptTexts, notesOf, type ResourceText } from './resource-notes.ts';
import { readTherapyStatements } from './text/therapy-statements.ts';

const administrationTime = (resource: IndexedResource): string | null =>
  stringOf(elementOf(resource.json, 'effectiveDateTime')) ??
  stringOf(at(resource.json, 'effectivePeriod', 'start'));

const VOID: ReadonlySet<string> = new Set(['entered-in-error', 'refuted']);
const isVoid = (index: ChartIndex, resource: IndexedResource): boolean =>
  VOID.has(stringOf(elementOf(resource.json, 'status')) ?? '') ||
  index
    .concept(elementOf(resource.json, 'verificationStatus'), 'verificationStatus')
    .codings.some(({ code }) => code !== null && VOID.has(code));

/** Administrations and procedures of the encounter, the orders behind them, and the conditions they are given for. */
export function resourcesOfEncounter(
  index: ChartIndex,
  encounter: EncounterContext,
): readonly IndexedResource[] {
  const administrations = index
    .ofType('MedicationAdministration')
    .filter((resource) => belongsTo(index, resource, administrationTime(resource), encounter) !== null);
  const procedures = index
    .ofType('Procedure')
    .filter((resource) => belongsTo(index, resource, procedureTime(resource), encounter) !== null);
  const orders = administrations.flatMap((resource) =>
    referencesOf(index, resource, 'request', 'MedicationRequest'),
  );
  const reasons = [...administrations, ...procedures].flatMap((resource) =>
    referencesOf(index, resource, 'reasonReference', 'Condition'),
  );
  const conditions = index
    .ofType('Condition')
    .filter(
      (resource) =>
        reasons.includes(resource.reference) || belongsTo(index, resource, null, encounter) !== null,
    );
  const ordered = orders.flatMap((reference) => index.byReference(reference) ?? []);
  return [...administrations, ...procedures, ...ordered, ...conditions].filter(
    (resource) => !isVoid(index, resource),
  );
}

function statements(
  texts: readonly ResourceText[],
  found: PriorTherapy['found'],
  year: number | null,
): readonly PriorTherapy[] {
  return texts.flatMap(({ text, evidence: from }) =>
    readTherapyStatements(text, year).map((statement) => ({
      kind: statement.kind,
      name: statement.name,
      outcome: statement.outcome,
      start: null,
      end: null,
      found,
      standing: 'counts' as const,
      evidence: [{ ...from, fragment: statement.fragment.slice(0, 300) }],
    })),
  );
}

/** Therapies that notes and reasons on the encounter's resources state, then those its clinical notes state. */
export function therapyTexts(
  index: ChartIndex,
  encounter: EncounterContext,
  year: number | null,
): readonly PriorTherapy[] {
  const written = resourcesOfEncounter(index, encounter).flatMap((resource) => [
    ...notesOf(resource),
    ...conceptTexts(index, resource, 'reasonCode'),
  ]);
  const notes = encounterNotes(index, encounter).flatMap(({ resource, text }) =>
    text === null ? [] : [{ text: text.text, evidence: evidence(resource, text.path, '') }],
  );
  return [...statements(written, 'resource-note', year), ...statements(notes, 'encounter-note', year)];
}
