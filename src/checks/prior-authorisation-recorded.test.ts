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
import { notRecorded } from '../vocab/fact.ts';
import { priorAuthorisationRecorded } from './prior-authorisation-recorded.ts';

const at = evidence('outcome', 'complete', 'ClaimResponse/1');
const authorisation = (changes: Partial<Authorisation> = {}): Authorisation => ({
  reference: 'ClaimResponse/1',
  outcome: 'approved',
  codes: ['J3250'],
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
    ['for no code in particular', { codes: [] }, 'met approved'],
    ['without dates', { start: null, end: null }, 'met approved'],
    ['from this day', { start: '2026-11-23' }, 'met approved'],
    ['to this day', { end: '2026-11-23T23:59:00Z' }, 'met approved'],
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

  it('lets an approval stand whatever else is recorded', () => {
    expect(inShort(asked(authorisation({ outcome: 'denied' }), authorisation()))).toEqual(['met approved']);
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

  it('takes the code of either table, of lines for the same administration, and of procedures that count', () => {
    const cms = (administrations: readonly string[]) =>
      line({ role: 'cross-check', table: 'cms-hcpcs', code: 'J1010', administrations });
    const of = (other: Partial<Authorisation>, administrations: readonly string[], counts = true) =>
      inShort(
        judged(priorAuthorisationRecorded, {
          facts: facts({ authorisations: [authorisation(other)], procedures: [procedure({ counts })] }),
          coding: coding({ lines: [line(), cms(administrations)] }),
          ...asks,
        }),
      );
    expect(of({ codes: ['J1010'] }, ['MedicationAdministration/1'])).toEqual(['met approved']);
    expect(of({ codes: ['J1010'] }, ['MedicationAdministration/2'])).toEqual(['gap missing']);
    expect(of({ codes: ['20610'] }, [], false)).toEqual(['gap missing']);
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
