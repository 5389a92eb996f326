import type { TherapyOutcome } from '../encounter-facts.ts';
import { findPhrases, lexicon, pairs, type Mention } from './phrases.ts';
import { isMark, isWord, type Token } from './tokens.ts';

type Stated = Exclude<TherapyOutcome, 'not-stated'>;

const rows = (outcome: Stated, names: string): (readonly [string, Stated])[] =>
  names.split('|').map((name) => [name, outcome] as const);

/** Phrases that say how a therapy went. They are read first, so that the "no" of "no relief" denies nothing. */
const OUTCOMES = lexicon<Stated>([
  ...rows(
    'failed',
    'failed|failing|failure of|failure|ineffective|refractory|refractory to|unresponsive|unresponsive to|nonresponsive to|' +
      'unsuccessful|despite|exhausted|recalcitrant|recalcitrant to|stopped working',
  ),
  ...rows(
    'failed',
    pairs(
      'no|without|without any|no significant|without significant|no lasting|without lasting|minimal|little|limited|' +
        'inadequate|insufficient|incomplete|poor|suboptimal',
      'relief|improvement|benefit|response|help|success',
    ),
  ),
  ...rows(
    'failed',
    pairs(
      "not|did not|didn't|does not|doesn't|has not|have not|no longer",
      'help|helped|helping|helps|helpful|respond|responded|relieve|relieved|relieved by|improve|improved with|' +
        'effective|been effective|working|worked|works|controlled with|controlled by',
    ),
  ),
  ...rows('failed', "did not work|didn't work|not lasting"),
  ...rows('failed', pairs('failed to|has failed to', 'improve|respond|relieve|help|provide')),
  ...rows(
    'intolerant',
    'intolerant|intolerant of|intolerant to|intolerance|intolerance to|not tolerated|poorly tolerated|gi upset|' +
      'stomach upset|upset stomach|side effects|gi bleed with|gi side effects',
  ),
  ...rows(
    'intolerant',
    pairs("not|cannot|can't|could not|couldn't|unable to|did not|didn't|does not|no longer", 'tolerate'),
  ),
  ...rows(
    'contraindicated',
    'contraindicated|contraindication|contraindications|contraindication to|allergy to|allergic to|not a candidate for',
  ),
  ...rows('contraindicated', pairs("cannot|can't|unable to|not able to|no longer|can no longer", 'take|use')),
  ...rows(
    'tried',
    'tried|trialed|trialled|has tried|has been trying|has been taking|was taking|is taking|has been treated with|' +
      'helps|helped|responded to|improved with|relief with|relief from|short term relief|temporary improvement|' +
      'prior trial of|treatments tried',
  ),
  ...rows('tried', pairs('partial|some|temporary|mild|moderate|good', 'relief')),
  ...rows('tried', pairs('treated|was treated|managed|previously treated|prior treatment', 'with')),
  ...rows(
    'tried',
    pairs('prior|previous|past', 'treatments|therapies|treatments include|treatments included'),
  ),
  ...rows('tried', pairs('treatment|treatments|therapy|therapies', 'to date')),
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
    'spouse friend hypothetical unsure unclear unknown whether versus vs required requires must goal goals eval evaluate ' +
    'n na nil nothing can prevent call warned counseled counselled informed told education'
  ).split(' '),
);
const UNDONE_BY_MARKS = '?[]_{}\u2610\u2611\u2612';
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

/** A phrase that ends so has an object: "allergic to penicillin" says nothing of the NSAIDs behind it. */
const TAKES_OBJECT = /^(?:to|of|for|take|use|from)$/;
/** Words after such a phrase that are no object: "NSAIDs: unable to take due to kidney disease". */
const NO_OBJECT = /^(?:\W|due|because|secondary|given|as)/;
/** Complaints count where the clause blames the therapy for them: "side effects reviewed" is a warning. */
const COMPLAINT = /^(?:effects|upset|stomach)$/;
const BLAMES = /^(?:due|because|secondary|stopped|discontinued|ha[ds]|developed|caused|causes|limited)$/;

/** Whether an outcome phrase is about one of the therapies. */
function isAbout(
  tokens: readonly Token[],
  { from, to }: Mention<Stated>,
  therapies: readonly Mention<unknown>[],
): boolean {
  const [last = '', next = '.'] = [tokens[to]?.text, tokens[to + 1]?.text];
  if (therapies.length === 0) return true;
  if (TAKES_OBJECT.test(last))
    return NO_OBJECT.test(next) || therapies.some((therapy) => leadsTo(tokens, to, therapy.from));
  // A patient who is "not working" is off work.
  if (last.startsWith('work'))
    return therapies.some((therapy) => {
      const between = tokens.slice(therapy.to + 1, from);
      return (
        therapy.to < from && between.length < LEADING_REACH && !between.some(({ text }) => text === 'and')
      );
    });
  return (
    !COMPLAINT.test(last) ||
    tokens.some(({ text }) => BLAMES.test(text)) ||
    therapies.some((therapy) => therapy.to === from - 2 && tokens[from - 1]?.kind === 'mark')
  );
}

/**
 * Clauses that tell of no earlier therapy, on their words with one space between: an instruction ("use ice", not "use
 * of ice"), a heading nobody filled in, a drug of the day itself (but not "failed ibuprofen, presents today").
 */
const NOT_EARLIER =
  /^\W*(?:use|apply|take|wear|keep|return) (?!of )|:[\W_]*$|\bthis (?:am|morning)\b|\b(?:took|taken|taking|started)\b.* (?:today|tonight|\d am)\b/;
/** What helped after the injection, or against something else, is no earlier therapy; what failed still is. */
const ELSEWHERE =
  /\b(?:after|post|following)(?: -| the| your| this)* (?:injections?|procedure|shot)\b|headache|migraine|menstrual|fever/;

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
  const phrases = [...findPhrases(tokens, OUTCOMES), ...leading].filter(
    ({ from, to }) => !therapies.some((therapy) => therapy.from <= from && to <= therapy.to),
  );
  const outcomes = phrases.filter(
    (phrase) =>
      isAbout(tokens, phrase, therapies) &&
      !(
        (phrase.means === 'failed' || phrase.means === 'tried') &&
        phrase.from === phrase.to &&
        isWord(tokens[phrase.to + 1], FAILED_OTHER)
      ),
  );
  const undone = tokens.some(
    (token, place) =>
      (isWord(token, UNDOES) && !covers(phrases, place) && !covers(therapies, place)) ||
      isMark(token, UNDONE_BY_MARKS),
  );
  const denied = outcomes.some(({ from }) => isWord(tokens[from - 1], DENIES));
  const words = tokens.map(({ text }) => text).join(' ');
  if (undone || denied || isOld(tokens, year) || NOT_EARLIER.test(words)) return null;
  const found = RANK.find((outcome) => outcomes.some(({ means }) => means === outcome)) ?? null;
  return found === 'tried' && ELSEWHERE.test(words) ? null : found;
}

/**
 * How a therapy went, from a text that belongs to the therapy itself (`statusReason`, a note on its order) and need
 * not name it; null where the text denies or says nothing of the kind.
 */
export function wordsOutcome(tokens: readonly Token[]): Stated | null {
  return polarityOf(tokens, [], null);
}
