import { expect, it } from 'vitest';
import { encounterClassWords } from './encounter-class.ts';

it.each([
  ['AMB', 'ambulatory'],
  ['ACUTE', 'acute inpatient'],
  ['NONAC', 'non-acute inpatient'],
  ['HH', 'home health'],
  ['Sprechstunde', 'Sprechstunde'],
  ['constructor', 'constructor'],
])('%s reads as %s', (code, words) => {
  expect(encounterClassWords(code)).toBe(words);
});
