import { compare, isPositive, rational, toExact, toShown, type Rational } from '../../vocab/rational.ts';
import type { Milligrams, Millilitres } from '../../vocab/units.ts';
import { massOf, type Amount } from './read-amounts.ts';
import { SEVERAL_DRUGS, type TextDrug } from './read-drug-text.ts';
import { bindWaste } from './read-waste-text.ts';
import { SITE_WORDS } from './site-words.ts';
import {
  AFTER_PER,
  DOSE_DOUBT,
  DOSE_DOUBT_MARKS,
  DOUBT_BEFORE_AMOUNT,
  KNOWN_BESIDE,
  OTHER_DRUGS,
  WASTE_WORDS,
} from './text-words.ts';
import { isMark, isWord, type Token } from './tokens.ts';

export interface Span {
  readonly from: number;
  readonly to: number;
}
export interface DoseReading {
  readonly doseMg: Milligrams | null;
  readonly doseSteps: readonly string[];
  readonly volumeMl: Millilitres | null;
  readonly concentration: Rational | null;
  readonly discardedMg: Milligrams | null;
  /** A discarded volume whose strength the text does not state. */
  readonly discardedMl: Millilitres | null;
  readonly doseAt: Span | null;
  readonly refusal: string | null;
}
export interface DoseInput {
  readonly tokens: readonly Token[];
  readonly amounts: readonly Amount[];
  readonly drug: TextDrug;
  /** Tokens that name drug, route or amount. */
  readonly about: ReadonlySet<number>;
  /** The text names several places or both sides. */
  readonly several: boolean;
}

type Found = Pick<DoseReading, 'doseMg' | 'doseSteps' | 'volumeMl' | 'concentration' | 'doseAt' | 'refusal'>;
const NONE: Found = {
  doseMg: null,
  doseSteps: [],
  volumeMl: null,
  concentration: null,
  doseAt: null,
  refusal: null,
};
const refuse = (refusal: string): Found => ({ ...NONE, refusal });

const LINKS: ReadonlySet<string> = new Set(['with', 'and', 'w', 'mixed', 'plus', 'in', 'then']);
/** What parts a mixture into its drugs: "Depo-Medrol 40 mg + 4 mL lidocaine". A bracket does where it names the other drug. */
function parts(tokens: readonly Token[], at: number): boolean {
  const token = tokens[at];
  if (isMark(token, '(')) {
    const close = tokens.findIndex((one, place) => place > at && isMark(one, ')'));
    return tokens.slice(at, close < 0 ? tokens.length : close).some((one) => isWord(one, OTHER_DRUGS));
  }
  return isMark(token, '+,;&/|.') || isWord(token, LINKS);
}

/** The amounts that are the steroid's where another injected drug is named too; null when that is not certain. */
function withoutOtherDrugs({ tokens, amounts, drug }: DoseInput): readonly Amount[] | null {
  const others = tokens.flatMap((token, at) => (isWord(token, OTHER_DRUGS) ? [at] : []));
  if (others.length === 0) return amounts;
  const inAmount = new Set(
    amounts.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, at) => from + at)),
  );
  let piece = 0;
  const pieceOf = tokens.map((_, at) => (parts(tokens, at) && !inAmount.has(at) ? (piece += 1) : piece));
  const foreign = new Set(others.map((at) => pieceOf[at]));
  const own = new Set(drug.mentions.map(({ from }) => pieceOf[from]));
  if ([...own].some((piece) => foreign.has(piece))) return null;
  // A piece that names no drug may belong to either, unless the text never names the steroid at all.
  const kept = amounts.filter(({ from }) => !foreign.has(pieceOf[from]));
  const unowned = kept.filter(({ from }) => own.size > 0 && !own.has(pieceOf[from]));
  const before = Math.min(...others);
  return unowned.every(({ from, kind }) => kind === 'mass' && from < before) ? kept : null;
}

/** Whether a mass and a volume beside each other are two names of one amount: "80 mg (1 mL)", "40 mg in 1 mL". */
function areOneAmount(tokens: readonly Token[], a: Amount, b: Amount): boolean {
  const [first, second] = a.from < b.from ? [a, b] : [b, a];
  const between = tokens.slice(first.to + 1, second.from);
  if (second.from === first.to + 2) {
    const link = between[0];
    return isMark(link, '(=') || (link?.kind === 'word' && link.text === 'in' && first.kind === 'mass');
  }
  return false;
}

const isOne = (value: Rational): boolean => compare(value, rational(1n)) === 0;

interface Sorted {
  readonly masses: readonly Extract<Amount, { kind: 'mass' }>[];
  readonly volumes: readonly Extract<Amount, { kind: 'volume' }>[];
  readonly strengths: readonly Extract<Amount, { kind: 'strength' }>[];
}
const sort = (amounts: readonly Amount[]): Sorted => ({
  masses: amounts.filter((amount) => amount.kind === 'mass'),
  volumes: amounts.filter((amount) => amount.kind === 'volume'),
  strengths: amounts.filter((amount) => amount.kind === 'strength'),
});

/** One mass, volume or both, with or without a strength, as one exact dose. */
function combine(
  tokens: readonly Token[],
  { masses, volumes, strengths }: Sorted,
  name: Milligrams | null,
): Found {
  const [mass, volume] = [masses[0], volumes[0]];
  const stated = strengths[0]?.mgPerMl ?? null;
  if (stated && name && compare(stated, name) !== 0) return refuse('two strengths');
  const strength = stated ?? name;
  const product = volume && strength ? massOf(volume.ml, strength) : null;
  const found = { ...NONE, volumeMl: volume?.ml ?? null, concentration: strength };
  if (mass && volume && product) {
    if (compare(mass.mg, product) !== 0) return refuse('milligrams and volume disagree');
    return { ...found, doseMg: mass.mg, doseAt: mass };
  }
  if (mass && volume && !isOne(volume.ml) && !areOneAmount(tokens, mass, volume)) {
    return refuse('milligrams beside a volume, strength or dose not told apart');
  }
  if (mass) return { ...found, doseMg: mass.mg, doseAt: mass };
  if (volume && product && strength) {
    const step = `${toExact(volume.ml)} mL × ${toShown(strength, 'mg/mL')} = ${toShown(product, 'mg')}`;
    return { ...found, doseMg: product, doseSteps: [step], doseAt: volume };
  }
  if (volume) return { ...found, refusal: 'volume without a strength' };
  return stated ? { ...found, refusal: 'strength without a volume' } : NONE;
}

function readDose(input: DoseInput, given: readonly Amount[]): Found {
  const { tokens, drug, several } = input;
  const own = withoutOtherDrugs({ ...input, amounts: given });
  if (!own) return refuse('another drug in the mixture');
  const unreadable = own.find((amount) => amount.kind === 'unreadable');
  if (unreadable?.kind === 'unreadable') return refuse(unreadable.why);
  const sorted = sort(own);
  const { masses, volumes, strengths } = sorted;
  if (masses.length > 1 || volumes.length > 1 || strengths.length > 1) return refuse('more than one amount');
  if (masses.length + volumes.length + strengths.length === 0) {
    return own.length > 0 ? refuse("a container's content, not a dose") : NONE;
  }
  if (several) return refuse('one dose for several places');
  if (drug.refusal === SEVERAL_DRUGS) return refuse(SEVERAL_DRUGS);
  if (own.some((amount) => !standsAmongKnown(input, amount)))
    return refuse('amount beside a word nobody knows');
  const doubted = tokens.some((_, at) => raisesDoubt(tokens, at, own));
  if (doubted) return refuse('not one exact dose');
  const found = combine(tokens, sorted, drug.nameStrength);
  return found.doseMg && !isPositive(found.doseMg) ? refuse('zero dose') : found;
}

/** The nearest word on one side of an amount; a clause's end, an amount and a list's comma leave none. */
function wordBeside(tokens: readonly Token[], at: number, step: -1 | 1): number | null {
  for (let place = at; place >= 0 && place < tokens.length; place += step) {
    const token = tokens[place];
    if (token?.kind === 'word') return place;
    if (!isMark(token, ':-=("\'*<>')) return null;
  }
  return null;
}

/** Whether the words beside an amount leave it the steroid's: "lisinopril 10 mg" does not. */
function standsAmongKnown({ tokens, about }: DoseInput, { from, to }: Amount): boolean {
  return [wordBeside(tokens, from - 1, -1), wordBeside(tokens, to + 1, 1)].every((place) => {
    if (place === null || about.has(place)) return true;
    return (
      isWord(tokens[place], KNOWN_BESIDE) ||
      isWord(tokens[place], WASTE_WORDS) ||
      isWord(tokens[place], OTHER_DRUGS) ||
      SITE_WORDS.phrases.has(tokens[place]?.text ?? '')
    );
  });
}

const ASKED = new Set(['per', 'as', 'verbal', 'standing', 'md', 'dr', 'v']);

/** A word or mark that makes the amount something else than one exact dose. */
function raisesDoubt(tokens: readonly Token[], at: number, amounts: readonly Amount[]): boolean {
  const [token, before, next] = [tokens[at], tokens[at - 1], tokens[at + 1]];
  if (!token || amounts.some(({ from, to }) => from <= at && at <= to)) return false;
  if (isMark(token, DOSE_DOUBT_MARKS)) return true;
  if (token.text === 'per') return !isWord(next, AFTER_PER);
  if (token.text === 'up') return next?.text === 'to';
  if (token.text === 'ordered') return before?.text !== 'as';
  if (isWord(token, DOUBT_BEFORE_AMOUNT)) return amounts.some(({ from }) => from === at + 1);
  if (token.text === 'order' || token.text === 'orders') return !isWord(before, ASKED);
  return isWord(token, DOSE_DOUBT);
}

/** The given and the discarded amount of a text. */
export function resolveDose(input: DoseInput): DoseReading {
  const waste = bindWaste(input);
  const dose = waste.ambiguous
    ? refuse('given and discarded amount not told apart')
    : readDose(input, waste.given);
  const discardedMg =
    waste.amount?.kind === 'mass'
      ? waste.amount.mg
      : waste.amount?.kind === 'volume' && dose.concentration && !waste.foreign
        ? massOf(waste.amount.ml, dose.concentration as Milligrams)
        : null;
  const discardedMl =
    waste.amount?.kind === 'volume' && !waste.foreign && !discardedMg ? waste.amount.ml : null;
  return { ...dose, discardedMg, discardedMl };
}
