import { describe, expect, it } from 'vitest';
import type { Injection, PastInjection } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import { injection, profile } from '../test-kit/check-input.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { reportFrequency } from './report-frequency.ts';

const rule = (over: Partial<FrequencyRule> = {}): FrequencyRule => ({
  scope: 'joint-or-bursa',
  maxCount: 3,
  windowDays: 365,
  minIntervalDays: 90,
  source: 'test',
  verified: true,
  ...over,
});
/** A rule of another kind of session, before the one that counts. */
const EPIDURAL = rule({ scope: 'epidural', maxCount: 4, windowDays: 180, minIntervalDays: 14 });
const past = (date: string, over: Partial<PastInjection> = {}): PastInjection => ({
  date,
  drug: 'methylprednisolone-acetate',
  route: 'intra-articular',
  site: 'knee',
  side: 'right',
  from: 'administration',
  family: null,
  evidence: [],
  ...over,
});
const asked = (
  changes: Partial<Injection> = {},
  history: readonly PastInjection[] = [],
  frequency: readonly FrequencyRule[] = [EPIDURAL, rule()],
) => reportFrequency(injection(changes), profile({ frequency }), history);

describe('the frequency of an injection in the report', () => {
  it('is the rule of its own kind of session, with nothing counted before the first', () => {
    expect(asked()).toEqual({
      scope: 'joint-or-bursa',
      maxCount: 3,
      windowDays: 365,
      minIntervalDays: 90,
      earlier: 0,
      earlierAtMost: 0,
    });
    expect(asked({ route: recorded('epidural', []), site: recorded('lumbar-spine', []) })).toMatchObject({
      scope: 'epidural',
      maxCount: 4,
      windowDays: 180,
      minIntervalDays: 14,
    });
  });

  it('keeps a rule without an interval without one', () => {
    expect(asked({}, [], [rule({ minIntervalDays: null })])?.minIntervalDays).toBe(null);
  });

  it('counts sessions surely at this place apart from those that may have been', () => {
    const history = [
      past('2026-08-01'),
      past('2026-05-01', { side: null }),
      past('2026-03-01', { side: 'left' }),
      past('2025-01-01'),
    ];
    expect(asked({}, history)).toMatchObject({ earlier: 1, earlierAtMost: 2 });
  });

  it.each<[string, Partial<Injection>, readonly FrequencyRule[]]>([
    ['no rule counts its kind', {}, [EPIDURAL]],
    ['the profile sets no rule', {}, []],
    ['its site is not known', { site: notRecorded([]) }, [rule()]],
    ['its side is not known', { side: notRecorded([]) }, [rule()]],
    [
      'its date is not known',
      { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } },
      [rule()],
    ],
  ])('is not there while %s', (_, changes, rules) => {
    expect(asked(changes, [], rules)).toBe(null);
  });
});
