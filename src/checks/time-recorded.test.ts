import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, recorded, textOnly } from '../vocab/fact.ts';
import { timeRecorded } from './time-recorded.ts';

const at = evidence('effectiveDateTime', '2026-11-23');
const unknown = { date: null, basis: 'not-recorded', neighbour: null } as const;

describe('time-recorded', () => {
  it('is met by a date, with or without the hour', () => {
    const [result] = judgedInjection(timeRecorded, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'recorded' });
    expect(result?.message).toContain('14:05, 23 Nov 2026');
    expect(inShort(judgedInjection(timeRecorded, { time: recorded('2026-11-23', at) }))).toEqual([
      'met recorded',
    ]);
  });

  it('is a gap when no time stands anywhere', () => {
    const [result] = judgedInjection(timeRecorded, {
      time: notRecorded(['effective[x]']),
      serviceDate: unknown,
    });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'missing', searched: ['effective[x]'] });
    expect(result?.evidence).not.toEqual([]);
  });

  it('is a gap when the recorded time names a month or a year only', () => {
    const [result] = judgedInjection(timeRecorded, { time: recorded('2026-11', at), serviceDate: unknown });
    expect(result).toMatchObject({ outcome: 'gap', messageKey: 'notADay', evidence: at });
    expect(result?.message).toContain('Nov 2026');
    expect(result?.searched).toEqual(['effective[x]']);
  });

  it.each([
    ['textOnly', textOnly('2026-11-23', at)],
    ['orderOnly', orderOnly('2026-11-23', at)],
    ['notRecognised', notRecognised('yesterday', at)],
    ['conflicting', conflicting(['2026-11-22', '2026-11-23'], at)],
  ])('cannot tell when the time is known as %s', (key, time) => {
    expect(inShort(judgedInjection(timeRecorded, { time, serviceDate: unknown }))).toEqual([
      `cannot-tell ${key}`,
    ]);
  });
});
