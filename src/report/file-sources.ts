import type { RawResource } from '../facts/chart.ts';
import { at, elementOf, listOf, objectsOf, stringOf, type JsonObject } from '../facts/json.ts';
import { SOURCE_TYPES, type Completeness, type SourceType } from '../vocab/completeness.ts';

/** How the reading of one source ended, as a file tells it. */
export interface FileSource {
  readonly completeness: Completeness;
  readonly reason: string | null;
}

/** Resources of one file and what it says about its own completeness. */
export interface FhirFile {
  /** Resources with the `fullUrl` of their entry kept on them, so that `urn:uuid` references resolve. */
  readonly resources: readonly RawResource[];
  /** Types the file itself calls incomplete. */
  readonly incomplete: ReadonlyMap<SourceType, FileSource>;
  /** NDJSON holds the types it has lines of and no others; a Bundle counts as an answer about every type. */
  readonly answersFor: 'every type' | 'its own types';
}

const isSourceType = (type: string): type is SourceType => SOURCE_TYPES.some((known) => known === type);

/** Longest chain of Bundles inside Bundles that is followed: a batch-response holds one level, nothing real more than two. */
const MAX_DEPTH = 5;

/** The resources and the completeness of a Bundle of any type; Bundles inside it (batch responses) are opened. */
export function readBundle(bundle: JsonObject): FhirFile {
  const opened = openBundle(bundle, 0);
  const incomplete = new Map<SourceType, FileSource>();
  for (const part of opened) {
    for (const [type, source] of part.incomplete) {
      if (!incomplete.has(type)) incomplete.set(type, source);
    }
  }
  return { resources: opened.flatMap(({ resources }) => resources), incomplete, answersFor: 'every type' };
}

type Part = Pick<FhirFile, 'resources' | 'incomplete'>;

function openBundle(bundle: JsonObject, depth: number): readonly Part[] {
  const entries = listOf(elementOf(bundle, 'entry'));
  const inner: Part[] = [];
  const resources: RawResource[] = [];
  const outcomes: JsonObject[] = [];
  let unreadable = 0;
  for (const entry of entries) {
    const resource = elementOf(entry, 'resource');
    outcomes.push(...objectsOf(at(entry, 'response', 'outcome')));
    const kept = asResource(resource, stringOf(elementOf(entry, 'fullUrl')));
    if (kept === null) unreadable += resource === undefined && at(entry, 'response') !== undefined ? 0 : 1;
    else if (kept.resourceType === 'Bundle' && depth < MAX_DEPTH) inner.push(...openBundle(kept, depth + 1));
    else if (kept.resourceType === 'OperationOutcome') outcomes.push(kept);
    else resources.push(kept);
  }
  const about = typesOf(bundle, resources);
  const incomplete = new Map<SourceType, FileSource>();
  const mark = (types: readonly SourceType[], source: FileSource): void => {
    for (const type of types) if (!incomplete.has(type)) incomplete.set(type, source);
  };
  for (const outcome of outcomes) markOutcome(outcome, about, mark);
  if (nextLink(bundle) !== null)
    mark(about, { completeness: 'partial', reason: 'the file says that more pages follow' });
  if (unreadable > 0)
    mark(about, { completeness: 'partial', reason: `${unreadable} entries of the file hold no resource` });
  return [{ resources, incomplete }, ...inner];
}

function asResource(value: unknown, fullUrl: string | null): (RawResource & JsonObject) | null {
  const resourceType = stringOf(elementOf(value, 'resourceType'));
  if (typeof value !== 'object' || value === null || resourceType === null) return null;
  return fullUrl === null ? { ...value, resourceType } : { ...value, resourceType, fullUrl };
}

const linkOf = (bundle: JsonObject, relation: string): string | null =>
  objectsOf(elementOf(bundle, 'link'))
    .filter((link) => stringOf(elementOf(link, 'relation')) === relation)
    .map((link) => stringOf(elementOf(link, 'url')))
    .find((url) => url !== null) ?? null;
const nextLink = (bundle: JsonObject): string | null => linkOf(bundle, 'next');

/**
 * The types a Bundle's own statements are about: the one its `self` link searched, else the one type of a
 * searchset whose matches are all of it, else every type, because a mixed page may go on with anything.
 */
function typesOf(bundle: JsonObject, resources: readonly RawResource[]): readonly SourceType[] {
  const present = [...new Set(resources.map(({ resourceType }) => resourceType))].filter(isSourceType);
  const searched = /\/([A-Z][A-Za-z]+)(?:\?|$|\/_search)/.exec(linkOf(bundle, 'self') ?? '')?.[1];
  if (searched !== undefined && isSourceType(searched)) return [...new Set([searched, ...present])];
  const matches = objectsOf(elementOf(bundle, 'entry'))
    .filter((entry) => stringOf(at(entry, 'search', 'mode')) !== 'include')
    .flatMap((entry) => stringOf(at(entry, 'resource', 'resourceType')) ?? [])
    .filter((type) => type !== 'OperationOutcome');
  const [only] = [...new Set(matches)];
  if (only !== undefined && matches.every((type) => type === only) && isSourceType(only))
    return [...new Set([only, ...present])];
  return SOURCE_TYPES;
}

/** Issue codes that say something was left out, whatever the severity; the numbers are Epic's. */
const LEFT_OUT: ReadonlySet<string> = new Set([
  'suppressed',
  'incomplete',
  'too-costly',
  'throttled',
  'timeout',
]);
const LEFT_OUT_DETAILS: ReadonlySet<string> = new Set(['4119', '59204', '59205']);
const DENIED: ReadonlySet<string> = new Set(['forbidden', 'security', 'login', 'expired', 'unknown']);

/** Notes what an OperationOutcome says about completeness: information and plain warnings say nothing. */
function markOutcome(
  outcome: JsonObject,
  about: readonly SourceType[],
  mark: (types: readonly SourceType[], source: FileSource) => void,
): void {
  for (const issue of objectsOf(elementOf(outcome, 'issue'))) {
    const source = sourceOfIssue(issue);
    if (source === null) continue;
    const words = JSON.stringify([
      elementOf(issue, 'diagnostics'),
      elementOf(issue, 'expression'),
      at(issue, 'details', 'text'),
    ]);
    const named = SOURCE_TYPES.filter((type) => new RegExp(`\\b${type}\\b`).test(words));
    mark(named.length > 0 ? named : about, source);
  }
}

function sourceOfIssue(issue: JsonObject): FileSource | null {
  const code = stringOf(elementOf(issue, 'code')) ?? '';
  const severity = stringOf(elementOf(issue, 'severity'));
  const details = objectsOf(at(issue, 'details', 'coding')).map((coding) =>
    stringOf(elementOf(coding, 'code')),
  );
  if (LEFT_OUT.has(code) || details.some((detail) => detail !== null && LEFT_OUT_DETAILS.has(detail)))
    return { completeness: 'partial', reason: 'the file says that results were left out' };
  if (severity !== 'error' && severity !== 'fatal') return null;
  if (DENIED.has(code)) return { completeness: 'denied', reason: 'the file says that reading was refused' };
  if (code === 'not-supported')
    return { completeness: 'unsupported', reason: 'the file says that the system does not offer this' };
  return { completeness: 'failed', reason: 'the file says that reading failed' };
}
