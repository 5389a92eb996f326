import { CONTAINER_WORDS, KNOWN_BESIDE, OTHER_DRUGS } from './text-words.ts';

/**
 * Words that say corticosteroid without saying which, brands and names that end early or end wrong among them.
 * Corticotropin and medroxyprogesterone begin alike and are none.
 */
const CORTICOSTEROID =
  /steroid(?!al)|\b(?:[ck]orti(?:s|co(?!tr|re))|methyl\W?pre|medrol|(?:depo|solu)\W?med(?!rox)|solu\W?cor|triamc|kena[lc]|aristo[cs]|dexa(?:met|\b)|decadr|betamet|celest|hydrocor)/i;

/** A text that says corticosteroid: "Cortisone injection", "DEXAMETHASON". Whether it says which is for `readDrugWords`. */
export const saysCorticosteroid = (text: string): boolean => CORTICOSTEROID.test(text);

/** Words of a medication's name that name none, beside those an amount may stand beside. */
const NAMELESS: ReadonlySet<string> = new Set(
  (
    'unknown unspecified other miscellaneous misc none note notes chart comment comments text code item product ' +
    'nonformulary formulary medications injections drugs depot joint knee shoulder trigger point intra articular ' +
    'intraarticular intramuscular therapeutic'
  ).split(' '),
);

/**
 * Whether a text names a drug: it holds a word of letters that is no form, place or filler. Shorter words than four
 * letters may be anything ("MPA"), and a word with digits is a formulary's code ("METH125I").
 */
export const namesDrug = (text: string): boolean =>
  (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some(
    (word) =>
      OTHER_DRUGS.has(word) ||
      (/^\p{L}{4,}$/u.test(word) &&
        [NAMELESS, KNOWN_BESIDE, CONTAINER_WORDS].every((words) => !words.has(word))),
  );
