import { valueOf, type Fact } from '../vocab/fact.ts';
import type { ReportEvidence, ReportFact } from './report-schema.ts';
import type { Evidence } from '../vocab/evidence.ts';

export const reportEvidence = (evidence: readonly Evidence[]): ReportEvidence[] =>
  evidence.map(({ reference, versionId, path, fragment }) => ({ reference, versionId, path, fragment }));

/** How a value is written in the report: the value itself for programs, and words for people. */
export interface Writing<T> {
  readonly value: (value: T) => string;
  readonly words: (value: T) => string;
}

/** A text fact is written as it stands. */
export const AS_WRITTEN: Writing<string> = { value: (text) => text, words: (text) => text };

/** A fact for the report. Every `how` keeps its own fields; the others stay empty, never left out. */
export function reportFact<T>(fact: Fact<T>, writing: Writing<T>): ReportFact {
  const value = valueOf(fact);
  return {
    how: fact.how,
    value: value === null ? null : writing.value(value),
    words: value === null ? null : writing.words(value),
    values: fact.how === 'conflicting' ? fact.values.map((one) => writing.words(one)) : [],
    original: fact.how === 'not-recognised' ? fact.original : null,
    searched: fact.how === 'not-recorded' ? [...fact.searched] : [],
    evidence: fact.how === 'not-recorded' ? [] : reportEvidence(fact.evidence),
  };
}
