import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dateOfDay, dayNumber, daysBetween, formatDate, formatDateTime } from './calendar.ts';

describe('day numbers', () => {
  test.each([
    ['1970-01-01', 0],
    ['1969-12-31', -1],
    ['2024-02-29', 19_782],
  ])('%s', (date, day) => {
    expect(dayNumber(date)).toBe(day);
    expect(dateOfDay(day)).toBe(date);
  });

  test.each([
    '2026-02-30',
    '2025-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-11',
    '2026',
    '',
    'yesterday',
    '2026-11-23T10:00',
    ' 2026-11-23',
  ])('"%s" is no calendar date', (date) => {
    expect(dayNumber(date)).toBeNull();
  });

  test('dates and day numbers are the same thing', () => {
    fc.assert(
      fc.property(fc.integer({ min: -20_000, max: 60_000 }), (day) => {
        expect(dayNumber(dateOfDay(day))).toBe(day);
        expect(daysBetween(dateOfDay(day), dateOfDay(day + 90))).toBe(90);
      }),
    );
  });

  test('days between need two full dates', () => {
    expect(daysBetween('2024-03-31', '2024-04-01')).toBe(1);
    expect(daysBetween('2024-04-01', '2024-03-31')).toBe(-1);
    expect(daysBetween('2024-03', '2024-04-01')).toBeNull();
    expect(daysBetween('2024-03-31', '')).toBeNull();
  });
});

describe('dates for people', () => {
  test.each([
    ['2026-11-23', '23 Nov 2026'],
    ['2026-11-03', '3 Nov 2026'],
    ['2026-11', 'Nov 2026'],
    ['2026', '2026'],
    ['2026-11-23T14:05:00-05:00', '23 Nov 2026'],
    ['2026-13', '2026'],
    ['last week', 'last week'],
  ])('%s is shown as %s', (date, shown) => {
    expect(formatDate(date)).toBe(shown);
  });

  test('the time stands in the offset it was written in', () => {
    expect(formatDateTime('2026-11-23T14:05:00-05:00')).toBe('14:05, 23 Nov 2026');
    expect(formatDateTime('2026-11-23')).toBe('23 Nov 2026');
  });
});
