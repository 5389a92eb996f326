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
import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { sandboxReader, VISIT_A, watchedOptions } from '../test-kit/sandbox-session.ts';
import { decodeJsonOrNull } from './fhirclient-adapter.ts';
import type { Session } from './session.ts';

/**
 * The twenty behaviours of fhirclient 2.6.3 found by running it, by number. Each that can touch this app has a test
 * here that fails when its guard is taken away; each that cannot says why, and a test holds that reason true.
 */
const ROWS = {
  1: 'guarded', // pageLimit defaults to 1: our own paging
  2: 'guarded', // OperationOutcome entries among resources: our own page reader
  3: 'guarded', // the token goes to any absolute URL: base-origin guard
  4: 'guarded', // a self-linking next never ends: visited pages, caps
  5: 'guarded', // headers dropped from page two on: our own paging
  6: 'guarded', // no retry; errors hold URL and body: our own connection, redacted words
  7: 'cannot: no refresh token is asked for, and the library makes no request after the login',
  8: 'guarded', // weak state; authorize URL built by "+ ?": randomUUID, joinQuery
  9: 'guarded', // URL parameters override the configuration: strict parameters, adapter without query
  10: 'guarded', // init() returns the previous patient: never called, storage cleared first
  11: 'guarded', // a failed discovery is remembered until reload: own discovery first, retry by reload
  12: 'guarded', // the code is not encoded in the token body: encoded before it is handed over
  13: 'guarded', // string expires_in, dotted opaque token, base64url id_token
  14: 'guarded', // RFC 9207 iss not checked; claims not verified: checked here, claims decide nothing
  15: 'cannot: no refresh token is asked for; the setting is on all the same',
  16: 'cannot: patient.request is never used; every search names its patient',
  17: 'guarded', // PKCE only where advertised: always sent
  18: 'guarded', // completeInTarget, one storage slot for a tab: set, and own keys
  19: 'guarded', // debug output prints tokens: replaced in the build
  20: 'guarded', // 705 packages by way of a crypto polyfill: stubbed in package.json
} as const;

let world: LoginWorld;
beforeEach(() => {
  world = loginWorld();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const tokenRequest = (): Request | undefined => world.asked.find(({ url }) => url.endsWith('/token'));
const redirectOf = async (launch = CLINICIAN): Promise<URL> => {
  const launched = await launchFrom(world, { launch });
  return new URL(launched.ok ? launched.redirect : 'http://no.redirect');
};
const sessionOf = async (launch = CLINICIAN): Promise<Session> => {
  const opened = await logInThrough(world, { launch });
  if (!opened.ok) throw new Error(JSON.stringify(opened.problem));
  return opened.session;
};

/** Changes the token answer on its way to the page. */
function tokenAnswer(change: (body: Record<string, unknown>) => Record<string, unknown>): void {
  const before = fetch;
  vi.stubGlobal('fetch', async (url: string, init?: RequestInit) => {
    const response = await before(url, init);
    if (!url.endsWith('/token')) return response;
    return Response.json(change((await response.json()) as Record<string, unknown>));
  });
}

it('answers for all twenty rows', () => {
  expect(Object.keys(ROWS)).toHaveLength(20);
});

describe('reading is ours', () => {
  it('1: every page is read', async () => {
    const { reader, ehr } = await sandboxReader({ sandbox: { pageSize: 1 } });
    const chart = await reader.readChart(VISIT_A, watchedOptions().options);
    expect(chart.sources.find(({ type }) => type === 'MedicationAdministration')).toMatchObject({
      completeness: 'complete',
      count: 3,
    });
    expect(ehr.log.entries().filter(({ path }) => path.includes('/fhir?')).length).toBeGreaterThan(1);
  });

  it('2: a warning among the resources is a reason, never a resource', async () => {
    const { reader } = await sandboxReader({ personality: 'epic-like', fault: 'suppressed-warnings' });
    const chart = await reader.readChart(VISIT_A, watchedOptions().options);
    expect(chart.resources.map(({ resourceType }) => resourceType)).not.toContain('OperationOutcome');
    expect(chart.sources.find(({ type }) => type === 'Procedure')?.completeness).toBe('partial');
  });

  it.each(['cross-origin-next', 'cross-origin-reference'] as const)(
    '3: %s receives no token and no request',
    async (fault) => {
      const { reader, ehr, asked, iss } = await sandboxReader({ fault });
      await reader.readChart(VISIT_A, watchedOptions().options);
      expect(ehr.log.entries().filter(({ origin }) => origin === 'trap')).toEqual([]);
      expect(asked.filter(({ url }) => !url.startsWith(iss))).toEqual([]);
    },
  );

  it('4: a next link to the same page ends', async () => {
    const { reader, asked } = await sandboxReader({ fault: 'looped-next' });
    await reader.readChart(VISIT_A, watchedOptions().options);
    expect(asked.length).toBeLessThan(60);
  });

  it('5: page two goes out with the headers of page one', async () => {
    const { reader, asked } = await sandboxReader({ sandbox: { pageSize: 1 } });
    await reader.readChart(VISIT_A, watchedOptions().options);
    expect(new Set(asked.map(({ headers }) => headers.get('accept')))).toHaveProperty('size', 1);
  });

  it('6: 429 and 503 are tried again; words name neither ids nor values', async () => {
    const { reader } = await sandboxReader({ fault: '503-then-recovery' });
    const chart = await reader.readChart(VISIT_A, watchedOptions().options);
    expect(chart.sources.find(({ type }) => type === 'Procedure')?.completeness).toBe('complete');
    const denied = await (
      await sandboxReader({ fault: '403-by-scope' })
    ).reader.readChart(VISIT_A, watchedOptions().options);
    const words = denied.sources.map(({ reason }) => reason ?? '').join('\n');
    expect(words).toContain('Procedure?patient=…');
    expect(words).not.toMatch(/Patient\/a|patient=a|a-visit|http/);
  });
});

describe('the login', () => {
  it('8: state has 122 random bits, another each time', async () => {
    const states = [await redirectOf(), await redirectOf()].map((url) => url.searchParams.get('state') ?? '');
    for (const state of states)
      expect(state).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(states[0]).not.toBe(states[1]);
  });

  it('8: an authorize endpoint with a query of its own keeps it, and a relative one is found', async () => {
    const discovery = (authorization: string) => (request: Request) =>
      request.url.includes('well-known')
        ? Response.json({
            authorization_endpoint: authorization,
            token_endpoint: '../oauth/token',
            capabilities: ['permission-v2'],
          })
        : null;
    world.intercept = discovery('https://login.ehr.example/authorize?tenant=7');
    const own = await redirectOf();
    expect([own.searchParams.get('tenant'), own.searchParams.get('response_type')]).toEqual(['7', 'code']);
    expect(own.href.split('?')).toHaveLength(2);
    world.intercept = discovery('../oauth/authorize');
    expect((await redirectOf()).pathname).toBe('/hapi-like/none/oauth/authorize');
    expect((await logInThrough(world)).ok).toBe(true);
  });

  it.each([
    ['fhirServiceUrl', 'https://evil.example/fhir'],
    ['patientId', 'b'],
    ['clientId', 'stolen'],
  ])('9: ?%s= on either page overrides nothing', async (name, value) => {
    page.openFresh(
      `http://app.test/launch/?iss=${encodeURIComponent('http://127.0.0.1:9401/hapi-like/none/fhir')}&${name}=${value}`,
    );
    expect((await runLaunchPage('clinician')).ok).toBe(false);
    const redirect = await redirectOf();
    page.open(`${await authorizeAt(world, redirect.href)}&${name}=${value}`);
    expect((await runAppPage()).ok).toBe(false);
    page.open(`http://app.test/index.html?${name}=${value}`);
    expect(await runAppPage()).toMatchObject({ problem: { kind: 'unknown-parameter', name } });
  });

  it('9: even where the library looks at the URL itself, it sees none of it', async () => {
    const { fhirclientAdapter } = await import('./fhirclient-adapter.ts');
    page.open('http://app.test/index.html?patientId=b&fhirServiceUrl=https://evil.example');
    const store = { get: () => null, set: () => undefined, unset: () => false, clear: () => undefined };
    expect(fhirclientAdapter(store).getUrl().search).toBe('');
  });

  it('10: a new launch forgets the earlier one, and gives its own patient', async () => {
    const first = await redirectOf();
    expect(page.sessionStorage.entries().length).toBeGreaterThan(0);
    const opened = world.ehr.launch({ ...CLINICIAN, patient: 'Patient/b', encounter: 'Encounter/b-visit' });
    const iss = 'http://127.0.0.1:9401/hapi-like/none/fhir';
    page.open(`http://app.test/launch/?${new URLSearchParams({ iss, launch: opened.launch }).toString()}`);
    const second = await runLaunchPage('clinician');
    expect(page.sessionStorage.entries().join(' ')).not.toContain(first.searchParams.get('state'));
    page.open(await authorizeAt(world, second.ok ? second.redirect : ''));
    const session = await runAppPage();
    expect(session.ok && session.session.patient).toBe('Patient/b');
  });

  it('11: after a failed discovery the same page can launch once the server is back', async () => {
    world.intercept = ({ url }) => (url.includes('well-known') ? new Response('', { status: 503 }) : null);
    // An issuer no other test has asked: the library remembers by address.
    const launch = { ...CLINICIAN, personality: 'oracle-like', fault: 'clock-skew' } as const;
    expect(await launchFrom(world, { launch })).toMatchObject({ problem: { kind: 'server-unreachable' } });
    world.intercept = () => null;
    expect((await launchFrom(world, { launch })).ok).toBe(true);
  });

  it('12: a code with characters of its own arrives as it was sent', async () => {
    const redirect = await redirectOf();
    const back = new URL(await authorizeAt(world, redirect.href));
    back.searchParams.set('code', 'a+b&c=d e%f');
    page.open(back.href);
    await runAppPage();
    expect(new URLSearchParams(await tokenRequest()?.text()).get('code')).toBe('a+b&c=d e%f');
  });

  it('13: a lifetime given as text is a lifetime', async () => {
    const { expiresAt } = await sessionOf({ ...CLINICIAN, fault: 'string-expires-in' });
    const minutes = ((expiresAt ?? 0) - Date.now()) / 60_000;
    expect(Math.round(minutes)).toBe(60);
  });

  it('13: a dotted token that is no JWT, without lifetime, is a token', async () => {
    const { expiresAt } = await sessionOf({ ...CLINICIAN, fault: 'dotted-opaque-token' });
    expect(expiresAt).toBeNull();
  });

  it.each(['a.!!!.c', 'a.bm90IGpzb24.c', 'a..c', '...', 'a.-_-_.c'])(
    '13: %s does not stop the login',
    async (token) => {
      tokenAnswer((body) => ({
        access_token: token,
        token_type: 'Bearer',
        scope: body['scope'],
        patient: 'a',
      }));
      expect((await logInThrough(world)).ok).toBe(true);
    },
  );

  it('13: a base64url id_token is read, letters beyond ASCII included', async () => {
    const claims = Buffer.from(
      JSON.stringify({ fhirUser: 'Practitioner/osei', name: 'Zoë ~~~???>>>' }),
    ).toString('base64url');
    expect(claims).toMatch(/[-_]/);
    tokenAnswer((body) => ({ ...body, id_token: `h.${claims}.s` }));
    expect((await sessionOf()).fhirUser).toBe('Practitioner/osei');
    expect(JSON.parse(decodeJsonOrNull(claims))).toMatchObject({ name: 'Zoë ~~~???>>>' });
  });

  it('14: an answer of another authorization server is refused', async () => {
    const redirect = await redirectOf();
    const back = new URL(await authorizeAt(world, redirect.href));
    back.searchParams.set('iss', 'https://evil.example/fhir');
    page.open(back.href);
    expect(await runAppPage()).toMatchObject({ ok: false, problem: { kind: 'login-failed' } });
    expect(tokenRequest()).toBeUndefined();
  });

  it('14: unverified claims choose no persona and no patient', async () => {
    const claims = Buffer.from(
      JSON.stringify({ fhirUser: 'Patient/b', patient: 'b', persona: 'coder' }),
    ).toString('base64url');
    tokenAnswer((body) => ({ ...body, id_token: `h.${claims}.s` }));
    expect(await sessionOf()).toMatchObject({ persona: 'clinician', patient: 'Patient/a', fhirUser: null });
  });

  it('17: S256 is sent to a server that advertises no method', async () => {
    const redirect = await redirectOf({ ...CLINICIAN, personality: 'oracle-like' });
    expect(redirect.searchParams.get('code_challenge_method')).toBe('S256');
    expect(redirect.searchParams.get('code_challenge')).toMatch(/^[A-Za-z0-9_-]{43}$/);
  });

  it('18: the login completes in its own frame, without the one slot of the tab', async () => {
    const redirect = await redirectOf();
    const held = page.sessionStorage
      .entries()
      .map(([key, value]) => ({ key, value: JSON.parse(value) as unknown }));
    const state = held.find(
      ({ key }) => key.endsWith(redirect.searchParams.get('state') ?? '-') && !key.includes('launch:'),
    );
    expect(state?.value).toMatchObject({ completeInTarget: true });
    expect(held.map(({ key }) => key).filter((key) => key.includes('SMART_KEY'))).toEqual([]);
  });
});

describe('the build', () => {
  const sources = readdirSync('src/ehr', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
    .map((file) => readFileSync(`src/ehr/${file}`, 'utf8'));

  it('7, 10, 15, 16: only authorize and ready of the library are used, and no refresh token is asked for', () => {
    const imports = sources.flatMap((source) => [
      ...source.matchAll(/import (type )?([^;]*?) from 'fhirclient[^']*'/g),
    ]);
    const names = imports.filter((match) => match[1] === undefined).map((match) => match[2]?.trim());
    expect(new Set(names)).toEqual(new Set(['{ authorize }', '{ ready }', '* as security']));
    expect(sources.join('\n')).not.toMatch(/\.(request|refresh|patient\.read|user\.read)\(/);
  });

  it('19: nothing the library would print is in the build', async () => {
    const { default: config } = await import('../../vite.config.ts');
    const alias: unknown = config.resolve?.alias;
    expect(alias).toMatchObject({ debug: expect.stringMatching(/vendor\/debug-off\/index\.cjs$/) });
    const debug = createRequire(import.meta.url)('../../vendor/debug-off/index.cjs') as (name: string) => {
      extend: (name: string) => (text: string) => void;
    };
    const printed = vi.spyOn(console, 'log');
    debug('FHIR').extend('oauth2')('Token response: %O');
    expect(printed).not.toHaveBeenCalled();
  });

  it('20: the crypto polyfill and its React Native tail are not installed', () => {
    const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
      overrides: Record<string, string>;
    };
    expect(manifest.overrides['isomorphic-webcrypto']).toBe('$isomorphic-webcrypto');
    const lock = readFileSync('package-lock.json', 'utf8');
    expect(lock).not.toMatch(/node_modules\/(react-native|expo)[^"]*"/);
  });
});
