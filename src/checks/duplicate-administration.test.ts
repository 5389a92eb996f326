import { describe, expect, it } from 'vitest';
import {
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  sources,
} from '../test-kit/check-input.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { duplicateAdministration } from './duplicate-administration.ts';

const SECOND = 'MedicationAdministration/2';
const first = injection({ alike: [SECOND] });
const second = injection({
  reference: SECOND,
  alike: ['MedicationAdministration/1'],
  time: recorded('2026-11-23T14:07:00-05:00', evidence('effectiveDateTime', '14:07', SECOND)),
});

describe('duplicate-administration', () => {
  it('is met by an administration that stands alone', () => {
    const [result] = judgedInjection(duplicateAdministration, {});
    expect(result).toMatchObject({ outcome: 'met', messageKey: 'single' });
    expect(result?.evidence).not.toEqual([]);
  });

  it('finds two alike once, at the later one, with the evidence of both', () => {
    const results = judged(duplicateAdministration, { facts: facts({ injections: [first, second] }) });
    expect(inShort(results)).toEqual(['met single', 'gap alike']);
    expect(results[1]?.subject).toBe(SECOND);
    expect(results[1]?.message).toContain('14:05, 23 Nov 2026');
    expect(new Set(results[1]?.evidence.map(({ reference }) => reference))).toEqual(
      new Set(['MedicationAdministration/1', SECOND]),
    );
    expect(results[1]?.searched).toEqual(['MedicationAdministration of this encounter']);
  });

  it('does not mistake neighbours that are not alike', () => {
    const apart = { ...second, alike: [] };
    const results = judged(duplicateAdministration, { facts: facts({ injections: [first, apart] }) });
    expect(inShort(results)).toEqual(['met single', 'met single']);
  });

  it('vouches for no single administration while some are unread', () => {
    const unread = { sources: sources({ MedicationAdministration: 'partial' }) };
    const results = inShort(judgedInjection(duplicateAdministration, {}, unread));
    expect(results).toEqual(['cannot-tell sourceUnavailable', 'cannot-tell sourceUnavailable']);
  });

  it('speaks of a twin whose time is not recorded', () => {
    const timeless = { ...first, time: notRecorded([]) };
    const results = judged(duplicateAdministration, { facts: facts({ injections: [timeless, second] }) });
    expect(results[1]?.message).toContain('the same time');
  });
});
