import { isMark, type Token } from './tokens.ts';

/** A phrase of a lexicon found in a text: tokens `from` to `to` inclusive. */
export interface Mention<T> {
  readonly means: T;
  readonly from: number;
  readonly to: number;
}

export interface Lexicon<T> {
  readonly phrases: ReadonlyMap<string, T>;
  readonly longest: number;
}

/** Lexicon of phrases in lower case, words separated by one space; hyphens in the text count as spaces. */
export function lexicon<T>(rows: Iterable<readonly [string, T]>): Lexicon<T> {
  const phrases = new Map(rows);
  const longest = Math.max(0, ...[...phrases.keys()].map((phrase) => phrase.split(' ').length));
  return { phrases, longest };
}

/** Every word of the first list before every word of the second: "no|little", "relief|benefit". */
export const pairs = (first: string, second: string): string =>
  first
    .split('|')
    .flatMap((one) => second.split('|').map((other) => `${one} ${other}`))
    .join('|');

/** The longest phrase that starts at `from`, or null. */
function phraseAt<T>(tokens: readonly Token[], from: number, words: Lexicon<T>): Mention<T> | null {
  let found: Mention<T> | null = null;
  let phrase = '';
  let count = 0;
  for (let at = from; at < tokens.length && count < words.longest; at += 1) {
    const token = tokens[at];
    if (!token) break;
    if (count > 0 && isMark(token, '-')) continue;
    if (token.kind === 'mark') break;
    phrase = count === 0 ? token.text : `${phrase} ${token.text}`;
    count += 1;
    const means = words.phrases.get(phrase);
    if (means !== undefined) found = { means, from, to: at };
  }
  return found;
}

/** Every phrase of the lexicon in the text, longest first at each place, never overlapping. */
export function findPhrases<T>(tokens: readonly Token[], words: Lexicon<T>): readonly Mention<T>[] {
  const mentions: Mention<T>[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const mention = phraseAt(tokens, at, words);
    if (!mention) continue;
    mentions.push(mention);
    at = mention.to;
  }
  return mentions;
}
