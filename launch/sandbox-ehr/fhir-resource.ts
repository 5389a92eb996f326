import { admit } from './access.ts';
import { bendAnswer, bendResources } from './bend.ts';
import { type FhirCall, refuse, unknownType, wantsXml } from './fhir-call.ts';
import { randomToken } from './keys.ts';
import { fhirResponse } from './outcome.ts';
import { isObject, isResource, type Resource } from './resource.ts';
import { supportFor } from './search-support.ts';
import { readShaped } from './shape.ts';
import { versionOf } from './store.ts';

/** `GET /Type/id`. A patient-level token sees its patient's resources and what belongs to nobody. */
export async function read(call: FhirCall, id: string): Promise<Response> {
  const { state, issuer, request, type } = call;
  if (!supportFor(issuer.personality, type)?.read) return unknownType(call);
  const admitted = admit(state, { issuer, request, type, letter: 'r' });
  if ('status' in admitted) return refuse(call, admitted);
  const found = readShaped(issuer.personality, state.store, `${type}/${id}`);
  if (!found) return refuse(call, { status: 404, code: 'not-found', diagnostics: `${type} not found.` });
  const owner = state.store.patientOf(found);
  const mine = admitted.token.grant.context.patient;
  if (admitted.scope.level === 'patient' && owner !== null && owner !== mine)
    return refuse(call, { status: 403, code: 'forbidden', diagnostics: 'Not this patient.' });
  const [bent = found] =
    issuer.fault === 'wrong-patient-in-bundle'
      ? [found]
      : bendResources(state, issuer, { type, patient: owner, resources: [found] });
  return bendAnswer(state, issuer, { type, response: answer(call, bent), signal: request.signal });
}

const answer = (call: FhirCall, resource: Resource): Response =>
  fhirResponse(resource, {
    asXml: wantsXml(call),
    headers: { etag: `W/"${versionOf(resource)}"` },
  });

/**
 * `PUT /Type/id` with If-Match: 428 without one, 412 when somebody else saved in between. Nothing is created and
 * nothing changes its patient.
 */
export async function update(call: FhirCall, id: string): Promise<Response> {
  const { state, issuer, request, type } = call;
  if (!supportFor(issuer.personality, type)) return unknownType(call);
  const admitted = admit(state, { issuer, request, type, letter: 'u' });
  if ('status' in admitted) return refuse(call, admitted);
  const before = state.store.read(`${type}/${id}`);
  if (!before) return refuse(call, { status: 404, code: 'not-found', diagnostics: `${type} not found.` });
  const sent: unknown = await request.json().catch(() => null);
  if (!isResource(sent) || sent.resourceType !== type || sent.id !== id)
    return refuse(call, { status: 400, code: 'invalid', diagnostics: 'The body is not this resource.' });
  const owner = state.store.patientOf(before);
  const confined = admitted.scope.level === 'patient' && owner !== admitted.token.grant.context.patient;
  if (confined || state.store.patientOf(sent) !== owner)
    return refuse(call, { status: 403, code: 'forbidden', diagnostics: 'Not this patient.' });
  const expected = request.headers.get('if-match');
  if (expected === null)
    return refuse(call, { status: 428, code: 'required', diagnostics: 'If-Match is required.' });
  if (expected !== `W/"${versionOf(before)}"`)
    return refuse(call, {
      status: 412,
      code: 'conflict',
      diagnostics: 'The resource changed since it was read.',
    });
  return answer(call, state.store.update(sent, new Date(state.now()).toISOString()));
}

/** `POST /Type`: the chart page starts a note with it. The new resource must belong to a patient who is here. */
export async function create(call: FhirCall): Promise<Response> {
  const { state, issuer, request, type } = call;
  if (!supportFor(issuer.personality, type)) return unknownType(call);
  const admitted = admit(state, { issuer, request, type, letter: 'c' });
  if ('status' in admitted) return refuse(call, admitted);
  const sent: unknown = await request.json().catch(() => null);
  const made = isObject(sent) ? { ...sent, id: randomToken(12).replaceAll('_', '-') } : null;
  if (!isResource(made) || made.resourceType !== type)
    return refuse(call, { status: 400, code: 'invalid', diagnostics: `The body is not a ${type}.` });
  const owner = state.store.patientOf(made);
  if (owner === null || state.store.read(owner) === null)
    return refuse(call, { status: 422, code: 'business-rule', diagnostics: 'No such patient.' });
  if (admitted.scope.level === 'patient' && owner !== admitted.token.grant.context.patient)
    return refuse(call, { status: 403, code: 'forbidden', diagnostics: 'Not this patient.' });
  const saved = state.store.update(made, new Date(state.now()).toISOString());
  return fhirResponse(saved, {
    status: 201,
    headers: { etag: `W/"${versionOf(saved)}"`, location: `${issuer.fhir}/${type}/${saved.id}` },
  });
}
