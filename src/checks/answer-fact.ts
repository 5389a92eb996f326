import type { Evidence } from '../vocab/evidence.ts';
import type { Fact } from '../vocab/fact.ts';
import type { Answer, FactGroup, Params } from './define-check.ts';
import { quoted } from './subject-words.ts';

/** Message keys of a check that asks whether one fact is recorded, one per way a fact can be known. */
export type FactKey = 'recorded' | 'missing' | 'textOnly' | 'orderOnly' | 'notRecognised' | 'conflicting';

interface FactQuestion<T> {
  readonly words: (value: T) => string;
  /** For the gap: what it is said about, and where that stands. */
  readonly missing: { readonly params?: Params; readonly evidence: readonly Evidence[] };
  /** Groups the gap rests on; every group of the check when left out. */
  readonly restsOn?: readonly FactGroup[];
}

/**
 * The answer of every `*-recorded` check: recorded is met, absent is a gap, and anything in between cannot
 * be told, with what stands there shown. Messages get `{value}`, `{original}` or `{values}`.
 */
export function answerFact<T>(fact: Fact<T>, question: FactQuestion<T>): Answer<FactKey> {
  switch (fact.how) {
    case 'recorded': {
      const params = { value: question.words(fact.value) };
      return { outcome: 'met', key: 'recorded', params, evidence: fact.evidence, rests: 'presence' };
    }
    case 'text-only': {
      const params = { value: question.words(fact.value) };
      const { evidence } = fact;
      return { outcome: 'cannot-tell', key: 'textOnly', params, evidence, reason: 'text-only' };
    }
    case 'order-only': {
      const params = { value: question.words(fact.value) };
      const { evidence } = fact;
      return { outcome: 'cannot-tell', key: 'orderOnly', params, evidence, reason: 'order-only' };
    }
    case 'not-recognised': {
      const params = { original: quoted(fact.original) };
      const { evidence } = fact;
      return { outcome: 'cannot-tell', key: 'notRecognised', params, evidence, reason: 'code-not-in-table' };
    }
    case 'conflicting': {
      const params = { values: fact.values.map((value) => question.words(value)).join(' / ') };
      const { evidence } = fact;
      return { outcome: 'cannot-tell', key: 'conflicting', params, evidence, reason: 'conflicting' };
    }
    case 'not-recorded':
      return {
        outcome: 'gap',
        key: 'missing',
        ...question.missing,
        searched: fact.searched,
        rests: 'absence',
        ...(question.restsOn ? { restsOn: question.restsOn } : {}),
      };
    default:
      return fact satisfies never;
  }
}
