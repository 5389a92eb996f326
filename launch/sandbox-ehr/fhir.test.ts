import { describe, expect, it } from 'vitest';
import type { Personality } from './personality.ts';
import { bundle, type BundleLike, logIn, matched, nextOf, send, testSandbox } from './test-client.ts';

const PATIENT = 'patient=Patient/a';
const GIVEN = `MedicationAdministration?${PATIENT}`;
const DAY = 'effective-time=ge2026-11-22T00:00:00-05:00&effective-time=le2026-11-22T23:59:59-05:00';

async function allPages(
  first: Response,
  follow: (url: string) => Promise<Response>,
): Promise<readonly string[]> {
  const ids: string[] = [];
  let page: BundleLike = await bundle(first);
  for (;;) {
    ids.push(...matched(page));
    const next = nextOf(page);
    if (!next) return ids;
    page = await bundle(await follow(next));
  }
}

const EVERY: readonly Personality[] = ['epic-like', 'oracle-like', 'hapi-like'];

describe('search', () => {
  it.each(EVERY)('%s: a window finds what lies in it and nothing else', async (personality) => {
    const { get } = await logIn(testSandbox(), personality);
    expect(matched(await bundle(await get(`${GIVEN}&${DAY}`)))).toEqual(['a-given-2']);
    expect(matched(await bundle(await get(GIVEN)))).toEqual(['a-given-1', 'a-given-2', 'a-given-3']);
  });

  it.each([
    ['Procedure', 'date=ge2026-11-23&date=le2026-11-23', ['a-injection']],
    ['Procedure', 'date=lt2026-11-23', []],
    ['Procedure', 'encounter=Encounter/a-visit', ['a-injection']],
    ['Condition', 'category=encounter-diagnosis', ['a-oa']],
    ['Condition', 'code=http://hl7.org/fhir/sid/icd-10-cm|M17.11', ['a-oa']],
    ['Condition', 'code=http://snomed.info/sct|M17.11', []],
    ['Encounter', 'status=planned,in-progress', ['a-visit']],
    ['Encounter', 'date=ge2026-11-24', ['a-visit']],
    ['Encounter', 'date=le2026-11-22', []],
  ])('%s?%s finds %j', async (type, query, ids) => {
    const { get } = await logIn(testSandbox(), 'hapi-like');
    expect(matched(await bundle(await get(`${type}?${PATIENT}&${query}`)))).toEqual(ids);
  });

  it('includes medications where honoured, and only there', async () => {
    const query = `${GIVEN}&_include=MedicationAdministration:medication`;
    const included = async (personality: Personality) => {
      const { get } = await logIn(testSandbox(), personality);
      const { entry } = await bundle(await get(query));
      return entry.filter((each) => each.search.mode === 'include').map((each) => each.resource.id);
    };
    expect(await included('hapi-like')).toEqual(['a-depo']);
    expect(await included('epic-like')).toEqual([]);
    const { get } = await logIn(testSandbox(), 'oracle-like');
    expect((await get(query)).status).toBe(400);
  });

  it('finds encounters of all patients by day and clinician for a user-level token', async () => {
    const { get } = await logIn(testSandbox(), 'hapi-like', {
      scope: 'launch user/*.rs',
      launch: { patient: null },
    });
    const query = 'Encounter?date=ge2026-11-23&practitioner=Practitioner/osei';
    expect(matched(await bundle(await get(query)))).toEqual(['a-visit', 'b-visit']);
    const tasks = await bundle(await get('Task?owner=Practitioner/sandbox-coder'));
    expect(matched(tasks)).toEqual(['review-a-visit', 'review-b-visit']);
    expect((await get('List/sandbox-patients')).status).toBe(200);
  });
});

describe('paging', () => {
  it.each(EVERY)('%s: next leads through every page once', async (personality) => {
    const { get, iss } = await logIn(testSandbox({ pageSize: 1 }), personality);
    const ids = await allPages(await get(GIVEN), (url) => get(new URL(url, `${iss}/`).href));
    expect(ids).toEqual(['a-given-1', 'a-given-2', 'a-given-3']);
  });

  it('meditech-like writes relative continue links', async () => {
    const ehr = testSandbox({ pageSize: 1 });
    const { get } = await logIn(ehr, 'meditech-like');
    const next = nextOf(await bundle(await get(`Encounter?${PATIENT}`)));
    expect(next).toBeUndefined();
    const conditions = await logIn(ehr, 'meditech-like', { fault: 'lost-page-two' });
    const procedures = await bundle(await conditions.get(`Procedure?${PATIENT}`));
    expect(nextOf(procedures)).toMatch(/^Procedure\?patient=.*&continue=/);
  });

  it('lets the stateful links expire', async () => {
    let now = 1_000_000;
    const { get } = await logIn(testSandbox({ pageSize: 1, now: () => now }), 'hapi-like');
    const next = nextOf(await bundle(await get(GIVEN))) ?? '';
    expect((await get(next)).status).toBe(200);
    now += 6 * 60_000;
    expect((await get(next)).status).toBe(410);
  });

  it('counts the page on epic-like and everything elsewhere', async () => {
    const totals = EVERY.map(async (personality) => {
      const { get } = await logIn(testSandbox({ pageSize: 2 }), personality);
      return (await bundle(await get(GIVEN))).total;
    });
    expect(await Promise.all(totals)).toEqual([2, 3, 3]);
  });
});

describe('read and update', () => {
  const put = async (ifMatch: string | null, scope = 'launch patient/Procedure.crus') => {
    const ehr = testSandbox();
    const { get, token, iss } = await logIn(ehr, 'hapi-like', { scope });
    const before = (await (await get('Procedure/a-injection')).json()) as Record<string, unknown>;
    const response = await send(ehr, `${iss}/Procedure/a-injection`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, ...(ifMatch ? { 'if-match': ifMatch } : {}) },
      body: JSON.stringify({ ...before, bodySite: [{ text: 'Right knee' }] }),
    });
    return { response, ehr, after: await get('Procedure/a-injection') };
  };

  it('saves with the right version and gives the next one', async () => {
    const { response, after } = await put('W/"1"');
    expect([response.status, response.headers.get('etag')]).toEqual([200, 'W/"2"']);
    expect(await after.json()).toMatchObject({
      bodySite: [{ text: 'Right knee' }],
      meta: { versionId: '2' },
    });
  });

  it.each([
    ['W/"7"', 412],
    [null, 428],
  ])('refuses If-Match %s', async (ifMatch, status) => {
    const { response, after } = await put(ifMatch);
    expect(response.status).toBe(status);
    expect(await after.json()).not.toHaveProperty('bodySite');
  });

  it('refuses a token without the right to change', async () => {
    expect((await put('W/"1"', 'launch patient/Procedure.rs')).response.status).toBe(403);
  });

  it('forgets edits on reset', async () => {
    const { ehr } = await put('W/"1"');
    ehr.reset();
    expect(ehr.store.read('Procedure/a-injection')).not.toHaveProperty('bodySite');
  });
});

describe('scopes', () => {
  it('refuses types, patients and actions the token does not name', async () => {
    const { get } = await logIn(testSandbox(), 'hapi-like', {
      scope: 'launch patient/Procedure.r patient/Patient.rs',
    });
    expect((await get('Procedure/a-injection')).status).toBe(200);
    expect((await get(`Procedure?${PATIENT}`)).status).toBe(403);
    expect((await get('Condition/a-oa')).status).toBe(403);
    expect((await get('Patient/b')).status).toBe(403);
  });

  it('confines a patient-level search to the patient, asked for or not', async () => {
    const { get } = await logIn(testSandbox(), 'hapi-like');
    expect((await get('Procedure?patient=Patient/b')).status).toBe(403);
    expect(matched(await bundle(await get('Procedure')))).toEqual(['a-injection']);
    expect((await get('Binary/b-note')).status).toBe(403);
    expect((await get('Binary/a-note')).status).toBe(200);
  });

  it('lets a user-level token read any patient', async () => {
    const { get } = await logIn(testSandbox(), 'meditech-like', { scope: 'launch user/*.read' });
    expect(matched(await bundle(await get('Procedure?patient=b')))).toEqual(['b-injection']);
  });

  it('knows a token at its own issuer only', async () => {
    const ehr = testSandbox();
    const { get } = await logIn(ehr, 'hapi-like');
    expect((await get(`${ehr.iss('oracle-like')}/Patient/a`)).status).toBe(401);
    expect((await get(`${ehr.iss('hapi-like', '429-date')}/Patient/a`)).status).toBe(401);
  });
});

describe('log', () => {
  it('keeps order and parameter names, and neither ids nor values', async () => {
    const ehr = testSandbox();
    const { get } = await logIn(ehr, 'hapi-like');
    ehr.log.clear();
    await Promise.all([get(GIVEN), get(`Procedure?${PATIENT}`)]);
    await get('Patient/a');
    const entries = ehr.log.entries();
    expect(entries.map(({ path, bearer, status }) => [path, bearer, status])).toEqual([
      ['/hapi-like/none/fhir/MedicationAdministration?patient', true, 200],
      ['/hapi-like/none/fhir/Procedure?patient', true, 200],
      ['/hapi-like/none/fhir/Patient/{id}', true, 200],
    ]);
    const [first, second, third] = entries;
    expect(second?.arrived).toBeLessThan(first?.answered ?? 0);
    expect(third?.arrived).toBeGreaterThan(second?.answered ?? Infinity);
  });
});
