import type { RawResource } from '../facts/chart.ts';
import { at, elementOf, isObject, listOf, objectsOf, stringOf, type JsonObject } from '../facts/json.ts';
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

/** From the mildest to the worst: what a system does not offer can hide less than what it holds back. */
const BY_HARM: readonly Completeness[] = ['complete', 'unsupported', 'partial', 'denied', 'failed'];
const harmOf = ({ completeness, reason }: FileSource): string =>
  JSON.stringify([BY_HARM.indexOf(completeness), reason]);

/** The worst of several statements about one type, whatever their order; undefined for none. */
export const worstOf = (stated: readonly FileSource[]): FileSource | undefined =>
  stated.toSorted((a, b) => (harmOf(a) < harmOf(b) ? 1 : -1))[0];

/** What several files or parts of one say together: of each type the worst. */
export const joinIncomplete = (
  parts: readonly FhirFile['incomplete'][],
): ReadonlyMap<SourceType, FileSource> =>
  new Map(
    SOURCE_TYPES.flatMap((type) => {
      const worst = worstOf(parts.flatMap((part) => part.get(type) ?? []));
      return worst ? [[type, worst] as const] : [];
    }),
  );

const isSourceType = (type: string | undefined): type is SourceType =>
  SOURCE_TYPES.some((known) => known === type);

/** Longest chain of Bundles inside Bundles that is followed: a batch-response holds one level, nothing real more than two. */
const MAX_DEPTH = 5;

/** The resources and the completeness of a Bundle of any type; Bundles inside it (batch responses) are opened. */
export function readBundle(bundle: JsonObject): FhirFile {
  const { resources, statements } = openBundle(bundle, 0);
  return { resources, incomplete: joinIncomplete(statements), answersFor: 'every type' };
}

interface Opened {
  readonly resources: readonly RawResource[];
  readonly statements: readonly FhirFile['incomplete'][];
}

function openBundle(bundle: JsonObject, depth: number): Opened {
  const inner: Opened[] = [];
  const resources: RawResource[] = [];
  const entries = listOf(elementOf(bundle, 'entry'));
  const outcomes = entries.flatMap((entry) => objectsOf(at(entry, 'response', 'outcome')));
  let unreadable = 0;
  for (const entry of entries) {
    const kept = asResource(elementOf(entry, 'resource'), stringOf(elementOf(entry, 'fullUrl')));
    if (kept === null) unreadable += isPlainAnswer(entry) ? 0 : 1;
    else if (kept.resourceType === 'OperationOutcome') outcomes.push(kept);
    else if (kept.resourceType !== 'Bundle') resources.push(kept);
    else if (depth < MAX_DEPTH) inner.push(openBundle(kept, depth + 1));
    else unreadable += 1;
  }
  const about = typesOf(bundle, resources);
  return {
    resources: [...resources, ...inner.flatMap((one) => one.resources)],
    statements: [
      ...outcomes.flatMap((outcome) => statementsOf(outcome, about)),
      ...(linkOf(bundle, 'next') === null ? [] : [partial(about, 'the file says that more pages follow')]),
      ...(unreadable === 0
        ? []
        : [partial(about, `${unreadable} entries of the file hold no resource that can be read`)]),
      ...inner.flatMap((one) => one.statements),
    ],
  };
}

const say = (types: readonly SourceType[], source: FileSource): FhirFile['incomplete'] =>
  new Map(types.map((type) => [type, source]));
const partial = (types: readonly SourceType[], reason: string): FhirFile['incomplete'] =>
  say(types, { completeness: 'partial', reason });

/** An entry of a batch or transaction response that was answered and has no resource to give back. */
const isPlainAnswer = (entry: unknown): boolean =>
  elementOf(entry, 'resource') === undefined && elementOf(entry, 'response') !== undefined;

function asResource(value: unknown, fullUrl: string | null): (RawResource & JsonObject) | null {
  const resourceType = stringOf(elementOf(value, 'resourceType'));
  if (!isObject(value) || resourceType === null) return null;
  return fullUrl === null ? { ...value, resourceType } : { ...value, resourceType, fullUrl };
}

const linkOf = (bundle: JsonObject, relation: string): string | null =>
  objectsOf(elementOf(bundle, 'link'))
    .filter((link) => stringOf(elementOf(link, 'relation')) === relation)
    .map((link) => stringOf(elementOf(link, 'url')))
    .find((url) => url !== null) ?? null;

/**
 * The types a Bundle's own statements are about: the one its `self` link searched, else the one type of a
 * searchset whose matches are all of it, else every type, because a mixed page may go on with anything.
 */
function typesOf(bundle: JsonObject, resources: readonly RawResource[]): readonly SourceType[] {
  const present = resources.map(({ resourceType }) => resourceType).filter(isSourceType);
  const searched = /\/([A-Z][A-Za-z]+)(?:\?|$|\/_search)/.exec(linkOf(bundle, 'self') ?? '')?.[1];
  if (isSourceType(searched)) return [searched, ...present];
  const matches = new Set(
    objectsOf(elementOf(bundle, 'entry'))
      .filter((entry) => stringOf(at(entry, 'search', 'mode')) !== 'include')
      .flatMap((entry) => stringOf(at(entry, 'resource', 'resourceType')) ?? [])
      .filter((type) => type !== 'OperationOutcome'),
  );
  const [only] = matches;
  return matches.size === 1 && isSourceType(only) ? [only, ...present] : SOURCE_TYPES;
}

/** Issue codes that say something was left out, whatever the severity; the numbers are Epic's. */
const LEFT_OUT: ReadonlySet<string | null> = new Set([
  'suppressed',
  'incomplete',
  'too-costly',
  'throttled',
  'timeout',
]);
const LEFT_OUT_DETAILS: ReadonlySet<string | null> = new Set(['4119', '59204', '59205']);
const DENIED: ReadonlySet<string | null> = new Set(['forbidden', 'security', 'login', 'expired', 'unknown']);

/** What an OperationOutcome says about completeness, of the types it names: information and plain warnings say nothing. */
const statementsOf = (outcome: JsonObject, about: readonly SourceType[]): readonly FhirFile['incomplete'][] =>
  objectsOf(elementOf(outcome, 'issue')).flatMap((issue) => {
    const source = sourceOfIssue(issue);
    if (source === null) return [];
    const words = JSON.stringify([
      elementOf(issue, 'diagnostics'),
      elementOf(issue, 'expression'),
      at(issue, 'details', 'text'),
    ]);
    const named = SOURCE_TYPES.filter((type) => new RegExp(`\\b${type}\\b`).test(words));
    return [say(named.length > 0 ? named : about, source)];
  });

function sourceOfIssue(issue: JsonObject): FileSource | null {
  const code = stringOf(elementOf(issue, 'code'));
  const severity = stringOf(elementOf(issue, 'severity'));
  const details = objectsOf(at(issue, 'details', 'coding')).map((coding) =>
    stringOf(elementOf(coding, 'code')),
  );
  if (LEFT_OUT.has(code) || details.some((detail) => LEFT_OUT_DETAILS.has(detail)))
    return { completeness: 'partial', reason: 'the file says that results were left out' };
  if (severity !== 'error' && severity !== 'fatal') return null;
  if (DENIED.has(code)) return { completeness: 'denied', reason: 'the file says that reading was refused' };
  if (code === 'not-supported')
    return { completeness: 'unsupported', reason: 'the file says that the system does not offer this' };
  return { completeness: 'failed', reason: 'the file says that reading failed' };
}
