import type { Drug } from '../../vocab/drug.ts';
import type { Route } from '../../vocab/route.ts';
import type { Site } from '../../vocab/site.ts';
import { findPhrases, lexicon } from './phrases.ts';
import { MAX_TEXT, plainText, tokenise, type Token } from './tokens.ts';
import { DOUBT_MARKS, NOT_DONE, NOT_NOW } from './text-words.ts';
import { isMark, isWord } from './tokens.ts';

const rows = (route: RouteWord, names: string): (readonly [string, RouteWord])[] =>
  names.split('|').map((name) => [name, route] as const);

/** `ia` is intra-articular in a clinic and intra-arterial in HL7 tables: only its company decides. */
type RouteWord = Route | 'ia';

/** Route words of running text. Source: data/routes.json free-text rows, and misspellings seen in charts. */
const ROUTE_WORDS: readonly (readonly [string, RouteWord])[] = [
  ...rows(
    'intramuscular',
    'im|intramuscular|intramuscularly|intra muscular|intra muscularly|intramusc|intramusculer|intramusular',
  ),
  ...rows(
    'intra-articular',
    'intra articular|intraarticular|intra articularly|intraarticularly|intra articularl|intraarticularl|intrarticular|' +
      'intra artic|intrasynovial|intra synovial',
  ),
  ...rows('ia', 'ia'),
  ...rows('intravenous', 'iv|intravenous|intravenously|intra venous|iv bolus'),
  ...rows('intravenous-push', 'ivp|iv push|ivpush|intravenous push|slow iv push|slow ivp'),
  ...rows(
    'intravenous-infusion',
    'ivpb|iv piggyback|iv drip|intravenous drip|iv infusion|intravenous infusion|ivgtt|iv gtt',
  ),
  ...rows('subcutaneous', 'subq|sub q|subcut|subcutaneous|subcutaneously|sq|sub cutaneous'),
  ...rows('intradermal', 'intradermal|intradermally'),
  ...rows('intralesional', 'intralesional|intralesionally|intra lesional'),
  ...rows('intrabursal', 'intrabursal|intra bursal|intrabursally'),
  ...rows('periarticular', 'periarticular|peri articular'),
  ...rows('tendon-sheath', 'tendon sheath|peritendinous|into tendon sheath'),
  ...rows('trigger-point', 'trigger point|trigger points|tpi'),
  ...rows('epidural', 'epidural|epidurally'),
  ...rows('intrathecal', 'intrathecal|intrathecally'),
  ...rows('perineural', 'perineural|perineurally'),
  ...rows('ocular', 'intravitreal|subconjunctival|retrobulbar|peribulbar|intraocular'),
  ...rows('oral', 'po|oral|orally|by mouth'),
  ...rows('topical', 'topical|topically'),
  ...rows(
    'other',
    'intra arterial|intraarterial|intra arterially|intraarterially|nebulized|inhaled|intranasal',
  ),
];
const IN_TEXT = lexicon(ROUTE_WORDS);
/** Abbreviations that are a route only where a route is the whole text: "ID" in a sentence is an identity check. */
const WHOLE_TEXT = lexicon<RouteWord>([
  ...ROUTE_WORDS,
  ...rows('intradermal', 'id'),
  ...rows('intrathecal', 'it'),
  ...rows('subcutaneous', 'sc'),
  ...rows('epidural', 'ed'),
  ...rows('perineural', 'periphnerve'),
]);

/** What else is known about the injection, so that `IA` can be read. */
export interface TextContext {
  readonly site?: Site | null;
  readonly drug?: Drug | null;
}

export interface TextRoute {
  readonly route: Route | null;
  readonly refusal: string | null;
  /** Tokens that name routes. */
  readonly at: readonly number[];
}

const JOINTS: ReadonlySet<Site> = new Set<Site>([
  ...([
    'knee',
    'hip',
    'shoulder',
    'elbow',
    'wrist',
    'ankle',
    'hand',
    'foot',
    'finger',
    'toe',
    'thumb',
  ] as const),
  ...(['index-finger', 'middle-finger', 'ring-finger', 'little-finger', 'great-toe', 'second-toe'] as const),
  ...([
    'third-toe',
    'fourth-toe',
    'fifth-toe',
    'thumb-carpometacarpal-joint',
    'acromioclavicular-joint',
  ] as const),
  ...(['sternoclavicular-joint', 'temporomandibular-joint', 'sacroiliac-joint', 'facet-joint'] as const),
]);

/** Crystalline suspensions: nobody puts these into an artery, so `IA` beside one is a joint. */
const SUSPENSIONS: ReadonlySet<Drug> = new Set<Drug>([
  'methylprednisolone-acetate',
  'triamcinolone-acetonide',
  'triamcinolone-acetonide-er',
  'triamcinolone-hexacetonide',
  'betamethasone-acetate-sodium-phosphate',
]);

/** `IA` as intra-articular where a joint is named, or a suspension and no other place; else null. */
function readIa({ site = null, drug = null }: TextContext): Route | null {
  if (site) return JOINTS.has(site) ? 'intra-articular' : null;
  return drug && SUSPENSIONS.has(drug) ? 'intra-articular' : null;
}

/** A general route beside its special form is the special form: "IV ... IVP". */
const SPECIAL: Readonly<Partial<Record<Route, readonly Route[]>>> = {
  intravenous: ['intravenous-push', 'intravenous-infusion'],
};

function settle(routes: readonly Route[]): TextRoute['route'] {
  const kept = routes.filter((route) => !(SPECIAL[route] ?? []).some((special) => routes.includes(special)));
  return kept.length === 1 ? (kept[0] ?? null) : null;
}

/** The one route that tokens of a text name, or none with the reason. */
export function readRouteWords(tokens: readonly Token[], context: TextContext): TextRoute {
  const whole = tokens.filter((token) => token.kind === 'word').length === 1;
  const mentions = findPhrases(tokens, whole ? WHOLE_TEXT : IN_TEXT);
  if (mentions.length === 0) return { route: null, refusal: null, at: [] };
  const at = mentions.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, step) => from + step),
  );
  const read = mentions.map(({ means }) => (means === 'ia' ? readIa(context) : means));
  if (read.includes(null)) return { route: null, refusal: '"IA" with neither a joint nor a suspension', at };
  const route = settle([...new Set(read.flatMap((one) => one ?? []))]);
  return { route, refusal: route ? null : 'names more than one route', at };
}

const inDoubt = (tokens: readonly Token[]): boolean =>
  tokens.some((token) => isMark(token, DOUBT_MARKS) || isWord(token, NOT_DONE) || isWord(token, NOT_NOW));

/** The route of an element that holds a route as text: `dosage.route.text`, a coding's display. */
export function readRouteText(text: string, context: TextContext = {}): TextRoute {
  if (text.length > MAX_TEXT) return { route: null, refusal: 'too long', at: [] };
  const tokens = tokenise(plainText(text));
  if (inDoubt(tokens)) return { route: null, refusal: 'denied or in doubt', at: [] };
  return readRouteWords(tokens, context);
}
