import type { Amount } from './read-amounts.ts';
import { OTHER_DRUGS, WASTE_WORDS } from './text-words.ts';
import { endsClause, isMark, isWord, plainText, tokenise, type Token } from './tokens.ts';

type Quantity = Extract<Amount, { kind: 'mass' | 'volume' }>;
export interface Waste {
  /** The amount discarded, or null. */
  readonly amount: Quantity | null;
  /** Amounts that are not the waste. */
  readonly given: readonly Amount[];
  /** A waste word stands beside more than one amount, or two amounts are discarded. */
  readonly ambiguous: boolean;
  /** The waste is of another drug. */
  readonly foreign: boolean;
}

/** Words between an amount and its waste word: "20 mg of drug was discarded", "wasted the remaining 20 mg". */
const BETWEEN: ReadonlySet<string> = new Set(
  'of the was were is been has any drug medication med product remaining remainder amount total residual unused left over leftover a be to as and'.split(
    ' ',
  ),
);
const FARTHEST = 5;
const DIRECT: ReadonlySet<string> = new Set(
  'depo medrol solu kenalog depomedrol solumedrol methylprednisolone acetate triamcinolone acetonide succinate sodium'.split(
    ' ',
  ),
);

function reaches(tokens: readonly Token[], from: number, to: number): boolean {
  if (to - from > FARTHEST + 1) return false;
  for (let at = from + 1; at < to; at += 1) {
    const token = tokens[at];
    if (endsClause(token)) return false;
    if (!isMark(token, ':-=()') && !isWord(token, BETWEEN) && !isWord(token, DIRECT)) return false;
  }
  return true;
}

const isQuantity = (amount: Amount): amount is Quantity => amount.kind === 'mass' || amount.kind === 'volume';

/** Amounts bound to the waste word at `at`: the one before it and the one after it. */
function boundTo(tokens: readonly Token[], at: number, amounts: readonly Quantity[]): readonly Quantity[] {
  const before = amounts.findLast((amount) => amount.to < at && reaches(tokens, amount.to, at));
  const after = amounts.find((amount) => amount.from > at && reaches(tokens, at, amount.from));
  return [before, after].filter((amount) => amount !== undefined);
}

/** A mass and a volume of the same waste: "0.5 mL (20 mg) wasted". */
const isPair = (quantities: readonly Quantity[]): boolean =>
  quantities.length === 2 && quantities[0]?.kind !== quantities[1]?.kind;

/** Which of the amounts of a text was discarded. No assumption: an amount counts only beside its waste word. */
export function bindWaste({
  tokens,
  amounts,
}: {
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
}): Waste {
  const wasteAt = tokens.flatMap((token, at) => (isWord(token, WASTE_WORDS) ? [at] : []));
  const quantities = amounts.filter(isQuantity);
  const bound = wasteAt.map((at) => boundTo(tokens, at, quantities));
  const amount = bound[0]?.[0] ?? null;
  const several = bound.some((one) => one.length > 1) || bound.filter((one) => one.length > 0).length > 1;
  const paired = bound.length === 1 && isPair(bound[0] ?? []);
  const foreign = amount !== null && tokens.some((token) => isWord(token, OTHER_DRUGS));
  if (several || paired) return { amount: null, given: amounts, ambiguous: true, foreign };
  if (foreign) return { amount: null, given: amounts, ambiguous: true, foreign };
  return { amount, given: amounts.filter((one) => one !== amount), ambiguous: false, foreign };
}

/** "No waste", "nothing was discarded", "waste: none", "waste: n/a". */
const DENIALS: ReadonlySet<string> = new Set('no none not nothing nil never zero without o n na'.split(' '));

/**
 * Whether a text says that something was discarded, in an amount or not, certain or not: "remainder wasted", "0.5 vial
 * wasted", "10 mg wasted?". Not where each waste word is denied beside it or stands beside a zero.
 *
 * Known blind spot: another drug's waste ("1 mL lidocaine wasted") counts too, because a mixture of both reads alike.
 */
export function saysDiscarded(text: string): boolean {
  const tokens = tokenise(plainText(text));
  // A zero reaches its waste word past its unit: "0 mL wasted".
  const denials = tokens.flatMap(({ kind, text: word }, at) =>
    kind === 'number' && Number(word) === 0
      ? [{ from: at, to: at + 1 }]
      : DENIALS.has(word)
        ? [{ from: at, to: at }]
        : [],
  );
  return tokens.some(
    (token, at) =>
      isWord(token, WASTE_WORDS) &&
      !denials.some(({ from, to }) => (from < at ? reaches(tokens, to, at) : reaches(tokens, at, from))),
  );
}
