import { bodySiteRow } from '../tables/body-sites.ts';
import type { Evidence } from '../vocab/evidence.ts';
import {
  notRecognised,
  notRecorded,
  recorded,
  textOnly,
  valueOf,
  conflicting,
  type Fact,
} from '../vocab/fact.ts';
import type { Side, Site } from '../vocab/site.ts';
import { belongsTo, referencesOf, type Belonging } from './belongs-to.ts';
import { evidence, type ChartIndex, type Concept, type IndexedResource } from './chart-index.ts';
import type { EncounterContext, InjectionProcedure } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, listOf, objectsOf, stringOf } from './json.ts';
import { readProcedureCode, type ProcedureCode } from './procedure-code.ts';
import { narrowest, readSiteConcept, type SiteReading } from './read-site.ts';
import { readSiteText } from './text/read-site-text.ts';
import { readStatusText } from './text/read-status-text.ts';

/** `performedDateTime`, or the start of `performedPeriod`, as written. */
export const procedureTime = (procedure: IndexedResource): string | null =>
  stringOf(elementOf(procedure.json, 'performedDateTime')) ??
  stringOf(at(procedure.json, 'performedPeriod', 'start')) ??
  stringOf(elementOf(procedure.json, 'performedString'));

/** Statuses that say it was not carried out, or not yet. */
const NOT_CARRIED_OUT: ReadonlySet<string> = new Set([
  'preparation',
  'not-done',
  'on-hold',
  'entered-in-error',
]);

/** Whether a Procedure of any kind was carried out: its status, and a reason that says otherwise. */
export function wasCarriedOut(index: ChartIndex, procedure: IndexedResource): boolean {
  const status = stringOf(elementOf(procedure.json, 'status')) ?? '';
  if (NOT_CARRIED_OUT.has(status) || listOf(elementOf(procedure.json, 'modifierExtension')).length > 0)
    return false;
  const reason = index.concept(elementOf(procedure.json, 'statusReason'), 'statusReason').text;
  return reason === null || readStatusText(reason) !== 'not-given';
}

interface Reading {
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
}

/** Several `bodySite` entries as one statement: "knee" and "right" together; left and right of one site are both sides. */
function mergeBodySites(readings: readonly SiteReading[], searched: string): Reading {
  const nothing = notRecorded([searched]);
  const [only] = readings;
  if (!only) return { site: nothing, side: nothing };
  if (readings.length === 1) return only;
  const siteFrom = readings.flatMap(({ site }) => ('evidence' in site ? site.evidence : []));
  const sideFrom = readings.flatMap(({ side }) => ('evidence' in side ? side.evidence : []));
  const sites = narrowest(readings.flatMap(({ site }) => valueOf(site) ?? []));
  const sides = [...new Set(readings.flatMap(({ side }) => valueOf(side) ?? []))];
  const unread = readings.find(({ site }) => site.how === 'not-recognised')?.site ?? nothing;
  const [site] = sites;
  const [side] = sides;
  return {
    site:
      site === undefined
        ? unread
        : sites.length > 1
          ? conflicting(sites, siteFrom)
          : recorded(site, siteFrom),
    side: side === undefined ? nothing : recorded(sides.length > 1 ? 'bilateral' : side, sideFrom),
  };
}

/** What the code's row, its modifiers and its words say of place and side, where `bodySite` does not. */
function fromCode(
  resource: IndexedResource,
  concept: Concept,
  { row, modifiers, evidence: from }: ProcedureCode,
): Reading {
  const named = modifiers.flatMap((modifier) => {
    if (modifier === '50') return [{ site: null, side: 'bilateral' as const }];
    return bodySiteRow('HCPCS', modifier) ?? [];
  });
  const sides = [...new Set(named.flatMap(({ side }) => side ?? []))];
  const sites = [
    ...new Set([...(row?.sites.length === 1 ? row.sites : []), ...named.flatMap(({ site }) => site ?? [])]),
  ];
  const words = wordsOf(resource, concept);
  const [site, side] = [narrowest(sites)[0], sides[0]];
  const text = words.find((word) => word.site !== null) ?? words.find((word) => word.side !== null);
  const textFrom = text ? [text.from] : [];
  return {
    site:
      site !== undefined && sites.length === 1
        ? recorded(site, from)
        : text?.site
          ? textOnly(text.site, textFrom)
          : notRecorded(['Procedure.code']),
    side:
      side !== undefined && sides.length === 1
        ? recorded(side, from)
        : text?.side
          ? textOnly(text.side, textFrom)
          : notRecorded(['Procedure.code']),
  };
}

interface Words {
  readonly site: Site | null;
  readonly side: Side | null;
  readonly from: Evidence;
}

/** Places and sides named by the words of the code and by notes ("Injection of steroid, right knee"). */
function wordsOf(resource: IndexedResource, concept: Concept): readonly Words[] {
  const texts = [
    ...(concept.text === null ? [] : [{ text: concept.text, path: `${concept.path}.text` }]),
    ...concept.codings.flatMap(({ display, path }) =>
      display === null ? [] : [{ text: display, path: `${path}.display` }],
    ),
    ...objectsOf(elementOf(resource.json, 'note')).flatMap((note, place) => {
      const text = stringOf(elementOf(note, 'text'), 1_000);
      return text === null ? [] : [{ text, path: `note[${place}].text` }];
    }),
  ];
  return texts.map(({ text, path }) => {
    const { site, side } = readSiteText(text);
    return { site, side, from: evidence(resource, path, text) };
  });
}

/** The first statement that says anything: the element, else what the code says. */
const orElse = <T>(first: Fact<T>, second: Fact<T>): Fact<T> =>
  first.how === 'not-recorded' && second.how !== 'not-recorded' ? second : first;

function placeOf(
  index: ChartIndex,
  resource: IndexedResource,
  concept: Concept,
  code: ProcedureCode,
): Reading {
  const entries = listOf(elementOf(resource.json, 'bodySite'));
  const own = mergeBodySites(
    entries.map((value, place) => readSiteConcept({ index, resource, value, path: `bodySite[${place}]` })),
    'Procedure.bodySite',
  );
  const coded = fromCode(resource, concept, code);
  return { site: orElse(own.site, coded.site), side: orElse(own.side, coded.side) };
}

function timeOf(resource: IndexedResource): Fact<string> {
  const written = procedureTime(resource);
  if (written === null) return notRecorded(['Procedure.performed']);
  const from = [evidence(resource, 'performed', written)];
  return parseFhirTime(written)?.date ? recorded(written, from) : notRecognised(written, from);
}

/** One Procedure as an injection procedure, or null when it is none. */
export function readProcedure(
  index: ChartIndex,
  resource: IndexedResource,
  belonging: Exclude<Belonging, null>,
): InjectionProcedure | null {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  const code = readProcedureCode(resource, concept);
  if (!code) return null;
  const { site, side } = placeOf(index, resource, concept, code);
  return {
    reference: resource.reference,
    versionId: resource.versionId,
    status: stringOf(elementOf(resource.json, 'status')) ?? '',
    counts: wasCarriedOut(index, resource),
    code: code.code,
    family: code.row?.family ?? 'injection-unspecified',
    routes: code.row?.routes ?? [],
    siteClasses: code.row?.size ? [`${code.row.size}-joint`] : (code.row?.siteClasses ?? []),
    modifiers: code.modifiers,
    site,
    side,
    time: timeOf(resource),
    reasonConditions: referencesOf(index, resource, 'reasonReference', 'Condition'),
    encounterMatch: belonging,
    evidence: code.evidence,
  };
}

/**
 * Injection and administration procedures of the encounter, by time, then reference. Rows that were not carried out
 * are listed and do not count. Servers that ignore `encounter` are matched by time, and the row says so.
 */
export function readProcedures(
  index: ChartIndex,
  encounter: EncounterContext,
): readonly InjectionProcedure[] {
  const read = index.ofType('Procedure').flatMap((resource) => {
    const belonging = belongsTo(index, resource, procedureTime(resource), encounter);
    return belonging === null ? [] : (readProcedure(index, resource, belonging) ?? []);
  });
  const key = ({ time, reference }: InjectionProcedure): string => `${valueOf(time) ?? '~'} ${reference}`;
  return read.toSorted((a, b) => (key(a) < key(b) ? -1 : 1));
}
