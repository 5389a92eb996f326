/**
 * The four outcomes of a check and their three-valued logic.
 *
 * `met` and `gap` are statements about the record; `cannot-tell` says the record could not be judged;
 * `not-applicable` says the question does not arise. Ordered not-applicable < met < cannot-tell < gap.
 */
export const OUTCOMES = ['not-applicable', 'met', 'cannot-tell', 'gap'] as const;
export type Outcome = (typeof OUTCOMES)[number];

export const SEVERITIES = ['fix-before-signing', 'resolve-before-claim', 'note'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** Why a check could not tell. Closed set: each has a sentence in `checks/reasons.ts`. */
export const CANNOT_TELL_REASONS = [
  'source-unavailable',
  'code-not-in-table',
  'unit-not-convertible',
  'more-than-one-candidate',
  'no-table-for-date',
  'text-only',
  'order-only',
  'conflicting',
  'date-ambiguous',
  'check-error',
] as const;
export type CannotTellReason = (typeof CANNOT_TELL_REASONS)[number];

const rank = (outcome: Outcome): number => OUTCOMES.indexOf(outcome);

/** Worst of several outcomes; `not-applicable` ones are dropped first, and none left is `not-applicable`. */
export function all(outcomes: readonly Outcome[]): Outcome {
  return outcomes.reduce<Outcome>(
    (worst, next) => (rank(next) > rank(worst) ? next : worst),
    'not-applicable',
  );
}

/** Best of several outcomes; `not-applicable` ones are dropped first, and none left is `not-applicable`. */
export function any(outcomes: readonly Outcome[]): Outcome {
  const asked = outcomes.filter((outcome) => outcome !== 'not-applicable');
  return asked.reduce<Outcome>(
    (best, next) => (best === 'not-applicable' || rank(next) < rank(best) ? next : best),
    'not-applicable',
  );
}
