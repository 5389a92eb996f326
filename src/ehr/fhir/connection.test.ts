import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { bearer } from '../credentials.ts';
import { SessionExpired } from '../session.ts';
import { Connection, type ConnectionLimits } from './connection.ts';
import { baseUrl } from './inside-base.ts';

const PATIENT = { resourceType: 'Patient', id: '1' };
type Answer = () => Response | Promise<Response>;
const json = (value: unknown, status = 200, headers: Record<string, string> = {}): Answer => {
  return () =>
    new Response(JSON.stringify(value), {
      status,
      headers: { 'content-type': 'application/fhir+json', ...headers },
    });
};
const status = (code: number, headers: Record<string, string> = {}): Answer => {
  return () => new Response('', { status: code, headers });
};
const dead: Answer = () => Promise.reject(new TypeError('Failed to fetch'));

interface Asked {
  readonly at: number;
  readonly url: string;
  readonly init: RequestInit;
}

/** A server that gives these answers in order, the last one for ever. */
function server(answers: readonly Answer[], limits: Partial<ConnectionLimits> = {}) {
  const asked: Asked[] = [];
  const credentials = bearer('token-1');
  const connection = new Connection({
    base: baseUrl('https://ehr.example/r4'),
    credentials,
    limits,
    random: () => 0,
    fetch: (url, init) => {
      asked.push({ at: Date.now(), url: url.href, init });
      const answer = answers[Math.min(asked.length, answers.length) - 1];
      return Promise.resolve(answer?.() ?? new Response());
    },
  });
  return { asked, connection, credentials };
}

const get = (connection: Connection, address = 'Patient/1', signal = new AbortController().signal) =>
  connection.get(address, { signal });

beforeEach(() => {
  vi.useFakeTimers({ now: Date.parse('2026-11-23T12:00:00Z') });
});
afterEach(() => {
  vi.useRealTimers();
});

/** Runs every timer the work sets, and returns its result. */
async function timed<T>(work: Promise<T>): Promise<T> {
  const caught = work.catch((error: unknown) => error);
  await vi.runAllTimersAsync();
  await caught;
  return work;
}

it('sends the token, no cookie, and follows no redirect', async () => {
  const { asked, connection } = server([json(PATIENT)]);
  const answer = await get(connection);
  expect(answer).toMatchObject({ ok: true, body: { kind: 'json', value: PATIENT } });
  expect(asked[0]?.url).toBe('https://ehr.example/r4/Patient/1');
  expect(asked[0]?.init).toMatchObject({ credentials: 'omit', redirect: 'error', cache: 'no-store' });
  const headers = new Headers(asked[0]?.init.headers);
  expect(headers.get('authorization')).toBe('Bearer token-1');
  expect(headers.get('accept')).toContain('application/fhir+json');
});

it('asks nothing of another origin, and nothing at all once the token is forgotten', async () => {
  const { asked, connection, credentials } = server([json(PATIENT)]);
  expect(await get(connection, 'https://evil.example/r4/Patient/1')).toMatchObject({
    ok: false,
    kind: 'off-origin',
  });
  credentials.forget();
  await expect(get(connection)).rejects.toBeInstanceOf(SessionExpired);
  expect(asked).toEqual([]);
});

describe('retries', () => {
  it.each([429, 502, 503, 504])('%i, then the answer', async (code) => {
    const { asked, connection } = server([status(code), json(PATIENT)]);
    expect((await timed(get(connection))).ok).toBe(true);
    expect(asked.map(({ at }) => at - (asked[0]?.at ?? 0))).toEqual([0, 400]);
  });

  it('a network failure, then the answer', async () => {
    const { asked, connection } = server([dead, dead, json(PATIENT)]);
    expect((await timed(get(connection))).ok).toBe(true);
    expect(asked.map(({ at }) => at - (asked[0]?.at ?? 0))).toEqual([0, 400, 1200]);
  });

  it.each([
    ['seconds', '3'],
    ['a date', 'Mon, 23 Nov 2026 12:00:03 GMT'],
  ])('waits as long as Retry-After says in %s', async (_, header) => {
    const { asked, connection } = server([status(429, { 'retry-after': header }), json(PATIENT)]);
    await timed(get(connection));
    expect((asked[1]?.at ?? 0) - (asked[0]?.at ?? 0)).toBe(3000);
  });

  it('a 403 that says when to come back is a throttle; a plain 403 is not tried again', async () => {
    const throttled = server([status(403, { 'retry-after': '1' }), json(PATIENT)]);
    expect((await timed(get(throttled.connection))).ok).toBe(true);
    const denied = server([status(403), json(PATIENT)]);
    expect(await timed(get(denied.connection))).toMatchObject({ ok: false, kind: 'denied' });
    expect(denied.asked).toHaveLength(1);
  });

  it('stops after three tries', async () => {
    const { asked, connection } = server([status(503)]);
    expect(await timed(get(connection))).toMatchObject({ ok: false, kind: 'failed', status: 503 });
    expect(asked).toHaveLength(3);
  });

  it('does not wait past its budget', async () => {
    const { asked, connection } = server([status(429, { 'retry-after': '60' })], { totalMs: 40_000 });
    expect(await timed(get(connection))).toMatchObject({ ok: false, kind: 'throttled', status: 429 });
    expect(asked).toHaveLength(1);
  });

  it.each([400, 404, 410, 500])('%i is not tried again', async (code) => {
    const { asked, connection } = server([status(code), json(PATIENT)]);
    expect((await timed(get(connection))).ok).toBe(false);
    expect(asked).toHaveLength(1);
  });

  it('ends a wait at once when the caller leaves', async () => {
    const left = new AbortController();
    const { asked, connection } = server([status(503), json(PATIENT)]);
    const work = get(connection, 'Patient/1', left.signal);
    setTimeout(() => left.abort(), 100);
    await expect(timed(work)).rejects.toThrow(/abort/i);
    expect(asked).toHaveLength(1);
  });
});

it('a stalled request ends after its time, in words, and is not asked again', async () => {
  const asked: string[] = [];
  const connection = new Connection({
    base: baseUrl('https://ehr.example/r4'),
    credentials: bearer('t'),
    fetch: (url, init) => {
      asked.push(url.href);
      return new Promise((_, reject) => {
        init.signal?.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      });
    },
  });
  const answer = await timed(get(connection));
  expect(answer).toMatchObject({ ok: false, kind: 'timed-out' });
  expect(answer.ok ? '' : answer.reason).toContain('15 seconds');
  expect(asked).toHaveLength(1);
});

it('401 ends the session', async () => {
  const { connection } = server([status(401)]);
  await expect(get(connection)).rejects.toBeInstanceOf(SessionExpired);
});

describe('what an answer is', () => {
  const html =
    (code: number): Answer =>
    () =>
      new Response('<!doctype html><p>Ada Stone</p>', {
        status: code,
        headers: { 'content-type': 'text/html' },
      });
  it.each<[string, Answer, string]>([
    ['403', status(403), 'denied'],
    ['404', status(404), 'unsupported'],
    ['an HTML page with 200', html(200), 'unsupported'],
    [
      'HTML labelled as JSON',
      () => new Response('<html></html>', { headers: { 'content-type': 'application/json' } }),
      'unsupported',
    ],
    ['an HTML error', html(400), 'unsupported'],
    [
      'XML',
      () =>
        new Response('<?xml version="1.0"?><Bundle/>', {
          headers: { 'content-type': 'application/fhir+xml' },
        }),
      'unsupported',
    ],
    [
      '400 not-supported',
      json({ resourceType: 'OperationOutcome', issue: [{ code: 'not-supported' }] }, 400),
      'unsupported',
    ],
    ['400', json({ resource: 'Procedure', detail: 'Ada Stone' }, 400), 'refused'],
    ['500', status(500), 'failed'],
    ['410', status(410), 'gone'],
    [
      'truncated JSON',
      () => new Response('{"resourceType":"Bund', { headers: { 'content-type': 'application/fhir+json' } }),
      'failed',
    ],
    [
      'an empty 200',
      () => new Response('', { headers: { 'content-type': 'application/fhir+json' } }),
      'failed',
    ],
  ])('%s is %s', async (_, answer, kind) => {
    const { connection } = server([answer]);
    const result = await timed(get(connection, 'Procedure?patient=secret-1&date=ge2026'));
    expect(result).toMatchObject({ ok: false, kind });
    // Words may be shown and kept: no value, no body.
    expect(JSON.stringify(result)).not.toMatch(/secret-1|Ada|2026/);
  });

  it('an answer larger than the limit is not read', async () => {
    const { connection } = server([json({ resourceType: 'Patient', note: 'x'.repeat(2000) })], {
      maxBytes: 1000,
    });
    expect(await get(connection)).toMatchObject({ ok: false, kind: 'failed' });
  });

  it('raw content keeps its bytes', async () => {
    const { connection } = server([
      () => new Response('Note text.', { headers: { 'content-type': 'text/plain' } }),
    ]);
    const answer = await get(connection, 'Binary/1');
    expect(answer.ok && answer.body.kind === 'raw' && new TextDecoder().decode(answer.body.bytes)).toBe(
      'Note text.',
    );
  });
});
