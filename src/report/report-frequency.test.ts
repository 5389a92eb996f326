import { describe, expect, it } from 'vitest';
import type { Injection, PastInjection } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import { injection, profile } from '../test-kit/check-input.ts';
import { anInjectionRow } from '../test-kit/report-builder.ts';
import { frequencyRule, pastInjection } from '../test-kit/policy-builder.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { reportFrequency } from './report-frequency.ts';

/** A rule of another kind of session, before the one that counts. */
const EPIDURAL = frequencyRule({ scope: 'epidural', maxCount: 4, windowDays: 180, minIntervalDays: 14 });
const asked = (
  changes: Partial<Injection> = {},
  history: readonly PastInjection[] = [],
  frequency: readonly FrequencyRule[] = [EPIDURAL, frequencyRule()],
) => reportFrequency(injection(changes), profile({ frequency }), history);

describe('the frequency of an injection in the report', () => {
  it('is the rule of its own kind of session, with nothing counted before the first', () => {
    expect(asked()).toEqual(anInjectionRow().frequency);
    expect(asked({ route: recorded('epidural', []), site: recorded('lumbar-spine', []) })).toMatchObject({
      scope: 'epidural',
      maxCount: 4,
      windowDays: 180,
      minIntervalDays: 14,
    });
  });

  it('keeps a rule without an interval without one', () => {
    expect(asked({}, [], [frequencyRule({ minIntervalDays: null })])?.minIntervalDays).toBe(null);
  });

  it('counts sessions surely at this place apart from those that may have been', () => {
    const history = [
      pastInjection(),
      pastInjection({ date: '2026-05-01', side: null }),
      pastInjection({ date: '2026-03-01', side: 'left' }),
      pastInjection({ date: '2025-01-01' }),
    ];
    expect(asked({}, history)).toMatchObject({ earlier: 1, earlierAtMost: 2 });
  });

  it.each<[string, Partial<Injection>, readonly FrequencyRule[]]>([
    ['no rule counts its kind', {}, [EPIDURAL]],
    ['the profile sets no rule', {}, []],
    ['its site is not known', { site: notRecorded([]) }, [frequencyRule()]],
    ['its side is not known', { side: notRecorded([]) }, [frequencyRule()]],
    [
      'its date is not known',
      { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } },
      [frequencyRule()],
    ],
  ])('is not there while %s', (_, changes, rules) => {
    expect(asked(changes, [], rules)).toBe(null);
  });
});
