import { routeRow, routeTextRow, vendorRouteRow, type RouteRow } from '../tables/routes.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { conflicting, notRecognised, notRecorded, recorded, textOnly, type Fact } from '../vocab/fact.ts';
import { isNotInjected, type Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Coding,
  type IndexedResource,
} from './chart-index.ts';
import type { Said } from './read-product.ts';
import { readRouteText } from './text/read-route-text.ts';

/** A route and whether it puts a needle into the patient (null where nothing says). */
export interface RouteReading {
  readonly fact: Fact<Route>;
  readonly injected: boolean | null;
}

/** What else is known, so that `IA` as text can be read. */
export interface RouteContext {
  readonly site: Site | null;
  readonly drug: Drug | null;
}

/** General routes and the special forms that say the same more exactly. */
const SPECIAL: Readonly<Partial<Record<Route, readonly Route[]>>> = {
  intravenous: ['intravenous-push', 'intravenous-infusion'],
  'soft-tissue': ['intralesional', 'periarticular', 'trigger-point', 'tendon-sheath'],
};

const agree = (a: Route, b: Route): boolean =>
  a === b || (SPECIAL[a] ?? []).includes(b) || (SPECIAL[b] ?? []).includes(a);

/** Leaves out a general route where a special form of it stands too. */
function special(said: readonly Said<Route>[]): readonly Said<Route>[] {
  const named = new Set(said.map(({ value }) => value));
  return said.filter(({ value }) => !(SPECIAL[value] ?? []).some((route) => named.has(route)));
}

/** Routes without a needle that the text reader has no class for. */
const NO_NEEDLE =
  /\b(?:rectal(?:ly)?|per rectum|nasal(?:ly)?|nostrils?|inhal\w*|nebuli\w*|ophthalmic|otic|vaginal(?:ly)?|transdermal|sublingual(?:ly)?|buccal|enteral|gastric)\b/i;

/** A route text by the reader, then by the table of whole texts, then by words of routes without a needle. */
function routeOfText(text: string, context: RouteContext): RouteRow | null {
  const { route } = readRouteText(text, context);
  if (route) return { route, injected: route === 'other' ? null : !isNotInjected(route) };
  const row = routeTextRow(text);
  if (row?.route) return row;
  return NO_NEEDLE.test(text) ? { route: 'other', injected: false } : null;
}

/** A display that only repeats the code says nothing of its own: `IA` beside the HL7 code `IA` is no second opinion. */
const displayOf = ({ code, display }: Coding): string | null =>
  display !== null && display.toLowerCase() === code?.toLowerCase() ? null : display;

interface ReadCoding {
  readonly row: RouteRow | null;
  /** The display names another route than the code (rule 10). */
  readonly clash: Said<Route> | null;
  readonly said: Said<Route> | null;
  /** Display of a code nobody maps, read as text. */
  readonly text: Said<Route> | null;
}

function rowOf(index: ChartIndex, coding: Coding): RouteRow | null {
  const { code, uri, system } = coding;
  if (code === null) return null;
  const local = index.site.routes.find((entry) => entry.system === uri && entry.code === code);
  if (local) return { route: local.means, injected: !isNotInjected(local.means) };
  return system === null ? null : routeRow(system, code);
}

/** A vendor's own code counts where the words beside it say the same. */
function vendorRow(coding: Coding, words: readonly (RouteRow | null)[]): RouteRow | null {
  if (coding.code === null || coding.uri === null) return null;
  const row = vendorRouteRow(coding.uri, coding.code);
  const route = row?.route;
  return route && words.some((word) => word?.route && agree(word.route, route)) ? row : null;
}

function readCoding(
  { index, resource, context }: ReadContext,
  coding: Coding,
  text: string | null,
): ReadCoding {
  const from = evidence(resource, coding.path, codingFragment(coding));
  const display = displayOf(coding);
  const byDisplay = display === null ? null : routeOfText(display, context);
  const byText = text === null ? null : routeOfText(text, context);
  const row = rowOf(index, coding) ?? vendorRow(coding, [byDisplay, byText]);
  const shown = byDisplay?.route ? { value: byDisplay.route, evidence: from } : null;
  if (!row) return { row: byDisplay, clash: null, said: null, text: shown };
  const bothWithoutNeedle = row.injected === false && byDisplay?.injected === false;
  const differs = row.route && shown && !agree(row.route, shown.value);
  const clash = differs && !bothWithoutNeedle ? shown : null;
  return { row, clash, said: row.route ? { value: row.route, evidence: from } : null, text: null };
}

interface ReadContext {
  readonly index: ChartIndex;
  readonly resource: IndexedResource;
  readonly context: RouteContext;
}

const decide = (
  said: readonly Said<Route>[],
  make: (route: Route, evidence: readonly Evidence[]) => Fact<Route>,
): Fact<Route> | null => {
  const kept = special(said);
  const routes = [...new Set(kept.map(({ value }) => value))];
  const from = kept.map(({ evidence: one }) => one);
  const [route] = routes;
  if (route === undefined) return null;
  return routes.length > 1 ? conflicting(routes, from) : make(route, from);
};

const injectedOf = (rows: readonly (RouteRow | null)[]): boolean | null => {
  const said = rows.flatMap((row) => (row?.injected === null || row === null ? [] : [row.injected]));
  return said.length === 0 ? null : said.includes(true);
};

/**
 * Reads a route concept: codings by their system, then a site's or vendor's own codes, then displays and text.
 * Codings of different classes conflict, and so do a code and its own display; `IA` is read as text only beside a
 * joint or a suspension.
 *
 * @param value - the CodeableConcept as sent; `path` is where it stands in `resource`.
 */
export function readRouteConcept(
  scope: ReadContext & { readonly value: unknown; readonly path: string },
): RouteReading {
  const { index, resource, context, value, path } = scope;
  const concept = index.concept(value, path);
  const codings = concept.codings.map((coding) => readCoding(scope, coding, concept.text));
  const byText = concept.text === null ? null : routeOfText(concept.text, context);
  const textFrom = evidence(resource, `${path}.text`, concept.text ?? '');
  const text = byText?.route ? [{ value: byText.route, evidence: textFrom }] : [];
  const coded = codings.flatMap(({ said, clash }) => [said, clash].filter((one) => one !== null));
  const injected = injectedOf([...codings.map(({ row }) => row), byText]);
  const [first] = coded;
  const clashing = first ? text.filter((one) => !coded.some((said) => agree(said.value, one.value))) : [];
  const fact =
    decide([...coded, ...clashing], recorded) ??
    decide([...text, ...codings.flatMap(({ text: one }) => (one ? [one] : []))], textOnly);
  if (fact) return { fact, injected };
  const originals = concept.codings.map((coding) => evidence(resource, coding.path, codingFragment(coding)));
  const all = concept.text === null ? originals : [...originals, textFrom];
  if (all.length === 0) return { fact: notRecorded([`${resource.type}.${path}`]), injected };
  return { fact: notRecognised(all.map(({ fragment }) => fragment).join(' · '), all), injected };
}
