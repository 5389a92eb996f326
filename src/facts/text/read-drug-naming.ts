import { CONTAINER_WORDS, GIVEN_THINGS, KNOWN_BESIDE, NOT_NOW, OTHER_DRUGS } from './text-words.ts';

/**
 * Words that say corticosteroid without saying which, brands and names that end early or end wrong among them.
 * Corticotropin and medroxyprogesterone begin alike and are none.
 */
const CORTICOSTEROID =
  /steroid(?!al)|\b(?:[ck]orti(?:s|co(?!t))|methyl\W?pre|prednisolon|medrol|(?:depo|solu)\W?med(?!rox)|triamc|kena[lc]|dexame|betamet|celest|hydrocor)/i;

/** A text that says corticosteroid: "Cortisone injection", "DEXAMETHASON". Whether it says which is for `readDrugWords`. */
export const saysCorticosteroid = (text: string): boolean => CORTICOSTEROID.test(text);

/** Words of a medication's name that name none, beside those that other readers know for such. */
const NAMELESS: ReadonlySet<string> = new Set(
  'unspecified other none note notes text trigger point intra articular knee'.split(' '),
);
const SAY_NOTHING = [NAMELESS, NOT_NOW, GIVEN_THINGS, KNOWN_BESIDE, CONTAINER_WORDS];

/**
 * Whether a text names a drug: it holds a word of letters that is no form, place or filler. Shorter words than four
 * letters may be anything ("MPA"), and a word with digits is a formulary's code ("METH125I").
 */
export const namesDrug = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some(
    (word) =>
      OTHER_DRUGS.has(word) || (/^\p{L}{4,}$/u.test(word) && SAY_NOTHING.every((words) => !words.has(word))),
  );
