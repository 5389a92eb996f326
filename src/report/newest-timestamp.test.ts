import { describe, expect, it } from 'vitest';
import { isNewer, newestTimestamp } from './newest-timestamp.ts';

const TEN = '2026-11-20T10:00:00Z';
const ELEVEN = '2026-11-20T11:00:00Z';
/** The moment of TEN in another offset; as text it comes before. */
const TEN_ELSEWHERE = '2026-11-20T05:00:00-05:00';

describe('isNewer', () => {
  it.each([
    ['a later moment', ELEVEN, TEN, true],
    ['an earlier moment', TEN, ELEVEN, false],
    ['the same words', TEN, TEN, false],
    ['the same moment, its text after', TEN, TEN_ELSEWHERE, true],
    ['the same moment, its text before', TEN_ELSEWHERE, TEN, false],
    ['a later moment whose text comes before', '2026-11-20T09:00:00-05:00', TEN, true],
    ['an earlier moment whose text comes after', TEN, '2026-11-20T09:00:00-05:00', false],
    ['a moment beside none', TEN, '', true],
    ['no moment beside one', 'soon', TEN, false],
    ['no moment beside none', 'soon', '', false],
  ])('judges %s', (_, a, b, expected) => {
    expect(isNewer(a, b)).toBe(expected);
  });
});

const newestOf = (...values: readonly unknown[]): string =>
  newestTimestamp(values.map((value) => ({ resourceType: 'Basic', value })));

describe('newestTimestamp', () => {
  it.each([
    ['seconds and Z', '2026-11-20T10:00:00Z'],
    ['no seconds', '2026-11-20T10:00Z'],
    ['fractions of a second', '2026-11-20T10:00:00.123Z'],
    ['an offset behind', '2026-11-20T10:00:00-05:00'],
    ['an offset ahead', '2026-11-20T10:00+01:00'],
  ])('reads a moment with %s as written', (_, moment) => {
    expect(newestOf(moment)).toBe(moment);
  });

  it.each([
    ['a date', '2028-12-31'],
    ['a time without zone', '2028-12-31T10:00:00'],
    ['a moment with words after it', '2028-12-31T10:00:00Z (planned)'],
    ['a moment with words before it', 'Fri 2028-12-31T10:00:00Z'],
    ['a year of six digits', '+002028-12-31T10:00:00Z'],
    ['a day that is none', '2028-13-41T10:00:00Z'],
    ['a number', 1_861_869_600_000],
    ['nothing', null],
    ['an element left out', undefined],
  ])('does not take %s for one', (_, value) => {
    expect(newestOf(value, TEN)).toBe(TEN);
    expect(newestOf(value)).toBe('1970-01-01T00:00:00Z');
  });

  it('looks into every element of every resource, whatever their order', () => {
    const deep = { period: [{ start: TEN }, { end: { at: ELEVEN } }] };
    expect(newestOf(deep, TEN)).toBe(ELEVEN);
    expect(newestOf(TEN, deep)).toBe(ELEVEN);
    expect(newestOf({ period: [{ end: ELEVEN }, { start: TEN }] })).toBe(ELEVEN);
  });

  it('settles one moment written twice by the text, whatever the order', () => {
    expect([newestOf(TEN, TEN_ELSEWHERE), newestOf(TEN_ELSEWHERE, TEN)]).toEqual([TEN, TEN]);
  });

  it('is a constant without any moment', () => {
    expect(newestTimestamp([])).toBe('1970-01-01T00:00:00Z');
  });
});
