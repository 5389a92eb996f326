import { outcomeStarts } from './polarity.ts';
import { isMark, isWord, tokenise, type Token } from './tokens.ts';

/** A piece of text that one polarity holds for. */
export interface Clause {
  readonly tokens: readonly Token[];
  readonly text: string;
}

/** A longer run of words without an end is a list or a table, and no statement. It also keeps the cost linear. */
const MAX_CLAUSE = 200;

/** Words that turn the statement round: what follows is judged alone. */
const TURNS: ReadonlySet<string> = new Set([
  'but',
  'however',
  'although',
  'though',
  'while',
  'whereas',
  'except',
  'therefore',
]);
/** A full stop inside an abbreviation ends nothing. */
const ABBREVIATIONS: ReadonlySet<string> = new Set(
  'dr mr mrs ms vs approx wk wks mo mos yr yrs hx rx tx pt'.split(' '),
);

/** "PT" in a list is the therapy, "pt" the patient. */
const isCapitalPt = (token: Token | undefined, plain: string): boolean =>
  token?.text === 'pt' && plain.slice(token.start, token.end) === 'PT';

/** Where sentences end: marks, line breaks, and words that turn the statement round. */
function endsSentence(tokens: readonly Token[], place: number, plain: string): boolean {
  const [token, next] = [tokens[place], tokens[place + 1]];
  if (!token || !next) return true;
  // A heading and the first line of its list belong together.
  const isList = isMark(token, ':') && isMark(next, '-');
  if (!isList && plain.slice(token.end, next.start).includes('\n')) return true;
  if (isMark(token, ';!?|•') || isWord(next, TURNS)) return true;
  const before = tokens[place - 1];
  const isAbbreviation = isWord(before, ABBREVIATIONS) && !isCapitalPt(before, plain);
  return isMark(token, '.') && !next.glued && !isAbbreviation;
}

function sentencesOf(tokens: readonly Token[], plain: string): readonly (readonly Token[])[] {
  const sentences: Token[][] = [];
  let sentence: Token[] = [];
  for (const [place, token] of tokens.entries()) {
    sentence.push(token);
    if (!endsSentence(tokens, place, plain)) continue;
    sentences.push(sentence);
    sentence = [];
  }
  return sentence.length > 0 ? [...sentences, sentence] : sentences;
}

/** Beginnings after a comma that start a statement of their own: a plan, a denial, a new subject. */
const STARTS: ReadonlySet<string> = new Set(
  (
    'will plan planning so she he they patient pt we i has have had is was does did no not never denies denied wants ' +
    'would should may might could recommend consider start starting begin proceed proceeding discussed interested here presents requests desires call return'
  ).split(' '),
);

/** Subjects and wishes that start a statement of their own after a bare "and": "NSAIDs failed and she wants …". */
const TURNS_AFTER_AND: ReadonlySet<string> = new Set('she he they we i patient wants would will'.split(' '));
/** "…, injection recommended" is about today's injection; "NSAIDs, injections, and PT" is a list. */
const OF_TODAY =
  /^injections? (?:is|was|will|recommended|indicated|warranted|offered|planned|given|performed)/;
/** What a condition begins holds to the end of the sentence: "call if pain is severe and not relieved by Tylenol". */
const CONDITIONS: ReadonlySet<string> = new Set(['if', 'unless', 'until', 'call']);

/** Splits a sentence at commas that start a new statement; commas of a list do not ("NSAIDs, PT, and bracing"). */
function statementsOf(sentence: readonly Token[], plain: string): readonly (readonly Token[])[] {
  const statements: Token[][] = [];
  let statement: Token[] = [];
  const outcomes = outcomeStarts(sentence);
  const condition = sentence.findIndex((token) => isWord(token, CONDITIONS));
  for (const [place, token] of sentence.entries()) {
    const [next, after] = [sentence[place + 1], sentence[place + 2]];
    const starts =
      (isWord(next, STARTS) && !isCapitalPt(next, plain)) || (isWord(next, LINKS) && isWord(after, STARTS));
    const ofToday = OF_TODAY.test(`${next?.text} ${after?.text}`);
    const splits = isMark(token, ',')
      ? (starts && !outcomes.has(place + 1)) || ofToday
      : isWord(token, LINKS) && (isWord(next, TURNS_AFTER_AND) || ofToday);
    if (splits && (condition < 0 || condition > place)) {
      statements.push(statement);
      statement = [];
    } else statement.push(token);
  }
  return [...statements, statement];
}
const LINKS: ReadonlySet<string> = new Set(['and', 'so', 'then', 'now', 'today']);

const textOf = (tokens: readonly Token[], plain: string): string =>
  plain.slice(tokens[0]?.start, tokens.at(-1)?.end).replaceAll(/\s+/g, ' ');

/** The statements of a text, in order, each with its tokens. */
export function clausesOf(plain: string): readonly Clause[] {
  return sentencesOf(tokenise(plain), plain)
    .flatMap((sentence) => statementsOf(sentence, plain))
    .filter((tokens) => tokens.length > 0 && tokens.length <= MAX_CLAUSE)
    .map((tokens) => ({ tokens, text: textOf(tokens, plain) }));
}
