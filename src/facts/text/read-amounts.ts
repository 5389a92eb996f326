import {
  asMilligrams,
  toMilligrams,
  toMillilitres,
  type Milligrams,
  type Millilitres,
} from '../../vocab/units.ts';
import { divide, isPositive, multiply, type Rational } from '../../vocab/rational.ts';
import { AFTER_PER, CONTAINER_WORDS, NEEDLE_WORDS } from './text-words.ts';
import { isMark, isWord, type Token } from './tokens.ts';

/** An amount as it stands in a text: tokens `from` to `to` inclusive. */
export type Amount =
  | { readonly kind: 'mass'; readonly mg: Milligrams; readonly from: number; readonly to: number }
  | { readonly kind: 'volume'; readonly ml: Millilitres; readonly from: number; readonly to: number }
  | { readonly kind: 'strength'; readonly mgPerMl: Milligrams; readonly from: number; readonly to: number }
  | { readonly kind: 'container'; readonly from: number; readonly to: number }
  /** A number and a unit that cannot be one exact amount: a range, a rate, mg/kg, "40,5 mg", zero. */
  | { readonly kind: 'unreadable'; readonly why: string; readonly from: number; readonly to: number };

const MASS = new Set(
  'mg mgs mgm milligram milligrams mcg ug µg microgram micrograms gm gms gram grams g'.split(' '),
);
const GRAM = new Set(['g', 'gm', 'gms', 'gram', 'grams']);
const VOLUME = new Set("ml mls ml's cc ccs cc's milliliter milliliters millilitre millilitres".split(' '));
/** Larger "grams" beside a steroid are needle gauges or typing errors; the largest pulse is 2 g. */
const MOST_GRAMS = 5;

const massUnit = (unit: string): string => (unit === 'mgm' ? 'mg' : unit === 'gms' ? 'gm' : unit);
const volumeUnit = (unit: string): string =>
  unit.startsWith('cc') ? 'cc' : unit.replace(/'?s$/, '').replace('mls', 'ml');

interface Place {
  readonly tokens: readonly Token[];
  readonly at: number;
  /** Tokens that belong to a product's name ("Kenalog-40"): numbers, but no amounts. */
  readonly named: ReadonlySet<number>;
}

/** Where the unit of the number at `at` stands: beside it or after one hyphen; -1 when none does. */
function unitIndex({ tokens, at }: Pick<Place, 'tokens' | 'at'>): number {
  const next = isMark(tokens[at + 1], '-') ? at + 2 : at + 1;
  const unit = tokens[next];
  if (!isWord(unit, MASS) && !isWord(unit, VOLUME)) return -1;
  const after = tokens[next + 1];
  return after?.kind === 'number' && after.glued ? -1 : next;
}

/** Why the number at `at` is not a plain number, judged by what touches it on the left; null when it is. */
function leftTrouble({ tokens, at, named }: Place): string | null {
  if (named.has(at - 1)) return tokens[at]?.glued ? 'number joined to another' : null;
  const [before, beyond, number] = [tokens[at - 1], tokens[at - 2], tokens[at]];
  if (!before || !number) return null;
  if (number.glued && before.kind === 'word') return 'number joined to a word';
  if (
    number.glued &&
    isMark(before, "-/+,.:#*'^=\u2044\u00d7") &&
    !(isMark(before, ':=,') && beyond?.kind === 'word')
  ) {
    return 'number joined to another';
  }
  if (before.kind === 'number' && !isDateOrCode(tokens, at - 1)) return 'two numbers side by side';
  if (isMark(before, '-/\u2044+*\u00d7') && beyond?.kind === 'number') return 'range or several amounts';
  const beyondIsAmount = beyond?.kind === 'number' || isWord(beyond, MASS) || isWord(beyond, VOLUME);
  if (
    before.kind === 'word' &&
    ['to', 'or', 'x', 'and', 'by', 'of'].includes(before.text) &&
    beyond?.kind === 'number'
  ) {
    return 'range or several amounts';
  }
  if (before.kind === 'word' && before.text === 'to' && beyondIsAmount) return 'range or several amounts';
  if (isMark(before, '-') && beyondIsAmount) return 'range or several amounts';
  return null;
}

/** A date, time or product number that ends at `at`: "11/20/26", "10/2026", "0009-3475-01", "10:15". Not "1/2". */
function isDateOrCode(tokens: readonly Token[], at: number): boolean {
  const [last, mark, middle, secondMark, first] = [4, 3, 2, 1, 0].map((back) => tokens[at - (4 - back)]);
  if (!last?.glued || !mark?.glued || middle?.kind !== 'number') return false;
  if (isMark(mark, ':')) return true;
  if (!isMark(mark, '/-')) return false;
  if (last.text.length === 4 && Number(last.text) > 1900) return true;
  return isMark(secondMark, '/-') && first?.kind === 'number' && middle.glued && secondMark?.glued === true;
}

const TIMES = new Set(['x', '\u00d7', '*']);

/** "× 2" after an amount: more than one of it was meant. "x1" and "x 1" are one. */
function isMultiplied(tokens: readonly Token[], unitAt: number): boolean {
  const [mark, count] = [tokens[unitAt + 1], tokens[unitAt + 2]];
  return mark !== undefined && TIMES.has(mark.text) && !(count?.kind === 'number' && count.text === '1');
}

interface Divisor {
  readonly perMl: Rational | null;
  readonly to: number;
}

/** What a mass is divided by: "/mL", "/2 mL", "per mL". `perMl` null: by something that is no volume. */
function divisorAfter(tokens: readonly Token[], unitAt: number): Divisor | null {
  const sign = tokens[unitAt + 1];
  if (!isMark(sign, '/\u2044') && !(sign?.kind === 'word' && sign.text === 'per')) return null;
  const next = tokens[unitAt + 2];
  if (sign?.kind === 'word' && isWord(next, AFTER_PER)) return null;
  if (isWord(next, VOLUME)) return { perMl: { n: 1n, d: 1n }, to: unitAt + 2 };
  const unit = tokens[unitAt + 3];
  if (next?.kind === 'number' && isWord(unit, VOLUME) && unit) {
    const ml = toMillilitres(next.text, volumeUnit(unit.text));
    return { perMl: ml && isPositive(ml) ? ml : null, to: unitAt + 3 };
  }
  return { perMl: null, to: unitAt + 2 };
}

function massAt({ tokens, at }: Place, unitAt: number): Amount {
  const unit = tokens[unitAt]?.text ?? '';
  const mg = toMilligrams(decimal(tokens[at]?.text ?? ''), massUnit(unit));
  const grams = Number(tokens[at]?.text);
  const aboutNeedle = tokens.some((token) => isWord(token, NEEDLE_WORDS));
  if (GRAM.has(unit) && (grams > MOST_GRAMS || aboutNeedle)) {
    return grams > MOST_GRAMS
      ? { kind: 'container', from: at, to: unitAt }
      : unreadable('grams beside a needle', at, unitAt);
  }
  const divisor = divisorAfter(tokens, unitAt);
  if (!mg) return unreadable('unreadable number', at, unitAt);
  if (divisor) {
    const mgPerMl = divisor.perMl && divide(mg, divisor.perMl);
    if (!mgPerMl || !isPositive(mgPerMl))
      return unreadable('amount per weight, time or dose', at, divisor.to);
    return { kind: 'strength', mgPerMl: asMilligrams(mgPerMl), from: at, to: divisor.to };
  }
  if (isWord(tokens[unitAt + 1], CONTAINER_WORDS)) return { kind: 'container', from: at, to: unitAt };
  return { kind: 'mass', mg, from: at, to: unitAt };
}

function volumeAt({ tokens, at }: Place, unitAt: number): Amount {
  const ml = toMillilitres(decimal(tokens[at]?.text ?? ''), volumeUnit(tokens[unitAt]?.text ?? ''));
  if (!ml || !isPositive(ml)) return unreadable('unreadable volume', at, unitAt);
  if (isMark(tokens[unitAt + 1], '/')) return unreadable('rate', at, unitAt);
  if (isWord(tokens[unitAt + 1], CONTAINER_WORDS)) return { kind: 'container', from: at, to: unitAt };
  return { kind: 'volume', ml, from: at, to: unitAt };
}

const unreadable = (why: string, from: number, to: number): Amount => ({ kind: 'unreadable', why, from, to });
/** ".5" is 0.5: seen in charts, though nobody should write it. */
const decimal = (written: string): string => (written.startsWith('.') ? `0${written}` : written);

function amountAt(place: Place): Amount | null {
  const unitAt = unitIndex(place);
  if (unitAt < 0) return null;
  const trouble = leftTrouble(place);
  if (trouble) return unreadable(trouble, place.at, unitAt);
  if (isMultiplied(place.tokens, unitAt)) return unreadable('several of one amount', place.at, unitAt);
  const unit = place.tokens[unitAt];
  return isWord(unit, MASS) ? massAt(place, unitAt) : volumeAt(place, unitAt);
}

/** A unit with no number before it: "½ mL", "forty mg", "4O mg". */
const isOrphanUnit = (tokens: readonly Token[], at: number): boolean =>
  (isWord(tokens[at], MASS) || isWord(tokens[at], VOLUME)) && tokens[at]?.text !== 'g';

/** Every amount of a text, in order. Percentages, gauges, times and dates are none. */
export function readAmounts(tokens: readonly Token[], named: ReadonlySet<number>): readonly Amount[] {
  const amounts: Amount[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const amount = tokens[at]?.kind === 'number' && !named.has(at) ? amountAt({ tokens, at, named }) : null;
    if (amount) {
      amounts.push(amount);
      at = amount.to;
    } else if (isOrphanUnit(tokens, at)) amounts.push(unreadable('unit without a number', at, at));
  }
  return amounts;
}

/** mg of a volume at a strength, exact. */
export const massOf = (ml: Millilitres, mgPerMl: Milligrams): Milligrams =>
  asMilligrams(multiply(ml, mgPerMl));
