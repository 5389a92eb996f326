import type { Evidence } from './evidence.ts';

/** How a value is known. Unknown is a value here, never a default. */
export const HOW = [
  'recorded',
  'text-only',
  'order-only',
  'not-recorded',
  'not-recognised',
  'conflicting',
] as const;
export type How = (typeof HOW)[number];

/**
 * A value plus how it is known.
 *
 * - `recorded`: stated in a structured element of the administration or of its matched procedure.
 * - `text-only`: found by the free-text reader.
 * - `order-only`: stated by the linked order, not by the administration.
 * - `not-recorded`: absent from every place in `searched`, all of which were read.
 * - `not-recognised`: something stands there, but it names no value we know.
 * - `conflicting`: two places name different values; neither is chosen.
 */
export type Fact<T> =
  | { readonly how: 'recorded'; readonly value: T; readonly evidence: readonly Evidence[] }
  | { readonly how: 'text-only'; readonly value: T; readonly evidence: readonly Evidence[] }
  | { readonly how: 'order-only'; readonly value: T; readonly evidence: readonly Evidence[] }
  | { readonly how: 'not-recorded'; readonly searched: readonly string[] }
  | { readonly how: 'not-recognised'; readonly original: string; readonly evidence: readonly Evidence[] }
  | { readonly how: 'conflicting'; readonly values: readonly T[]; readonly evidence: readonly Evidence[] };

export const recorded = <T>(value: T, evidence: readonly Evidence[]): Fact<T> => ({
  how: 'recorded',
  value,
  evidence,
});
export const textOnly = <T>(value: T, evidence: readonly Evidence[]): Fact<T> => ({
  how: 'text-only',
  value,
  evidence,
});
export const orderOnly = <T>(value: T, evidence: readonly Evidence[]): Fact<T> => ({
  how: 'order-only',
  value,
  evidence,
});
export const notRecorded = (searched: readonly string[]): Fact<never> => ({ how: 'not-recorded', searched });
export const notRecognised = (original: string, evidence: readonly Evidence[]): Fact<never> => ({
  how: 'not-recognised',
  original,
  evidence,
});
export const conflicting = <T>(values: readonly T[], evidence: readonly Evidence[]): Fact<T> => ({
  how: 'conflicting',
  values,
  evidence,
});

/** The single value a fact states, or null where it states none or several. */
export function valueOf<T>(fact: Fact<T>): T | null {
  switch (fact.how) {
    case 'recorded':
    case 'text-only':
    case 'order-only':
      return fact.value;
    case 'not-recorded':
    case 'not-recognised':
    case 'conflicting':
      return null;
    default:
      return fact satisfies never;
  }
}

/** The evidence of a fact; a fact that is not recorded has none, only places searched. */
export const evidenceOf = (fact: Fact<unknown>): readonly Evidence[] =>
  fact.how === 'not-recorded' ? [] : fact.evidence;
