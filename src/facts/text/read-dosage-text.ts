import type { Drug } from '../../vocab/drug.ts';
import type { Rational } from '../../vocab/rational.ts';
import type { Route } from '../../vocab/route.ts';
import type { Side, Site } from '../../vocab/site.ts';
import type { Milligrams, Millilitres } from '../../vocab/units.ts';
import { readAmounts, type Amount } from './read-amounts.ts';
import { readDrugWords } from './read-drug-text.ts';
import { readRouteWords, type TextContext } from './read-route-text.ts';
import { readSiteWords, type TextSite } from './read-site-text.ts';
import { resolveDose, type DoseReading } from './resolve-dose.ts';
import { DOUBT_MARKS, GIVEN_THINGS, MIXED_IN, NOT_DONE, NOT_NOW } from './text-words.ts';
import { isMark, isWord, MAX_TEXT, plainText, tokenise, type Token } from './tokens.ts';

/** What a free dosage text says. A field is null when the text does not say it, or refuses to be certain. */
export interface TextDosage {
  readonly drug: Drug | null;
  /** Every drug named, where several are none chosen. */
  readonly drugs: readonly Drug[];
  readonly doseMg: Milligrams | null;
  /** "1 mL × 80 mg/mL = 80 mg"; empty when the text states milligrams outright. */
  readonly doseSteps: readonly string[];
  readonly volumeMl: Millilitres | null;
  /** mg in one mL, as the text states it or as the product's name carries it. */
  readonly concentration: Rational | null;
  readonly route: Route | null;
  readonly site: Site | null;
  readonly side: Side | null;
  readonly discardedMg: Milligrams | null;
  /** What was discarded where the text gives a volume and no strength. */
  readonly discardedMl: Millilitres | null;
  /** A substance drawn up with the drug ("+ 1 mL lidocaine"); `measured` where the text states two volumes. */
  readonly mixedIn: 'none' | 'named' | 'measured';
  /** Why fields are null although the text touches on them. Never holds text of the chart. */
  readonly refusals: readonly string[];
  /** The words the milligrams were read from. */
  readonly doseWords: string | null;
}

const refuseAll = (refusal: string): TextDosage => ({
  drug: null,
  drugs: [],
  doseMg: null,
  doseSteps: [],
  volumeMl: null,
  concentration: null,
  route: null,
  site: null,
  side: null,
  discardedMg: null,
  discardedMl: null,
  mixedIn: 'none',
  refusals: [refusal],
  doseWords: null,
});

const NO_WORDS: ReadonlySet<string> = new Set(['no', 'without', 'w/o', 'zero']);

/** Why nothing in a text may be read: denied, planned, past, doubted; null when it may. */
export function wholeTextRefusal(tokens: readonly Token[]): string | null {
  if (tokens.some((token) => isMark(token, DOUBT_MARKS))) return 'question mark';
  if (tokens.some((token) => isWord(token, NOT_DONE))) return 'says something was not done';
  if (tokens.some((token, at) => token.text === 'p' && isMark(tokens[at + 1], ':')))
    return 'planned, conditional or past';
  const denied = tokens.some((token, at) => isWord(token, NO_WORDS) && deniesGiving(tokens[at + 1]));
  if (denied) return 'says something was not done';
  const past = tokens.some((token, at) => isWord(token, NOT_NOW) && !isPriorTo(tokens, at));
  return past ? 'planned, conditional or past' : null;
}

const deniesGiving = (next: Token | undefined): boolean =>
  isWord(next, GIVEN_THINGS) || next?.kind === 'number';
const PRIOR: ReadonlySet<string> = new Set(['prior']);
const isPriorTo = (tokens: readonly Token[], at: number): boolean =>
  isWord(tokens[at], PRIOR) && tokens[at + 1]?.text === 'to';

const span = ({ from, to }: { readonly from: number; readonly to: number }): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, step) => from + step);

/** Several amounts beside several places ("subacromial 40 mg; AC joint 20 mg") are several injections: none is read. */
function onePlace(place: TextSite, amounts: readonly Amount[]): TextSite {
  const masses = amounts.filter(({ kind }) => kind === 'mass' || kind === 'volume');
  if (masses.length < 2 || place.named < 2) return place;
  return {
    ...place,
    site: null,
    side: null,
    several: true,
    refusals: [...place.refusals, 'names more than one place'],
  };
}

function mixedInOf(tokens: readonly Token[], amounts: readonly Amount[]): TextDosage['mixedIn'] {
  const isMixed = tokens.some((token, at) => isWord(token, MIXED_IN) && !isWord(tokens[at - 1], NO_WORDS));
  if (!isMixed) return 'none';
  return amounts.filter(({ kind }) => kind === 'volume').length > 1 ? 'measured' : 'named';
}

/**
 * Reads one dosage text, note or display: drug, dose, route, site, side, waste. Conservative: what is not certain
 * is null with a reason in `refusals`. Source of the rules: spec/facts.md "Free text".
 *
 * Known blind spots: it does not read languages other than English, tables, or text over 2,000 characters.
 */
export function readDosageText(text: string, context: TextContext = {}): TextDosage {
  if (text.length > MAX_TEXT) return refuseAll('text too long');
  const plain = plainText(text);
  const tokens = tokenise(plain);
  const drug = readDrugWords(tokens);
  const amounts = readAmounts(tokens, drug.named);
  const mixedIn = mixedInOf(tokens, amounts);
  const refusal = wholeTextRefusal(tokens);
  if (refusal) return { ...refuseAll(refusal), mixedIn };
  const salt = drug.refusal === null ? (drug.drugs[0] ?? null) : null;
  const routeAt = readRouteWords(tokens, {}).at;
  const about = new Set([...[...drug.mentions, ...amounts].flatMap(span), ...routeAt]);
  const place = onePlace(readSiteWords(tokens, about), amounts);
  const dose = resolveDose({ tokens, amounts, drug, about, several: place.several });
  const route = readRouteWords(tokens, {
    site: place.site ?? context.site ?? null,
    drug: salt ?? context.drug ?? null,
  });
  // Both sides with one dose: the dose of each is not known, so the side is refused with it (spec/facts.md).
  const side = place.side === 'bilateral' ? null : place.side;
  return {
    drug: salt,
    drugs: drug.drugs,
    ...fieldsOf(dose),
    mixedIn,
    route: route.route,
    site: place.site,
    side,
    refusals: [
      drug.refusal,
      route.refusal,
      dose.refusal,
      place.side === 'bilateral' ? 'names both sides' : null,
      ...place.refusals,
    ].filter((one) => one !== null),
    doseWords:
      dose.doseAt && dose.doseMg
        ? plain.slice(tokens[dose.doseAt.from]?.start, tokens[dose.doseAt.to]?.end)
        : null,
  };
}

const fieldsOf = ({
  doseMg,
  doseSteps,
  volumeMl,
  concentration,
  discardedMg,
  discardedMl,
}: DoseReading): Pick<
  TextDosage,
  'doseMg' | 'doseSteps' | 'volumeMl' | 'concentration' | 'discardedMg' | 'discardedMl'
> => ({
  doseMg,
  doseSteps,
  volumeMl,
  concentration,
  discardedMg,
  discardedMl,
});
