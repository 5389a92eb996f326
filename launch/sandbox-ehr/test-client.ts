import { getResponse } from 'msw';
import type { LaunchRequest, Sandbox, SandboxOptions } from './contract.ts';
import type { FaultOrNone } from './fault.ts';
import { sandbox } from './handlers.ts';
import { challengeOf } from './keys.ts';
import type { Personality } from './personality.ts';
import { testCharts } from './test-charts.ts';

export const EHR = 'http://ehr.test';
export const REDIRECT = 'http://app.test/index.html';
export const CLIENT = 'injectcheck';
const VERIFIER = 'a-verifier-that-is-long-enough-to-be-a-real-one-0123456789';

/** A sandbox over the test charts, without a server and without waiting. */
export function testSandbox(options: Partial<SandboxOptions> = {}): Sandbox {
  return sandbox(EHR, {
    resources: testCharts(),
    clients: [{ id: CLIENT, redirectUris: [REDIRECT] }],
    wait: () => Promise.resolve(),
    ...options,
  });
}

/** Sends a request through the handlers as the HTTP server would. */
export async function send(ehr: Sandbox, url: string, init: RequestInit = {}): Promise<Response> {
  const response = await getResponse(ehr.handlers, new Request(new URL(url, EHR), init));
  if (!response) throw new Error(`No handler for ${init.method ?? 'GET'} ${url}`);
  return response;
}

export const post = (ehr: Sandbox, url: string, form: Readonly<Record<string, string>>): Promise<Response> =>
  send(ehr, url, { method: 'POST', body: new URLSearchParams(form) });

const V2 = 'openid fhirUser launch launch/patient launch/encounter patient/*.rs';
const V1 = 'openid fhirUser launch launch/patient launch/encounter patient/*.read';

/** Parameters of a good authorize request; override any to make it bad. */
export async function authorizeUrl(
  iss: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<string> {
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: CLIENT,
    redirect_uri: REDIRECT,
    scope: iss.includes('meditech') ? V1 : V2,
    state: 'state-1',
    aud: iss,
    code_challenge: await challengeOf(VERIFIER),
    code_challenge_method: 'S256',
    ...overrides,
  });
  return `${iss.replace(/fhir$/, 'oauth')}/authorize?${query.toString()}`;
}

export const redirectOf = (response: Response): URLSearchParams =>
  new URL(response.headers.get('location') ?? 'http://no.redirect').searchParams;

export const exchange = (
  ehr: Sandbox,
  iss: string,
  code: string,
  overrides: Readonly<Record<string, string>> = {},
): Promise<Response> =>
  post(ehr, `${iss.replace(/fhir$/, 'oauth')}/token`, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: REDIRECT,
    client_id: CLIENT,
    code_verifier: VERIFIER,
    ...overrides,
  });

/** A string element of a JSON answer; throws where it is none, so that a test fails there. */
export function text(body: Readonly<Record<string, unknown>>, name: string): string {
  const value = body[name];
  if (typeof value !== 'string') throw new Error(`${name} is not text`);
  return value;
}

export interface Login {
  readonly iss: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** A FHIR call with the token, JSON asked for by name. */
  readonly get: (path: string, headers?: Readonly<Record<string, string>>) => Promise<Response>;
  readonly token: string;
}

/** The whole EHR launch: handle, authorize, code, token. */
export async function logIn(
  ehr: Sandbox,
  personality: Personality,
  {
    fault = 'none',
    scope,
    launch = {},
  }: { readonly fault?: FaultOrNone; readonly scope?: string; readonly launch?: Partial<LaunchRequest> } = {},
): Promise<Login> {
  const opened = ehr.launch({
    personality,
    fault,
    patient: 'Patient/a',
    encounter: 'Encounter/a-visit',
    ...launch,
  });
  const url = await authorizeUrl(opened.iss, { launch: opened.launch, ...(scope ? { scope } : {}) });
  const code = redirectOf(await send(ehr, url)).get('code') ?? '';
  const body = (await (await exchange(ehr, opened.iss, code)).json()) as Record<string, unknown>;
  return {
    iss: opened.iss,
    body,
    token: text(body, 'access_token'),
    get: (path, headers = {}) =>
      send(ehr, path.startsWith('http') ? path : `${opened.iss}/${path}`, {
        headers: {
          accept: 'application/fhir+json',
          authorization: `Bearer ${text(body, 'access_token')}`,
          ...headers,
        },
      }),
  };
}

export interface BundleLike {
  readonly total: number;
  readonly link: readonly { readonly relation: string; readonly url: string }[];
  readonly entry: readonly {
    readonly resource: Readonly<Record<string, unknown>> & {
      readonly id: string;
      readonly resourceType: string;
    };
    readonly search: { readonly mode: string };
  }[];
}

export const bundle = async (response: Response): Promise<BundleLike> =>
  (await response.json()) as BundleLike;

export const matched = ({ entry }: BundleLike): readonly string[] =>
  entry.filter((each) => each.search.mode === 'match').map((each) => each.resource.id);

export const nextOf = ({ link }: BundleLike): string | undefined =>
  link.find((each) => each.relation === 'next')?.url;
