import { describe, expect, it } from 'vitest';
import {
  coding,
  evidence,
  facts,
  inShort,
  judged,
  line,
  procedure,
  profile,
  sources,
} from '../test-kit/check-input.ts';
import type { Authorisation } from '../facts/encounter-facts.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { priorAuthorisationRecorded } from './prior-authorisation-recorded.ts';

const at = evidence('outcome', 'complete', 'ClaimResponse/1');
const authorisation = (changes: Partial<Authorisation> = {}): Authorisation => ({
  reference: 'ClaimResponse/1',
  outcome: 'approved',
  codes: ['J3250'],
  decided: null,
  start: '2026-11-01',
  end: '2026-11-30',
  evidence: at,
  ...changes,
});
const asks = { profile: profile({ requirePriorAuthorisation: true }) };
const asked = (...authorisations: readonly Authorisation[]) =>
  judged(priorAuthorisationRecorded, { facts: facts({ authorisations }), ...asks });

describe('prior-authorisation-recorded', () => {
  it.each<[string, Partial<Authorisation>, string]>([
    ['for the drug', {}, 'met approved'],
    ['for the procedure', { codes: ['20610'] }, 'met approved'],
    ['for no code in particular', { codes: [] }, 'cannot-tell unclear'],
    ['for an item in words', { codes: [null] }, 'cannot-tell unclear'],
    ['for another drug and an item in words', { codes: ['J1885', null] }, 'cannot-tell unclear'],
    ['for the drug and an item in words', { codes: ['J3250', null] }, 'met approved'],
    ['without dates', { start: null, end: null }, 'met approved'],
    ['from this day', { start: '2026-11-23' }, 'met approved'],
    ['to this day', { end: '2026-11-23T23:59:00Z' }, 'met approved'],
    ['to the end of the month', { end: '2026-11' }, 'met approved'],
    ['to the end of the year', { end: '2026' }, 'met approved'],
    ['to the end of last month', { end: '2026-10' }, 'gap missing'],
    ['to the end of last year', { end: '2025' }, 'gap missing'],
    ['from this month', { start: '2026-11' }, 'met approved'],
    ['from next month', { start: '2026-12' }, 'gap missing'],
    ['from tomorrow', { start: '2026-11-24' }, 'gap missing'],
    ['to yesterday', { end: '2026-11-22' }, 'gap missing'],
    ['for another drug', { codes: ['J1885'] }, 'gap missing'],
    ['for another drug as well', { codes: ['J1885', 'J3250'] }, 'met approved'],
    ['denied', { outcome: 'denied' }, 'gap notApproved'],
    ['pending', { outcome: 'pending' }, 'gap notApproved'],
    ['without outcome', { outcome: 'unknown' }, 'cannot-tell unclear'],
  ])('answers an authorisation %s', (_, changes, expected) => {
    expect(inShort(asked(authorisation(changes)))).toEqual([expected]);
  });

  it('carries the evidence, the line and the code', () => {
    const [met] = asked(authorisation());
    expect(met).toMatchObject({
      evidence: at,
      line: 'practice/J3250/1',
      subject: 'MedicationAdministration/1',
    });
    const [denied] = asked(authorisation({ outcome: 'denied' }));
    expect(denied?.message).toContain('denied');
    const [missing] = asked();
    expect(missing).toMatchObject({ outcome: 'gap', messageKey: 'missing' });
    expect(missing?.evidence).not.toEqual([]);
    expect(missing?.searched).toEqual(['ClaimResponse', 'ServiceRequest', 'Coverage']);
    expect(asked(authorisation({ outcome: 'unknown' }))[0]?.reason).toBe('code-not-in-table');
  });

  const about = (
    outcome: Authorisation['outcome'],
    decided: string | null,
    codes: Authorisation['codes'] = ['J3250'],
  ) => authorisation({ reference: `ClaimResponse/${outcome}`, outcome, decided, codes });
  it.each<[string, readonly Authorisation[], string]>([
    [
      'denied after an approval',
      [about('approved', '2026-10-01'), about('denied', '2026-11-01')],
      'gap notApproved',
    ],
    [
      'approved after a denial',
      [about('approved', '2026-11-01'), about('denied', '2026-10-01')],
      'met approved',
    ],
    ['both, undated', [about('approved', null), about('denied', '2026-10-01')], 'cannot-tell unclear'],
    [
      'both of one day',
      [about('approved', '2026-11-01T10:00:00Z'), about('denied', '2026-11-01')],
      'cannot-tell unclear',
    ],
    [
      'something else denied',
      [about('approved', '2026-10-01'), about('denied', '2026-11-01', ['20610'])],
      'cannot-tell unclear',
    ],
    [
      'one of two codes denied',
      [about('approved', '2026-10-01', ['J3250', '20610']), about('denied', '2026-11-01', ['20610'])],
      'cannot-tell unclear',
    ],
    [
      'something else denied before',
      [about('approved', '2026-11-01'), about('denied', '2026-10-01', ['20610'])],
      'met approved',
    ],
    [
      'the drug denied after an approval of nobody knows what',
      [about('approved', '2026-10-01', [null]), about('denied', '2026-11-01')],
      'gap notApproved',
    ],
    [
      'a denial of nobody knows what',
      [about('approved', '2026-10-01'), about('denied', '2026-11-01', [null])],
      'met approved',
    ],
    [
      'pending again after an approval',
      [about('approved', '2026-10-01'), about('pending', '2026-11-01')],
      'met approved',
    ],
    [
      'a bare number beside a denial',
      [about('denied', '2026-10-01'), about('unknown', null)],
      'cannot-tell unclear',
    ],
  ])('lets the latest decision stand: %s', (_, given, expected) => {
    expect(inShort(asked(...given))).toEqual([expected]);
    expect(inShort(asked(...given.toReversed()))).toEqual([expected]);
  });

  it.each([
    ['2026-10-01', '2026-11-01', 'pending'],
    ['2026-11-01', '2026-10-01', 'denied'],
    [null, null, 'pending'],
  ])('names the latest of a denial of %s and a pending request of %s', (denied, pending, expected) => {
    const both = [about('denied', denied), about('pending', pending)];
    for (const given of [both, both.toReversed()])
      expect(asked(...given)[0]?.message).toContain(`(${expected})`);
  });

  it("is not met by an authorisation for another injection's procedure", () => {
    const other = procedure({
      reference: 'Procedure/2',
      code: recorded('62323', evidence('code.coding[0]', '62323', 'Procedure/2')),
    });
    const results = judged(priorAuthorisationRecorded, {
      facts: facts({
        procedures: [procedure(), other],
        authorisations: [authorisation({ codes: ['62323'] })],
      }),
      ...asks,
    });
    expect(inShort(results)).toEqual(['gap missing']);
  });

  it('asks of lines of the active table only, and knows procedures without a code', () => {
    const theFacts = facts({ procedures: [procedure({ code: notRecorded([]) })] });
    const lines = [line(), line({ role: 'cross-check', table: 'cms-hcpcs', code: 'J1010' })];
    const results = judged(priorAuthorisationRecorded, {
      facts: theFacts,
      coding: coding({ lines }),
      ...asks,
    });
    expect(inShort(results)).toEqual(['gap missing']);
  });

  it('takes the code of either table, of lines for the same administration, and of their own procedure', () => {
    const cms = (administrations: readonly string[]) =>
      line({ role: 'cross-check', table: 'cms-hcpcs', code: 'J1010', administrations });
    const of = (
      other: Partial<Authorisation>,
      administrations: readonly string[],
      reference = 'Procedure/1',
    ) =>
      inShort(
        judged(priorAuthorisationRecorded, {
          facts: facts({ authorisations: [authorisation(other)], procedures: [procedure({ reference })] }),
          coding: coding({ lines: [line(), cms(administrations)] }),
          ...asks,
        }),
      );
    expect(of({ codes: ['J1010'] }, ['MedicationAdministration/1'])).toEqual(['met approved']);
    expect(of({ codes: ['J1010'] }, ['MedicationAdministration/2'])).toEqual(['gap missing']);
    expect(of({ codes: ['20610'] }, [], 'Procedure/2')).toEqual(['gap missing']);
  });

  it('finds no absence while authorisations are unread', () => {
    for (const completeness of ['denied', 'unsupported'] as const) {
      const unread = facts({ sources: sources({ ClaimResponse: completeness }) });
      expect(inShort(judged(priorAuthorisationRecorded, { facts: unread, ...asks }))).toEqual([
        'cannot-tell sourceUnavailable',
      ]);
    }
  });

  it('does not apply where the profile does not ask, as far as the coverage is known', () => {
    expect(inShort(judged(priorAuthorisationRecorded))).toEqual(['not-applicable notAsked']);
    const unread = facts({ sources: sources({ Coverage: 'failed' }) });
    expect(inShort(judged(priorAuthorisationRecorded, { facts: unread }))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
