import type { Personality } from './personality.ts';
import { toXml } from './xml.ts';

export interface Issue {
  readonly severity: 'error' | 'warning' | 'information';
  readonly code: string;
  readonly diagnostics: string;
  /** A vendor's number, such as Epic's 4101. */
  readonly vendorCode?: string;
}

/** Code system of the numbers an Epic-like server puts into its outcomes. */
const VENDOR_CODES = 'urn:oid:1.2.840.114350.1.13.0.1.7.2.657369';

export const outcome = (issues: readonly Issue[]): Readonly<Record<string, unknown>> => ({
  resourceType: 'OperationOutcome',
  issue: issues.map(({ severity, code, diagnostics, vendorCode }) => ({
    severity,
    code,
    ...(vendorCode
      ? {
          details: {
            coding: [{ system: VENDOR_CODES, code: vendorCode, display: diagnostics }],
            text: diagnostics,
          },
        }
      : {}),
    diagnostics,
  })),
});

export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly diagnostics: string;
  /** Resource type of the call. */
  readonly resource: string;
}

/** An error as this vendor words it. An unknown path on an Epic-like server never reaches its FHIR layer: HTML. */
export function vendorFailure(personality: Personality, failure: Failure, asXml: boolean): Response {
  const { status, code, diagnostics, resource } = failure;
  if (personality === 'meditech-like')
    return json({ resource, detail: diagnostics }, status, 'application/json');
  if (personality === 'epic-like' && status === 404 && code === 'not-supported')
    return new Response('<!DOCTYPE html><html><head><title>404</title></head><body>Not found</body></html>', {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    });
  return fhirResponse(outcome([{ severity: 'error', code, diagnostics }]), { status, asXml });
}

export function fhirResponse(
  body: Readonly<Record<string, unknown>>,
  { status = 200, asXml = false, headers = {} }: ResponseOptions = {},
): Response {
  if (!asXml) return json(body, status, 'application/fhir+json', headers);
  return new Response(toXml(body), {
    status,
    headers: {
      'content-type': 'application/fhir+xml; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
  });
}

interface ResponseOptions {
  readonly status?: number;
  readonly asXml?: boolean;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(
  body: unknown,
  status = 200,
  type = 'application/json',
  headers: Readonly<Record<string, string>> = {},
): Response {
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'content-type': `${type}; charset=utf-8`, 'cache-control': 'no-store', ...headers },
  });
}
