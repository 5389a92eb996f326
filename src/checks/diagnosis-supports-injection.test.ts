import { describe, expect, it } from 'vitest';
import { diagnosis, evidence, inShort, judgedInjection, sources } from '../test-kit/check-input.ts';
import type { Diagnosis } from '../facts/encounter-facts.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { diagnosisSupportsInjection } from './diagnosis-supports-injection.ts';

const dx = (icd10: string | null, changes: Partial<Diagnosis> = {}) => diagnosis({ icd10, ...changes });
const given = (route: Route, site: Site | null, date = '2026-09-01') => ({
  route: recorded(route, []),
  site: site === null ? notRecorded([]) : recorded(site, []),
  serviceDate: { date, basis: 'own-offset', neighbour: null } as const,
});
const of = (route: Route, site: Site | null, diagnoses: readonly Diagnosis[]) =>
  judgedInjection(diagnosisSupportsInjection, given(route, site), { diagnoses });

describe('diagnosis-supports-injection', () => {
  it.each<[string | null, Route, Site | null, string]>([
    ['M17.11', 'intra-articular', 'knee', 'met supported'],
    ['M17.11', 'intra-articular', null, 'met supported'],
    ['M17.11', 'intra-articular', 'shoulder', 'gap missing'],
    ['M17.11', 'intramuscular', 'gluteus', 'gap missing'],
    ['M17.11', 'intravenous', null, 'gap missing'],
    ['M05.79', 'intra-articular', 'knee', 'met supported'],
    ['J45.901', 'intravenous', null, 'met supported'],
    ['J45.901', 'intravenous-push', null, 'met supported'],
    ['J45.901', 'intramuscular', 'deltoid', 'met supported'],
    ['J45.901', 'intra-articular', 'knee', 'gap missing'],
    ['J44.1', 'intravenous', null, 'cannot-tell notConfirmed'],
    ['J44.1', 'intra-articular', 'knee', 'cannot-tell notInTable'],
    ['Z00.00', 'intra-articular', 'knee', 'cannot-tell notInTable'],
    [null, 'intra-articular', 'knee', 'cannot-tell notInTable'],
  ])('%s for an injection %s into the %s: %s', (code, route, site, expected) => {
    const results = of(route, site, [dx(code)]);
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.evidence).toEqual(diagnosis().evidence);
    expect(results[0]?.reason).toBe(expected.startsWith('cannot-tell') ? 'code-not-in-table' : null);
  });

  it('is met by one diagnosis among others, and names and shows that one', () => {
    const own = dx('M17.11', { evidence: evidence('code', 'M17.11', 'Condition/2') });
    const [result] = of('intra-articular', 'knee', [dx('Z00.00'), dx('J44.1'), dx('J45.901'), own]);
    expect(result).toMatchObject({ outcome: 'met', evidence: own.evidence });
    expect(result?.message).toBe('M17.11 goes with this injection.');
  });

  it('leaves open a code whose region no source confirms', () => {
    expect(inShort(of('intrabursal', 'prepatellar-bursa', [dx('M70.51')]))).toEqual(['met supported']);
    expect(inShort(of('intrabursal', 'olecranon-bursa', [dx('M70.51')]))).toEqual(['cannot-tell notInTable']);
    expect(inShort(of('intrabursal', 'olecranon-bursa', [dx('M70.41')]))).toEqual(['gap missing']);
  });

  it('names the first of several that say the same', () => {
    const named = (codes: readonly string[], route: Route = 'intravenous') =>
      of(
        route,
        null,
        codes.map((code) => dx(code)),
      )[0]?.message;
    expect(named(['J45.901', 'M05.79'])).toBe('J45.901 goes with this injection.');
    expect(named(['J44.1', 'J44.9'])).toContain(': J44.1 may go');
    expect(named(['Z00.00', 'Z79.899'])).toContain(': Z00.00 is not');
  });

  it('prefers an open question to a gap: a row not confirmed, then a code not in the table', () => {
    expect(inShort(of('intravenous', null, [dx('M17.11'), dx('J44.1')]))).toEqual([
      'cannot-tell notConfirmed',
    ]);
    expect(inShort(of('intravenous', null, [dx('M17.11'), dx('Z00.00')]))).toEqual([
      'cannot-tell notInTable',
    ]);
  });

  it('names two diagnoses and counts the rest', () => {
    const [result] = of('intravenous', null, [dx('M17.11'), dx('M17.12'), dx('M17.0'), dx('M16.11')]);
    expect(result?.message).toContain('(M17.11, M17.12 and 2 more)');
    expect(result?.searched).toEqual(['Condition of this encounter', 'reasonReference']);
    const [two] = of('intravenous', null, [dx('M17.11'), dx('M17.12')]);
    expect(two?.message).toContain('(M17.11, M17.12)');
  });

  it('says how old its table is for later dates, and goes on applying', () => {
    const message = (date: string) =>
      judgedInjection(diagnosisSupportsInjection, given('intra-articular', 'knee', date))[0]?.message;
    expect(message('2026-09-30')).not.toContain('FY2026');
    expect(message('2026-10-01')).toContain('FY2026');
  });

  it('takes the problem list for context only, and compares nothing without diagnosis or route', () => {
    const context = [dx('M17.11', { standing: 'problem-list' })];
    expect(inShort(of('intra-articular', 'knee', context))).toEqual(['not-applicable noDiagnosis']);
    expect(inShort(judgedInjection(diagnosisSupportsInjection, { route: notRecorded([]) }))).toEqual([
      'not-applicable notKnown',
    ]);
  });

  it('finds no absence while diagnoses are unread', () => {
    const unread = { sources: sources({ Condition: 'denied' }) };
    const vein = given('intravenous', null);
    expect(inShort(judgedInjection(diagnosisSupportsInjection, vein, unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
    const empty = { ...unread, diagnoses: [] };
    expect(inShort(judgedInjection(diagnosisSupportsInjection, vein, empty))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
