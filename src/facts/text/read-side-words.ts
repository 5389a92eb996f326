import type { Side } from '../../vocab/site.ts';
import type { Mention } from './phrases.ts';
import { isMark, isWord, type Token } from './tokens.ts';

export interface TextSide {
  /** The one side that stands beside the site; `bilateral` where the text says both. */
  readonly side: Side | null;
  /** Both sides are named. */
  readonly both: boolean;
  /** Each side stands beside a place of its own. */
  readonly opposed: boolean;
  readonly refusal: string | null;
}

type OneSide = 'left' | 'right';
const WORDS: ReadonlyMap<string, OneSide> = new Map([
  ['right', 'right'],
  ['rt', 'right'],
  ['rght', 'right'],
  ['rigth', 'right'],
  ['r', 'right'],
  ['left', 'left'],
  ['lt', 'left'],
  ['lft', 'left'],
  ['l', 'left'],
  ['dextra', 'right'],
]);
/** One or two letters are a side only right beside a site: elsewhere `L` is litres or a spine level. */
const LETTERS: ReadonlySet<string> = new Set(['r', 'l', 'rt', 'lt']);
const BOTH_WORDS: ReadonlySet<string> = new Set(
  'bilateral bilat bilaterally bilat both bilateraly bl'.split(' '),
);
const HANDEDNESS: ReadonlySet<string> = new Set(
  'handed hander dominant dominance nondominant rhd lhd'.split(' '),
);

/** Words that may stand between a side and its site: "left dorsal wrist", "right upper outer buttock". */
const BETWEEN: ReadonlySet<string> = new Set(
  (
    'side sided lateral medial anterior posterior dorsal volar upper lower outer inner quadrant quad uoq superior ' +
    'inferior proximal distal greater lat med ant post superolateral anterolateral posterolateral anteromedial ' +
    'dominant mid glenohumeral gh subacromial'
  ).split(' '),
);
const BETWEEN_AFTER: ReadonlySet<string> = new Set(
  'on the side joint jt muscle area region aspect upper lower outer quadrant'.split(' '),
);
const FARTHEST = 5;

interface SideMention {
  readonly side: OneSide;
  readonly at: number;
  readonly beside: boolean;
  readonly letter: boolean;
}

/** Whether the site starting at `from` follows the side at `at` with nothing but position words between. */
function leadsTo(tokens: readonly Token[], at: number, from: number): boolean {
  if (from <= at || from - at > FARTHEST) return false;
  for (let between = at + 1; between < from; between += 1) {
    const token = tokens[between];
    const abbreviated = between === at + 1 && isMark(token, '.') && token?.glued === true;
    if (!abbreviated && !isMark(token, '()-') && !isWord(token, BETWEEN)) return false;
  }
  return true;
}

const UNITS: ReadonlySet<string> = new Set('mg mgs ml cc g gm mcg'.split(' '));
/** Words that may follow a side that stands after its site; another word makes it no side: "knee, left clinic". */
const FOLLOWING: ReadonlySet<string> = new Set(
  (
    'im ia iv sq subq subcut intramuscular intramuscularly intra intraarticular intravenous depo solu kenalog medrol ' +
    'depomedrol solumedrol methylprednisolone triamcinolone with w using via under side x at by per given injected ' +
    'injection joint muscle and lot ndc exp'
  ).split(' '),
);

/** Whether what follows the side at `at` leaves it a side: the end, a mark, an amount, or a known word. */
function standsAlone(tokens: readonly Token[], at: number): boolean {
  const next = isMark(tokens[at + 1], '.') ? tokens[at + 2] : tokens[at + 1];
  if (!next) return true;
  if (next.kind === 'mark') return !isMark(next, "/+&'");
  if (next.kind === 'number') return !next.glued && isWord(tokens[at + 2], UNITS);
  return FOLLOWING.has(next.text);
}

/** Whether the side at `at` follows the site ending at `to`: "knee, right", "knee (R)", "Arm, Lower, Left". */
function follows(tokens: readonly Token[], at: number, to: number): boolean {
  if (at <= to || at - to > FARTHEST) return false;
  for (let between = to + 1; between < at; between += 1) {
    const token = tokens[between];
    if (!isMark(token, ',(-:') && !isWord(token, BETWEEN_AFTER)) return false;
  }
  return standsAlone(tokens, at);
}

function sideAt(
  tokens: readonly Token[],
  at: number,
  sites: readonly Mention<unknown>[],
): SideMention | null {
  const token = tokens[at];
  const side = token?.kind === 'word' ? WORDS.get(token.text) : undefined;
  if (!token || !side || sites.some(({ from, to }) => from <= at && at <= to)) return null;
  const letter = LETTERS.has(token.text);
  // "L4" and "L 4-5" are spine levels; "R/L", "R&L" are handled as both sides.
  const isLevel = tokens[at + 1]?.kind === 'number' && !isWord(tokens[at + 2], UNITS);
  if (letter && isLevel && !sites.some(({ from }) => from === at + 1)) return null;
  const beside = sites.some(({ from, to }) => leadsTo(tokens, at, from) || follows(tokens, at, to));
  return { side, at, beside, letter };
}

/** "R/L", "right and left", "L & R": both sides, or one of two. */
function namesBothAt(tokens: readonly Token[], at: number): boolean {
  const [first, link, second] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  const [one, other] = [WORDS.get(first?.text ?? ''), WORDS.get(second?.text ?? '')];
  const linked =
    isMark(link, '/&+,\\-\u2044') ||
    (link?.kind === 'word' && ['and', 'or', 'then', 'to'].includes(link.text));
  return one !== undefined && other !== undefined && one !== other && linked;
}

/** "b/l" and "B/L", before "b" and "l" are read as letters. */
const isBl = (tokens: readonly Token[], at: number): boolean =>
  tokens[at]?.text === 'b' && isMark(tokens[at + 1], '/\u2044') && tokens[at + 2]?.text === 'l';

const refused = (refusal: string, both: boolean, opposed = false): TextSide => ({
  side: null,
  both,
  opposed,
  refusal,
});

function saysBoth(tokens: readonly Token[]): number {
  return tokens.findIndex((token, at) => isWord(token, BOTH_WORDS) || isBl(tokens, at));
}

/** The side of the sites found in a text. Never from handedness, never from a word that stands apart from the site. */
export function readSideWords(tokens: readonly Token[], sites: readonly Mention<unknown>[]): TextSide {
  if (tokens.some((token) => isWord(token, HANDEDNESS))) return refused('speaks of handedness', false);
  if (tokens.some((_, at) => namesBothAt(tokens, at))) return refused('names both sides', true);
  const both = saysBoth(tokens);
  const skip = both >= 0 && isBl(tokens, both) ? both + 2 : -1;
  const mentions = tokens.flatMap((_, at) => (at === skip ? [] : (sideAt(tokens, at, sites) ?? [])));
  if (both >= 0) {
    return mentions.length > 0
      ? refused('names both sides', true)
      : { side: 'bilateral', both: true, opposed: false, refusal: null };
  }
  const beside = mentions.filter((mention) => mention.beside);
  const first = beside[0];
  const apart = mentions.some(({ letter }) => !letter) ? 'side stands apart from a place' : null;
  if (!first) return { side: null, both: false, opposed: false, refusal: apart };
  const other = mentions.filter(({ side, beside: near, letter }) => side !== first.side && (near || !letter));
  if (other.length === 0) return { side: first.side, both: false, opposed: false, refusal: null };
  return refused(
    'names both sides',
    true,
    other.some((mention) => mention.beside),
  );
}
