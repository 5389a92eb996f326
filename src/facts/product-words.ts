import type { Drug, Ingredient } from '../vocab/drug.ts';
import { readDrugWords } from './text/read-drug-text.ts';
import { OTHER_DRUGS } from './text/text-words.ts';
import { MAX_TEXT, plainText, tokenise } from './text/tokens.ts';

/** What a product's name, display or form says in words. */
export interface ProductWords {
  readonly drugs: readonly Drug[];
  readonly ingredients: readonly Ingredient[];
  readonly form: 'injectable' | 'oral' | 'topical' | null;
  /** Names another drug and no corticosteroid: "lidocaine 1%". */
  readonly foreign: boolean;
}

const ORAL =
  /\b(?:tab|tabs|tablets?|cap|caps|capsules?|oral|orally|po|by mouth|dose ?pac?k|dosepak|syrup|elixir|chewable)\b/i;
const TOPICAL =
  /\b(?:cream|ointment|oint|lotion|gel|topical|shampoo|foam|spray|inhal\w*|nasal|ophth\w*|otic|eye drops?|enema|suppositor\w*|rectal|patch|paste|orabase)\b/i;
const INJECTABLE = /\b(?:inj|injection|injectable|vials?|syringes?|ampou?les?|ampuls?|depot)\b/i;

/** In a product's name. In a dosage text it may be the plantar fascia. */
const PRESERVATIVE_FREE = /\bpf\b/i;

function formOf(text: string): ProductWords['form'] {
  if (INJECTABLE.test(text)) return 'injectable';
  if (TOPICAL.test(text)) return 'topical';
  return ORAL.test(text) ? 'oral' : null;
}

/** Reads a product name. Text longer than the reader's limit says nothing. */
export function readProductWords(text: string): ProductWords {
  if (text.length > MAX_TEXT) return { drugs: [], ingredients: [], form: null, foreign: false };
  const tokens = tokenise(plainText(text).replace(PRESERVATIVE_FREE, 'preservative free'));
  const words = readDrugWords(tokens);
  const notInjected = words.refusal === 'names a product that is not injected';
  const form = formOf(text) ?? (notInjected ? 'oral' : null);
  return {
    drugs: words.drugs,
    ingredients: words.ingredients,
    form,
    foreign: words.mentions.length === 0 && tokens.some((token) => OTHER_DRUGS.has(token.text)),
  };
}

/**
 * The methylprednisolone salt a dose form stands for: a suspension is the acetate, a powder the succinate
 * (reference/terminology.md, rule 1). Null for other forms, and for suspensions taken by mouth.
 */
export function saltOfForm(text: string): Drug | null {
  if (ORAL.test(text) || TOPICAL.test(text)) return null;
  if (/\bsuspension\b/i.test(text)) return 'methylprednisolone-acetate';
  return /\b(?:powder|lyophili[sz]ed)\b/i.test(text) ? 'methylprednisolone-sodium-succinate' : null;
}
