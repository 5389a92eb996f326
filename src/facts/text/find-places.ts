import type { Site } from '../../vocab/site.ts';
import { findPhrases, type Mention } from './phrases.ts';
import { isWithin, SITE_WORDS, type SiteWord } from './site-words.ts';
import { INJECTION_WORDS } from './text-words.ts';
import { isMark, isWord, type Token } from './tokens.ts';

/** A place after one of these is why it was given, not where: "for right knee pain". */
const REASON_BEFORE: ReadonlySet<string> = new Set(
  'for due dx diagnosis indication reason secondary because treat treats treating complaint complains complaining c re s p sp of bp pulse cuff xr xray mri ct'.split(
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
    'flare rash wound band guard sore soreness tenderness complaint complaints rom exam swollen painful tender hurts ' +
    'hurting aching stiff sprained strained arthritic inflamed xrays radiograph radiographs'
  ).split(' '),
);
const BETWEEN: ReadonlySet<string> = new Set(
  'right left r l rt lt the a her his pts both chronic acute severe mild moderate o'.split(' '),
);
/** Between a place and what is said of it: "knee is swollen". */
const LINKING: ReadonlySet<string> = new Set(['is', 'was', 'are', 'has', 'with', 'still', 'very']);
const PLACING: ReadonlySet<string> = new Set(['in', 'at', 'on', 'to']);
const SEEN_BEFORE = 5;

/** "knee pain", "knee is swollen". */
function isComplainedOf(tokens: readonly Token[], { to }: Mention<SiteWord>): boolean {
  const next = isMark(tokens[to + 1], '-') ? to + 2 : to + 1;
  if (isWord(tokens[next], REASON_AFTER)) return true;
  return isWord(tokens[next], LINKING) && isWord(tokens[next + 1], REASON_AFTER);
}

/** "for right knee", "pain in the right knee", "osteoarthritis of the hip"; not "injection of the hip". */
function isReasonedFor(tokens: readonly Token[], { from }: Mention<SiteWord>): boolean {
  for (let at = from - 1; at >= Math.max(0, from - SEEN_BEFORE); at -= 1) {
    const token = tokens[at];
    if (isMark(token, '.') && tokens[at - 1]?.text === 'dr') return true;
    if (token?.text === 'of' || isWord(token, PLACING)) {
      if (isCondition(tokens[at - 1])) return true;
      if (isWord(token, PLACING)) continue;
    }
    if (isWord(token, REASON_BEFORE)) return token?.text !== 'of';
    if (token?.kind !== 'number' && !isMark(token, ':/') && !isWord(token, BETWEEN)) return false;
  }
  return false;
}

/** Whether the place stands as a reason, a complaint or a device, and not as where it went. */
const isReason = (tokens: readonly Token[], mention: Mention<SiteWord>): boolean =>
  isComplainedOf(tokens, mention) || isReasonedFor(tokens, mention);

/** "osteoarthritis of right knee" names a condition; "injection of right knee" does not. */
const isCondition = (token: Token | undefined): boolean => isWord(token, REASON_AFTER);

export type Placed = Mention<Extract<SiteWord, { kind: 'site' }>>;
export const isSite = (mention: Mention<SiteWord>): mention is Placed => mention.means.kind === 'site';

/** The narrowest of several sites when each other one is a wider name for it; else null. */
export function narrowest(sites: readonly Site[]): Site | null {
  return sites.find((site) => sites.every((other) => isWithin(site, other))) ?? null;
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
export function placesOf(tokens: readonly Token[]): {
  readonly kept: readonly Mention<SiteWord>[];
  readonly reasons: boolean;
} {
  const read = findPhrases(tokens, SITE_WORDS).map((mention) => invertedAt(tokens, mention));
  const apart = read.filter((mention) => !read.some((other) => overlaps(other, mention)));
  const parts = apart.filter(({ means }) => means.kind === 'site' || means.kind === 'unknown-part');
  const kept = parts.filter((mention) => !isReason(tokens, mention));
  return { kept, reasons: kept.length < parts.length };
}

/** Words that leave a clause a mere place: "R deltoid", "left knee, medial side". */
const PLACE_WORDS: ReadonlySet<string> = new Set(
  (
    'right left r l rt lt side the of structure region joint muscle area aspect both bilateral b upper lower outer inner ' +
    'bilat quadrant medial lateral anterior posterior dorsal volar superolateral anterolateral posterolateral mid via approach'
  ).split(' '),
);

/**
 * Whether the clause of a place is about the injection: it names drug, route, amount or giving, or nothing but the
 * place. "Uses a cane in the right hand. 40 mg IM" names no hand as the site.
 */
export function isAboutInjection(
  tokens: readonly Token[],
  mention: Mention<SiteWord>,
  about: ReadonlySet<number>,
): boolean {
  let from = mention.from;
  while (from > 0 && !endsSentence(tokens, from - 1)) from -= 1;
  let to = mention.to;
  while (to < tokens.length - 1 && !endsSentence(tokens, to)) to += 1;
  const named = findPhrases(tokens, SITE_WORDS);
  const own = (at: number): boolean => named.some((one) => one.from <= at && at <= one.to);
  const places = Array.from({ length: to - from + 1 }, (_, step) => from + step).filter((at) => !own(at));
  if (places.some((at) => about.has(at) || isWord(tokens[at], INJECTION_WORDS))) return true;
  return places.every((at) => tokens[at]?.kind !== 'word' || isWord(tokens[at], PLACE_WORDS));
}

const SHORT: ReadonlySet<string> = new Set('r l rt lt dr jt lat med ant post inj approx'.split(' '));

/** A semicolon, a bar, or a full stop that shortens no word ("Rt. knee"). */
const endsSentence = (tokens: readonly Token[], at: number): boolean =>
  isMark(tokens[at], ';|\u2022') ||
  (isMark(tokens[at], '.') && tokens[at + 1]?.glued !== true && !isWord(tokens[at - 1], SHORT));
