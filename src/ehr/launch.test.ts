import { page } from '../test-kit/browser-page.ts';
import {
  authorizeAt,
  CLINICIAN,
  launchFrom,
  logInThrough,
  loginWorld,
  runAppPage,
  runLaunchPage,
  type LoginWorld,
} from '../test-kit/smart-login.ts';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { LaunchRequest } from '../../launch/sandbox-ehr/contract.ts';
import type { LaunchProblem } from './session.ts';

const LISTED = 'http://127.0.0.1:9401/hapi-like/none/fhir';
let world: LoginWorld;

beforeEach(() => {
  world = loginWorld();
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

const problemOf = (outcome: { readonly ok: boolean; readonly problem?: LaunchProblem | null }) =>
  outcome.ok ? null : outcome.problem;
const hosts = (): readonly string[] => world.asked.map(({ url }) => new URL(url).host);

async function open(address: string): Promise<LaunchProblem | null | undefined> {
  page.openFresh(address);
  return problemOf(await runLaunchPage('clinician'));
}

describe('the launch page', () => {
  it.each([
    ['another host', 'https://evil.example/fhir'],
    ['a longer path', `${LISTED}/x`],
    ['a query', `${LISTED}?x=1`],
    ['a user name', LISTED.replace('//', '//user@')],
    ['another port', LISTED.replace('9401', '9402')],
    ['no address', 'nonsense'],
  ])('refuses an issuer that is not on the list before any call: %s', async (_, iss) => {
    expect(await open(`http://app.test/launch/?iss=${encodeURIComponent(iss)}&launch=x`)).toEqual({
      kind: 'issuer-not-allowed',
      iss,
    });
    expect(hosts()).toEqual(['app.test']);
  });

  it.each(['fhirServiceUrl', 'patientId', 'clientId', 'state', 'iss'])(
    'refuses the parameter %s',
    async (name) => {
      const address = `http://app.test/launch/?iss=${encodeURIComponent(LISTED)}&launch=x&${name}=y`;
      expect(await open(address)).toEqual({ kind: 'unknown-parameter', name });
      expect(world.asked).toEqual([]);
    },
  );

  it('scrubs the URL whatever happens next', async () => {
    await open('http://app.test/launch/?iss=https%3A%2F%2Fevil.example&launch=handle-1');
    expect(page.location.href).toBe('http://app.test/launch/');
  });

  it('takes slashes at the end and letter case of the host for the same issuer', async () => {
    const outcome = await open(`http://app.test/launch/?iss=${encodeURIComponent(`${LISTED}//`)}&launch=x`);
    expect(outcome).toBeNull();
  });

  it('starts the configured issuer standalone, and asks for no patient picker for a coder', async () => {
    page.openFresh('http://app.test/launch/');
    const clinician = await runLaunchPage('clinician');
    page.openFresh('http://app.test/launch/coder/');
    const coder = await runLaunchPage('coder');
    const scopes = [clinician, coder].map(
      (one) => new URL(one.ok ? one.redirect : '').searchParams.get('scope') ?? '',
    );
    expect(scopes[0]).toMatch(
      /^openid fhirUser launch\/patient launch\/encounter patient\/Patient\.r patient\/Encounter\.rs /,
    );
    expect(scopes[1]).toMatch(/^openid fhirUser user\/Patient\.r user\/Encounter\.rs /);
    for (const scope of scopes) expect(scope).not.toMatch(/offline_access|online_access|\.[cu]|write/);
  });

  it('needs an issuer: an EHR launch that names none is refused', async () => {
    expect(await open('http://app.test/launch/?launch=x')).toEqual({ kind: 'no-issuer' });
  });

  it.each<[string, () => Response, LaunchProblem['kind']]>([
    ['is down', () => Response.error(), 'server-unreachable'],
    ['answers 503', () => new Response('', { status: 503 }), 'server-unreachable'],
    ['answers 404', () => new Response('', { status: 404 }), 'server-not-smart'],
    ['answers HTML', () => new Response('<html>'), 'server-not-smart'],
    ['names no endpoints', () => Response.json({ capabilities: [] }), 'server-not-smart'],
    [
      'names a token endpoint on an origin that is not listed',
      () =>
        Response.json({
          authorization_endpoint: 'https://a.example/a',
          token_endpoint: 'https://evil.example/t',
        }),
      'server-not-smart',
    ],
    [
      'names an authorize address that is no web page',
      () => Response.json({ authorization_endpoint: 'javascript:alert(1)', token_endpoint: `${LISTED}/t` }),
      'server-not-smart',
    ],
  ])('has words when discovery %s', async (_, answer, kind) => {
    world.intercept = ({ url }) => (url.includes('well-known') ? answer() : null);
    expect(await open(`http://app.test/launch/?iss=${encodeURIComponent(LISTED)}&launch=x`)).toEqual({
      kind,
    });
  });

  it('has words when the configuration is bad, and when storage is blocked', async () => {
    world.configuration = { issuers: [] };
    expect(await open('http://app.test/launch/')).toMatchObject({
      kind: 'configuration-invalid',
      path: 'issuers',
    });
    page.openFresh('http://app.test/launch/');
    page.sessionStorage.blocked = true;
    expect(problemOf(await runLaunchPage('clinician'))).toEqual({ kind: 'storage-blocked' });
  });

  it('asks v1 scopes where the server does not speak v2, and never mixes them', async () => {
    const v1 = await launchFrom(world, { launch: { ...CLINICIAN, personality: 'meditech-like' } });
    const v2 = await launchFrom(world, { launch: { ...CLINICIAN, personality: 'oracle-like' } });
    const [one, two] = [v1, v2].map((launched) =>
      (new URL(launched.ok ? launched.redirect : '').searchParams.get('scope') ?? '')
        .split(' ')
        .filter((scope) => /^(patient|user)\//.test(scope)),
    );
    expect(one?.length).toBeGreaterThan(10);
    expect(one?.every((scope) => scope.endsWith('.read'))).toBe(true);
    expect(two?.every((scope) => /\.(r|rs)$/.test(scope))).toBe(true);
  });
});

describe('a whole login', () => {
  it('gives a session for the patient and encounter of the launch, and leaves nothing behind', async () => {
    const opened = await logInThrough(world);
    expect(opened.ok && opened.session).toMatchObject({
      persona: 'clinician',
      iss: LISTED,
      patient: 'Patient/a',
      encounter: 'Encounter/a-visit',
      startScreen: 'sign-check',
      sandbox: true,
    });
    expect(page.location.href).toBe('http://app.test/index.html');
    expect(page.sessionStorage.entries()).toEqual([]);
  });

  it('gives a coder user scopes, and the screen the launch intends', async () => {
    const launch: LaunchRequest = { ...CLINICIAN, intent: 'coder-worklist' };
    const opened = await logInThrough(world, { persona: 'coder', launch });
    expect(opened.ok && [opened.session.persona, opened.session.startScreen]).toEqual(['coder', 'worklist']);
    const plain = await logInThrough(world, {
      persona: 'coder',
      launch: { ...CLINICIAN, intent: 'unheard-of' },
    });
    expect(plain.ok && plain.session.startScreen).toBe('encounter-review');
  });

  it.each([
    ['login-denied', 'cancelled'],
    ['scope-denied', 'scope-denied'],
  ] as const)('%s has a page of its own', async (fault, kind) => {
    expect(problemOf(await logInThrough(world, { launch: { ...CLINICIAN, fault } }))).toEqual({ kind });
    expect([page.sessionStorage.entries(), page.location.search]).toEqual([[], '']);
  });

  it('partial grants and a missing encounter are taken as they are', async () => {
    const partial = await logInThrough(world, { launch: { ...CLINICIAN, fault: 'partial-scopes' } });
    expect(
      partial.ok && [partial.session.granted.has('Procedure'), partial.session.granted.has('Patient')],
    ).toEqual([false, true]);
    const without = await logInThrough(world, { launch: { ...CLINICIAN, fault: 'missing-encounter' } });
    expect(without.ok && without.session.encounter).toBeNull();
  });

  it('ends in words when the token endpoint fails, stalls, or answers nonsense', async () => {
    const answers: readonly [() => Response, LaunchProblem['kind']][] = [
      [() => Response.error(), 'server-unreachable'],
      [() => new Response('', { status: 502 }), 'server-unreachable'],
      [
        () => Response.json({ error: 'invalid_grant', error_description: 'Ada Stone' }, { status: 400 }),
        'login-failed',
      ],
      [() => Response.json({ token_type: 'bearer' }), 'login-failed'],
      [
        () => new Response('<html>Ada Stone</html>', { headers: { 'content-type': 'text/html' } }),
        'login-failed',
      ],
    ];
    for (const [answer, kind] of answers) {
      world.intercept = ({ url }) => (url.endsWith('/token') ? answer() : null);
      const opened = await logInThrough(world);
      expect(problemOf(opened)?.kind).toBe(kind);
      expect(JSON.stringify(opened)).not.toContain('Ada');
      expect(page.sessionStorage.entries()).toEqual([]);
    }
  });

  it('refuses a login this tab did not start, a code without state, and a second use of the address', async () => {
    page.openFresh('http://app.test/index.html?code=stolen&state=guessed');
    expect(problemOf(await runAppPage())).toEqual({ kind: 'login-incomplete' });
    page.openFresh('http://app.test/index.html?code=stolen');
    expect(problemOf(await runAppPage())).toEqual({ kind: 'login-incomplete' });
    const launched = await launchFrom(world);
    const back = await authorizeAt(world, launched.ok ? launched.redirect : '');
    page.open(back);
    expect((await runAppPage()).ok).toBe(true);
    page.open(back);
    expect(problemOf(await runAppPage())).toEqual({ kind: 'login-incomplete' });
  });

  it('sends an EHR launch that opened the app page on to the launch page', async () => {
    page.openFresh(`http://app.test/index.html?iss=${encodeURIComponent(LISTED)}&launch=x`);
    expect(await runAppPage()).toMatchObject({
      ok: false,
      problem: null,
      goTo: expect.stringContaining('/launch/?iss='),
    });
  });

  it('an address without a login, such as a reload, is no launch', async () => {
    page.openFresh('http://app.test/index.html#/worklist?view=all');
    expect(problemOf(await runAppPage())).toEqual({ kind: 'no-launch' });
    expect(page.location.hash).toBe('#/worklist?view=all');
  });
});
