import { describe, expect, it } from 'vitest';
import { evidence, facts, inShort, injection, judged, profile, sources } from '../test-kit/check-input.ts';
import type { Injection } from '../facts/encounter-facts.ts';
import type { Completeness } from '../vocab/completeness.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, textOnly } from '../vocab/fact.ts';
import { ndcRecorded } from './ndc-recorded.ts';

const at = evidence('medicationCodeableConcept.coding[1]', '00009307301');
const asked = (changes: Partial<Injection>) =>
  judged(ndcRecorded, {
    facts: facts({ injections: [injection(changes)] }),
    profile: profile({ requireNdc: true }),
  });

describe('ndc-recorded', () => {
  it('is met by a recorded NDC where the payer asks for it', () => {
    const [result] = asked({});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded' });
    expect(result?.message).toContain('00009307301');
  });

  it('is a gap when it is absent', () => {
    const [result] = asked({ ndc: notRecorded(['medication']) });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['medication'] });
    expect(result?.evidence).not.toEqual([]);
  });

  it('finds no absence while administrations are unread', () => {
    const theFacts = facts({
      injections: [injection({ ndc: notRecorded([]) })],
      sources: sources({ MedicationAdministration: 'partial' }),
    });
    const [result] = judged(ndcRecorded, { facts: theFacts, profile: profile({ requireNdc: true }) });
    expect(result).toMatchObject({ outcome: 'cannot-tell', messageKey: 'sourceUnavailable' });
  });

  it.each([
    ['textOnly', textOnly('00009307301', at)],
    ['orderOnly', orderOnly('00009307301', at)],
    ['notRecognised', notRecognised('0009-3073', at)],
    ['conflicting', conflicting(['00009307301', '00009307303'], at)],
  ])('cannot tell when the NDC is known as %s', (key, ndc) => {
    expect(inShort(asked({ ndc }))).toEqual([`cannot-tell ${key}`]);
  });

  it.each<[Completeness, boolean, string]>([
    ['complete', false, 'not-applicable notAsked'],
    ['unsupported', false, 'not-applicable notAsked'],
    ['denied', false, 'cannot-tell sourceUnavailable'],
    ['denied', true, 'not-applicable notAsked'],
  ])('coverage %s, profile named by hand %s: %s', (coverage, profileAskedFor, expected) => {
    const theFacts = facts({
      injections: [injection({ ndc: notRecorded([]) })],
      sources: sources({ Coverage: coverage }),
    });
    expect(inShort(judged(ndcRecorded, { facts: theFacts, profileAskedFor }))).toEqual([expected]);
  });
});
