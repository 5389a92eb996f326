import { describe, expect, it } from 'vitest';
import { FAULTS, type SimulatedFault } from './fault.ts';
import { bundle, logIn, matched, nextOf, send, testSandbox } from './test-client.ts';

const GIVEN = 'MedicationAdministration?patient=Patient/a';
const PROCEDURES = 'Procedure?patient=Patient/a';
const NOTES = 'DocumentReference?patient=Patient/a';

const under = async (fault: SimulatedFault, options: Parameters<typeof testSandbox>[0] = {}) => {
  const ehr = testSandbox(options);
  return { ehr, ...(await logIn(ehr, 'hapi-like', { fault })) };
};

describe('access', () => {
  it('401: every read', async () => {
    const { get } = await under('401');
    const response = await get('Patient/a');
    expect([response.status, response.headers.get('www-authenticate')]).toEqual([
      401,
      'Bearer error="invalid_token"',
    ]);
  });

  it('token-expiry-mid-session: the first reading succeeds, the second finds the token dead', async () => {
    const { get } = await under('token-expiry-mid-session');
    const first = await Promise.all([get(GIVEN), get(PROCEDURES), get(NOTES)]);
    expect(first.map((each) => each.status)).toEqual([200, 200, 200]);
    expect((await get(GIVEN)).status).toBe(401);
    expect((await get('Patient/a')).status).toBe(401);
  });

  it('403-by-scope: granted and refused all the same', async () => {
    const { get, body } = await under('403-by-scope');
    expect(body['scope']).toContain('patient/*.rs');
    const answers = await Promise.all([get(PROCEDURES), get(NOTES), get(GIVEN)]);
    expect(answers.map((each) => each.status)).toEqual([403, 403, 200]);
  });

  it('403-as-throttle: eight reads, then a minute of nothing', async () => {
    let now = 1_000_000;
    const { get } = await under('403-as-throttle', { now: () => now });
    for (let n = 0; n < 8; n += 1) expect((await get('Patient/a')).status).toBe(200);
    expect((await get('Patient/a')).status).toBe(403);
    now += 60_000;
    expect((await get('Patient/a')).status).toBe(200);
  });

  it.each([
    ['429-seconds', 429, '1'],
    ['429-date', 429, 'Mon, 23 Nov 2026 12:00:02 GMT'],
    ['503-then-recovery', 503, null],
  ] as const)('%s: once for each type, then as usual', async (fault, status, wait) => {
    const now = () => Date.parse('2026-11-23T12:00:00Z');
    const { get } = await under(fault, { now });
    const first = await get(GIVEN);
    expect([first.status, first.headers.get('retry-after')]).toEqual([status, wait]);
    expect((await get(GIVEN)).status).toBe(200);
    expect((await get(PROCEDURES)).status).toBe(status);
  });
});

describe('answers', () => {
  it('stall-30s: one search waits thirty seconds', async () => {
    const waits: number[] = [];
    const wait = (milliseconds: number): Promise<void> => {
      waits.push(milliseconds);
      return Promise.resolve();
    };
    const { get } = await under('stall-30s', { wait });
    await Promise.all([get(GIVEN), get(PROCEDURES)]);
    expect(waits).toEqual([30_000]);
  });

  it('html-200 and truncated-json: a 200 that is no bundle', async () => {
    const html = await (await under('html-200')).get(GIVEN);
    expect([html.status, html.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
    const cut = await (await under('truncated-json')).get(GIVEN);
    expect(cut.status).toBe(200);
    await expect(cut.json()).rejects.toThrow(SyntaxError);
  });

  it('looped-next: the next page is this page', async () => {
    const { get } = await under('looped-next');
    const first = await bundle(await get(GIVEN));
    const second = await bundle(await get(nextOf(first) ?? ''));
    expect([matched(second), nextOf(second)]).toEqual([matched(first), nextOf(first)]);
  });

  it('lost-page-two: even of one result', async () => {
    const { get } = await under('lost-page-two');
    for (const search of [GIVEN, PROCEDURES]) {
      const first = await bundle(await get(search));
      expect(matched(first)).toHaveLength(1);
      expect((await get(nextOf(first) ?? '')).status).toBe(410);
    }
  });

  it('cross-origin-next and cross-origin-reference: to another server, which notes a token that arrives', async () => {
    const { get, ehr, token } = await under('cross-origin-next');
    const next = nextOf(await bundle(await get(GIVEN))) ?? '';
    expect(new URL(next).host).toBe('elsewhere.sandbox.test');
    await send(ehr, next, { headers: { authorization: `Bearer ${token}` } });
    expect(ehr.log.entries().at(-1)).toMatchObject({ origin: 'trap', bearer: true });
    const bent = await (await (await under('cross-origin-reference')).get(GIVEN)).text();
    expect(bent).toContain('http://elsewhere.sandbox.test/fhir/Medication/');
  });

  it("wrong-patient-in-bundle: somebody else's resource among the patient's own", async () => {
    const { get } = await under('wrong-patient-in-bundle');
    const { entry } = await bundle(await get(PROCEDURES));
    expect(entry.map((each) => each.resource['subject'])).toEqual([
      { reference: 'Patient/a' },
      { reference: 'Patient/b' },
    ]);
  });

  it('suppressed-warnings: complete-looking and not', async () => {
    const ehr = testSandbox();
    const { get } = await logIn(ehr, 'epic-like', { fault: 'suppressed-warnings' });
    const codes = await Promise.all(
      [GIVEN, PROCEDURES, 'Condition?patient=Patient/a'].map(
        async (search) => /"code":"(4119|59204|59205)"/.exec(await (await get(search)).text())?.[1],
      ),
    );
    expect(codes).toEqual(['59205', '59204', '4119']);
  });
});

it('no fault but its own strikes: with none, every read of the first round is good', async () => {
  const { get } = await logIn(testSandbox(), 'hapi-like');
  const answers = await Promise.all([GIVEN, PROCEDURES, NOTES, GIVEN].map((search) => get(search)));
  expect(answers.map((each) => each.status)).toEqual([200, 200, 200, 200]);
  expect(new Set(FAULTS).size).toBe(FAULTS.length);
});
