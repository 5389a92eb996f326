import { challengeOf, randomToken } from './keys.ts';
import { json } from './outcome.ts';
import { humanName } from './people.ts';
import { isStruck } from './fault.ts';
import { parseResourceScope } from './scopes.ts';
import { type AccessToken, clockOf, type Grant, type Issuer, type SandboxState } from './state.ts';

const TOKEN_LIFE = 3_600_000;

const refuse = (error: string, error_description: string): Response =>
  json({ error, error_description }, error === 'invalid_client' ? 401 : 400, 'application/json', {
    pragma: 'no-cache',
  });

/** The token endpoint: authorization codes with their PKCE verifier, and refresh tokens that rotate. */
export async function token(state: SandboxState, issuer: Issuer, form: URLSearchParams): Promise<Response> {
  const type = form.get('grant_type');
  if (type === 'authorization_code') return exchangeCode(state, issuer, form);
  if (type === 'refresh_token') return refreshGrant(state, issuer, form);
  return refuse('unsupported_grant_type', 'Only authorization_code and refresh_token.');
}

async function exchangeCode(state: SandboxState, issuer: Issuer, form: URLSearchParams): Promise<Response> {
  const code = form.get('code') ?? '';
  const issued = state.codes.get(code);
  // Spent before anything is checked: a code that was tried once, rightly or wrongly, is gone.
  state.codes.delete(code);
  if (!issued) {
    const replayed = state.spentCodes.get(code);
    if (replayed) state.tokens.delete(replayed);
    return refuse('invalid_grant', 'The code is unknown or was used before.');
  }
  if (issued.issuer.fhir !== issuer.fhir) return refuse('invalid_grant', 'The code is of another server.');
  if (issued.expiresAt < state.now()) return refuse('invalid_grant', 'The code has expired.');
  if (form.get('client_id') !== issued.clientId) return refuse('invalid_client', 'client_id does not match.');
  if (form.get('redirect_uri') !== issued.redirectUri)
    return refuse('invalid_grant', 'redirect_uri does not match.');
  const verifier = form.get('code_verifier') ?? '';
  if ((await challengeOf(verifier)) !== issued.challenge)
    return refuse('invalid_grant', 'code_verifier does not match the challenge.');
  const { access, body } = await issue(state, issued);
  state.spentCodes.set(code, access);
  return json(body, 200, 'application/json', { pragma: 'no-cache' });
}

async function refreshGrant(state: SandboxState, issuer: Issuer, form: URLSearchParams): Promise<Response> {
  const presented = form.get('refresh_token') ?? '';
  const grant = state.refreshTokens.get(presented);
  if (!grant || grant.issuer.fhir !== issuer.fhir) return refuse('invalid_grant', 'Unknown refresh token.');
  if (form.get('client_id') !== grant.clientId) return refuse('invalid_client', 'client_id does not match.');
  if (grant.spent) {
    revokeClient(state, grant.clientId, issuer);
    return refuse('invalid_grant', 'The refresh token was used before; its access was withdrawn.');
  }
  state.refreshTokens.set(presented, { ...grant, spent: true });
  const { body } = await issue(state, grant);
  return json(body, 200, 'application/json', { pragma: 'no-cache' });
}

function revokeClient(state: SandboxState, clientId: string, issuer: Issuer): void {
  for (const [value, access] of state.tokens)
    if (access.grant.clientId === clientId && access.grant.issuer.fhir === issuer.fhir)
      state.tokens.delete(value);
  for (const [value, grant] of state.refreshTokens)
    if (grant.clientId === clientId && grant.issuer.fhir === issuer.fhir)
      state.refreshTokens.set(value, { ...grant, spent: true });
}

function grantedScopes({ issuer, scopes, context }: Grant): readonly string[] {
  return scopes.filter((scope) => {
    const type = parseResourceScope(scope)?.type;
    if (issuer.fault === 'partial-scopes' && type && isStruck(issuer.fault, type, issuer.personality))
      return false;
    return scope !== 'launch/encounter' || context.encounter !== null;
  });
}

async function issue(
  state: SandboxState,
  grant: Grant,
): Promise<{ readonly access: string; readonly body: Readonly<Record<string, unknown>> }> {
  const { fault } = grant.issuer;
  const access = fault === 'dotted-opaque-token' ? `sandbox.${randomToken()}.opaque` : randomToken();
  const scopes = grantedScopes(grant);
  const refresh = scopes.some((scope) => scope === 'offline_access' || scope === 'online_access')
    ? randomToken()
    : null;
  const issuedAt = state.now();
  const record: AccessToken = {
    grant,
    scopes,
    issuedAt,
    expiresAt: issuedAt + TOKEN_LIFE,
    refresh,
    counts: new Map(),
  };
  state.tokens.set(access, record);
  if (refresh) state.refreshTokens.set(refresh, { ...grant, spent: false });
  const seconds = TOKEN_LIFE / 1000;
  const lifetime =
    fault === 'dotted-opaque-token'
      ? {}
      : { expires_in: fault === 'string-expires-in' ? String(seconds) : seconds };
  return {
    access,
    body: {
      access_token: access,
      token_type: 'Bearer',
      ...lifetime,
      scope: scopes.join(' '),
      ...(refresh ? { refresh_token: refresh } : {}),
      ...(scopes.includes('openid') ? { id_token: await idToken(state, grant) } : {}),
      ...launchContext(state, grant),
    },
  };
}

function launchContext(state: SandboxState, { issuer, context }: Grant): Readonly<Record<string, unknown>> {
  const encounter = issuer.fault === 'missing-encounter' ? null : context.encounter;
  return {
    ...(context.patient ? { patient: context.patient.replace('Patient/', '') } : {}),
    ...(encounter ? { encounter: encounter.replace('Encounter/', '') } : {}),
    need_patient_banner: context.needPatientBanner,
    smart_style_url: `${state.origin}/style/${issuer.personality}${context.dark ? '-dark' : ''}.json`,
    ...(context.intent ? { intent: context.intent } : {}),
    ...(context.fhirContext.length > 0 ? { fhirContext: context.fhirContext } : {}),
  };
}

function idToken(state: SandboxState, grant: Grant): Promise<string> {
  const seconds = Math.floor(clockOf(state, grant.issuer) / 1000);
  const user = state.store.read(grant.context.user);
  return state.signer.sign({
    iss: grant.issuer.fhir,
    sub: grant.context.user.replace('Practitioner/', ''),
    aud: grant.clientId,
    iat: seconds,
    exp: seconds + 3600,
    ...(grant.nonce ? { nonce: grant.nonce } : {}),
    fhirUser: `${grant.issuer.fhir}/${grant.context.user}`,
    // Non-ASCII on purpose: it puts '-' and '_' into the encoded token, which a plain atob() cannot read.
    name: `${(user && humanName(user)) ?? 'Sandbox user'} ÿþ¿`,
  });
}

/** RFC 7662, for resource servers: the caller shows a live token of its own. */
export function introspect(
  state: SandboxState,
  issuer: Issuer,
  { form, caller }: { readonly form: URLSearchParams; readonly caller: AccessToken | null },
): Response {
  if (!caller) return json({ error: 'invalid_client' }, 401);
  const access = state.tokens.get(form.get('token') ?? '');
  if (!access || access.grant.issuer.fhir !== issuer.fhir || access.expiresAt < state.now())
    return json({ active: false });
  return json({
    active: true,
    client_id: access.grant.clientId,
    scope: access.scopes.join(' '),
    exp: Math.floor(access.expiresAt / 1000),
    iss: issuer.fhir,
    sub: access.grant.context.user.replace('Practitioner/', ''),
    ...launchContext(state, access.grant),
  });
}
