import type { TherapyOutcome } from '../encounter-facts.ts';
import { findPhrases, lexicon, type Mention } from './phrases.ts';
import { isMark, isWord, type Token } from './tokens.ts';

type Stated = Exclude<TherapyOutcome, 'not-stated'>;

const rows = (outcome: Stated, names: string): (readonly [string, Stated])[] =>
  names.split('|').map((name) => [name, outcome] as const);

/** Phrases that say how a therapy went. They are read first, so that the "no" of "no relief" denies nothing. */
const OUTCOMES = lexicon<Stated>([
  ...rows(
    'failed',
    'failed|failing|failure of|failure|no relief|without relief|without any relief|without significant relief|' +
      'without improvement|without significant improvement|without benefit|without success|no improvement|no benefit|' +
      'no help|minimal relief|little relief|minimal improvement|minimal benefit|little benefit|inadequate relief|' +
      'insufficient relief|incomplete relief|no lasting relief|without lasting relief|not lasting|no significant relief|' +
      'no significant improvement|did not help|did not work|did not relieve|did not respond|did not improve|' +
      "didn't help|didn't work|didn't respond|does not help|doesn't help|not helping|not helped|not helpful|has not helped|" +
      'have not helped|have not relieved|has not relieved|not relieved by|not improved with|not responded|not respond|' +
      'not controlled with|not controlled by|ineffective|not effective|not been effective|no longer effective|' +
      'no longer helping|no longer helps|refractory|refractory to|unresponsive|unresponsive to|nonresponsive to|' +
      'inadequate response|insufficient response|poor response|no response|unsuccessful|persistent despite|despite|' +
      'persists despite|worse despite|has failed to improve|failed to improve|failed to respond|failed to relieve|' +
      'failed to help|failed to provide|limited benefit|limited relief|limited improvement|limited response|exhausted|recalcitrant|recalcitrant to|suboptimal response',
  ),
  ...rows(
    'intolerant',
    'intolerant|intolerant of|intolerant to|intolerance|intolerance to|not tolerated|not tolerate|cannot tolerate|' +
      "can't tolerate|could not tolerate|couldn't tolerate|unable to tolerate|did not tolerate|didn't tolerate|" +
      'does not tolerate|poorly tolerated|gi upset|stomach upset|upset stomach|side effects|gi bleed with|gi side effects',
  ),
  ...rows(
    'contraindicated',
    'contraindicated|contraindication|contraindications|contraindication to|allergy to|allergic to|cannot take|' +
      "can't take|unable to take|cannot use|can't use|unable to use|not able to take|not a candidate for",
  ),
  ...rows(
    'tried',
    'tried|has tried|has been trying|has been taking|was taking|is taking|treated with|was treated with|managed with|' +
      'has been treated with|partial relief|some relief|temporary relief|mild relief|short term relief|' +
      'temporary improvement|moderate relief|good relief|relief with|relief from|helps|helped|previously treated|' +
      'responded to|improved with|prior trial of|prior treatment with|prior treatments include|' +
      'prior treatments included|previous treatments include|treatments tried|treatment to date|treatments to date|' +
      'therapy to date|therapies to date|prior treatments|previous treatments|prior therapies|past treatments',
  ),
]);

/** Words that say a therapy was carried out only right before it: "completed PT", but not "injection completed, ice applied". */
const LEADING = lexicon<Stated>(
  rows(
    'tried',
    'completed|underwent|attended|finished|has used|has been using|was using|taking|took|weeks of|months of|sessions of|' +
      'course of|trial of|s p trial of|has had|has been doing|did|has done|received|participated in|used',
  ),
);
const LEADING_REACH = 6;
/** "A course of PT is reasonable" proposes one. */
const PROPOSES: ReadonlySet<string> = new Set(
  'reasonable appropriate indicated warranted beneficial necessary'.split(' '),
);

/** "Failed to attend", "failed hardware", "tried to walk" are about something else than a therapy. */
const FAILED_OTHER: ReadonlySet<string> = new Set(
  'to hardware back surgery fusion arthroplasty implant appointment visit attempt attempts iv fixation replacement'.split(
    ' ',
  ),
);

/** Denial, plan, doubt, other people: any of them left over leaves the statement uncounted. */
const UNDOES: ReadonlySet<string> = new Set(
  (
    "no not never none nor neither without denies denied hasn't haven't hadn't didn't doesn't don't isn't wasn't won't " +
    'declined declines decline refused refuses refuse avoid avoids avoiding defer deferred hold unable cannot yet ' +
    'plan plans planned planning will start starting begin initiate recommend recommended recommends consider considering ' +
    'discuss discussed advise advised offer offered refer referred referral prescribe prescribed order ordered continue ' +
    'try should would could may might if next instructed educated encourage encouraged encouraging suggest suggested ' +
    'need needs want wants interested options option schedule scheduled pending await awaiting once until unless before ' +
    "we'll i'll he'll she'll let's upcoming future candidate begin resume add increase trialing rule possible possibly " +
    'mother father brother sister wife husband son daughter family sibling parent aunt uncle grandmother grandfather ' +
    'spouse friend hypothetical unsure unclear unknown whether versus vs required requires must goal goals eval evaluate morning tonight'
  ).split(' '),
);
const UNDONE_BY_MARKS = '?[]\u2610\u2611\u2612';
/** A therapy for something else, or an age that no look-back reaches. */
const TOO_OLD: ReadonlySet<string> = new Set(['years', 'decades', 'childhood']);

const covers = (spans: readonly Mention<unknown>[], place: number): boolean =>
  spans.some(({ from, to }) => from <= place && place <= to);

const isOld = (tokens: readonly Token[], year: number | null): boolean =>
  tokens.some((token, place) => {
    if (isWord(token, TOO_OLD) && tokens[place + 1]?.text === 'ago') return true;
    const named = token.kind === 'number' && /^(?:19|20)\d\d$/.test(token.text) ? Number(token.text) : null;
    return named !== null && year !== null && (named < year - 1 || named > year);
  });

const RANK: readonly Stated[] = ['contraindicated', 'intolerant', 'failed', 'tried'];

/** "has not failed", "no intolerance to", "did not help" is a phrase of its own and never gets here. */
const DENIES: ReadonlySet<string> = new Set([
  'no',
  'not',
  'never',
  'denies',
  'denied',
  'without',
  "hasn't",
  "haven't",
  "didn't",
]);

/** A therapy close behind its verb, in the same breath. */
const leadsTo = (tokens: readonly Token[], verb: number, therapy: number): boolean =>
  therapy > verb &&
  therapy - verb <= LEADING_REACH &&
  !tokens.slice(verb + 1, therapy).some((token) => isMark(token, ','));

/** Places where a phrase begins that says how a therapy went: a comma before one starts no new statement. */
export const outcomeStarts = (tokens: readonly Token[]): ReadonlySet<number> =>
  new Set(findPhrases(tokens, OUTCOMES).map(({ from }) => from));

/**
 * How a clause says its therapies went; null where it denies, plans, doubts, is about somebody else, is too old, or
 * says nothing of the kind.
 */
export function polarityOf(
  tokens: readonly Token[],
  therapies: readonly Mention<unknown>[],
  year: number | null,
): Stated | null {
  const proposes = tokens.some((token) => isWord(token, PROPOSES));
  const leading = findPhrases(tokens, LEADING).filter(
    ({ to }) => !proposes && therapies.some(({ from }) => leadsTo(tokens, to, from)),
  );
  const outcomes = [...findPhrases(tokens, OUTCOMES), ...leading].filter(
    ({ means, from, to }) =>
      !therapies.some((therapy) => therapy.from <= from && to <= therapy.to) &&
      !((means === 'failed' || means === 'tried') && from === to && isWord(tokens[to + 1], FAILED_OTHER)),
  );
  const undone = tokens.some(
    (token, place) =>
      (isWord(token, UNDOES) && !covers(outcomes, place) && !covers(therapies, place)) ||
      isMark(token, UNDONE_BY_MARKS),
  );
  const denied = outcomes.some(({ from }) => isWord(tokens[from - 1], DENIES));
  if (undone || denied || isOld(tokens, year)) return null;
  return RANK.find((outcome) => outcomes.some(({ means }) => means === outcome)) ?? null;
}

/**
 * How a therapy went, from a text that belongs to the therapy itself (`statusReason`, a note on its order) and need
 * not name it; null where the text denies or says nothing of the kind.
 */
export function wordsOutcome(tokens: readonly Token[]): Stated | null {
  return polarityOf(tokens, [], null);
}
