import fc from 'fast-check';
import { expect, test } from 'vitest';
import { all, any, OUTCOMES, type Outcome } from './outcome.ts';

const outcome = fc.constantFrom(...OUTCOMES);
const N = 'not-applicable';

test.each<readonly [readonly Outcome[], Outcome, Outcome]>([
  [[], N, N],
  [[N], N, N],
  [['met'], 'met', 'met'],
  [['met', N], 'met', 'met'],
  [[N, 'gap'], 'gap', 'gap'],
  [['met', 'gap'], 'gap', 'met'],
  [['met', 'cannot-tell'], 'cannot-tell', 'met'],
  [['gap', 'cannot-tell'], 'gap', 'cannot-tell'],
  [['gap', 'cannot-tell', 'met', N], 'gap', 'met'],
])('%j: all is %s, any is %s', (outcomes, worst, best) => {
  expect(all(outcomes)).toBe(worst);
  expect(any(outcomes)).toBe(best);
});

test('order never matters, and a question that does not arise changes nothing', () => {
  fc.assert(
    fc.property(fc.array(outcome), (outcomes) => {
      const turned = outcomes.toReversed();
      expect(all(turned)).toBe(all(outcomes));
      expect(any(turned)).toBe(any(outcomes));
      expect(all([...outcomes, N])).toBe(all(outcomes));
      expect(any([N, ...outcomes])).toBe(any(outcomes));
    }),
  );
});

test('an unknown is never turned into a clear: all with a cannot-tell is never met', () => {
  fc.assert(
    fc.property(fc.array(outcome), (outcomes) => {
      expect(['cannot-tell', 'gap']).toContain(all([...outcomes, 'cannot-tell']));
    }),
  );
});
