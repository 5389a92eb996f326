import { admit } from './access.ts';
import { bendAnswer, bendResources } from './bend.ts';
import { heldPage, hold, pageBundle, placeIn } from './bundle.ts';
import { isStruck } from './fault.ts';
import { type FhirCall, refuse, unknownType, wantsXml } from './fhir-call.ts';
import { fhirResponse } from './outcome.ts';
import { TRAITS } from './personality.ts';
import { at, type Resource, typeAndId } from './resource.ts';
import type { ResourceScope } from './scopes.ts';
import { matches } from './search.ts';
import { searchComplaint } from './search-complaint.ts';
import { PATIENT_PATHS, SEARCH_PARAMETERS } from './search-parameters.ts';
import { supportFor, type TypeSupport } from './search-support.ts';
import type { AccessToken, HeldResult } from './state.ts';

/** `GET /Type?…`, first and further pages. */
export async function search(call: FhirCall): Promise<Response> {
  const { state, issuer, request, type } = call;
  const support = supportFor(issuer.personality, type);
  if (!support) return unknownType(call);
  if (support.search.length === 0)
    return refuse(call, { status: 404, code: 'not-supported', diagnostics: `${type} cannot be searched.` });
  const admitted = admit(state, { issuer, request, type, letter: 's' });
  if ('status' in admitted) return refuse(call, admitted);
  const query = new URL(request.url).searchParams;
  const place = placeIn(issuer, query);
  const response = place
    ? furtherPage(call, place)
    : firstPage(call, { support, query, token: admitted.token, scope: admitted.scope });
  return bendAnswer(state, issuer, { type, response, signal: request.signal });
}

/** A further page by its place; the stateful personality asks for it at the base itself. */
export function furtherPage(
  call: FhirCall,
  place: { readonly id: string; readonly offset: number },
): Response {
  const { state, issuer } = call;
  const result = heldPage(state, issuer, place);
  const isLost = (type: string): boolean =>
    issuer.fault === 'lost-page-two' && place.offset > 0 && isStruck(issuer.fault, type, issuer.personality);
  if (result === 'unknown')
    return refuse(call, { status: 404, code: 'not-found', diagnostics: 'No such page.' });
  if (result === 'expired' || isLost(result.type))
    return refuse(call, { status: 410, code: 'deleted', diagnostics: 'This page link has expired.' });
  return fhirResponse(pageBundle(state, issuer, { result, ...place }), { asXml: wantsXml(call) });
}

/** `GET /?_getpages=…` of the stateful personality: the type is the held result's, and so is the scope needed. */
export async function statefulPage(call: FhirCall): Promise<Response> {
  const { state, issuer, request } = call;
  const place = placeIn(issuer, new URL(request.url).searchParams);
  const held = place ? state.results.get(place.id) : undefined;
  if (!place || !held) return refuse(call, { status: 404, code: 'not-found', diagnostics: 'No such page.' });
  const typed = { ...call, type: held.type };
  const admitted = admit(state, { issuer, request, type: held.type, letter: 's' });
  if ('status' in admitted) return refuse(typed, admitted);
  return bendAnswer(state, issuer, {
    type: held.type,
    response: furtherPage(typed, place),
    signal: request.signal,
  });
}

interface FirstPage {
  readonly support: TypeSupport;
  readonly query: URLSearchParams;
  readonly token: AccessToken;
  readonly scope: ResourceScope;
}

const RESULT_PARAMETERS = ['_count', '_format', '_include'];

function firstPage(call: FhirCall, asked: FirstPage): Response {
  const { state, issuer, type } = call;
  const { support, query, token, scope } = asked;
  const named = [...query.entries()].filter(([name]) => !RESULT_PARAMETERS.includes(name));
  const known = named.filter(([name]) => support.search.includes(name));
  const unknown = [
    ...new Set(named.filter(([name]) => !support.search.includes(name)).map(([name]) => name)),
  ];
  const wrong = searchComplaint(call, { support, known, unknown, query });
  if (wrong) return refuse(call, { status: 400, ...wrong });
  const patient = scope.level === 'patient' ? token.grant.context.patient : null;
  const asksFor = known.find(
    ([name]) => SEARCH_PARAMETERS[type]?.[name]?.kind === 'reference' && isPatientName(name),
  );
  if (patient && asksFor && !samePatient(asksFor[1], patient))
    return refuse(call, { status: 403, code: 'forbidden', diagnostics: 'Not this patient.' });
  const matched = findMatches(call, known, patient);
  const resources = bendResources(state, issuer, {
    type,
    patient: patient ?? patientNamed(known),
    resources: matched,
  });
  const result: HeldResult = {
    type,
    resources,
    included: included(call, support, query, resources),
    issues: unknown.map((name) => `Unknown parameter ${name} was ignored.`),
    query: new URLSearchParams([...known, ...[...query].filter(([name]) => name === '_count')]).toString(),
    pageSize: pageSizeFor(call, query),
    madeAt: state.now(),
  };
  const id = hold(state, result);
  return fhirResponse(pageBundle(state, issuer, { result, id, offset: 0 }), { asXml: wantsXml(call) });
}

const isPatientName = (name: string): boolean => ['patient', 'subject', 'beneficiary'].includes(name);

const samePatient = (value: string, patient: string): boolean =>
  (typeAndId(value) ?? `Patient/${value}`) === patient;

function patientNamed(criteria: readonly (readonly [string, string])[]): string | null {
  const value = criteria.find(([name]) => isPatientName(name))?.[1];
  // Several patients in one search are compared one by one; only a single one has an index.
  if (value?.includes(',')) return null;
  return value ? (typeAndId(value) ?? `Patient/${value}`) : null;
}

function findMatches(
  { state, type }: FhirCall,
  criteria: readonly (readonly [string, string])[],
  confinedTo: string | null,
): readonly Resource[] {
  const patient = confinedTo ?? patientNamed(criteria);
  const belongs = type in PATIENT_PATHS;
  const pool = patient && belongs ? state.store.ofPatient(type, patient) : state.store.all(type);
  return pool.filter((each) => matches(each, criteria));
}

function pageSizeFor({ state, issuer, type }: FhirCall, query: URLSearchParams): number {
  const struck = isStruck(issuer.fault, type, issuer.personality);
  if (struck && ['looped-next', 'cross-origin-next', 'lost-page-two'].includes(issuer.fault)) return 1;
  const { pageSize, maxPageSize } = TRAITS[issuer.personality];
  const limit = state.pageSize ?? maxPageSize;
  const asked = Number(query.get('_count') ?? Math.min(pageSize, limit));
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, limit) : Math.min(pageSize, limit);
}

function included(
  { state }: FhirCall,
  support: TypeSupport,
  query: URLSearchParams,
  resources: readonly Resource[],
): readonly Resource[] {
  if (!support.includeHonoured) return [];
  const paths = query
    .getAll('_include')
    .map((each) => `${each.split(':')[1] === 'request' ? 'request' : 'medicationReference'}.reference`);
  const references = resources
    .flatMap((each) => paths.flatMap((path) => at(each, path)))
    .flatMap((each) => (typeof each === 'string' ? (typeAndId(each) ?? []) : []));
  return [...new Set(references)].flatMap((reference) => state.store.read(reference) ?? []);
}
