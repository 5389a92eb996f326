import { bodySiteRow } from '../tables/body-sites.ts';
import type { Evidence } from '../vocab/evidence.ts';
import {
  conflicting,
  evidenceOf,
  notRecorded,
  recorded,
  textOnly,
  valueOf,
  type Fact,
} from '../vocab/fact.ts';
import type { Side, Site } from '../vocab/site.ts';
import { evidence, type ChartIndex, type Concept, type IndexedResource } from './chart-index.ts';
import { elementOf, listOf } from './json.ts';
import type { ProcedureCode } from './procedure-code.ts';
import { narrowest, readSiteConcept, type SiteReading } from './read-site.ts';
import { notesOf } from './resource-notes.ts';
import { readSiteText } from './text/read-site-text.ts';

const NOTHING = notRecorded(['Procedure.bodySite', 'Procedure.code']);
const NO_PLACE: SiteReading = { site: NOTHING, side: NOTHING };

const distinct = <T>(values: readonly T[]): readonly T[] => [...new Set(values)];

/** One value of several statements, recorded where one of them is; several that differ conflict. */
function agree<T>(facts: readonly Fact<T>[], same: (values: readonly T[]) => readonly T[]): Fact<T> {
  const conflict = facts.find((fact) => fact.how === 'conflicting');
  if (conflict) return conflict;
  const stated = facts.filter((fact) => valueOf(fact) !== null);
  const values = same(stated.flatMap((fact) => valueOf(fact) ?? []));
  const [value] = values;
  if (value === undefined) return facts.find((fact) => fact.how === 'not-recognised') ?? facts[0] ?? NOTHING;
  const from = stated.flatMap(evidenceOf);
  if (values.length > 1) return conflicting(values, from);
  return stated.some((fact) => fact.how === 'recorded') ? recorded(value, from) : textOnly(value, from);
}

/** Several `bodySite` entries as one: "knee" and "right" together; left and right of one site are both sides. */
function bodySites(index: ChartIndex, resource: IndexedResource): SiteReading {
  const readings = listOf(elementOf(resource.json, 'bodySite')).map((value, place) =>
    readSiteConcept({ index, resource, value, path: `bodySite[${place}]` }),
  );
  const [only] = readings;
  if (readings.length <= 1) return only ?? NO_PLACE;
  const sides = readings.map(({ side }) => side);
  const from = sides.flatMap(evidenceOf);
  const named = distinct(sides.flatMap((side) => valueOf(side) ?? []));
  return {
    site: agree(
      readings.map(({ site }) => site),
      narrowest,
    ),
    side: named.length > 1 ? recorded('bilateral', from) : agree(sides, distinct),
  };
}

/** What the row of the code and the modifiers behind it name: a knee, the right side, a digit. */
function coded({ row, modifiers, evidence: from }: ProcedureCode): readonly SiteReading[] {
  const rows = modifiers.flatMap((modifier) =>
    modifier === '50' ? [{ site: null, side: 'bilateral' as const }] : (bodySiteRow('HCPCS', modifier) ?? []),
  );
  const site = row?.system === 'SNOMED' && row.sites.length === 1 ? (row.sites[0] ?? null) : null;
  return [{ site, side: null }, ...rows].map((said) => reading(said, from, recorded));
}

const reading = (
  said: { readonly site: Site | null; readonly side: Side | null },
  from: readonly Evidence[],
  make: <T>(value: T, from: readonly Evidence[]) => Fact<T>,
): SiteReading => ({
  site: said.site ? make(said.site, from) : NOTHING,
  side: said.side ? make(said.side, from) : NOTHING,
});

/** "(eg, shoulder, hip)" lists what the code is for, not where this one went. */
const LISTS_EXAMPLES = /\be\.?g\b|for example|such as/i;

const inWords = (text: string, from: Evidence): SiteReading =>
  LISTS_EXAMPLES.test(text) ? NO_PLACE : reading(readSiteText(text), [from], textOnly);

function codeWords(resource: IndexedResource, concept: Concept): readonly SiteReading[] {
  const text =
    concept.text === null
      ? []
      : [inWords(concept.text, evidence(resource, `${concept.path}.text`, concept.text))];
  const displays = concept.codings.flatMap(({ display, path }) =>
    display === null ? [] : [inWords(display, evidence(resource, `${path}.display`, display))],
  );
  return [...text, ...displays];
}

/** The first note that names it, where nothing else does. */
const firstOf = <T>(facts: readonly Fact<T>[]): Fact<T> =>
  facts.find((fact) => valueOf(fact) !== null) ?? NOTHING;

/**
 * Site and side of a procedure: `bodySite` with its extensions, the code, modifiers behind it, and the words of the
 * code. What they say differently conflicts (terminology rule 10); notes speak only where none of them does.
 */
export function procedurePlace(
  index: ChartIndex,
  resource: IndexedResource,
  concept: Concept,
  code: ProcedureCode,
): SiteReading {
  const said = [bodySites(index, resource), ...coded(code), ...codeWords(resource, concept)];
  const notes = notesOf(resource).map(({ text, evidence: from }) => inWords(text, from));
  const site = agree(
    said.map((one) => one.site),
    narrowest,
  );
  const side = agree(
    said.map((one) => one.side),
    distinct,
  );
  return {
    site: site.how === 'not-recorded' ? firstOf(notes.map((one) => one.site)) : site,
    side: side.how === 'not-recorded' ? firstOf(notes.map((one) => one.side)) : side,
  };
}
