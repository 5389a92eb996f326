import { describe, expect, it } from 'vitest';
import { PERSONALITIES } from './personality.ts';
import {
  authorizeUrl,
  CLIENT,
  exchange,
  logIn,
  post,
  redirectOf,
  send,
  testSandbox,
  text,
} from './test-client.ts';

const launched = (ehr = testSandbox()) => ({
  ehr,
  ...ehr.launch({ personality: 'hapi-like', patient: 'Patient/a', encounter: 'Encounter/a-visit' }),
});

async function codeFor(overrides: Readonly<Record<string, string>> = {}) {
  const opened = launched();
  const url = await authorizeUrl(opened.iss, { launch: opened.launch, ...overrides });
  return { ...opened, code: redirectOf(await send(opened.ehr, url)).get('code') ?? '' };
}

describe('discovery', () => {
  it.each(PERSONALITIES)('%s names its endpoints', async (personality) => {
    const ehr = testSandbox();
    const iss = ehr.iss(personality);
    const body = (await (await send(ehr, `${iss}/.well-known/smart-configuration`)).json()) as Record<
      string,
      unknown
    >;
    expect(body).toMatchObject({ authorization_endpoint: `${iss.replace(/fhir$/, 'oauth')}/authorize` });
    const methods = personality === 'oracle-like' ? undefined : ['S256'];
    expect(body['code_challenge_methods_supported']).toEqual(methods);
  });

  it('is missing under not-smart and silent under server-down', async () => {
    const ehr = testSandbox();
    const at = (fault: 'not-smart' | 'server-down') =>
      `${ehr.iss('hapi-like', fault)}/.well-known/smart-configuration`;
    expect((await send(ehr, at('not-smart'))).status).toBe(404);
    expect((await send(ehr, at('server-down'))).type).toBe('error');
  });
});

describe('authorize', () => {
  it('returns a code and the state of an EHR launch at once', async () => {
    const { ehr, iss, launch } = launched();
    const back = redirectOf(await send(ehr, await authorizeUrl(iss, { launch })));
    expect(back.get('state')).toBe('state-1');
    expect(back.get('code')).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    ['client_id', 'somebody-else'],
    ['redirect_uri', 'http://app.test/elsewhere.html'],
  ])('tells the person instead of redirecting when %s is wrong', async (name, value) => {
    const { ehr, iss, launch } = launched();
    const response = await send(ehr, await authorizeUrl(iss, { launch, [name]: value }));
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  it.each([
    ['aud', 'http://other.test/fhir', 'invalid_request'],
    ['code_challenge_method', 'plain', 'invalid_request'],
    ['code_challenge', '', 'invalid_request'],
    ['state', '', 'invalid_request'],
    ['launch', 'unknown', 'invalid_request'],
    ['response_type', 'token', 'unsupported_response_type'],
    ['scope', 'launch patient/Patient.rs patient/Encounter.read', 'invalid_scope'],
  ])('redirects with an error when %s is %s', async (name, value, error) => {
    const { ehr, iss, launch } = launched();
    const back = redirectOf(await send(ehr, await authorizeUrl(iss, { launch, [name]: value })));
    expect([back.get('error'), back.get('code')]).toEqual([error, null]);
  });

  it('refuses a spelling of scopes the personality does not speak', async () => {
    const ehr = testSandbox();
    for (const [personality, scope] of [
      ['oracle-like', 'launch patient/Patient.read'],
      ['meditech-like', 'launch patient/Patient.rs'],
    ] as const) {
      const { iss, launch } = ehr.launch({ personality, patient: 'Patient/a' });
      const back = redirectOf(await send(ehr, await authorizeUrl(iss, { launch, scope })));
      expect(back.get('error')).toBe('invalid_scope');
    }
  });

  it.each([
    ['login-denied', 'access_denied'],
    ['scope-denied', 'invalid_scope'],
  ] as const)('answers %s', async (fault, error) => {
    const ehr = testSandbox();
    const { iss, launch } = ehr.launch({ personality: 'hapi-like', fault, patient: 'Patient/a' });
    expect(redirectOf(await send(ehr, await authorizeUrl(iss, { launch }))).get('error')).toBe(error);
  });

  it('shows who, which patient and which scopes for a standalone launch, and grants what stays ticked', async () => {
    const ehr = testSandbox();
    const iss = ehr.iss('hapi-like');
    const scope = 'openid launch/patient launch/encounter patient/Patient.rs patient/Procedure.rs';
    const html = await (await send(ehr, await authorizeUrl(iss, { scope }))).text();
    expect(html).toContain('<option value="Encounter/b-visit">');
    const request = /name="request" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const form = new URLSearchParams({
      request,
      decision: 'allow',
      user: 'Practitioner/osei',
      subject: 'Encounter/b-visit',
    });
    for (const kept of ['openid', 'launch/patient', 'launch/encounter', 'patient/Patient.rs'])
      form.append('scope', kept);
    const decide = `${iss.replace(/fhir$/, 'oauth')}/decide`;
    const back = redirectOf(await send(ehr, decide, { method: 'POST', body: form }));
    const body: unknown = await (await exchange(ehr, iss, back.get('code') ?? '')).json();
    expect(body).toMatchObject({
      patient: 'b',
      encounter: 'b-visit',
      scope: 'openid launch/patient launch/encounter patient/Patient.rs',
      need_patient_banner: true,
    });
    expect((await send(ehr, decide, { method: 'POST', body: form })).status).toBe(400);
  });

  it('reports a cancelled login', async () => {
    const ehr = testSandbox();
    const iss = ehr.iss('hapi-like');
    const html = await (await send(ehr, await authorizeUrl(iss, { scope: 'openid launch/patient' }))).text();
    const request = /name="request" value="([^"]+)"/.exec(html)?.[1] ?? '';
    const response = await post(ehr, `${iss.replace(/fhir$/, 'oauth')}/decide`, {
      request,
      decision: 'cancel',
    });
    expect(redirectOf(response).get('error')).toBe('access_denied');
  });
});

describe('token', () => {
  it('exchanges a code once, with the launch context', async () => {
    const { ehr, iss, code } = await codeFor();
    const first = await exchange(ehr, iss, code);
    const body = (await first.json()) as Record<string, unknown>;
    expect(body).toMatchObject({
      token_type: 'Bearer',
      expires_in: 3600,
      patient: 'a',
      encounter: 'a-visit',
    });
    const again = await exchange(ehr, iss, code);
    expect([again.status, await again.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
    const withdrawn = await send(ehr, `${iss}/Patient/a`, {
      headers: { authorization: `Bearer ${text(body, 'access_token')}` },
    });
    expect(withdrawn.status).toBe(401);
  });

  it.each([
    ['code_verifier', 'wrong', 'invalid_grant'],
    ['redirect_uri', 'http://app.test/', 'invalid_grant'],
    ['client_id', 'other', 'invalid_client'],
    ['grant_type', 'password', 'unsupported_grant_type'],
  ])('refuses a wrong %s', async (name, value, error) => {
    const { ehr, iss, code } = await codeFor();
    expect(await (await exchange(ehr, iss, code, { [name]: value })).json()).toMatchObject({ error });
  });

  it('spends the code even when the verifier was wrong', async () => {
    const { ehr, iss, code } = await codeFor();
    await exchange(ehr, iss, code, { code_verifier: 'wrong' });
    expect((await exchange(ehr, iss, code)).status).toBe(400);
  });

  it('lets a code expire', async () => {
    let now = 1_000_000;
    const ehr = testSandbox({ now: () => now });
    const { iss, launch } = launched(ehr);
    const code = redirectOf(await send(ehr, await authorizeUrl(iss, { launch }))).get('code') ?? '';
    now += 61_000;
    expect((await exchange(ehr, iss, code)).status).toBe(400);
  });

  it('signs the id_token so that the published key verifies it', async () => {
    const ehr = testSandbox();
    const { iss, body } = await logIn(ehr, 'hapi-like');
    const [head, claims, signature] = text(body, 'id_token').split('.');
    const decode = (part: string | undefined) => Buffer.from(part ?? '', 'base64url');
    const { keys } = (await (await send(ehr, `${iss.replace(/fhir$/, 'oauth')}/jwks`)).json()) as {
      keys: JsonWebKey[];
    };
    const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('jwk', keys[0] ?? {}, algorithm, false, ['verify']);
    const signed = Buffer.from(`${head}.${claims}`);
    expect(await crypto.subtle.verify(algorithm.name, key, decode(signature), signed)).toBe(true);
    expect(JSON.parse(decode(claims).toString())).toMatchObject({ iss, aud: CLIENT });
  });

  it('rotates refresh tokens and withdraws access when a spent one comes back', async () => {
    const ehr = testSandbox();
    const { iss, body } = await logIn(ehr, 'hapi-like', {
      scope: 'launch offline_access patient/Patient.rs',
    });
    const refresh = (refresh_token: string) =>
      post(ehr, `${iss.replace(/fhir$/, 'oauth')}/token`, {
        grant_type: 'refresh_token',
        client_id: CLIENT,
        refresh_token: refresh_token,
      });
    const second = (await (await refresh(text(body, 'refresh_token'))).json()) as Record<string, unknown>;
    const read = (token: string) =>
      send(ehr, `${iss}/Patient/a`, { headers: { authorization: `Bearer ${token}` } });
    expect((await read(text(second, 'access_token'))).status).toBe(200);
    expect((await refresh(text(body, 'refresh_token'))).status).toBe(400);
    expect((await read(text(second, 'access_token'))).status).toBe(401);
  });

  it('tells a caller with a token of its own what another token is', async () => {
    const ehr = testSandbox();
    const { iss, token } = await logIn(ehr, 'hapi-like');
    const ask = (authorization: string) =>
      send(ehr, `${iss.replace(/fhir$/, 'oauth')}/introspect`, {
        method: 'POST',
        headers: { authorization },
        body: new URLSearchParams({ token }),
      });
    expect(await (await ask(`Bearer ${token}`)).json()).toMatchObject({ active: true, patient: 'a' });
    expect((await ask('Bearer nobody')).status).toBe(401);
  });

  it.each([
    ['string-expires-in', { expires_in: '3600' }],
    ['missing-encounter', { encounter: undefined }],
    ['dotted-opaque-token', { expires_in: undefined }],
  ] as const)('bends its answer under %s', async (fault, expected) => {
    const { body } = await logIn(testSandbox(), 'hapi-like', { fault });
    for (const [name, value] of Object.entries(expected)) expect(body[name]).toBe(value);
  });

  it('grants less under partial-scopes', async () => {
    const scope = 'launch patient/Patient.rs patient/Procedure.rs patient/DocumentReference.rs';
    const { body } = await logIn(testSandbox(), 'hapi-like', { fault: 'partial-scopes', scope });
    expect(body['scope']).toBe('launch patient/Patient.rs');
  });

  it('writes its clock ten minutes behind under clock-skew', async () => {
    const now = Date.parse('2026-11-23T12:00:00Z');
    const ehr = testSandbox({ now: () => now });
    const { body } = await logIn(ehr, 'hapi-like', { fault: 'clock-skew' });
    const claims = text(body, 'id_token').split('.')[1] ?? '';
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({ iat: now / 1000 - 600 });
  });
});
