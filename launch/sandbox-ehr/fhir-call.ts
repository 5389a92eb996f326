import type { Refusal } from './access.ts';
import { capabilityStatement } from './discovery.ts';
import { fhirResponse, vendorFailure } from './outcome.ts';
import { TRAITS } from './personality.ts';
import type { Issuer, SandboxState } from './state.ts';

/** One FHIR call on its way through the sandbox. */
export interface FhirCall {
  readonly state: SandboxState;
  readonly issuer: Issuer;
  readonly request: Request;
  readonly type: string;
}

/** JSON, unless this server speaks XML to those who do not ask: a browser's any type does not ask. */
export function wantsXml({ issuer, request }: FhirCall): boolean {
  if (!TRAITS[issuer.personality].xmlByDefault) return false;
  const format = new URL(request.url).searchParams.get('_format') ?? '';
  return !/json/.test(`${request.headers.get('accept') ?? ''} ${format}`);
}

export function refuse(call: FhirCall, refusal: Omit<Refusal, 'resource'>): Response {
  const response = vendorFailure(
    call.issuer.personality,
    { ...refusal, resource: call.type },
    wantsXml(call),
  );
  if (refusal.wait) response.headers.set('retry-after', refusal.wait);
  if (refusal.status === 401) response.headers.set('www-authenticate', 'Bearer error="invalid_token"');
  return response;
}

/** A type or path this server does not have. */
export const unknownType = (call: FhirCall): Response =>
  refuse(call, {
    status: 404,
    code: 'not-supported',
    diagnostics: `Unknown resource type ${call.type}.`,
  });

export const metadata = (call: FhirCall): Response =>
  fhirResponse(capabilityStatement(call.issuer), { asXml: wantsXml(call) });
