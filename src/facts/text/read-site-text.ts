import type { Side, Site } from '../../vocab/site.ts';
import { isAboutInjection, isSite, narrowest, placesOf } from './find-places.ts';
import type { Mention } from './phrases.ts';
import type { SiteWord } from './site-words.ts';
import { DOUBT_MARKS, NOT_DONE, NOT_NOW } from './text-words.ts';
import { isMark, isWord, MAX_TEXT, plainText, tokenise, type Token } from './tokens.ts';
import { readSideWords } from './read-side-words.ts';

export interface TextSite {
  readonly site: Site | null;
  readonly side: Side | null;
  /** More than one place, or both sides: a dose beside it is not the dose of one injection. */
  readonly several: boolean;
  /** Different places named, a wider name for a narrower one counted too. */
  readonly named: number;
  readonly refusals: readonly string[];
}

const HEEL_PARTS: ReadonlySet<string> = new Set(['heel', 'arch', 'bursa', 'joint', 'tendon']);
/** An unknown part that only repeats what the site already says: "plantar fascia, heel". */
const saysNothingNew = (tokens: readonly Token[], mention: Mention<SiteWord>, site: Site): boolean => {
  const word = tokens[mention.from]?.text ?? '';
  if (!HEEL_PARTS.has(word)) return false;
  return word === 'heel' || word === 'arch'
    ? site === 'plantar-fascia'
    : word === 'bursa' && site.endsWith('-bursa');
};

interface SiteAnswer {
  readonly site: Site | null;
  readonly several: boolean;
  readonly refusal: string | null;
}

const SEVERAL: SiteAnswer = { site: null, several: true, refusal: 'names more than one place' };

function decideSite(
  tokens: readonly Token[],
  kept: readonly Mention<SiteWord>[],
  reasons: boolean,
): SiteAnswer {
  const placed = kept.filter(isSite);
  const sites = [...new Set(placed.map(({ means }) => means.site))];
  if (sites.length === 0) {
    const refusal = kept.length > 0 ? 'place not in the list' : reasons ? 'place stands as a reason' : null;
    return { site: null, several: false, refusal };
  }
  const site = narrowest(sites);
  if (!site) return SEVERAL;
  const foreign = kept.some((mention) => !isSite(mention) && !saysNothingNew(tokens, mention, site));
  if (foreign) return { site: null, several: false, refusal: 'names a further place' };
  if (reasons) return { site: null, several: false, refusal: 'a place also stands as a reason' };
  return { site, several: false, refusal: null };
}

/**
 * Site and side that tokens of a text name; each refused with its reason where it is not certain.
 *
 * @param about - tokens that name drug, route or amount; null where the text is nothing but a place.
 */
export function readSiteWords(tokens: readonly Token[], about: ReadonlySet<number> | null): TextSite {
  const found = placesOf(tokens);
  const kept = found.kept.filter((mention) => about === null || isAboutInjection(tokens, mention, about));
  const reasons = found.reasons || kept.length < found.kept.length;
  const decided = decideSite(tokens, kept, reasons);
  const placed = kept.filter(isSite);
  const sides = readSideWords(tokens, placed);
  const plural = placed.some(({ means }) => means.plural);
  const named = new Set(placed.map(({ means }) => means.site)).size;
  // "R 2nd toe, L foot": a wider name of the other side is another place.
  const { several, refusal } = sides.opposed && named > 1 ? SEVERAL : decided;
  const site = several ? null : decided.site;
  const refusals = [refusal, sides.refusal, plural && !sides.side ? 'names a place in the plural' : null];
  return {
    site,
    side: site && !(plural && sides.side !== 'bilateral') ? sides.side : null,
    several: several || sides.both || plural,
    named,
    refusals: refusals.filter((one) => one !== null),
  };
}

const inDoubt = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => isMark(token, DOUBT_MARKS) || isWord(token, NOT_DONE) || isWord(token, NOT_NOW));
const SIDE_ALONE: Readonly<Record<string, Side>> = {
  right: 'right',
  left: 'left',
  bilateral: 'bilateral',
  'right side': 'right',
  'left side': 'left',
};

const nothing = (refusals: readonly string[]): TextSite => ({
  site: null,
  side: null,
  several: false,
  named: 0,
  refusals,
});

/**
 * Site and side of an element that holds a place as text: `dosage.site.text`, `bodySite.text`, a display.
 * Here "both knees" is a place and a side; in a dosage text it puts the dose in doubt.
 */
export function readSiteText(text: string): TextSite {
  if (text.length > MAX_TEXT) return nothing(['too long']);
  const tokens = tokenise(plainText(text));
  if (inDoubt(tokens)) return nothing(['denied or in doubt']);
  const words = tokens
    .filter((token) => token.kind === 'word')
    .map((token) => token.text)
    .join(' ');
  const alone = Object.hasOwn(SIDE_ALONE, words) ? SIDE_ALONE[words] : undefined;
  if (alone && tokens.length <= 3) return { ...nothing([]), side: alone };
  return readSiteWords(tokens, null);
}
