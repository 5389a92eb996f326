import type { Drug, Ingredient } from '../../vocab/drug.ts';
import { ingredientOf, narrowest } from '../../vocab/drug.ts';
import { asMilligrams, type Milligrams } from '../../vocab/units.ts';
import { rational } from '../../vocab/rational.ts';
import { findPhrases, lexicon, type Mention } from './phrases.ts';
import { OTHER_DRUGS, TOPICAL_FORMS } from './text-words.ts';
import { isMark, isWord, type Token } from './tokens.ts';

/** What a text names: a drug with its salt, an ingredient without it, or a product nobody injects into a joint. */
type DrugWord =
  | { readonly drug: Drug }
  | { readonly ingredient: Ingredient }
  | { readonly notInjected: string }
  | { readonly unclear: string };

const phrases = (meaning: DrugWord, names: string): (readonly [string, DrugWord])[] =>
  names.split('|').map((name) => [name, meaning] as const);

/**
 * Brand and salt words. "Depo" alone may be Depo-Provera; "Medrol" alone is the tablet: neither names a drug here.
 * Source: reference/terminology.md §1 (brands and salts) and spellings seen in clinic text.
 */
const DRUG_WORDS = lexicon<DrugWord>([
  ...phrases(
    { drug: 'methylprednisolone-acetate' },
    'depo medrol|depomedrol|depo medral|depo medrone|depot medrol|depro medrol|depo methylprednisolone|' +
      'methylprednisolone acetate|methylprednisolone acet|methylprednisolone ac|methylpred acetate|' +
      'methylprednisolone acetate suspension|methyl prednisolone acetate|methylprednisone acetate|methylpred ace',
  ),
  ...phrases(
    { drug: 'methylprednisolone-sodium-succinate' },
    'solu medrol|solumedrol|solu medral|solu medrone|a methapred|amethapred|methylprednisolone sodium succinate|' +
      'methylprednisolone sodium succ|methylprednisolone sod succ|methylprednisolone sod succinate|' +
      'methylprednisolone succinate|methylpred sodium succinate|methylpred sod succ|methylpred succinate|' +
      'methyl prednisolone sodium succinate|methylprednisolone na succinate',
  ),
  ...phrases(
    { drug: 'triamcinolone-acetonide' },
    'kenalog|kenelog|kenolog|triamcinolone acetonide|triamcinolone acet|triamcinolone ace',
  ),
  ...phrases({ drug: 'triamcinolone-acetonide-er' }, 'zilretta|triamcinolone acetonide er|triamcinolone er'),
  ...phrases({ drug: 'triamcinolone-acetonide-preservative-free' }, 'triesence'),
  ...phrases({ drug: 'triamcinolone-acetonide-suprachoroidal' }, 'xipere'),
  ...phrases({ drug: 'triamcinolone-hexacetonide' }, 'aristospan|triamcinolone hexacetonide|hexatrione'),
  ...phrases({ drug: 'triamcinolone-diacetate' }, 'triamcinolone diacetate|aristocort forte'),
  ...phrases(
    { drug: 'dexamethasone-sodium-phosphate' },
    'dexamethasone sodium phosphate|dexamethasone sod phos|dexamethasone sod phosphate|dexamethasone phosphate|dex sod phos',
  ),
  ...phrases({ drug: 'dexamethasone-acetate' }, 'dexamethasone acetate'),
  ...phrases(
    { drug: 'betamethasone-acetate-sodium-phosphate' },
    'celestone soluspan|betamethasone acetate and sodium phosphate|betamethasone sod phos and acetate',
  ),
  ...phrases(
    { drug: 'hydrocortisone-sodium-succinate' },
    'solu cortef|solucortef|hydrocortisone sodium succinate|hydrocortisone sod succ',
  ),
  ...phrases({ drug: 'hydrocortisone-acetate' }, 'hydrocortisone acetate'),
  ...phrases({ drug: 'hydrocortisone-sodium-phosphate' }, 'hydrocortisone sodium phosphate'),
  // With the salts no table holds: a corticosteroid is named, and a silence about it would be a false clear.
  ...phrases(
    { ingredient: 'methylprednisolone' },
    'methylprednisolone|methylpred|methyl prednisolone|methylprednisolone sodium phosphate|' +
      'methylprednisolone hemisuccinate|methylprednisolone aceponate',
  ),
  ...phrases({ ingredient: 'triamcinolone' }, 'triamcinolone|triam'),
  ...phrases({ ingredient: 'dexamethasone' }, 'dexamethasone|decadron|dexameth'),
  ...phrases({ ingredient: 'betamethasone' }, 'betamethasone|celestone'),
  ...phrases({ ingredient: 'hydrocortisone' }, 'hydrocortisone'),
  ...phrases(
    { notInjected: 'an oral or topical product' },
    'medrol|medrol dosepak|medrol dose pack|medrol dosepack|kenalog spray|kenalog cream|kenalog ointment|' +
      'kenalog lotion|kenalog in orabase|kenalog orabase|triamcinolone cream|triamcinolone ointment|' +
      'triamcinolone acetonide cream|triamcinolone acetonide ointment|hydrocortisone cream|hydrocortisone ointment',
  ),
  ...phrases({ unclear: '"depo" alone names no drug' }, 'depo|depot|solu|steroid|cortisone|corticosteroid'),
]);

/**
 * What is billed apart from plain triamcinolone acetonide, and the words for it in a text without its spaces.
 * Microspheres are without preservative too, so they stand first.
 */
const BILLED_APART: readonly (readonly [Drug, RegExp])[] = [
  ['triamcinolone-acetonide-er', /extended-?release|microsphere/],
  ['triamcinolone-acetonide-suprachoroidal', /suprachoroidal/],
  ['triamcinolone-acetonide-preservative-free', /preservatives?-?free|(?:non-?|no|of|without)preserv/],
];

export interface TextDrug {
  /** Every drug named; several are none chosen. */
  readonly drugs: readonly Drug[];
  /** Every ingredient named, with or without a salt. */
  readonly ingredients: readonly Ingredient[];
  /** Strength a product's name carries: "Kenalog-40" is 40 mg/mL. */
  readonly nameStrength: Milligrams | null;
  /** Tokens of each product named, and of the number in its name. */
  readonly mentions: readonly Mention<unknown>[];
  readonly named: ReadonlySet<number>;
  readonly refusal: string | null;
}

/** Kenalog's name carries its mg/mL (drugs.json 1085752, 1085756, 2168083); no other brand's number is taken. */
const NAME_STRENGTHS: ReadonlySet<string> = new Set(['10', '40', '80']);
const UNITS = new Set(
  'mg mgs milligram milligrams g gm gram grams mcg ml mls cc ccs milliliter milliliters millilitre'.split(
    ' ',
  ),
);

function nameStrengthAt(tokens: readonly Token[], mention: Mention<DrugWord>): number | null {
  if (tokens[mention.to]?.text !== 'kenalog') return null;
  const at = isMark(tokens[mention.to + 1], '-') ? mention.to + 2 : mention.to + 1;
  const [number, next] = [tokens[at], tokens[at + 1]];
  if (number?.kind !== 'number' || !NAME_STRENGTHS.has(number.text) || isWord(next, UNITS)) return null;
  return isMark(next, '/-%.') && next?.glued === true && tokens[at + 2]?.glued === true ? null : at;
}

export const SEVERAL_DRUGS = 'names more than one corticosteroid';

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/**
 * The drugs meant: of a general salt and a presentation that is billed apart, the presentation. None where it is not
 * certain which: beside Kenalog, which is the plain one, or a "preservative free" that may be said of the lidocaine.
 */
function meant(named: readonly Drug[], tokens: readonly Token[]): readonly Drug[] {
  const drugs = narrowest(named);
  const text = tokens.map((token) => token.text).join('');
  const said =
    drugs.join() === 'triamcinolone-acetonide' && BILLED_APART.find(([, words]) => words.test(text));
  if (!said && drugs.length === named.length) return drugs;
  if (/ken[aeo]log/.test(text)) return [];
  if (!said) return drugs;
  return tokens.some((token) => isWord(token, OTHER_DRUGS)) ? [] : [said[0]];
}

function decide(
  words: readonly DrugWord[],
  tokens: readonly Token[],
): Pick<TextDrug, 'drugs' | 'ingredients' | 'refusal'> {
  if (words.some((word) => 'notInjected' in word))
    return { drugs: [], ingredients: [], refusal: 'names a product that is not injected' };
  const named = distinct(words.flatMap((word) => ('drug' in word ? [word.drug] : [])));
  const bare = words.flatMap((word) => ('ingredient' in word ? [word.ingredient] : []));
  const ingredients = distinct([...named.map(ingredientOf), ...bare]);
  const drugs = meant(named, tokens);
  const found = { drugs, ingredients };
  if (drugs.length > 1 || ingredients.length > 1) return { ...found, refusal: SEVERAL_DRUGS };
  if (ingredients.length > 0) return { ...found, refusal: drugs.length > 0 ? null : 'salt not named' };
  const unclear = words.find((word) => 'unclear' in word);
  return { ...found, refusal: unclear && 'unclear' in unclear ? unclear.unclear : null };
}

/** The corticosteroids a text names, a salt only where the text names the salt or a brand that is the salt. */
export function readDrugWords(tokens: readonly Token[]): TextDrug {
  const mentions = findPhrases(tokens, DRUG_WORDS);
  const strengths = mentions.flatMap((mention) => nameStrengthAt(tokens, mention) ?? []);
  const values = distinct(strengths.map((at) => tokens[at]?.text ?? ''));
  const only = values.length === 1 ? values[0] : undefined;
  const form = mentions.length > 0 && tokens.some((token) => isWord(token, TOPICAL_FORMS));
  const words = mentions.map((mention) => mention.means);
  return {
    ...decide(form ? [...words, { notInjected: 'a topical form' }] : words, tokens),
    nameStrength: only ? asMilligrams(rational(BigInt(only))) : null,
    mentions,
    named: new Set(strengths),
  };
}
