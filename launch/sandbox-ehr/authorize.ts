import { authorizePage, errorPage } from './authorize-page.ts';
import { randomToken } from './keys.ts';
import { people } from './people.ts';
import { textAt, typeAndId } from './resource.ts';
import { grantable } from './scopes.ts';
import type { Issuer, LaunchContext, PendingAuthorization, SandboxState } from './state.ts';

const CODE_LIFE = 60_000;

/** Redirects back to the client with parameters added to the query it may already have. */
function redirect(uri: string, parameters: Readonly<Record<string, string>>): Response {
  const target = new URL(uri);
  for (const [name, value] of Object.entries(parameters)) target.searchParams.set(name, value);
  return new Response(null, {
    status: 303,
    headers: { location: target.href, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' },
  });
}

/** What is wrong with a request, in OAuth's words; null when nothing is. */
function complaint(
  state: SandboxState,
  issuer: Issuer,
  query: URLSearchParams,
): readonly [string, string] | null {
  const launch = query.get('launch');
  const scopes = query.get('scope') ?? '';
  if (issuer.fault === 'login-denied') return ['access_denied', 'The person refused.'];
  if (issuer.fault === 'scope-denied') return ['invalid_scope', 'The scopes are refused.'];
  if (query.get('response_type') !== 'code') return ['unsupported_response_type', 'Only code is offered.'];
  if (query.get('aud')?.replace(/\/$/, '') !== issuer.fhir)
    return ['invalid_request', 'aud is not this server.'];
  if (!query.get('state')) return ['invalid_request', 'state is missing.'];
  if (query.get('code_challenge_method') !== 'S256')
    return ['invalid_request', 'code_challenge_method must be S256.'];
  if (!/^[A-Za-z0-9\-_]{43}$/.test(query.get('code_challenge') ?? ''))
    return ['invalid_request', 'code_challenge is missing or malformed.'];
  if (launch !== null && !isLaunchFor(state.launches.get(launch), issuer))
    return ['invalid_request', 'The launch is unknown.'];
  if (scopes.split(/\s+/).includes('launch') && launch === null)
    return ['invalid_scope', 'launch was asked for and no launch was sent.'];
  const granted = grantable(scopes, issuer.personality);
  return granted.ok ? null : ['invalid_scope', granted.why];
}

const isLaunchFor = (launch: LaunchContext | undefined, issuer: Issuer): boolean =>
  launch?.personality === issuer.personality && launch.fault === issuer.fault;

/** The authorization endpoint. A wrong client or redirect is told to the person, never redirected. */
export function authorize(state: SandboxState, issuer: Issuer, query: URLSearchParams): Response {
  const client = state.clients().find((each) => each.id === query.get('client_id'));
  if (!client) return errorPage('This app is not registered here (client_id).');
  const redirectUri = query.get('redirect_uri') ?? '';
  if (!client.redirectUris.includes(redirectUri))
    return errorPage('The address to return to is not registered for this app (redirect_uri).');
  const wrong = complaint(state, issuer, query);
  if (wrong) {
    const [error, error_description] = wrong;
    return redirect(redirectUri, { error, error_description, ...stateOf(query) });
  }
  const granted = grantable(query.get('scope') ?? '', issuer.personality);
  const pending: PendingAuthorization = {
    issuer,
    clientId: client.id,
    redirectUri,
    state: query.get('state') ?? '',
    challenge: query.get('code_challenge') ?? '',
    nonce: query.get('nonce'),
    scopes: granted.ok ? granted.scopes : [],
    launch: state.launches.get(query.get('launch') ?? '') ?? null,
  };
  if (pending.launch?.consent === 'given') return approve(state, pending, pending.launch, pending.scopes);
  if (pending.launch === null && state.autoApprove)
    return approve(state, pending, firstChoice(state, pending), pending.scopes);
  const request = randomToken();
  state.pending.set(request, pending);
  return authorizePage(state, request, pending);
}

const stateOf = (query: URLSearchParams): Record<string, string> => {
  const value = query.get('state');
  return value ? { state: value } : {};
};

function approve(
  state: SandboxState,
  pending: PendingAuthorization,
  context: LaunchContext,
  scopes: readonly string[],
): Response {
  const code = randomToken();
  const { issuer, clientId, redirectUri, challenge, nonce } = pending;
  state.codes.set(code, {
    issuer,
    clientId,
    redirectUri,
    challenge,
    nonce,
    scopes,
    context,
    expiresAt: state.now() + CODE_LIFE,
  });
  return redirect(redirectUri, { code, state: pending.state });
}

/** What auto-approval answers for a standalone launch: the first person, patient and encounter there are. */
function firstChoice(state: SandboxState, pending: PendingAuthorization): LaunchContext {
  const wanted = (scope: string): boolean => pending.scopes.includes(scope);
  const encounter = wanted('launch/patient') ? (state.store.all('Encounter')[0] ?? null) : null;
  return chosenContext(state, pending, {
    user: people(state.store)[0]?.reference ?? '',
    encounter: encounter && wanted('launch/encounter') ? `Encounter/${encounter.id}` : null,
    patient: encounter ? typeAndId(textAt(encounter, 'subject.reference') ?? '') : null,
  });
}

function chosenContext(
  state: SandboxState,
  pending: PendingAuthorization,
  choice: { readonly user: string; readonly patient: string | null; readonly encounter: string | null },
): LaunchContext {
  const { personality, fault } = pending.issuer;
  const known = choice.encounter === null ? null : state.store.read(choice.encounter);
  const subject = known ? typeAndId(textAt(known, 'subject.reference') ?? '') : null;
  return {
    personality,
    fault,
    patient: subject ?? choice.patient,
    encounter: known ? choice.encounter : null,
    user: choice.user,
    intent: null,
    needPatientBanner: true,
    fhirContext: [],
    dark: false,
    consent: 'ask',
  };
}

/** The answer of the person at the page: allow with the scopes left ticked, or cancel. The request is spent. */
export function decide(state: SandboxState, issuer: Issuer, form: URLSearchParams): Response {
  const request = form.get('request') ?? '';
  const pending = state.pending.get(request);
  if (!pending || pending.issuer.fhir !== issuer.fhir)
    return errorPage('This page is out of date. Start the launch again.');
  state.pending.delete(request);
  if (form.get('decision') !== 'allow')
    return redirect(pending.redirectUri, {
      error: 'access_denied',
      error_description: 'The person refused.',
      state: pending.state,
    });
  const kept = new Set(form.getAll('scope'));
  const scopes = pending.scopes.filter((scope) => kept.has(scope));
  const subject = form.get('subject') ?? '';
  const context =
    pending.launch ??
    chosenContext(state, pending, {
      user: form.get('user') ?? '',
      patient: subject.startsWith('Patient/') ? subject : null,
      encounter: subject.startsWith('Encounter/') ? subject : null,
    });
  return approve(state, pending, context, scopes);
}
