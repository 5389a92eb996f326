import { expect, test } from 'vitest';
import { statesRepeatReason } from './repeat-reasons.ts';

test.each([
  'Prior injection gave 10 weeks of relief.',
  'Relief for 3 months after the last injection.',
  'Pain returned after the previous steroid injection',
  'Symptoms recurred; earlier injections helped. Good response.',
  'REPEAT INJECTION: pain recurrent',
  'Repeated injections, flared again',
  'Benefit of the last injection has worn off',
  'Last injection wore off. No fever.',
])('"%s" is a reason', (text) => {
  expect(statesRepeatReason(text)).toBe(true);
});

test.each([
  ['nothing', ''],
  ['an injection alone', 'Prior injection in May.'],
  ['an effect alone', 'Good relief with ibuprofen.'],
  ['an injection not said to be an earlier one', 'Injection given for relief of knee pain.'],
  ['earlier and injection in two sentences', 'Prior visit. Injection for relief.'],
  ['too far apart', `Prior ${'x'.repeat(41)} injection, relief`],
  ['a word that only holds another', 'Unprior injection with relieflike words'],
  ['denied', 'No relief from the last injection.'],
  ['denied at a distance', 'Last injection without any lasting improvement'],
  ['denied in capitals', 'NO BENEFIT from the previous injection'],
  ['little', 'Prior injection: little response'],
  ['minimal', 'Prior injection: minimal benefit'],
  ['never', 'Prior injection never really relieved it'],
])('%s is no reason: "%s"', (_, text) => {
  expect(statesRepeatReason(text)).toBe(false);
});

test('a denial in the sentence before denies nothing', () => {
  expect(statesRepeatReason('No fever. Relief after the last injection.')).toBe(true);
  expect(statesRepeatReason('Not diabetic; relief after the last injection.')).toBe(true);
});
