import { describe, expect, it } from 'vitest';
import { encounterContext, facts, inShort, judged } from '../test-kit/check-input.ts';
import type { EncounterContext } from '../facts/encounter-facts.ts';
import { encounterBillable } from './encounter-billable.ts';

const of = (changes: Partial<EncounterContext>, other: Parameters<typeof facts>[0] = {}) =>
  judged(encounterBillable, { facts: facts({ encounter: encounterContext(changes), ...other }) });

describe('encounter-billable', () => {
  it.each(['AMB', 'EMER', 'OBSENC', 'HH', 'VR', 'SS'])('is met by class %s', (code) => {
    const [result] = of({ class: code });
    expect(result).toMatchObject({
      outcome: 'met',
      messageKey: 'outpatient',
      evidence: encounterContext().evidence,
    });
  });

  it.each(['IMP', 'ACUTE', 'NONAC'])('is a gap for class %s', (code) => {
    const [result] = of({ class: code });
    expect(result).toMatchObject({
      outcome: 'gap',
      messageKey: 'inpatient',
      evidence: encounterContext().evidence,
    });
    expect(result?.message).toContain(code);
    expect(result?.searched).toEqual(['Encounter.class', 'Encounter.status']);
  });

  it.each(['cancelled', 'entered-in-error'])(
    'is a gap for an encounter that is %s, whatever its class',
    (status) => {
      for (const code of ['AMB', 'IMP', null]) {
        const [result] = of({ status, class: code });
        expect(result).toMatchObject({ outcome: 'gap', messageKey: 'void' });
        expect(result?.message).toContain(status);
      }
    },
  );

  it.each<[Partial<EncounterContext>, string, string]>([
    [{ reference: null, class: null, status: null }, 'notStated', 'source-unavailable'],
    [{ class: null, status: null }, 'noClass', 'code-not-in-table'],
    [{ class: 'LOCAL' }, 'otherClass', 'code-not-in-table'],
  ])('cannot tell from %o', (changes, messageKey, reason) => {
    expect(of(changes)[0]).toMatchObject({ outcome: 'cannot-tell', messageKey, reason });
  });

  it('is asked of an encounter with an injection or an injection procedure only', () => {
    expect(inShort(of({ class: 'IMP' }, { injections: [] }))).toEqual(['gap inpatient']);
    expect(inShort(of({ class: 'IMP' }, { procedures: [] }))).toEqual(['gap inpatient']);
    expect(inShort(of({ class: 'IMP' }, { injections: [], procedures: [] }))).toEqual([
      'not-applicable noSubject',
    ]);
  });
});
