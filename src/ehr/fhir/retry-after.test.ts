import { expect, it } from 'vitest';
import { backoff, retryAfter } from './retry-after.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');

it.each([
  ['2', 2000],
  ['0', 0],
  [' 120 ', 120_000],
  ['Mon, 23 Nov 2026 12:00:05 GMT', 5000],
  ['Mon, 23 Nov 2026 11:59:00 GMT', 0],
])('Retry-After %s', (header, wait) => {
  expect(retryAfter(header, NOW)).toBe(wait);
});

it.each([null, '', 'soon', '-1', '1.5', '99999999999'])('Retry-After %s says nothing', (header) => {
  expect(retryAfter(header, NOW)).toBeNull();
});

it('doubles without a header, follows the header with one, and adds jitter on top, never below', () => {
  expect([0, 1, 2].map((attempt) => backoff({ attempt, asked: null, random: 0 }))).toEqual([400, 800, 1600]);
  expect(backoff({ attempt: 0, asked: 3000, random: 0 })).toBe(3000);
  expect(backoff({ attempt: 0, asked: 3000, random: 1 })).toBe(3750);
});
