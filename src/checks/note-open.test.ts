import { describe, expect, it } from 'vitest';
import { facts, inShort, judged, sources } from '../test-kit/check-input.ts';
import type { NoteFact } from '../facts/encounter-facts.ts';
import { noteOpen } from './note-open.ts';

const { note, encounter } = facts();
const withNote = (changes: Partial<NoteFact>, other: Parameters<typeof facts>[0] = {}) =>
  judged(noteOpen, { facts: facts({ note: { ...note, ...changes }, ...other }) });

describe('note-open', () => {
  it.each([
    ['draft', 'met draft'],
    ['none-seen', 'met noneSeen'],
    ['signed', 'gap signed'],
    ['not-readable', 'cannot-tell notReadable'],
  ] as const)('answers a note that is %s with %s', (state, expected) => {
    const results = withNote({ state });
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]).toMatchObject({ subject: 'Encounter/1', evidence: note.evidence });
  });

  it('asks for an addendum and is a note, not a blocker', () => {
    const [result] = withNote({ state: 'signed' });
    expect(result?.message).toContain('an addendum is needed');
    expect(result?.check.severity).toBe('note');
    expect(result?.searched).toEqual(['DocumentReference.docStatus']);
    expect(withNote({ state: 'not-readable' })[0]?.reason).toBe('source-unavailable');
  });

  it('points to the encounter where there is no note', () => {
    expect(withNote({ state: 'none-seen', evidence: [] })[0]?.evidence).toEqual(encounter.evidence);
  });

  it('sees no absence of a note while notes are unread', () => {
    const unread = { sources: sources({ DocumentReference: 'denied' }) };
    expect(inShort(withNote({ state: 'none-seen' }, unread))).toEqual(['cannot-tell sourceUnavailable']);
    expect(inShort(withNote({ state: 'draft' }, unread))).toEqual(['met draft']);
  });

  it('is asked of an encounter with an injection or an injection procedure only', () => {
    expect(inShort(withNote({ state: 'signed' }, { injections: [] }))).toEqual(['gap signed']);
    expect(inShort(withNote({ state: 'signed' }, { procedures: [] }))).toEqual(['gap signed']);
    expect(inShort(withNote({ state: 'signed' }, { injections: [], procedures: [] }))).toEqual([
      'not-applicable noSubject',
    ]);
  });
});
