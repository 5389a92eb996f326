import { knownSystem } from '../tables/code-systems.ts';
import type { KnownSystem, SiteConfiguration } from '../tables/site-configuration.ts';
import type { Evidence } from '../vocab/evidence.ts';
import type { Chart, RawResource } from './chart.ts';
import { at, conceptOf, elementOf, isObject, listOf, stringOf, type JsonObject } from './json.ts';
import { bearersOf } from './logical-references.ts';
import { newestOf } from './newest-copy.ts';

/** A resource of this chart's patient, or one contained in it. */
export interface IndexedResource {
  readonly type: string;
  /** `Type/id`; without an id the tail of its fullUrl, else its place in the chart (`Type/without-id-3`). */
  readonly reference: string;
  readonly versionId: string | null;
  readonly json: JsonObject;
  /** The resource it is contained in; evidence then names the container. */
  readonly container: IndexedResource | null;
  /** Put before element paths in evidence: `contained[0].` for contained resources, else empty. */
  readonly pathPrefix: string;
}

/** Where a Reference leads. Only `resolved` has a resource; `not-read` says one exists that nobody read. */
export type Resolved =
  | { readonly how: 'resolved'; readonly resource: IndexedResource; readonly display: string | null }
  | { readonly how: 'not-read'; readonly reference: string; readonly display: string | null }
  | { readonly how: 'logical'; readonly identifier: string; readonly display: string | null }
  | { readonly how: 'display-only'; readonly display: string }
  | { readonly how: 'none' };

/** A coding with the standard system it belongs to after the site's aliases; `system` null when nobody knows it. */
export interface Coding {
  readonly system: KnownSystem | null;
  readonly uri: string | null;
  readonly code: string | null;
  readonly display: string | null;
  /** Element path inside the resource, for evidence: `code.coding[1]`. */
  readonly path: string;
}

export interface Concept {
  readonly codings: readonly Coding[];
  readonly text: string | null;
  readonly path: string;
}

export interface ChartIndex {
  readonly chart: Chart;
  readonly site: SiteConfiguration;
  /** `Patient/id` of the chart. */
  readonly patient: string;
  /** Resources that name another patient: left out of everything. */
  readonly droppedWrongPatient: number;
  ofType(type: string): readonly IndexedResource[];
  byReference(reference: string): IndexedResource | null;
  /** Follows a Reference element of `from`. */
  resolve(from: IndexedResource, reference: unknown): Resolved;
  /** Reads a CodeableConcept (or bare Coding) with systems named. */
  concept(value: unknown, path: string): Concept;
}

/** Evidence for a fragment of `resource` at `path`. Fragments longer than 300 characters are cut with an ellipsis. */
export function evidence(resource: IndexedResource, path: string, fragment: string): Evidence {
  const shown = fragment.length > 300 ? `${fragment.slice(0, 299)}…` : fragment;
  return {
    reference: resource.container?.reference ?? resource.reference,
    versionId: resource.container?.versionId ?? resource.versionId,
    path: `${resource.pathPrefix}${path}`,
    fragment: shown,
  };
}

/** What a coding says, for evidence: "155323 methylprednisolone acetate". */
export const codingFragment = (coding: Coding): string =>
  [coding.code, coding.display].filter((part) => part !== null).join(' ');

const TYPE_AND_ID = /(?:^|\/)([A-Z][A-Za-z]+)\/([^/?#|]+)(?:\/_history\/[^/]*)?$/;

/** `Type/id` of a relative or absolute reference, version left out; null for other forms. */
export function typeAndId(reference: string): string | null {
  const match = TYPE_AND_ID.exec(reference);
  return match ? `${match[1]}/${match[2]}` : null;
}

function referenceOf(json: RawResource, place: number): string {
  const fullUrl = stringOf(elementOf(json, 'fullUrl'));
  const id = stringOf(elementOf(json, 'id')) ?? fullUrl?.split(/[/:]/).at(-1);
  return `${json.resourceType}/${id ?? `without-id-${place}`}`;
}

function indexed(json: RawResource, place: number): IndexedResource {
  return {
    type: json.resourceType,
    reference: referenceOf(json, place),
    versionId: stringOf(at(json, 'meta', 'versionId')),
    json,
    container: null,
    pathPrefix: '',
  };
}

const TWO_VERSIONS = 'two versions of one record that nothing tells apart';

/** Elements that name the patient a resource is about, over the types read. */
const PATIENT_ELEMENTS = ['subject', 'patient', 'beneficiary'] as const;

/** The `Patient/id` a resource names, the raw reference where it has another form, or null when it names none. */
function patientNamed(resource: IndexedResource, fullUrls: ReadonlyMap<string, string>): string | null {
  if (resource.type === 'Patient') return resource.reference;
  for (const element of PATIENT_ELEMENTS) {
    const reference = stringOf(at(resource.json, element, 'reference'));
    if (reference === null || reference.startsWith('#')) continue;
    return fullUrls.get(reference) ?? typeAndId(reference) ?? reference;
  }
  return null;
}

interface Kept {
  readonly byReference: ReadonlyMap<string, IndexedResource>;
  readonly fullUrls: ReadonlyMap<string, string>;
  /** The one resource a logical reference can mean. */
  readonly bearerOf: (reference: unknown) => IndexedResource | null;
  readonly droppedWrongPatient: number;
  /** Types of which a resource stands there in two versions that nothing tells apart. */
  readonly openTypes: ReadonlySet<string>;
}

function keepOwn(chart: Chart): Kept {
  const all = chart.resources.flatMap((json, place) => (isResource(json) ? [indexed(json, place)] : []));
  const fullUrls = new Map(
    all.flatMap((resource) => {
      const url = stringOf(elementOf(resource.json, 'fullUrl'));
      return url === null ? [] : [[url, resource.reference] as const];
    }),
  );
  const own = all.filter((resource) => {
    const named = patientNamed(resource, fullUrls);
    return named === null || named === ownPatient(chart, fullUrls);
  });
  const openTypes = new Set<string>();
  const copies = new Map<string, [IndexedResource, ...IndexedResource[]]>();
  for (const resource of own) {
    const known = copies.get(resource.reference);
    if (known) known.push(resource);
    else copies.set(resource.reference, [resource]);
  }
  const byReference = new Map<string, IndexedResource>();
  for (const [reference, all] of copies) {
    const { newest, isSure } = newestOf(all);
    byReference.set(reference, newest);
    if (!isSure) openTypes.add(newest.type);
  }
  return {
    byReference,
    fullUrls,
    bearerOf: bearersOf(byReference),
    droppedWrongPatient: all.length - own.length,
    openTypes,
  };
}

const isResource = (json: unknown): json is RawResource => stringOf(elementOf(json, 'resourceType')) !== null;

const ownPatient = (chart: Chart, fullUrls: ReadonlyMap<string, string>): string =>
  fullUrls.get(chart.patient) ?? typeAndId(chart.patient) ?? `Patient/${chart.patient}`;

/** The contained resource `#id` of `from` (or of its container: contained resources see their siblings). */
function contained(from: IndexedResource, id: string): IndexedResource | null {
  const owner = from.container ?? from;
  const resources = listOf(elementOf(owner.json, 'contained'));
  const place = resources.findIndex((resource) => stringOf(elementOf(resource, 'id')) === id);
  const json = resources[place];
  const type = stringOf(elementOf(json, 'resourceType'));
  if (!isObject(json) || type === null) return null;
  return {
    type,
    reference: `${owner.reference}#${id}`,
    versionId: owner.versionId,
    json,
    container: owner,
    pathPrefix: `contained[${place}].`,
  };
}

function resolveReference(kept: Kept, from: IndexedResource, value: unknown): Resolved {
  const display = stringOf(elementOf(value, 'display'));
  const reference = typeof value === 'string' ? stringOf(value) : stringOf(elementOf(value, 'reference'));
  if (reference !== null) {
    const found = reference.startsWith('#')
      ? contained(from, reference.slice(1))
      : kept.byReference.get(kept.fullUrls.get(reference) ?? typeAndId(reference) ?? reference);
    return found ? { how: 'resolved', resource: found, display } : { how: 'not-read', reference, display };
  }
  const identifier = stringOf(at(value, 'identifier', 'value'));
  if (identifier !== null) {
    const bearer = kept.bearerOf(value);
    return bearer ? { how: 'resolved', resource: bearer, display } : { how: 'logical', identifier, display };
  }
  return display === null ? { how: 'none' } : { how: 'display-only', display };
}

function readConcept(value: unknown, path: string, site: SiteConfiguration): Concept {
  const concept = conceptOf(value);
  return {
    path,
    text: concept.text,
    codings: concept.codings.map((coding) => ({
      system: knownSystem(coding.system, site.systemAliases),
      uri: coding.system,
      code: coding.code,
      display: coding.display,
      path: `${path}.coding[${coding.index}]`,
    })),
  };
}

/**
 * Indexes a chart once for all readers: resources of other patients left out and counted, older copies of the same
 * `Type/id` left out (of two that differ and that nothing tells apart one is kept, and their source counts as read in
 * part), references resolvable (contained, relative, absolute, versioned, `urn:uuid` through `RawResource.fullUrl`).
 * A logical reference is resolved where exactly one resource bears its identifier. Never throws on any shape of input.
 */
export function indexChart(chart: Chart, site: SiteConfiguration): ChartIndex {
  const kept = keepOwn(chart);
  const byType = new Map<string, IndexedResource[]>();
  for (const resource of kept.byReference.values()) {
    const list = byType.get(resource.type);
    if (list) list.push(resource);
    else byType.set(resource.type, [resource]);
  }
  const sources = chart.sources.map((source) =>
    source.completeness === 'complete' && kept.openTypes.has(source.type)
      ? { ...source, completeness: 'partial' as const, reason: TWO_VERSIONS }
      : source,
  );
  return {
    chart: { ...chart, sources },
    site,
    patient: ownPatient(chart, kept.fullUrls),
    droppedWrongPatient: kept.droppedWrongPatient,
    ofType: (type) => byType.get(type) ?? [],
    byReference: (reference) =>
      kept.byReference.get(kept.fullUrls.get(reference) ?? typeAndId(reference) ?? reference) ?? null,
    resolve: (from, reference) => resolveReference(kept, from, reference),
    concept: (value, path) => readConcept(value, path, site),
  };
}
