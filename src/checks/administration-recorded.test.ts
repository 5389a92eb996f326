import { describe, expect, it } from 'vitest';
import { evidence, facts, inShort, injection, judged, procedure, sources } from '../test-kit/check-input.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { administrationRecorded } from './administration-recorded.ts';

const asked = (changes: Partial<EncounterFacts>) => judged(administrationRecorded, { facts: facts(changes) });
const excluded = injection({
  status: 'not-done',
  billing: { billed: false, excluded: 'not-done', evidence: [] },
});
const order = {
  reference: 'MedicationRequest/1',
  drug: recorded('methylprednisolone-acetate' as const, []),
  evidence: evidence('medicationCodeableConcept', 'acetate', 'MedicationRequest/1'),
};

describe('administration-recorded', () => {
  it('is met by a corticosteroid given, or any other injectable', () => {
    const [result] = asked({});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded', subject: 'Procedure/1' });
    expect(result?.evidence).toEqual(procedure().evidence);
    expect(inShort(asked({ injections: [], otherInjectables: ['MedicationAdministration/9'] }))).toEqual([
      'met recorded',
    ]);
  });

  it('is a gap when nothing was given', () => {
    const [result] = asked({ injections: [] });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', evidence: procedure().evidence });
    expect(result?.message).toContain('20610');
    expect(result?.searched).toEqual(['MedicationAdministration of this encounter']);
    const [uncoded] = asked({ injections: [], procedures: [procedure({ code: notRecorded([]) })] });
    expect(uncoded?.message).toContain('of the injection');
  });

  it('is a gap when the only administration was not given, ordered or not', () => {
    expect(inShort(asked({ injections: [excluded] }))).toEqual(['gap excludedOnly']);
    expect(inShort(asked({ injections: [excluded], orderedOnly: [order] }))).toEqual(['gap excludedOnly']);
  });

  it('cannot tell where this EHR shows the order and no administration', () => {
    const [result] = asked({ injections: [], orderedOnly: [order] });
    expect(result).toMatchObject({ outcome: 'cannot-tell', messageKey: 'orderOnly', reason: 'order-only' });
    expect(result?.evidence.map(({ reference }) => reference)).toEqual([
      'MedicationRequest/1',
      'Procedure/1',
    ]);
  });

  it('does not ask of a procedure that did not take place', () => {
    expect(inShort(asked({ injections: [], procedures: [procedure({ counts: false })] }))).toEqual([
      'not-applicable noSubject',
    ]);
  });

  it('finds no absence while administrations are unread', () => {
    const unread = sources({ MedicationAdministration: 'denied' });
    expect(inShort(asked({ injections: [], sources: unread }))).toEqual(['cannot-tell sourceUnavailable']);
  });
});
