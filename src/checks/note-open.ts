import { defineCheck } from './define-check.ts';

export const noteOpen = defineCheck({
  id: 'note-open',
  version: 1,
  question: 'Is the encounter note still open for changes?',
  severity: 'note',
  basis: {
    document: 'CMS Medicare Program Integrity Manual, chapter 3',
    section: '3.3.2.5 Amendments, corrections and delayed entries',
    read: '2026-11-23',
  },
  prevents: 'Documentation added to a signed note without a dated addendum is not counted',
  noun: 'State of the note',
  gapTitle: 'Note already signed',
  where: 'An addendum to the signed note.',
  on: 'encounter',
  reads: ['encounter', 'notes'],
  tables: [],
  messages: {
    draft: 'The note is a draft.',
    noneSeen: 'No note was seen for this encounter.',
    signed: 'The note is already signed: an addendum is needed for what is missing.',
    notReadable: 'Whether the note is signed could not be read.',
  },
  subjects: ({ facts }) =>
    facts.injections.length > 0 || facts.procedures.length > 0 ? [facts.encounter] : [],
  evaluate(encounter, { facts: { note } }) {
    const evidence = note.evidence.length > 0 ? note.evidence : encounter.evidence;
    switch (note.state) {
      case 'draft':
        return { outcome: 'met', key: 'draft', evidence, rests: 'presence' };
      case 'none-seen':
        return { outcome: 'met', key: 'noneSeen', evidence, rests: 'absence', restsOn: ['notes'] };
      case 'signed':
        return {
          outcome: 'gap',
          key: 'signed',
          evidence,
          searched: ['DocumentReference.docStatus'],
          rests: 'presence',
        };
      case 'not-readable':
        return { outcome: 'cannot-tell', key: 'notReadable', evidence, reason: 'source-unavailable' };
      default:
        return note.state satisfies never;
    }
  },
});
