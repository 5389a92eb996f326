import { randomToken } from './keys.ts';
import { type Issue, outcome } from './outcome.ts';
import { TRAITS } from './personality.ts';
import { isStruck } from './fault.ts';
import { referenceTo, type Resource } from './resource.ts';
import { shape } from './shape.ts';
import type { HeldResult, Issuer, SandboxState } from './state.ts';

const HELD_FOR = 5 * 60_000;
const HELD_RESULTS = 400;

/** Keeps a result for its further pages; what was not asked for longest goes first. */
export function hold(state: SandboxState, result: HeldResult): string {
  const id = randomToken(12);
  state.results.set(id, result);
  for (const old of state.results.keys()) {
    if (state.results.size <= HELD_RESULTS) break;
    state.results.delete(old);
  }
  return id;
}

/** Why a page cannot be given, or the result and the place in it. */
export function heldPage(
  state: SandboxState,
  issuer: Issuer,
  place: { readonly id: string; readonly offset: number },
): HeldResult | 'unknown' | 'expired' {
  const result = state.results.get(place.id);
  if (!result || !Number.isInteger(place.offset)) return 'unknown';
  // Still being paged through: a long list is not pushed out by the many short ones read beside it.
  state.results.delete(place.id);
  state.results.set(place.id, result);
  const expires = TRAITS[issuer.personality].paging === 'stateful';
  return expires && state.now() - result.madeAt > HELD_FOR ? 'expired' : result;
}

/** The place named by a page link of this personality; null where the query names none. */
export function placeIn(
  issuer: Issuer,
  query: URLSearchParams,
): { readonly id: string; readonly offset: number } | null {
  const dotted = (value: string | null): { id: string; offset: number } | null => {
    if (value === null) return null;
    const [id, offset] = value.split('.');
    return { id: id ?? '', offset: Number(offset) };
  };
  const { paging } = TRAITS[issuer.personality];
  switch (paging) {
    case 'opaque':
      return dotted(query.get('sessionID'));
    case 'context':
      return dotted(query.get('-pageContext'));
    case 'continue':
      return dotted(query.get('continue'));
    case 'stateful': {
      const id = query.get('_getpages');
      return id === null ? null : { id, offset: Number(query.get('_getpagesoffset')) };
    }
    default:
      return paging satisfies never;
  }
}

/** A page link as this personality writes it. Always absolute except on MEDITECH-like servers. */
function pageLink(issuer: Issuer, result: HeldResult, id: string, offset: number): string {
  const { fhir } = issuer;
  const place = `${id}.${offset}`;
  const { paging } = TRAITS[issuer.personality];
  switch (paging) {
    case 'opaque':
      return `${fhir}/${result.type}?sessionID=${place}`;
    case 'context':
      return `${fhir}/${result.type}?${result.query}&-pageContext=${place}&-pageDirection=NEXT`;
    case 'continue':
      return `${result.type}?${result.query}&continue=${place}`;
    case 'stateful':
      return `${fhir}?_getpages=${id}&_getpagesoffset=${offset}&_count=${result.pageSize}&_bundletype=searchset`;
    default:
      return paging satisfies never;
  }
}

interface PageRequest {
  readonly result: HeldResult;
  readonly id: string;
  readonly offset: number;
}

/** The `next` link, bent where a fault says so. Null on the last page. */
function nextLink(state: SandboxState, issuer: Issuer, request: PageRequest): string | null {
  const { result, id, offset } = request;
  const struck = isStruck(issuer.fault, result.type, issuer.personality);
  if (struck && issuer.fault === 'looped-next') return pageLink(issuer, result, id, offset);
  if (struck && issuer.fault === 'cross-origin-next') return `${state.trapOrigin}/fhir/${result.type}?page=2`;
  const following = offset + result.pageSize;
  // A lost page two must be missed even where the chart is small: the link is always there.
  const lost = struck && issuer.fault === 'lost-page-two' && offset === 0;
  return lost || following < result.resources.length ? pageLink(issuer, result, id, following) : null;
}

/** One page of a result as a searchset Bundle in the personality's manner. */
export function pageBundle(
  state: SandboxState,
  issuer: Issuer,
  request: PageRequest,
): Readonly<Record<string, unknown>> {
  const { result, offset } = request;
  const page = result.resources.slice(offset, offset + result.pageSize);
  const next = nextLink(state, issuer, request);
  const entry = (resource: Resource, mode: string): object => ({
    fullUrl: `${issuer.fhir}/${referenceTo(resource)}`,
    resource: shape(issuer.personality, state.store, resource),
    search: { mode },
  });
  const warnings = pageIssues(issuer, result, page.length);
  return {
    resourceType: 'Bundle',
    type: 'searchset',
    total: TRAITS[issuer.personality].total === 'page' ? page.length : result.resources.length,
    link: [
      { relation: 'self', url: `${issuer.fhir}/${result.type}?${result.query}` },
      ...(next ? [{ relation: 'next', url: next }] : []),
    ],
    entry: [
      ...page.map((each) => entry(each, 'match')),
      ...result.included.map((each) => entry(each, 'include')),
      ...(warnings.length > 0 ? [{ resource: outcome(warnings), search: { mode: 'outcome' } }] : []),
    ],
  };
}

const LEFT_OUT = 'A resource that does not conform was left out of this result.';
const SUPPRESSED: Readonly<Record<string, readonly [string, string]>> = {
  '4119': [
    'incomplete',
    'This response may be incomplete: some resource types or sources were not searched.',
  ],
  '59204': ['suppressed', 'The client is not authorized for a sub-resource of this request.'],
  '59205': ['suppressed', 'The user is not authorized for a sub-resource of this request.'],
};
const suppressed = (vendorCode: string): Issue => {
  const [code, diagnostics] = SUPPRESSED[vendorCode] ?? ['incomplete', 'Incomplete.'];
  return { severity: 'warning', code, diagnostics, vendorCode };
};

/** Types on which a personality always warns; none of them alone decides whether an injection is documented. */
const ALWAYS_WARNED: Readonly<Record<string, string>> = {
  MedicationDispense: '4119',
  Coverage: '59204',
  Observation: '59205',
};
const FAULT_WARNINGS: Readonly<Record<string, string>> = { Procedure: '59204', Condition: '4119' };

function pageIssues(issuer: Issuer, result: HeldResult, entries: number): readonly Issue[] {
  const { personality, fault } = issuer;
  const { type } = result;
  const isEpic = personality === 'epic-like';
  const struck = fault === 'suppressed-warnings' && isStruck(fault, type, personality);
  const leftOut: Issue = { severity: 'warning', code: 'incomplete', diagnostics: LEFT_OUT };
  return [
    ...result.issues.map((diagnostics): Issue => ({
      severity: 'information',
      code: 'informational',
      diagnostics,
    })),
    ...(isEpic && entries === 0
      ? [
          {
            severity: 'warning' as const,
            code: 'processing',
            diagnostics: 'Resource request returns no results.',
            vendorCode: '4101',
          },
        ]
      : []),
    ...(isEpic && ALWAYS_WARNED[type] && entries > 0 ? [suppressed(ALWAYS_WARNED[type])] : []),
    ...(personality === 'oracle-like' && type === 'Observation' ? [leftOut] : []),
    ...(struck ? [isEpic ? suppressed(FAULT_WARNINGS[type] ?? '59205') : leftOut] : []),
  ];
}
