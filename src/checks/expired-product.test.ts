import { describe, expect, it } from 'vitest';
import { evidence, inShort, judgedInjection } from '../test-kit/check-input.ts';
import { conflicting, notRecognised, notRecorded, recorded } from '../vocab/fact.ts';
import { expiredProduct } from './expired-product.ts';

const at = evidence('batch.expirationDate', 'expiry', 'Medication/1');
const on = (expiry: string, date = '2026-11-23') => ({
  expiry: recorded(expiry, at),
  serviceDate: { date, basis: 'own-offset', neighbour: null } as const,
});

describe('expired-product', () => {
  it.each([
    ['2027-08', '2026-11-23', 'met inDate'],
    ['2026-11', '2026-11-30', 'met inDate'],
    ['2026-11', '2026-12-01', 'gap expired'],
    ['2026-12', '2026-12-31', 'met inDate'],
    ['2026-12', '2027-01-01', 'gap expired'],
    ['2024-02', '2024-02-29', 'met inDate'],
    ['2026-11-23', '2026-11-23', 'met inDate'],
    ['2026-11-22', '2026-11-23', 'gap expired'],
    ['2026', '2026-11-23', 'cannot-tell notClear'],
    ['2026-13', '2026-11-23', 'cannot-tell notClear'],
    ['soon', '2026-11-23', 'cannot-tell notClear'],
  ])('expiry %s, given on %s: %s', (expiry, date, expected) => {
    expect(inShort(judgedInjection(expiredProduct, on(expiry, date)))).toEqual([expected]);
  });

  it('shows expiry and time side by side', () => {
    const [result] = judgedInjection(expiredProduct, on('2026-10'));
    expect(result?.evidence.map(({ path }) => path)).toEqual(['batch.expirationDate', 'effectiveDateTime']);
    expect(result?.message).toContain('Oct 2026');
    expect(result?.searched).toEqual(['Medication.batch.expirationDate', 'effective[x]']);
  });

  it('says why an expiry is not one date', () => {
    const two = judgedInjection(expiredProduct, { expiry: conflicting(['2026-10', '2027-10'], at) });
    expect(two[0]).toMatchObject({ outcome: 'cannot-tell', messageKey: 'notClear', reason: 'conflicting' });
    expect(two[0]?.message).toContain('as recorded');
    const odd = judgedInjection(expiredProduct, { expiry: notRecognised('Q4', at) });
    expect(odd[0]).toMatchObject({ outcome: 'cannot-tell', reason: 'date-ambiguous', evidence: at });
  });

  it('is asked where an expiry is recorded and the date is known', () => {
    expect(inShort(judgedInjection(expiredProduct, { expiry: notRecorded([]) }))).toEqual([
      'not-applicable noSubject',
    ]);
    const undated = { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } as const };
    expect(inShort(judgedInjection(expiredProduct, undated))).toEqual(['not-applicable noDate']);
  });
});
