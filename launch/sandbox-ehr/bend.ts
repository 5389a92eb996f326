import { isStruck } from './fault.ts';
import { at, isObject, type Resource, withElements } from './resource.ts';
import { PATIENT_PATHS } from './search-parameters.ts';
import type { Issuer, SandboxState } from './state.ts';

const STALL = 30_000;

/** Adds to a result what a fault puts there: a neighbour's resource, or references to another server. */
export function bendResources(
  state: SandboxState,
  issuer: Issuer,
  found: { readonly type: string; readonly patient: string | null; readonly resources: readonly Resource[] },
): readonly Resource[] {
  const { type, patient, resources } = found;
  if (!isStruck(issuer.fault, type, issuer.personality)) return resources;
  if (issuer.fault === 'wrong-patient-in-bundle')
    return [...resources, ...strangers(state, type, patient)].toSorted((a, b) => (a.id < b.id ? -1 : 1));
  if (issuer.fault === 'cross-origin-reference')
    return resources.map((each) => pointElsewhere(state.trapOrigin, each));
  return resources;
}

/** A resource of another patient of the store, as a search that leaks would return it. */
function strangers(state: SandboxState, type: string, patient: string | null): readonly Resource[] {
  if (!(type in PATIENT_PATHS)) return [];
  const other = state.store.all(type).find((each) => {
    const owner = state.store.patientOf(each);
    return owner !== null && owner !== patient;
  });
  return other ? [other] : [];
}

function pointElsewhere(trapOrigin: string, resource: Resource): Resource {
  if (resource.resourceType === 'DocumentReference')
    return withElements(resource, {
      content: at(resource, 'content').map((each) =>
        isObject(each)
          ? {
              ...each,
              attachment: { contentType: 'text/plain', url: `${trapOrigin}/fhir/Binary/${resource.id}` },
            }
          : each,
      ),
    });
  return withElements(resource, {
    contained: undefined,
    medicationCodeableConcept: undefined,
    medicationReference: { reference: `${trapOrigin}/fhir/Medication/${resource.id}` },
  });
}

/** Bends the answer itself: late, cut off, or a web page where data belongs. */
export async function bendAnswer(
  state: SandboxState,
  issuer: Issuer,
  answer: { readonly type: string; readonly response: Response; readonly signal: AbortSignal },
): Promise<Response> {
  const { type, response, signal } = answer;
  if (!response.ok || !isStruck(issuer.fault, type, issuer.personality)) return response;
  if (issuer.fault === 'stall-30s') await state.wait(STALL, signal);
  if (issuer.fault === 'html-200')
    return new Response(
      '<!DOCTYPE html><html><head><title>Sign in</title></head><body>Sign in</body></html>',
      {
        headers: { 'content-type': 'text/html; charset=utf-8' },
      },
    );
  if (issuer.fault !== 'truncated-json') return response;
  const text = await response.text();
  return new Response(text.slice(0, Math.floor(text.length / 2)), { headers: response.headers });
}

/** What the other server answers: enough for a client that should never have asked. */
export function trapAnswer(url: URL): Response {
  const [, , type = 'Bundle', id = 'trap'] = url.pathname.split('/');
  const body =
    type === 'Medication'
      ? { resourceType: 'Medication', id, code: { text: 'methylprednisolone acetate 80 mg/mL' } }
      : { resourceType: 'Bundle', type: 'searchset', total: 0, entry: [] };
  return Response.json(body, { headers: { 'content-type': 'application/fhir+json' } });
}
