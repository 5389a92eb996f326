import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, textOnly } from '../vocab/fact.ts';
import { performerRecorded } from './performer-recorded.ts';

const at = evidence('performer[0].actor', 'R. Osei RN');

describe('performer-recorded', () => {
  it('is met by a performer, named in the message', () => {
    const [result] = judgedInjection(performerRecorded, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded' });
    expect(result?.message).toContain('R. Osei RN');
  });

  it('is a gap when nobody is named', () => {
    const [result] = judgedInjection(performerRecorded, { performer: notRecorded(['performer']) });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['performer'] });
    expect(result?.evidence).not.toEqual([]);
  });

  it.each([
    ['textOnly', textOnly('R. Osei', at)],
    ['orderOnly', orderOnly('A. Levin', at)],
    ['notRecognised', notRecognised('Device/7', at)],
    ['conflicting', conflicting(['R. Osei', 'A. Levin'], at)],
  ])('cannot tell when the performer is known as %s', (key, performer) => {
    expect(inShort(judgedInjection(performerRecorded, { performer }))).toEqual([`cannot-tell ${key}`]);
  });
});
