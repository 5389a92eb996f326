import { describe, expect, it } from 'vitest';
import { evidence, facts, inShort, injection, judged, profile, sources } from '../test-kit/check-input.ts';
import type { EncounterFacts, PriorTherapy } from '../facts/encounter-facts.ts';
import type { StepTherapy } from '../tables/payer-profile.ts';
import { stepTherapyMet } from './step-therapy-met.ts';

const step: StepTherapy = {
  count: 1,
  kinds: ['nsaid', 'physical-therapy'],
  outcomes: ['failed', 'intolerant'],
  lookbackDays: 180,
};
const at = evidence('medication', 'naproxen', 'MedicationRequest/2');
const therapy = (changes: Partial<PriorTherapy> = {}): PriorTherapy => ({
  kind: 'nsaid',
  name: 'naproxen',
  outcome: 'failed',
  start: '2026-08-01',
  end: '2026-10-01',
  found: 'order',
  standing: 'counts',
  evidence: at,
  ...changes,
});
const old = { found: 'allergy', start: '2019-05-01', end: null } as const;
const asked = (therapies: readonly PriorTherapy[], count = 1, other: Partial<EncounterFacts> = {}) =>
  judged(stepTherapyMet, {
    facts: facts({ therapies, ...other }),
    profile: profile({ stepTherapy: { ...step, count } }),
  });
const { note } = facts();

describe('step-therapy-met', () => {
  it.each<[string, Partial<PriorTherapy>, string]>([
    ['failed within the look-back', {}, 'met shown'],
    ['not tolerated', { outcome: 'intolerant' }, 'met shown'],
    ['without an end, started within it', { end: null }, 'met shown'],
    ['ended on its first day', { end: '2026-05-27' }, 'met shown'],
    ['ended a day earlier', { start: null, end: '2026-05-26' }, 'gap missing'],
    ['begun before and ended on the day itself', { end: '2026-11-23' }, 'met shown'],
    ['begun before with an end still to come', { start: '2025-11-01', end: '2026-12-31' }, 'met shown'],
    ['begun before the look-back and ended within it', { start: '2024-01-01' }, 'met shown'],
    ['begun on the day itself', { start: '2026-11-23', end: '2026-12-23' }, 'gap missing'],
    ['of the day itself alone', { start: null, end: '2026-11-23' }, 'gap missing'],
    [
      'begun before the look-back and going on',
      { start: '2026-01-01', end: null, ongoing: true },
      'met shown',
    ],
    ['going on since some month', { start: '2026-01', end: null, ongoing: true }, 'met shown'],
    ['begun before the look-back, of one day', { start: '2026-01-01', end: null }, 'gap missing'],
    ['ruled out by an old intolerance', { ...old, outcome: 'intolerant' }, 'met shown'],
    [
      'ruled out by an intolerance without a date',
      { ...old, outcome: 'intolerant', start: null },
      'met shown',
    ],
    ['ruled out, where the payer accepts no allergy', { ...old, outcome: 'contraindicated' }, 'gap missing'],
    ['tried, and not said to have failed', { outcome: 'tried' }, 'gap outcomeNotStated'],
    ['without an outcome', { outcome: 'not-stated' }, 'gap outcomeNotStated'],
    ['without an outcome, long ago', { outcome: 'not-stated', end: '2020-01-01' }, 'gap missing'],
    ['of another kind', { kind: 'bracing' }, 'gap missing'],
    ['ordered only', { standing: 'ordered-only' }, 'gap missing'],
    ['without a date', { start: null, end: null }, 'cannot-tell undated'],
    ['with a year only', { start: null, end: '2026' }, 'cannot-tell undated'],
  ])('answers a therapy %s', (_, changes, expected) => {
    expect(inShort(asked([therapy(changes)]))).toEqual([expected]);
  });

  it('counts different therapies, not entries', () => {
    const again = therapy({ name: 'Naproxen' });
    expect(inShort(asked([therapy(), again], 2))).toEqual(['gap missing']);
    const exercise = therapy({ kind: 'physical-therapy', name: 'physical therapy' });
    expect(inShort(asked([therapy(), exercise], 2))).toEqual(['met shown']);
    const undated = { ...exercise, start: null, end: null };
    expect(inShort(asked([therapy(), undated], 2))).toEqual(['cannot-tell undated']);
  });

  it('says that an outcome is missing although an older therapy stands beside', () => {
    const open = therapy({ outcome: 'not-stated' });
    const old = therapy({ name: 'ibuprofen', start: null, end: '2020-01-01' });
    const [result] = asked([open, old]);
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'outcomeNotStated' });
    expect(result?.evidence).toEqual(at);
  });

  it('carries evidence, numbers and reasons', () => {
    const [met] = asked([therapy()]);
    expect(met).toMatchObject({ evidence: at });
    expect(met?.message).toContain('1 of 1');
    const [gap] = asked([]);
    expect(gap?.evidence).not.toEqual([]);
    expect(gap?.searched).toEqual(['orders', 'procedures', 'service orders', 'notes', 'encounter note']);
    expect(gap?.message).toContain('0 of 1');
    const [undated] = asked([therapy({ start: null, end: null })]);
    expect(undated).toMatchObject({ reason: 'date-ambiguous', evidence: at });
    expect(undated?.message).toContain('180 days');
  });

  it.each([
    ['its text was not', { ...note, textRead: false }],
    ['notes are not readable', { ...note, state: 'not-readable', textRead: null }],
  ] as const)('cannot tell from a note when %s', (_, unread) => {
    const [result] = asked([], 1, { note: unread });
    expect(result).toMatchObject({
      outcome: 'cannot-tell',
      messageKey: 'noteUnread',
      reason: 'source-unavailable',
    });
    expect(inShort(asked([therapy()], 1, { note: unread }))).toEqual(['met shown']);
  });

  it('looks back from the date of the injection', () => {
    const serviceDate = { date: null, basis: 'not-recorded', neighbour: null } as const;
    expect(inShort(asked([therapy()], 1, { injections: [injection({ serviceDate })] }))).toEqual([
      'not-applicable noDate',
    ]);
  });

  it.each(['MedicationRequest', 'Procedure', 'ServiceRequest', 'DocumentReference'] as const)(
    'finds no absence while %s is unread',
    (type) => {
      expect(inShort(asked([], 1, { sources: sources({ [type]: 'denied' }) }))).toEqual([
        'cannot-tell sourceUnavailable',
      ]);
    },
  );

  it('forgives an EHR that offers no medication statements, not one that refuses them', () => {
    const of = (MedicationStatement: 'denied' | 'unsupported') =>
      inShort(asked([], 1, { sources: sources({ MedicationStatement }) }));
    expect(of('unsupported')).toEqual(['gap missing']);
    expect(of('denied')).toEqual(['cannot-tell sourceUnavailable']);
  });

  it('does not apply where the profile does not ask, as far as the coverage is known', () => {
    expect(inShort(judged(stepTherapyMet))).toEqual(['not-applicable notAsked']);
    const unread = facts({ sources: sources({ Coverage: 'failed' }) });
    expect(inShort(judged(stepTherapyMet, { facts: unread }))).toEqual(['cannot-tell sourceUnavailable']);
  });
});
