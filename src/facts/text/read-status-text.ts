import { isWord, plainText, tokenise, type Token } from './tokens.ts';

/**
 * What a status text says of one dose: `dosage.method`, `statusReason`, an action of a medication record.
 * Source: MIMIC-IV eMAR actions (Not Given, Hold Dose, Delayed Administered …), Epic MAR actions (terminology.md §8.1).
 */
export type StatusText = 'given' | 'not-given' | null;

const MAX_STATUS = 200;
const NOT_GIVEN_WORDS: ReadonlySet<string> = new Set(
  'held hold refused refuse refuses declined declines omitted omit missed cancelled canceled withheld deferred unavailable'.split(
    ' ',
  ),
);
const DONE_WORDS: ReadonlySet<string> = new Set(
  'given administered done injected performed received started start taken applied completed complete received'.split(
    ' ',
  ),
);
const NEGATIONS: ReadonlySet<string> = new Set("not never no wasn't isn't didn't without non un".split(' '));
/** "Documented in O.R. Holding" is a place; "pressure held" is first aid. */
const HELD_THINGS: ReadonlySet<string> = new Set(
  'pressure gauze bandage cotton manual firm direct'.split(' '),
);
const REACH = 3;

/** A negation that reaches a word of doing: "Not Given", "was not administered", "no dose given". */
function deniesDoing(tokens: readonly Token[]): boolean {
  return tokens.some((token, place) => {
    if (!isWord(token, NEGATIONS)) return false;
    return tokens.slice(place + 1, place + 1 + REACH).some((next) => isWord(next, DONE_WORDS));
  });
}

function saysHeld(tokens: readonly Token[]): boolean {
  return tokens.some((token, place) => {
    if (!isWord(token, NOT_GIVEN_WORDS)) return false;
    const around = [tokens[place - 1], tokens[place + 1], tokens[place + 2]];
    if (around.some((near) => isWord(near, HELD_THINGS))) return false;
    return !isWord(tokens[place - 1], NEGATIONS);
  });
}

/** Reads a short status text; anything longer than 200 characters, or about something else, says nothing. */
export function readStatusText(text: string): StatusText {
  if (text.length > MAX_STATUS) return null;
  const tokens = tokenise(plainText(text));
  if (deniesDoing(tokens) || saysHeld(tokens)) return 'not-given';
  return tokens.some((token) => isWord(token, DONE_WORDS)) ? 'given' : null;
}
