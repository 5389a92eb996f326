import { SOURCE_WORDS, sourcesInWords } from '../checks/reasons.ts';
import type { EncounterFacts, ExcludedReason } from '../facts/encounter-facts.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { ReportState } from './report-schema.ts';
import type { Counts, Ran } from './state.ts';

/** What the two state sentences are made of (spec/product.md, "Four outcomes, never two"). */
export interface SentenceInput {
  readonly counts: Counts;
  readonly ran: Ran;
  /** Sources that hold findings of this sentence's severities back. */
  readonly unread: readonly SourceType[];
  readonly unknownDrugs: number;
  /** Injections of which the record does not say whether they were given. */
  readonly undecided: number;
  /** Injections of no encounter that may be of this one. */
  readonly unplaced: number;
}

const NOTHING = 'No corticosteroid injection recorded in this encounter.';

/** The clinician's sentence. */
export const signSentence = (state: ReportState, input: SentenceInput): string =>
  state === 'gaps'
    ? `${input.counts.toFix} to fix before you sign. ${input.counts.signCouldNotCheck} could not be checked.`
    : withoutGaps(state, input);

/** The coder's sentence: what is to resolve before the claim is counted as well. */
export function claimSentence(state: ReportState, input: SentenceInput): string {
  const { toFix, toResolve, claimCouldNotCheck } = input.counts;
  return state === 'gaps'
    ? `${toFix} to fix before signing, ${toResolve} to resolve before the claim. ${claimCouldNotCheck} could not be checked.`
    : withoutGaps(state, input);
}

function withoutGaps(
  state: ReportState,
  { ran: { ran, notRun }, unread, unknownDrugs, undecided, unplaced }: SentenceInput,
): string {
  if (state === 'nothing-to-check') return NOTHING;
  if (unread.length > 0)
    return `${sourcesInWords(unread)} could not be read. ${notRun} of ${ran + notRun} checks did not run.`;
  if (undecided > 0) return undecidedSentence(undecided);
  if (unknownDrugs > 0) return unknownDrugSentence(unknownDrugs);
  if (unplaced > 0) return unplacedSentence(unplaced);
  return `No gaps found. ${ran} checks ran, ${notRun} could not.`;
}

const undecidedSentence = (count: number): string =>
  count === 1
    ? 'Whether 1 injection was given cannot be told from its record.'
    : `Whether ${count} injections were given cannot be told from their records.`;

const unknownDrugSentence = (count: number): string =>
  count === 1
    ? 'The drug of 1 administration could not be made out. It may be an injection.'
    : `The drug of ${count} administrations could not be made out. Any may be an injection.`;

/** For the clinician and for the coder: somebody has to say which visit it was. */
const unplacedSentence = (count: number): string =>
  count === 1
    ? '1 administration names no encounter. It may belong to this one.'
    : `${count} administrations name no encounter. They may belong to this one.`;

const EXCLUDED_WORDS: Readonly<Record<ExcludedReason, string>> = {
  'not-done': 'not done',
  'entered-in-error': 'entered in error',
  'on-hold': 'on hold',
  'in-progress': 'in progress',
  'status-unknown': 'status not known',
  'recorded-as-not-given': 'recorded as not given',
  'duplicate-resource': 'the same record twice',
  'modifier-not-understood': 'carries an extension this app does not understand',
};

/** What was looked at, one phrase per source, and the injections that were seen and not counted. */
export function lookedAtOf(facts: EncounterFacts): string[] {
  const sources = facts.sources.map(({ type, completeness, count }) =>
    completeness === 'complete'
      ? `${SOURCE_WORDS[type]}: ${count} read`
      : `${SOURCE_WORDS[type]}: ${UNREAD_WORDS[completeness]}`,
  );
  const excluded = facts.injections.flatMap(({ billing }) =>
    billing.billed ? [] : [`1 injection not counted: ${EXCLUDED_WORDS[billing.excluded]}`],
  );
  return [...sources, ...excluded];
}

const UNREAD_WORDS = {
  partial: 'read in part',
  denied: 'not permitted',
  unsupported: 'not offered by this system',
  failed: 'could not be read',
} as const;
