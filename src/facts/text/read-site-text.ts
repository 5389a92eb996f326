import type { Side, Site } from '../../vocab/site.ts';
import { findPhrases, type Mention } from './phrases.ts';
import { SITE_WORDS, WITHIN, type SiteWord } from './site-words.ts';
import { DOUBT_MARKS, NOT_DONE, NOT_NOW } from './text-words.ts';
import { isMark, isWord, MAX_TEXT, plainText, tokenise, type Token } from './tokens.ts';
import { readSideWords } from './read-side-words.ts';

export interface TextSite {
  readonly site: Site | null;
  readonly side: Side | null;
  /** More than one place, or both sides: a dose beside it is not the dose of one injection. */
  readonly several: boolean;
  readonly siteFragment: string | null;
  readonly sideFragment: string | null;
  readonly refusals: readonly string[];
}

/** A place after one of these is why it was given, not where: "for right knee pain". */
const REASON_BEFORE: ReadonlySet<string> = new Set(
  'for due dx diagnosis indication reason secondary because treat treats treating complaint complains complaining re s p sp of'.split(
    ' ',
  ),
);
/** A place before one of these is a complaint, a device or an operation. */
const REASON_AFTER: ReadonlySet<string> = new Set(
  (
    'pain pains oa djd osteoarthritis arthritis arthrosis bursitis tendinitis tendonitis tendinopathy tendinosis ' +
    'swelling effusion sprain strain injury fracture fx replacement surgery arthroplasty tka tha brace splint sling ' +
    'wrap immobilizer boot impingement tear syndrome stiffness contracture xray mri ache aches discomfort problem ' +
    'problems numbness weakness instability inflammation synovitis capsulitis epicondylitis dominant handed gout ' +
    'flare rash wound band guard sore soreness tenderness complaint complaints rom exam'
  ).split(' '),
);
const BETWEEN: ReadonlySet<string> = new Set(
  'right left r l rt lt the a her his pts both chronic acute severe mild oa moderate'.split(' '),
);
const SEEN_BEFORE = 4;

/** Whether the place at `mention` stands as a reason: "for … knee", "knee pain". */
function isReason(tokens: readonly Token[], mention: Mention<SiteWord>): boolean {
  const after = isMark(tokens[mention.to + 1], '-') ? tokens[mention.to + 2] : tokens[mention.to + 1];
  if (isWord(after, REASON_AFTER)) return true;
  for (let at = mention.from - 1; at >= Math.max(0, mention.from - SEEN_BEFORE); at -= 1) {
    const token = tokens[at];
    if (isWord(token, REASON_BEFORE)) return token?.text !== 'of' || isCondition(tokens[at - 1]);
    if (isMark(token, ':/')) continue;
    if (!isWord(token, BETWEEN)) return false;
  }
  return false;
}

/** "osteoarthritis of right knee" names a condition; "injection of right knee" does not. */
const isCondition = (token: Token | undefined): boolean => isWord(token, REASON_AFTER);

type Placed = Mention<Extract<SiteWord, { kind: 'site' }>>;
const isSite = (mention: Mention<SiteWord>): mention is Placed => mention.means.kind === 'site';

/** The narrowest of several sites when each other one is a wider name for it; else null. */
function narrowest(sites: readonly Site[]): Site | null {
  return (
    sites.find((site) => sites.every((other) => other === site || WITHIN[site]?.includes(other) === true)) ??
    null
  );
}

/** "Arm, Lower, Left": the noun first, as some EHRs print it. Put back into running order. */
const INVERTED: Readonly<Record<string, Readonly<Record<string, Site>>>> = {
  arm: { lower: 'forearm', upper: 'upper-arm' },
  leg: { lower: 'lower-leg', upper: 'thigh' },
  eyelid: { lower: 'lower-eyelid', upper: 'upper-eyelid' },
  finger: { index: 'index-finger', middle: 'middle-finger', ring: 'ring-finger', little: 'little-finger' },
  toe: {
    great: 'great-toe',
    second: 'second-toe',
    third: 'third-toe',
    fourth: 'fourth-toe',
    fifth: 'fifth-toe',
  },
};

function invertedAt(tokens: readonly Token[], mention: Mention<SiteWord>): Mention<SiteWord> {
  const noun = mention.from === mention.to ? tokens[mention.from]?.text : undefined;
  const [comma, word] = [tokens[mention.to + 1], tokens[mention.to + 2]];
  if (!noun || !isMark(comma, ',') || word?.kind !== 'word' || !Object.hasOwn(INVERTED, noun)) return mention;
  const forms = INVERTED[noun] ?? {};
  const site = Object.hasOwn(forms, word.text) ? forms[word.text] : undefined;
  return site
    ? { means: { kind: 'site', site, plural: false }, from: mention.from, to: mention.to + 2 }
    : mention;
}

const overlaps = (a: Mention<unknown>, b: Mention<unknown>): boolean => a.from < b.from && b.from <= a.to;

/** Places of a text with the inverted forms read, reasons and non-parts left out. */
function placesOf(tokens: readonly Token[]): {
  readonly kept: readonly Mention<SiteWord>[];
  readonly reasons: boolean;
} {
  const read = findPhrases(tokens, SITE_WORDS).map((mention) => invertedAt(tokens, mention));
  const apart = read.filter((mention) => !read.some((other) => overlaps(other, mention)));
  const parts = apart.filter(({ means }) => means.kind === 'site' || means.kind === 'unknown-part');
  const kept = parts.filter((mention) => !isReason(tokens, mention));
  return { kept, reasons: kept.length < parts.length };
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
  if (!site) return { site: null, several: true, refusal: 'names more than one place' };
  const foreign = kept.some((mention) => !isSite(mention) && !saysNothingNew(tokens, mention, site));
  if (foreign) return { site: null, several: false, refusal: 'names a further place' };
  if (reasons) return { site: null, several: false, refusal: 'a place also stands as a reason' };
  return { site, several: false, refusal: null };
}

/** Site and side that tokens of a text name; each refused with its reason where it is not certain. */
export function readSiteWords(tokens: readonly Token[], plain: string): TextSite {
  const { kept, reasons } = placesOf(tokens);
  const { site, several, refusal } = decideSite(tokens, kept, reasons);
  const placed = kept.filter(isSite);
  const sides = readSideWords(tokens, placed);
  const plural = placed.some(({ means }) => means.plural);
  const first = placed[0];
  const refusals = [refusal, sides.refusal, plural && !sides.side ? 'names a place in the plural' : null];
  return {
    site,
    side: site && !(plural && sides.side !== 'bilateral') ? sides.side : null,
    several: several || sides.both || plural,
    siteFragment: site && first ? plain.slice(tokens[first.from]?.start, tokens[first.to]?.end) : null,
    sideFragment: sides.at === null ? null : plain.slice(tokens[sides.at]?.start, tokens[sides.at]?.end),
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
  siteFragment: null,
  sideFragment: null,
  refusals,
});

/**
 * Site and side of an element that holds a place as text: `dosage.site.text`, `bodySite.text`, a display.
 * Here "both knees" is a place and a side; in a dosage text it puts the dose in doubt.
 */
export function readSiteText(text: string): TextSite {
  if (text.length > MAX_TEXT) return nothing(['too long']);
  const plain = plainText(text);
  const tokens = tokenise(plain);
  if (inDoubt(tokens)) return nothing(['denied or in doubt']);
  const words = tokens
    .filter((token) => token.kind === 'word')
    .map((token) => token.text)
    .join(' ');
  const alone = Object.hasOwn(SIDE_ALONE, words) ? SIDE_ALONE[words] : undefined;
  if (alone && tokens.length <= 3) return { ...nothing([]), side: alone, sideFragment: plain.trim() };
  return readSiteWords(tokens, plain);
}
