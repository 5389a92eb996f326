import { http, type RequestHandler } from 'msw';
import { tokenOf } from './access.ts';
import { authorize, decide } from './authorize.ts';
import { trapAnswer } from './bend.ts';
import { CHART_CLIENT, chartHandlers } from './chart-api.ts';
import type { LaunchRequest, Sandbox, SandboxOptions } from './contract.ts';
import { smartConfiguration } from './discovery.ts';
import { isFaultOrNone } from './fault.ts';
import { type FhirCall, metadata, unknownType } from './fhir-call.ts';
import { create, read, update } from './fhir-resource.ts';
import { search, statefulPage } from './fhir-search.ts';
import { createSigner, randomToken } from './keys.ts';
import { json } from './outcome.ts';
import { isPersonality } from './personality.ts';
import { createRequestLog } from './request-log.ts';
import { withBuiltIns } from './seed.ts';
import { clockOf, type Issuer, issuerOf, type LaunchContext, type SandboxState } from './state.ts';
import { createStore } from './store.ts';
import { styleResponse } from './style.ts';
import { introspect, token } from './token.ts';

const CORS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'etag,location,retry-after,www-authenticate',
};

/**
 * The embedded EHR at an origin, as msw request handlers: the HTTP server and the tests run the same list.
 * `base` has no trailing slash.
 */
export function sandbox(base: string, options: SandboxOptions): Sandbox {
  const state = createState(base, options);
  const launch: Sandbox['launch'] = (request) => {
    const context = launchContext(state, request);
    const handle = randomToken();
    state.launches.set(handle, context);
    return { iss: issuerOf(base, context.personality, context.fault).fhir, launch: handle };
  };
  const forget = (): void => {
    for (const held of [
      state.launches,
      state.pending,
      state.codes,
      state.spentCodes,
      state.tokens,
      state.refreshTokens,
      state.results,
    ])
      held.clear();
  };
  const expireTokens = (): void => {
    for (const [value, each] of state.tokens)
      if (each.grant.clientId !== CHART_CLIENT) state.tokens.delete(value);
    state.refreshTokens.clear();
  };
  const reset = (): void => {
    const chartTokens = [...state.tokens].filter(([, each]) => each.grant.clientId === CHART_CLIENT);
    forget();
    for (const [value, each] of chartTokens) state.tokens.set(value, each);
    state.store.reset();
    state.log.clear();
  };
  return {
    handlers: [
      ...chartHandlers(state, { launch, expireTokens, reset }),
      ...oauthHandlers(state),
      ...fhirHandlers(state),
      http.get(`${base}/style/:name`, ({ params }) => styleResponse(parameter(params['name']))),
      http.all(`${state.trapOrigin}/*`, ({ request }) => {
        state.log.open(request, 'trap')(200);
        return withHeaders(trapAnswer(new URL(request.url)), CORS);
      }),
    ],
    log: state.log,
    store: state.store,
    iss: (personality, fault = 'none') => issuerOf(base, personality, fault).fhir,
    launch,
    expireTokens,
    reset,
  };
}

function createState(base: string, options: SandboxOptions): SandboxState {
  const { clients } = options;
  return {
    origin: base,
    trapOrigin: options.trapOrigin ?? 'http://elsewhere.sandbox.test',
    store: createStore(withBuiltIns(options.resources)),
    log: createRequestLog(),
    signer: createSigner(),
    now: options.now ?? Date.now,
    wait: options.wait ?? waitFor,
    clients: typeof clients === 'function' ? clients : () => clients,
    autoApprove: options.autoApprove ?? false,
    appUrl: options.appUrl ?? (() => null),
    pageSize: options.pageSize ?? null,
    latency: options.latency ?? 0,
    launches: new Map(),
    pending: new Map(),
    codes: new Map(),
    spentCodes: new Map(),
    tokens: new Map(),
    refreshTokens: new Map(),
    results: new Map(),
  };
}

function launchContext(state: SandboxState, request: LaunchRequest): LaunchContext {
  return {
    fault: 'none',
    patient: null,
    encounter: null,
    user: state.store.all('Practitioner')[0]?.id
      ? `Practitioner/${state.store.all('Practitioner')[0]?.id}`
      : 'Practitioner/sandbox-coder',
    intent: null,
    needPatientBanner: false,
    fhirContext: [],
    dark: false,
    consent: 'given',
    ...request,
  };
}

/** Waits, or gives up when the caller has gone. */
function waitFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>>): Response {
  if (response.type === 'error') return response;
  for (const [name, value] of Object.entries(headers)) response.headers.set(name, value);
  return response;
}

type Answer = (call: {
  readonly issuer: Issuer;
  readonly request: Request;
  readonly params: Readonly<Record<string, unknown>>;
}) => Response | Promise<Response>;

/** Wraps an answer with what is common to all of an issuer's paths: its name, its log line, its clock, CORS. */
function atIssuer(state: SandboxState, answer: Answer) {
  return async ({
    request,
    params,
  }: {
    readonly request: Request;
    readonly params: Readonly<Record<string, unknown>>;
  }): Promise<Response> => {
    const { personality, fault } = params;
    if (!isPersonality(personality) || !isFaultOrNone(fault))
      return new Response('No such server.', { status: 404 });
    const issuer = issuerOf(state.origin, personality, fault);
    const answered = state.log.open(request, 'sandbox');
    if (fault === 'server-down') {
      answered(0);
      return Response.error();
    }
    const response = await answer({ issuer, request, params });
    answered(response.status);
    return withHeaders(response, { ...CORS, date: new Date(clockOf(state, issuer)).toUTCString() });
  };
}

const formOf = async (request: Request): Promise<URLSearchParams> =>
  new URLSearchParams(await request.text());

const parameter = (value: unknown): string => (typeof value === 'string' ? value : '');

function oauthHandlers(state: SandboxState): RequestHandler[] {
  const root = `${state.origin}/:personality/:fault`;
  const on = (answer: Answer) => atIssuer(state, answer);
  return [
    http.get(
      `${root}/fhir/.well-known/smart-configuration`,
      on(({ issuer }) =>
        issuer.fault === 'not-smart'
          ? new Response('Not found', { status: 404 })
          : smartConfiguration(issuer),
      ),
    ),
    http.get(
      `${root}/oauth/authorize`,
      on(({ issuer, request }) => authorize(state, issuer, new URL(request.url).searchParams)),
    ),
    http.post(
      `${root}/oauth/authorize`,
      on(async ({ issuer, request }) => authorize(state, issuer, await formOf(request))),
    ),
    http.post(
      `${root}/oauth/decide`,
      on(async ({ issuer, request }) => decide(state, issuer, await formOf(request))),
    ),
    http.post(
      `${root}/oauth/token`,
      on(async ({ issuer, request }) => token(state, issuer, await formOf(request))),
    ),
    http.post(
      `${root}/oauth/introspect`,
      on(async ({ issuer, request }) =>
        introspect(state, issuer, { form: await formOf(request), caller: tokenOf(state, request) }),
      ),
    ),
    http.get(
      `${root}/oauth/jwks`,
      on(async () => json(await state.signer.jwks())),
    ),
  ];
}

function fhirHandlers(state: SandboxState): RequestHandler[] {
  const root = `${state.origin}/:personality/:fault/fhir`;
  const fhir = (answer: (call: FhirCall, id: string) => Response | Promise<Response>) =>
    atIssuer(state, async ({ issuer, request, params }) => {
      if (state.latency > 0) await state.wait(state.latency, request.signal);
      return answer({ state, issuer, request, type: parameter(params['type']) }, parameter(params['id']));
    });
  return [
    http.get(`${root}/metadata`, fhir(metadata)),
    http.get(root, fhir(statefulPage)),
    http.get(`${root}/:type`, fhir(search)),
    http.get(`${root}/:type/:id`, fhir(read)),
    http.put(`${root}/:type/:id`, fhir(update)),
    http.post(`${root}/:type`, fhir(create)),
    http.all(`${root}/*`, fhir(unknownType)),
  ];
}
