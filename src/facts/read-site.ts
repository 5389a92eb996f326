import { bodySiteRow, vendorBodySiteRow, type BodySiteRow } from '../tables/body-sites.ts';
import { liesIn } from '../tables/sites.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { conflicting, notRecognised, notRecorded, recorded, textOnly, type Fact } from '../vocab/fact.ts';
import type { Side, Site } from '../vocab/site.ts';
import {
  codingFragment,
  evidence,
  type ChartIndex,
  type Coding,
  type Concept,
  type IndexedResource,
} from './chart-index.ts';
import { elementOf, listOf, objectsOf, stringOf, isObject } from './json.ts';
import type { Said } from './read-product.ts';
import { readSiteText } from './text/read-site-text.ts';

/** Site and side as one element states them; a side can be coded while the site is only text, and the reverse. */
export interface SiteReading {
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
}

interface Place {
  readonly index: ChartIndex;
  readonly resource: IndexedResource;
}

interface Found {
  readonly sites: readonly Said<Site>[];
  readonly sides: readonly Said<Side>[];
}
const NOTHING: Found = { sites: [], sides: [] };

const found = (row: BodySiteRow, from: Evidence): Found => ({
  sites: row.site ? [{ value: row.site, evidence: from }] : [],
  sides: row.side ? [{ value: row.side, evidence: from }] : [],
});

const together = (parts: readonly Found[]): Found => ({
  sites: parts.flatMap(({ sites }) => sites),
  sides: parts.flatMap(({ sides }) => sides),
});

function ofText(text: string | null, from: Evidence): Found {
  if (text === null) return NOTHING;
  const { site, side } = readSiteText(text);
  return found({ site, side }, from);
}

/** `LT` is the left thigh in HL7 table 0163 and the left side as a HCPCS modifier: the system decides (rule 5). */
function rowOf({ index }: Place, coding: Coding): BodySiteRow | null {
  const { code, uri, system } = coding;
  if (code === null) return null;
  const local = index.site.sites.find((entry) => entry.system === uri && entry.code === code);
  if (local) return local.means;
  return system === null ? null : bodySiteRow(system, code);
}

/** A vendor's own code counts where the words beside it name the same site and side. */
function vendorRow(coding: Coding, words: readonly Found[]): BodySiteRow | null {
  if (coding.code === null || coding.uri === null) return null;
  const row = vendorBodySiteRow(coding.uri, coding.code);
  if (!row) return null;
  const same = words.some(
    ({ sites, sides }) =>
      (row.site === null || sites.some(({ value }) => value === row.site)) &&
      (row.side === null || sides.some(({ value }) => value === row.side)),
  );
  return same ? row : null;
}

interface Reading {
  readonly coded: Found;
  readonly text: Found;
}

function readCoding(place: Place, coding: Coding, text: Found): Reading {
  const from = evidence(place.resource, coding.path, codingFragment(coding));
  const display = coding.display === coding.code ? null : coding.display;
  const shown = ofText(display, from);
  const row = rowOf(place, coding) ?? vendorRow(coding, [shown, text]);
  return { coded: row ? found(row, from) : NOTHING, text: shown };
}

/** Extension URLs that carry a side, when its value is text: "BodySite-Qualifier", "laterality". */
const SIDE_URL = /lateral|qualifier|side/i;

function ofExtension(place: Place, extension: unknown, path: string): Reading {
  const values = ['valueCodeableConcept', 'valueCoding', 'valueString', 'valueCode'] as const;
  const readings = values.flatMap((key) => {
    const value = elementOf(extension, key);
    return value === undefined ? [] : [place.index.concept(value, `${path}.${key}`)];
  });
  const url = stringOf(elementOf(extension, 'url')) ?? '';
  const nested = objectsOf(elementOf(extension, 'extension')).map((inner, at) =>
    ofExtension(place, inner, `${path}.extension[${at}]`),
  );
  const own = readings.map((concept) => readConcept(place, concept));
  const sides = [...own, ...nested].map(({ coded, text }) => ({
    coded: { sites: [], sides: coded.sides },
    text: { sites: [], sides: SIDE_URL.test(url) ? text.sides : [] },
  }));
  return merge(sides);
}

const merge = (readings: readonly Reading[]): Reading => ({
  coded: together(readings.map(({ coded }) => coded)),
  text: together(readings.map(({ text }) => text)),
});

function readConcept(place: Place, concept: Concept): Reading {
  const text = ofText(concept.text, evidence(place.resource, `${concept.path}.text`, concept.text ?? ''));
  const codings = concept.codings.map((coding) => readCoding(place, coding, text));
  return merge([{ coded: NOTHING, text }, ...codings]);
}

/** Side by extension on the site concept or on one of its codings (seen on `Procedure.bodySite`). */
function readExtensions(place: Place, value: unknown, path: string): Reading {
  const holders = [
    { json: value, path },
    ...listOf(elementOf(value, 'coding')).map((coding, at) => ({
      json: coding,
      path: `${path}.coding[${at}]`,
    })),
  ];
  return merge(
    holders.flatMap((holder) =>
      objectsOf(elementOf(holder.json, 'extension')).map((extension, at) =>
        ofExtension(place, extension, `${holder.path}.extension[${at}]`),
      ),
    ),
  );
}

/** The narrower of sites that lie in each other; several where they do not. */
export function narrowest(sites: readonly Site[]): readonly Site[] {
  const distinct = [...new Set(sites)];
  return distinct.filter((site) => !distinct.some((other) => other !== site && liesIn(other, site)));
}

const evidenceFor = (said: readonly Said<unknown>[]): readonly Evidence[] =>
  said.map(({ evidence: one }) => one);

function factOf<T>(
  coded: readonly Said<T>[],
  text: readonly Said<T>[],
  same: (values: readonly T[]) => readonly T[],
): Fact<T> | null {
  const values = same(coded.map(({ value }) => value));
  const all = same([...coded, ...text].map(({ value }) => value));
  const [first] = all;
  if (first === undefined) return null;
  if (all.length > 1) return conflicting(all, evidenceFor([...coded, ...text]));
  const [only] = values;
  return only === undefined ? textOnly(first, evidenceFor(text)) : recorded(only, evidenceFor(coded));
}

const distinctSides = (sides: readonly Side[]): readonly Side[] => [...new Set(sides)];

/** Codings and text of the element as they stand. */
function originals(place: Place, concept: Concept): readonly Evidence[] {
  const { resource } = place;
  const codings = concept.codings.map((coding) => evidence(resource, coding.path, codingFragment(coding)));
  return concept.text === null
    ? codings
    : [...codings, evidence(resource, `${concept.path}.text`, concept.text)];
}

/**
 * Reads one site concept (`dosage.site`, an item of `Procedure.bodySite`): SNOMED pre-coordinated or with a laterality
 * qualifier beside it, HL7 table 0163, HCPCS modifiers, a site's own codes, extensions, text. A code and its text that
 * name different places or sides conflict. Laterality never comes from anything else.
 */
export function readSiteConcept(
  scope: Place & { readonly value: unknown; readonly path: string },
): SiteReading {
  const { index, resource, value, path } = scope;
  const concept = index.concept(value, path);
  const extended = isObject(listOf(value)[0]) ? readExtensions(scope, listOf(value)[0], path) : merge([]);
  const { coded, text } = merge([readConcept(scope, concept), extended]);
  const seen = originals(scope, concept);
  const nothing = notRecorded([`${resource.type}.${path}`]);
  const unread =
    seen.length === 0 ? nothing : notRecognised(seen.map(({ fragment }) => fragment).join(' · '), seen);
  return {
    site: factOf(coded.sites, text.sites, narrowest) ?? unread,
    side: factOf(coded.sides, text.sides, distinctSides) ?? nothing,
  };
}
