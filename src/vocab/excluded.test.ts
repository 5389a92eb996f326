import { expect, test } from 'vitest';
import { excludedWords } from './excluded.ts';

test.each([
  ['not-done', 'not given'],
  ['in-progress', 'in progress, not finished'],
  ['duplicate-resource', 'the same record twice'],
  ['of-a-newer-report', 'of a newer report'],
  ['constructor', 'constructor'],
])('%s reads "%s"', (reason, words) => {
  expect(excludedWords(reason)).toBe(words);
});
