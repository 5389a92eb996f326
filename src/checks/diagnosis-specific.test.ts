import { describe, expect, it } from 'vitest';
import { diagnosis, encounterContext, facts, inShort, injection, judged } from '../test-kit/check-input.ts';
import type { Diagnosis, EncounterFacts } from '../facts/encounter-facts.ts';
import { lateralityOf } from '../tables/diagnoses.ts';
import { diagnosisSpecific } from './diagnosis-specific.ts';

const dx = (icd10: string, changes: Partial<Diagnosis> = {}) =>
  diagnosis({ icd10, laterality: lateralityOf(icd10), ...changes });
const on = (date: string | null, diagnoses: readonly Diagnosis[], other: Partial<EncounterFacts> = {}) =>
  judged(diagnosisSpecific, {
    facts: facts({ encounter: encounterContext({ serviceDate: date }), diagnoses, ...other }),
  });

describe('diagnosis-specific', () => {
  it.each<[string, string, string]>([
    ['M17.11', '2026-09-01', 'met specific'],
    ['M17.0', '2026-09-01', 'met specific'],
    ['M72.2', '2026-09-01', 'met specific'],
    ['J45.901', '2026-09-01', 'met specific'],
    ['M17.9', '2026-09-01', 'gap unspecified'],
    ['M25.50', '2026-09-01', 'gap unspecified'],
    ['M17.10', '2026-09-01', 'gap unspecified'],
    ['M25.569', '2026-09-01', 'gap sideNotStated'],
    ['G35', '2025-10-01', 'gap ended'],
    ['G35', '2025-09-30', 'met specific'],
    ['M54.5', '2025-12-01', 'gap ended'],
    ['M54.5', '2024-01-01', 'cannot-tell endedNotConfirmed'],
    ['Z00.00', '2026-09-01', 'not-applicable notInTable'],
  ])('%s on %s: %s', (code, date, expected) => {
    const results = on(date, [dx(code)]);
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.evidence).toEqual(expected.startsWith('not-') ? [] : diagnosis().evidence);
    expect(results[0]?.searched.length !== 0).toBe(expected.startsWith('gap'));
    expect(results[0]?.reason).toBe(expected.startsWith('cannot-tell') ? 'no-table-for-date' : null);
  });

  it('is asked of each diagnosis, and carries its code', () => {
    const results = on('2026-09-01', [dx('M17.9'), dx('M17.11', { reference: 'Condition/2' })]);
    expect(results.map(({ subject, outcome }) => [subject, outcome])).toEqual([
      ['Condition/1', 'gap'],
      ['Condition/2', 'met'],
    ]);
    expect(results[0]?.message).toContain('M17.9');
    expect(on('2025-10-01', [dx('G35')])[0]?.message).toContain('not valid from 1 Oct 2025 on');
  });

  it('says how old its table is for later dates, and goes on applying', () => {
    const [old] = on('2026-10-01', [dx('M17.9')]);
    expect(old).toMatchObject({ outcome: 'gap', messageKey: 'unspecified' });
    expect(old?.message).toContain('FY2026');
    expect(on('2026-09-30', [dx('M17.9')])[0]?.message).not.toContain('FY2026');
  });

  it('takes the date of the injection where the encounter has none, and does without any', () => {
    expect(on(null, [dx('M17.9')])[0]?.message).toContain('FY2026');
    const undated = {
      injections: [injection({ serviceDate: { date: null, basis: 'not-recorded', neighbour: null } })],
    };
    expect(inShort(on(null, [dx('M17.9')], undated))).toEqual(['gap unspecified']);
    expect(inShort(on(null, [dx('G35')], undated))).toEqual(['met specific']);
    expect(inShort(on(null, [dx('G35')], { injections: [] }))).toEqual(['met specific']);
  });

  it.each<[string, Partial<EncounterFacts>]>([
    ['a problem-list entry', { diagnoses: [dx('M17.9', { standing: 'problem-list' })] }],
    ['a diagnosis without an ICD-10-CM code', { diagnoses: [diagnosis({ icd10: null })] }],
    ['an encounter without injection or injection procedure', { injections: [], procedures: [] }],
  ])('is not asked of %s', (_, changes) => {
    const { diagnoses = [dx('M17.9')], ...other } = changes;
    expect(inShort(on('2026-09-01', diagnoses, other))).toEqual(['not-applicable noSubject']);
  });

  it('is asked where the encounter has an injection or a procedure', () => {
    expect(inShort(on('2026-09-01', [dx('M17.9')], { injections: [] }))).toEqual(['gap unspecified']);
    expect(inShort(on('2026-09-01', [dx('M17.9')], { procedures: [] }))).toEqual(['gap unspecified']);
  });
});
