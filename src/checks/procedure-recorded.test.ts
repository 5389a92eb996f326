import { describe, expect, it } from 'vitest';
import { inShort, judgedInjection, procedure, sources } from '../test-kit/check-input.ts';
import { recorded } from '../vocab/fact.ts';
import { procedureRecorded } from './procedure-recorded.ts';

const none = { procedure: { how: 'none', references: [] } } as const;

describe('procedure-recorded', () => {
  it('is met by the matched procedure', () => {
    const [result] = judgedInjection(procedureRecorded, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'matched', evidence: procedure().evidence });
    const [bare] = judgedInjection(procedureRecorded, {}, { procedures: [] });
    expect(bare).toMatchObject({ outcome: 'met', messageKey: 'matched' });
    expect(bare?.evidence).not.toEqual([]);
  });

  it('is a gap when no procedure is recorded, or only one that does not count', () => {
    for (const procedures of [[], [procedure({ counts: false })]]) {
      const [result] = judgedInjection(procedureRecorded, none, { procedures });
      expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing' });
      expect(result?.evidence).not.toEqual([]);
      expect(result?.searched).toEqual(['Procedure of this encounter']);
    }
  });

  it('leaves a procedure of another kind to the check of procedure and route', () => {
    const intoMuscle = procedure({ code: recorded('96372', []), family: 'administration' });
    const judged = judgedInjection(procedureRecorded, none, { procedures: [intoMuscle] });
    expect(inShort(judged)).toEqual(['not-applicable otherRoute']);
  });

  it('is a gap when the one for this route is not its own, as on another day', () => {
    expect(inShort(judgedInjection(procedureRecorded, none))).toEqual(['gap missing']);
  });

  it('cannot tell which of several procedures it is, and shows only those', () => {
    const references = ['Procedure/1', 'Procedure/2'];
    const second = procedure({
      reference: 'Procedure/2',
      evidence: [{ ...procedure().evidence[0]!, reference: 'Procedure/2' }],
    });
    const third = {
      ...second,
      reference: 'Procedure/3',
      evidence: [{ ...procedure().evidence[0]!, reference: 'Procedure/3' }],
    };
    const several = { procedure: { how: 'more-than-one-candidate', references } } as const;
    const [result] = judgedInjection(procedureRecorded, several, {
      procedures: [procedure(), second, third],
    });
    expect(result).toMatchObject({
      outcome: 'cannot-tell',
      messageKey: 'several',
      reason: 'more-than-one-candidate',
    });
    expect(result?.evidence.map(({ reference }) => reference)).toEqual(references);
  });

  it('finds no absence while procedures are unread', () => {
    const unread = { procedures: [], sources: sources({ Procedure: 'failed' }) };
    expect(inShort(judgedInjection(procedureRecorded, none, unread))).toEqual([
      'cannot-tell sourceUnavailable',
    ]);
  });
});
