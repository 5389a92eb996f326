import { SOURCE_WORDS, sourcesInWords } from '../checks/reasons.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import type { SourceType } from '../vocab/completeness.ts';
import { excludedWords } from '../vocab/excluded.ts';
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
    ? counted([[input.counts.toFix, 'to fix before you sign']], input.counts.signCouldNotCheck, input)
    : withoutGaps(state, input);

/** The coder's sentence: what is to resolve before the claim is counted as well. */
export function claimSentence(state: ReportState, input: SentenceInput): string {
  const { toFix, toResolve, claimCouldNotCheck } = input.counts;
  const kinds = [
    [toFix, 'to fix before signing'],
    [toResolve, 'to resolve before the claim'],
  ] as const;
  return state === 'gaps' ? counted(kinds, claimCouldNotCheck, input) : withoutGaps(state, input);
}

/** Gaps by kind, a kind without one left out; then what could not be checked, and what no check could be asked of. */
function counted(
  kinds: readonly (readonly [count: number, words: string])[],
  couldNotCheck: number,
  input: SentenceInput,
): string {
  const gaps = kinds.filter(([count]) => count > 0).map(([count, words]) => `${count} ${words}`);
  return [`${gaps.join(', ')}.`, `${couldNotCheck} could not be checked.`, ...unsettledOf(input)].join(' ');
}

function withoutGaps(state: ReportState, input: SentenceInput): string {
  const { ran, notRun } = input.ran;
  if (state === 'nothing-to-check') return NOTHING;
  const unread =
    input.unread.length === 0
      ? []
      : [
          `${sourcesInWords(input.unread)} could not be read. ${notRun} of ${ran + notRun} checks did not run.`,
        ];
  const open = [...unread, ...unsettledOf(input)];
  return open.length > 0 ? open.join(' ') : `No gaps found. ${ran} checks ran, ${notRun} could not.`;
}

/** What stands open beside the checks, a sentence each: none of them can be asked about what nobody can place or name. */
export const unsettledOf = ({
  undecided,
  unknownDrugs,
  unplaced,
}: Pick<SentenceInput, 'undecided' | 'unknownDrugs' | 'unplaced'>): string[] => [
  ...(undecided > 0 ? [undecidedSentence(undecided)] : []),
  ...(unknownDrugs > 0 ? [unknownDrugSentence(unknownDrugs)] : []),
  ...(unplaced > 0 ? [unplacedSentence(unplaced)] : []),
];

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

/** What was looked at, one phrase per source, and the injections that were seen and not counted. */
export function lookedAtOf(facts: EncounterFacts): string[] {
  const sources = facts.sources.map(({ type, completeness, count }) =>
    completeness === 'complete'
      ? `${SOURCE_WORDS[type]}: ${count} read`
      : `${SOURCE_WORDS[type]}: ${UNREAD_WORDS[completeness]}`,
  );
  const excluded = facts.injections.flatMap(({ billing }) =>
    billing.billed ? [] : [`1 injection not counted: ${excludedWords(billing.excluded)}`],
  );
  return [...sources, ...excluded];
}

const UNREAD_WORDS = {
  partial: 'read in part',
  denied: 'not permitted',
  unsupported: 'not offered by this system',
  failed: 'could not be read',
} as const;
