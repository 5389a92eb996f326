import { namesEncounter } from './belongs-to.ts';
import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { EncounterContext, NoteFact } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, listOf, objectsOf, stringOf } from './json.ts';
import { noteText, type AttachmentText } from './note-text.ts';

/** A clinical note of the encounter, with its text where it could be read. */
export interface EncounterNote {
  readonly resource: IndexedResource;
  readonly state: 'draft' | 'signed';
  readonly at: string | null;
  readonly text: AttachmentText | null;
}

/** Document statuses that take the document back. */
const VOID: ReadonlySet<string> = new Set(['superseded', 'entered-in-error']);
const SIGNED: ReadonlySet<string> = new Set(['final', 'amended', 'corrected', 'appended', 'authenticated']);
const NOTE_CATEGORY = 'clinical-note';

/** A clinical note by category; without any category, by a type whose words say so. */
function isClinicalNote(index: ChartIndex, document: IndexedResource): boolean {
  const categories = listOf(elementOf(document.json, 'category')).map((category) =>
    index.concept(category, 'category'),
  );
  const codes = categories.flatMap(({ codings }) => codings.flatMap(({ code }) => code ?? []));
  if (codes.includes(NOTE_CATEGORY)) return true;
  const words = categories.flatMap(({ text, codings }) => [text, ...codings.map(({ display }) => display)]);
  if (words.some((word) => word !== null && /clinical note/i.test(word))) return true;
  if (codes.length > 0 || words.some((word) => word !== null)) return false;
  const type = index.concept(elementOf(document.json, 'type'), 'type');
  return [type.text, ...type.codings.map(({ display }) => display)].some(
    (word) => word !== null && /\bnotes?\b|consult|history and physical|h&p/i.test(word),
  );
}

/** The encounter named in `context.encounter`; in a chart grouped by date, the document's own date. */
function isOfEncounter(index: ChartIndex, document: IndexedResource, encounter: EncounterContext): boolean {
  const named = at(document.json, 'context', 'encounter');
  if (encounter.reference !== null) return namesEncounter(index, document, named, encounter.reference);
  const date = parseFhirTime(stringOf(elementOf(document.json, 'date')))?.date ?? null;
  return listOf(named).length === 0 && date !== null && date === encounter.serviceDate;
}

/** Signed by its status, or by a signer where the EHR sends no document status. Anything else was seen unsigned. */
function stateOf(document: IndexedResource): EncounterNote['state'] {
  const docStatus = stringOf(elementOf(document.json, 'docStatus'))?.toLowerCase() ?? null;
  if (docStatus !== null) return SIGNED.has(docStatus) ? 'signed' : 'draft';
  return elementOf(document.json, 'authenticator') === undefined ? 'draft' : 'signed';
}

/** When it was signed or last changed, as far as the document says. */
const timeOf = (document: IndexedResource): string | null =>
  stringOf(elementOf(document.json, 'date')) ??
  objectsOf(elementOf(document.json, 'content')).flatMap(
    (content) => stringOf(at(content, 'attachment', 'creation')) ?? [],
  )[0] ??
  stringOf(at(document.json, 'meta', 'lastUpdated'));

/** Notes of an index are decoded once: state, therapies and reasons all read them. */
const DECODED = new WeakMap<ChartIndex, Map<string, readonly EncounterNote[]>>();

/** Clinical notes of the encounter that stand, newest last, those of one time by reference. */
export function encounterNotes(index: ChartIndex, encounter: EncounterContext): readonly EncounterNote[] {
  const known = DECODED.get(index) ?? new Map<string, readonly EncounterNote[]>();
  DECODED.set(index, known);
  const key = `${encounter.reference ?? ''} ${encounter.serviceDate ?? ''}`;
  const notes = known.get(key) ?? readNotes(index, encounter);
  known.set(key, notes);
  return notes;
}

function readNotes(index: ChartIndex, encounter: EncounterContext): readonly EncounterNote[] {
  return index
    .ofType('DocumentReference')
    .filter(
      (document) =>
        !VOID.has(stringOf(elementOf(document.json, 'status')) ?? '') &&
        stringOf(elementOf(document.json, 'docStatus')) !== 'entered-in-error' &&
        isOfEncounter(index, document, encounter) &&
        isClinicalNote(index, document),
    )
    .map((resource) => ({
      resource,
      state: stateOf(resource),
      at: timeOf(resource),
      text: noteText(index, resource),
    }))
    .toSorted((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1));
}

const sortKey = ({ at: time, resource }: EncounterNote): string => `${time ?? ''} ${resource.reference}`;

const isComplete = (index: ChartIndex, type: string): boolean =>
  index.chart.sources.some((source) => source.type === type && source.completeness === 'complete');

/**
 * State of the encounter's notes. A draft among them keeps the note open; `none-seen` needs a complete search, and
 * even then is no proof that no draft exists. `textRead` is true only when every note's text was read.
 */
export function readNote(index: ChartIndex, encounter: EncounterContext): NoteFact {
  const notes = encounterNotes(index, encounter);
  const shown = notes.findLast(({ state }) => state === 'draft') ?? notes.at(-1);
  if (!shown) {
    const state = isComplete(index, 'DocumentReference') ? 'none-seen' : 'not-readable';
    return { state, reference: null, at: null, textRead: null, evidence: [] };
  }
  const status = stringOf(elementOf(shown.resource.json, 'docStatus')) ?? 'no docStatus';
  return {
    state: shown.state,
    reference: shown.resource.reference,
    at: shown.at,
    textRead: notes.every(({ text }) => text !== null),
    evidence: [evidence(shown.resource, 'docStatus', status)],
  };
}
