import type { How } from '../vocab/fact.ts';
import type { Outcome } from '../vocab/outcome.ts';

/** What the kit needs of a fact to show it; the report's facts have this shape. */
export interface FactView {
  readonly how: How;
  /** The value in words; null unless one value is known. */
  readonly words: string | null;
  /** The values in words when conflicting. */
  readonly values: readonly string[];
  /** What stands there when not recognised. */
  readonly original: string | null;
}

export interface FactWords {
  readonly text: string;
  /** `met` when plainly known, `gap` for a hole, `cannot-tell` for anything a person must look at. */
  readonly standing: Extract<Outcome, 'met' | 'gap' | 'cannot-tell'>;
}

/** A fact in words, holes included: "right", "40 mg (from text)", "side not recorded". */
export function factWords(fact: FactView, noun: string): FactWords {
  switch (fact.how) {
    case 'recorded':
      return { text: fact.words ?? `${noun} not recorded`, standing: fact.words === null ? 'gap' : 'met' };
    case 'text-only':
      return { text: `${fact.words ?? noun} (from text)`, standing: 'cannot-tell' };
    case 'order-only':
      return { text: `${fact.words ?? noun} (order only)`, standing: 'cannot-tell' };
    case 'not-recorded':
      return { text: `${noun} not recorded`, standing: 'gap' };
    case 'not-recognised':
      return { text: `${noun} not recognised: “${fact.original ?? ''}”`, standing: 'cannot-tell' };
    case 'conflicting':
      return { text: `${noun} conflicting: ${fact.values.join(' or ')}`, standing: 'cannot-tell' };
    default:
      return fact.how satisfies never;
  }
}
