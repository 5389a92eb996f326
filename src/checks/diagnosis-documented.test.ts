import { describe, expect, it } from 'vitest';
import { diagnosis, inShort, judgedInjection, procedure, sources } from '../test-kit/check-input.ts';
import { diagnosisDocumented } from './diagnosis-documented.ts';

const bare = { procedures: [procedure({ reasonConditions: [] })] };
const none = { reasonConditions: [] };

describe('diagnosis-documented', () => {
  it('is met by an encounter diagnosis', () => {
    const [result] = judgedInjection(diagnosisDocumented, none, bare);
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded', evidence: diagnosis().evidence });
  });

  it('is met by a condition named as the reason, and by no other', () => {
    const diagnoses = [diagnosis({ standing: 'reason-referenced' })];
    expect(inShort(judgedInjection(diagnosisDocumented, {}, { ...bare, diagnoses }))).toEqual([
      'met recorded',
    ]);
    expect(inShort(judgedInjection(diagnosisDocumented, none, { diagnoses }))).toEqual(['met recorded']);
    expect(inShort(judgedInjection(diagnosisDocumented, none, { ...bare, diagnoses }))).toEqual([
      'gap missing',
    ]);
  });

  it('is a gap that names the problem list where that alone has a diagnosis', () => {
    const diagnoses = [diagnosis({ standing: 'problem-list' })];
    const [result] = judgedInjection(diagnosisDocumented, none, { ...bare, diagnoses });
    expect(result).toMatchObject({
      outcome: 'gap',
      messageKey: 'problemListOnly',
      evidence: diagnosis().evidence,
    });
    expect(result?.message).toContain('M17.11');
  });

  it.each([
    ['its text', diagnosis({ standing: 'problem-list', icd10: null }), 'Osteoarthritis of right knee'],
    ['words for it', diagnosis({ standing: 'problem-list', icd10: null, text: null }), 'without a code'],
  ])('names a problem without a code by %s', (_, problem, words) => {
    const [result] = judgedInjection(diagnosisDocumented, none, { ...bare, diagnoses: [problem] });
    expect(result?.message).toContain(words);
  });

  it('is a gap when no diagnosis stands anywhere', () => {
    const [result] = judgedInjection(diagnosisDocumented, none, { ...bare, diagnoses: [] });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing' });
    expect(result?.evidence).not.toEqual([]);
    expect(result?.searched).toEqual(['Condition of this encounter', 'reasonReference']);
  });

  it('cannot tell when the condition named as the reason was not read', () => {
    const [result] = judgedInjection(diagnosisDocumented, {}, { ...bare, diagnoses: [] });
    expect(result).toMatchObject({
      outcome: 'cannot-tell',
      messageKey: 'reasonUnread',
      reason: 'source-unavailable',
    });
  });

  it.each(['Condition', 'Procedure'] as const)('finds no absence while %s is unread', (type) => {
    const unread = { ...bare, diagnoses: [], sources: sources({ [type]: 'failed' }) };
    expect(inShort(judgedInjection(diagnosisDocumented, none, unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
