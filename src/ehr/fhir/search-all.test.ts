import { describe, expect, it } from 'vitest';
import { bearer } from '../credentials.ts';
import { Connection } from './connection.ts';
import { baseUrl } from './inside-base.ts';
import { searchAll, type Budget, type SearchResult } from './search-all.ts';

const BASE = 'https://ehr.example/r4';
const SEARCH = { type: 'Procedure', parameters: [['patient', '1']] } as const;

const procedure = (id: string): object => ({
  resource: { resourceType: 'Procedure', id },
  search: { mode: 'match' },
});
const outcome = (issue: object, mode: string | null = 'outcome'): object => ({
  resource: { resourceType: 'OperationOutcome', issue: [issue] },
  ...(mode === null ? {} : { search: { mode } }),
});
const coded = (code: string, severity = 'warning'): object => ({
  severity,
  code: 'processing',
  details: { coding: [{ code }] },
});

type Page = { readonly entries?: readonly object[]; readonly next?: string } | Response;

/** A server whose pages stand under `?page=n`; page 1 answers the search. */
function paged(pages: readonly Page[]) {
  const asked: { readonly url: string; readonly headers: Headers }[] = [];
  const connection = new Connection({
    base: baseUrl(BASE),
    credentials: bearer('t'),
    random: () => 0,
    limits: { tries: 1 },
    fetch: (url, init) => {
      asked.push({ url: url.href, headers: new Headers(init.headers) });
      const page = pages[Number(url.searchParams.get('page') ?? 1) - 1];
      if (page instanceof Response) return Promise.resolve(page.clone());
      const link = page?.next === undefined ? [] : [{ relation: 'next', url: page.next }];
      const body = { resourceType: 'Bundle', type: 'searchset', link, entry: page?.entries ?? [] };
      return Promise.resolve(Response.json(body));
    },
  });
  return { asked, connection };
}

const budgetOf = (change: Partial<Budget> = {}): Budget => ({
  resourcesLeft: 1000,
  endsAt: Number.MAX_SAFE_INTEGER,
  now: () => 0,
  ...change,
});

const read = (
  connection: Connection,
  {
    maxPages = 50,
    budget = budgetOf(),
    onPage,
  }: { maxPages?: number; budget?: Budget; onPage?: (n: number) => void } = {},
): Promise<SearchResult> =>
  searchAll(connection, SEARCH, {
    signal: new AbortController().signal,
    maxPages,
    budget,
    ...(onPage ? { onPage } : {}),
  });

const ids = ({ resources }: SearchResult): readonly unknown[] => resources.map((resource) => resource['id']);
const one = (entries: readonly object[]) => read(paged([{ entries }]).connection);

describe('paging', () => {
  it.each([
    ['absolute', `${BASE}/Procedure?page=2`],
    ['relative to the base', 'Procedure?page=2'],
    ['relative to the page', '?page=2'],
    ['rooted', '/r4/Procedure?page=2'],
  ])('follows a next link that is %s, with the same headers', async (_, next) => {
    const seen: number[] = [];
    const { asked, connection } = paged([{ entries: [procedure('a')], next }, { entries: [procedure('b')] }]);
    const result = await read(connection, { onPage: (count) => seen.push(count) });
    expect([ids(result), result.ending.completeness, seen]).toEqual([['a', 'b'], 'complete', [1, 2]]);
    expect(asked.map(({ headers }) => headers.get('accept'))).toEqual(
      Array.from({ length: 2 }, () => asked[0]?.headers.get('accept')),
    );
  });

  it('a next link to another origin is not followed: the list is partial and no request leaves', async () => {
    const { asked, connection } = paged([
      { entries: [procedure('a')], next: 'https://evil.example/r4/Procedure?page=2' },
    ]);
    const result = await read(connection);
    expect([ids(result), result.ending.completeness]).toEqual([['a'], 'partial']);
    expect(asked.map(({ url }) => new URL(url).host)).toEqual(['ehr.example']);
  });

  it('a loop of any length ends', async () => {
    const loop = paged([
      { entries: [procedure('a')], next: '?page=2' },
      { entries: [procedure('b')], next: '?page=3' },
      { entries: [procedure('c')], next: '?page=2' },
    ]);
    const result = await read(loop.connection);
    expect([ids(result), result.ending.completeness, loop.asked.length]).toEqual([
      ['a', 'b', 'c'],
      'partial',
      3,
    ]);
  });

  it('a page limit, a resource limit and a time limit each end in partial and keep what was read', async () => {
    const endless = Array.from({ length: 20 }, (_, at) => ({
      entries: [procedure(`p${at}`)],
      next: `?page=${at + 2}`,
    }));
    const pages = await read(paged(endless).connection, { maxPages: 3 });
    expect([ids(pages), pages.ending.completeness]).toEqual([['p0', 'p1', 'p2'], 'partial']);
    const resources = await read(paged(endless).connection, { budget: budgetOf({ resourcesLeft: 2 }) });
    expect([ids(resources), resources.ending.completeness]).toEqual([['p0', 'p1'], 'partial']);
    let now = 0;
    const time = await read(paged(endless).connection, {
      budget: budgetOf({ endsAt: 3, now: () => (now += 1) }),
    });
    expect([ids(time).length, time.ending.completeness]).toEqual([3, 'partial']);
  });

  it.each([404, 403, 410, 503])('page two lost to %i is partial, with page one kept', async (status) => {
    const { connection } = paged([
      { entries: [procedure('a')], next: '?page=2' },
      new Response('', { status }),
    ]);
    const result = await read(connection);
    expect([ids(result), result.ending.completeness]).toEqual([['a'], 'partial']);
    expect(result.ending.reason).toContain('Page 2');
  });

  it('the same resource on two pages counts once; two without id are two', async () => {
    const bare = { resource: { resourceType: 'Procedure' }, search: { mode: 'match' } };
    const { connection } = paged([
      { entries: [procedure('a'), bare], next: '?page=2' },
      { entries: [procedure('a'), bare] },
    ]);
    expect((await read(connection)).resources).toHaveLength(3);
  });
});

describe('issues inside a 200', () => {
  it.each([
    ['4119', coded('4119')],
    ['59204', coded('59204')],
    ['59205', coded('59205', 'information')],
    ['suppressed', { severity: 'information', code: 'suppressed' }],
    ['incomplete', { severity: 'warning', code: 'incomplete' }],
    ['an unknown warning', { severity: 'warning', code: 'processing' }],
    ['an error', { severity: 'error', code: 'exception' }],
  ])('%s makes the list partial, and is not a resource', async (_, issue) => {
    const result = await one([procedure('a'), outcome(issue)]);
    expect([ids(result), result.ending.completeness]).toEqual([['a'], 'partial']);
  });

  it('an inline outcome instead of a resource makes it partial', async () => {
    const result = await one([
      procedure('a'),
      outcome({ severity: 'information', code: 'informational' }, 'match'),
    ]);
    expect(result.ending.completeness).toBe('partial');
    expect(
      (await one([outcome({ severity: 'information', code: 'informational' }, null)])).ending.completeness,
    ).toBe('partial');
  });

  it.each([
    ['4101, nothing found', coded('4101')],
    ['an ignored parameter', { severity: 'information', code: 'not-supported' }],
    ['information', { severity: 'information', code: 'informational' }],
  ])('%s leaves the list complete', async (_, issue) => {
    expect((await one([outcome(issue)])).ending).toEqual({ completeness: 'complete', reason: null });
  });

  it('an entry without a resource, or with another type, is left out and said', async () => {
    for (const entry of [{ fullUrl: 'urn:x' }, { resource: { resourceType: 'Goal', id: '1' } }, null]) {
      const result = await one([procedure('a'), entry as object]);
      expect([ids(result), result.ending.completeness]).toEqual([['a'], 'partial']);
    }
  });

  it('included resources are kept apart from matches', async () => {
    const result = await one([
      procedure('a'),
      { resource: { resourceType: 'Medication', id: 'm' }, search: { mode: 'include' } },
    ]);
    expect([ids(result), result.included.length, result.ending.completeness]).toEqual([['a'], 1, 'complete']);
  });
});

describe('a first answer that is no list', () => {
  const first = (response: Response) => read(paged([response]).connection);
  it.each([
    ['403', new Response('', { status: 403 }), 'denied'],
    ['404', new Response('', { status: 404 }), 'unsupported'],
    ['HTML', new Response('<html>', { headers: { 'content-type': 'text/html' } }), 'unsupported'],
    ['503', new Response('', { status: 503 }), 'failed'],
    [
      'truncated',
      new Response('{"resourceType"', { headers: { 'content-type': 'application/json' } }),
      'failed',
    ],
    ['another resource', Response.json({ resourceType: 'Patient' }), 'failed'],
    ['plain text', new Response('ok', { headers: { 'content-type': 'text/plain' } }), 'failed'],
    ['an outcome alone', Response.json({ resourceType: 'OperationOutcome', issue: [coded('1')] }), 'failed'],
  ] as const)('%s', async (_, response, completeness) => {
    const result = await first(response);
    expect([result.resources, result.ending.completeness]).toEqual([[], completeness]);
    expect(result.ending.reason).not.toBeNull();
  });

  it('an outcome alone that says nothing was found is a whole, empty list', async () => {
    const result = await first(Response.json({ resourceType: 'OperationOutcome', issue: [coded('4101')] }));
    expect(result.ending.completeness).toBe('complete');
  });
});
