import { describe, expect, it } from 'vitest';
import { evidence } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { answerFact } from './answer-fact.ts';

const at = evidence('dosage', 'x');
const injected = evidence('status', 'completed');
const question = {
  words: (value: string) => `<${value}>`,
  missing: { params: { drug: 'acetate' }, evidence: injected },
};

describe('answerFact', () => {
  it('is met by a recorded value, in its words, whatever else was not read', () => {
    expect(answerFact(recorded('knee', at), question)).toEqual({
      outcome: 'met',
      key: 'recorded',
      params: { value: '<knee>' },
      evidence: at,
      rests: 'presence',
    });
  });

  it('is a gap that rests on absence where nothing stands, with the places searched', () => {
    const gap = {
      outcome: 'gap',
      key: 'missing',
      params: { drug: 'acetate' },
      evidence: injected,
      searched: ['dosage'],
      rests: 'absence',
    };
    expect(answerFact(notRecorded(['dosage']), question)).toStrictEqual(gap);
    expect(answerFact(notRecorded(['dosage']), { ...question, restsOn: ['administrations'] })).toStrictEqual({
      ...gap,
      restsOn: ['administrations'],
    });
  });

  it.each([
    ['textOnly', 'text-only', textOnly('knee', at), { value: '<knee>' }],
    ['orderOnly', 'order-only', orderOnly('knee', at), { value: '<knee>' }],
    ['notRecognised', 'code-not-in-table', notRecognised('LOCAL-1', at), { original: 'LOCAL-1' }],
    ['conflicting', 'conflicting', conflicting(['knee', 'hip'], at), { values: '<knee> / <hip>' }],
  ])('cannot tell %s: %s, and shows what stands there', (key, reason, fact, params) => {
    expect(answerFact(fact, question)).toEqual({
      outcome: 'cannot-tell',
      key,
      params,
      evidence: at,
      reason,
    });
  });
});
