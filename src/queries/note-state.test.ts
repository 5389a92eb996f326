import { expect, it } from 'vitest';
import { nextNotePoll } from './note-state.ts';

it('polls every 30 to 60 seconds, slower each time', () => {
  const waits = [1, 2, 3, 4, 5, 50].map((polls) => nextNotePoll('draft', polls));
  expect(waits).toEqual([30_000, 37_500, 46_875, 58_593.75, 60_000, 60_000]);
  expect(nextNotePoll(undefined, 0)).toBe(30_000);
  expect(nextNotePoll('none-seen', 1)).toBe(30_000);
});

it('stops once signed, and where notes cannot be read', () => {
  expect([nextNotePoll('signed', 1), nextNotePoll('not-readable', 1)]).toEqual([false, false]);
});
