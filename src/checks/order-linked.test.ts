import { describe, expect, it } from 'vitest';
import {
  checkInput,
  evidence,
  inShort,
  injection,
  judgedInjection,
  sources,
} from '../test-kit/check-input.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { orderLinked } from './order-linked.ts';

const { order } = injection();
const none = { order: { ...order, how: 'none', references: [], dose: null, evidence: [] } } as const;
const by = (name: string) => ({ ...none, performer: recorded(name, evidence('performer[0].actor', name)) });

describe('order-linked', () => {
  it.each([
    ['request', 'met linked'],
    ['drug-and-date', 'met sameDrugAndDate'],
    ['more-than-one-candidate', 'cannot-tell several'],
    ['reference-not-read', 'cannot-tell unread'],
  ] as const)('answers an order found as %s with %s', (how, expected) => {
    const results = judgedInjection(orderLinked, { order: { ...order, how } });
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.evidence).toEqual(order.evidence);
  });

  it('says why it cannot tell', () => {
    const reason = (how: 'more-than-one-candidate' | 'reference-not-read') =>
      judgedInjection(orderLinked, { order: { ...order, how } })[0]?.reason;
    expect(reason('more-than-one-candidate')).toBe('more-than-one-candidate');
    expect(reason('reference-not-read')).toBe('source-unavailable');
  });

  it('is a gap when no order was found', () => {
    const [result] = judgedInjection(orderLinked, none);
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing' });
    expect(result?.evidence).not.toEqual([]);
    expect(result?.searched).toEqual([
      'MedicationAdministration.request',
      'MedicationRequest of the same drug and date',
    ]);
  });

  it('counts a clinician who may order it and gave it in person, never a nurse or nobody', () => {
    const [result] = judgedInjection(orderLinked, by('A. Levin, M.D.'));
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'inPerson' });
    expect(result?.evidence).toEqual(evidence('performer[0].actor', 'A. Levin, M.D.'));
    expect(inShort(judgedInjection(orderLinked, by('R. Osei RN')))).toEqual(['gap missing']);
    expect(inShort(judgedInjection(orderLinked, { ...none, performer: notRecorded([]) }))).toEqual([
      'gap missing',
    ]);
  });

  it('finds no absence while orders are unread', () => {
    const unread = { sources: sources({ MedicationRequest: 'unsupported' }) };
    expect(inShort(judgedInjection(orderLinked, none, unread))).toEqual(['cannot-tell sourceUnavailable']);
  });

  it.each([
    ['the order it names', { order: { ...order, how: 'request' } as const }, 'met linked'],
    ['the order found', { order: { ...order, how: 'drug-and-date' } as const }, 'met sameDrugAndDate'],
    ['the clinician who gave it', by('A. Levin, M.D.'), 'met inPerson'],
  ])('stands on %s while orders are unread', (_, changes, expected) => {
    const unread = { sources: sources({ MedicationRequest: 'failed' }) };
    expect(inShort(judgedInjection(orderLinked, changes, unread))).toEqual([expected]);
    expect(orderLinked.evaluate(injection(changes), checkInput())).toMatchObject({ rests: 'presence' });
  });
});
