/**
 * The words, numbers and marks of a free text, found in one pass from left to right.
 * No reader of text uses a pattern that can backtrack: cost is linear in the length, whatever the text.
 */
export interface Token {
  readonly kind: 'word' | 'number' | 'mark';
  /** Lower case; a thousands comma is removed from numbers. */
  readonly text: string;
  /** True when nothing stands between this token and the one before it. */
  readonly glued: boolean;
  readonly start: number;
  readonly end: number;
}

/** Longest text a reader looks at. A longer one is no dosage line; it is refused, never cut. */
export const MAX_TEXT = 2000;

/** Compatibility forms made plain ("４０" is 40, "½" is 1⁄2), dotted abbreviations closed ("I.M." is IM). */
export function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2018\u2019]/g, "'")
    .replace(/\u03bc/g, 'µ')
    .replace(/(?<![\p{L}\p{N}])(\p{L})\.(\p{L})\.(?:(\p{L})\.)?(?![\p{L}\p{N}])/gu, '$1$2$3');
}

const TOKEN =
  /(?<number>\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)|(?<word>[\p{L}µ]+(?:'[\p{L}]+)*)|(?<mark>\S)/gu;

/** Tokens of a text that went through {@link plainText}. */
export function tokenise(plain: string): readonly Token[] {
  const tokens: Token[] = [];
  let last = -1;
  for (const match of plain.matchAll(TOKEN)) {
    const groups = match.groups ?? {};
    const kind = groups['number'] !== undefined ? 'number' : groups['word'] !== undefined ? 'word' : 'mark';
    const raw = match[0];
    const end = match.index + raw.length;
    const text = kind === 'number' ? raw.replaceAll(',', '') : raw.toLowerCase();
    tokens.push({ kind, text, glued: match.index === last, start: match.index, end });
    last = end;
  }
  return tokens;
}

export const isMark = (token: Token | undefined, marks: string): boolean =>
  token !== undefined && token.kind === 'mark' && marks.includes(token.text);

export const isWord = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token !== undefined && token.kind === 'word' && words.has(token.text);

/** Marks that end a clause: amounts, sites and drugs on two sides of one are not about each other. */
export const endsClause = (token: Token | undefined): boolean => isMark(token, ',;|.\u2022');
