import type { RawResource } from '../facts/chart.ts';
import { isOfEncounter } from './note-bodies.ts';
import { fields } from './fhir/json.ts';

export type NoteState = 'draft' | 'signed' | 'none-seen' | 'not-readable';

const SIGNED = ['final', 'amended'];

/** Categories that are certainly no clinical note are left out; a document without one may be the note. */
function mayBeNote(document: RawResource): boolean {
  const categories = Array.isArray(document['category']) ? (document['category'] as readonly unknown[]) : [];
  const codes = categories.flatMap((category) => {
    const { coding } = fields(category);
    return Array.isArray(coding) ? coding.map((one: unknown) => fields(one)['code']) : [];
  });
  return codes.length === 0 || codes.includes('clinical-note');
}

function stateOfOne(document: RawResource): 'draft' | 'signed' {
  const { docStatus, authenticator } = document;
  // A note that does not say it is final and that nobody signed is not taken for signed: polling goes on.
  return SIGNED.includes(String(docStatus)) || (docStatus === undefined && authenticator !== undefined)
    ? 'signed'
    : 'draft';
}

/**
 * The state of an encounter's note from its DocumentReferences. Any draft means draft. `none-seen` is not proof that
 * there is none, and an incomplete list without any note is `not-readable`.
 */
export function noteStateOf(
  documents: readonly RawResource[],
  encounter: string,
  isComplete: boolean,
): NoteState {
  const notes = documents.filter(
    (document) =>
      document['status'] !== 'entered-in-error' &&
      document['status'] !== 'superseded' &&
      document['docStatus'] !== 'entered-in-error' &&
      isOfEncounter(document, encounter) &&
      mayBeNote(document),
  );
  if (notes.length === 0) return isComplete ? 'none-seen' : 'not-readable';
  return notes.some((note) => stateOfOne(note) === 'draft') ? 'draft' : 'signed';
}
