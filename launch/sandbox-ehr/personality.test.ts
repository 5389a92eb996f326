import { describe, expect, it } from 'vitest';
import { SOURCE_TYPES } from '../../src/vocab/completeness.ts';
import { PERSONALITIES, type Personality } from './personality.ts';
import { supportFor } from './search-support.ts';
import { bundle, logIn, matched, send, testSandbox } from './test-client.ts';

const PATIENT = 'patient=Patient/a';

async function asked(personality: Personality, path: string, headers: Readonly<Record<string, string>> = {}) {
  const { get } = await logIn(testSandbox(), personality);
  const response = await get(path, headers);
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
  };
}

describe('rejects in its own manner', () => {
  it('epic-like: HTML for what it does not have', async () => {
    for (const path of [`MedicationStatement?${PATIENT}`, `ChargeItem?${PATIENT}`]) {
      const { status, type, text } = await asked('epic-like', path);
      expect([status, type.split(';')[0]]).toEqual([404, 'text/html']);
      expect(text).toMatch(/^<!DOCTYPE html>/);
    }
  });

  it('oracle-like: an OperationOutcome for what it does not have and will not search by', async () => {
    const refused = [
      ['Medication/a-depo', 404],
      [`Procedure?${PATIENT}&encounter=a-visit`, 400],
      [`MedicationAdministration?${PATIENT}&context=Encounter/a-visit`, 400],
      ['MedicationAdministration?_id=a-given-1', 400],
      [`MedicationAdministration?${PATIENT}&effective-time=ge2026-11-23`, 400],
      [`MedicationAdministration?${PATIENT}&effective-time=2026-11-23T10:00:00Z`, 400],
      [`Task?${PATIENT}`, 404],
      [`Coverage?${PATIENT}`, 403],
    ] as const;
    for (const [path, expected] of refused) {
      const { status, text } = await asked('oracle-like', path);
      expect([path, status, JSON.parse(text)]).toMatchObject([
        path,
        expected,
        { resourceType: 'OperationOutcome' },
      ]);
    }
  });

  it('meditech-like: resource and detail, and no administrations at all', async () => {
    for (const [path, expected] of [
      [`MedicationAdministration?${PATIENT}`, 404],
      [`Procedure?${PATIENT}&encounter=a-visit`, 400],
      [`Condition?${PATIENT}&encounter=a-visit`, 400],
    ] as const) {
      const { status, text } = await asked('meditech-like', path);
      expect(status).toBe(expected);
      expect(Object.keys(JSON.parse(text) as object)).toEqual(['resource', 'detail']);
    }
  });

  it('hapi-like: everything the app reads is there, an unknown parameter is not', async () => {
    for (const type of SOURCE_TYPES) expect(supportFor('hapi-like', type)).not.toBeNull();
    expect((await asked('hapi-like', `Procedure?${PATIENT}&colour=red`)).status).toBe(400);
  });

  it('answers no POST _search', async () => {
    for (const personality of PERSONALITIES) {
      const ehr = testSandbox();
      const { iss, token } = await logIn(ehr, personality);
      const headers = { authorization: `Bearer ${token}` };
      expect((await send(ehr, `${iss}/Procedure/_search`, { method: 'POST', headers })).status).toBe(404);
    }
  });
});

describe('epic-like', () => {
  it('answers an empty search with outcome 4101', async () => {
    const { text } = await asked('epic-like', `Procedure?${PATIENT}&date=lt2020-01-01`);
    expect(JSON.parse(text)).toMatchObject({
      total: 0,
      entry: [
        { search: { mode: 'outcome' }, resource: { issue: [{ details: { coding: [{ code: '4101' }] } }] } },
      ],
    });
  });

  it('drops an unknown parameter and says so', async () => {
    const { get } = await logIn(testSandbox(), 'epic-like');
    const found = await bundle(await get(`MedicationRequest?${PATIENT}&encounter=a-visit`));
    expect(JSON.stringify(found)).toContain('Unknown parameter encounter');
  });

  it('speaks XML unless JSON is asked for by name', async () => {
    expect((await asked('epic-like', 'Patient/a', { accept: '*/*' })).text).toMatch(/^<Patient xmlns=/);
    expect((await asked('epic-like', 'Patient/a')).type).toContain('json');
  });

  it('names a medication by reference and display, and its strength says nothing', async () => {
    const { get } = await logIn(testSandbox(), 'epic-like');
    const given = (await (await get('MedicationAdministration/a-given-2')).json()) as Record<string, unknown>;
    expect(given).not.toHaveProperty('medicationCodeableConcept');
    expect(given['medicationReference']).toEqual({
      reference: 'Medication/ma-a-given-2',
      display: 'methylprednisolone acetate 40 mg/mL',
    });
    const derived = await (await get('Medication/ma-a-given-2')).text();
    expect(derived).toContain('1358510');
    expect(derived).not.toContain('0009-3073-01');
    expect(await (await get('Medication/a-depo')).json()).toMatchObject({
      ingredient: [
        { strength: { numerator: { value: 40, unit: 'mg' }, denominator: { value: 40, unit: 'mg' } } },
      ],
    });
  });

  it('shows drafts under a type code of its own', async () => {
    const { text } = await asked('epic-like', 'DocumentReference/a-note');
    expect(JSON.parse(text)).toMatchObject({ docStatus: 'preliminary' });
    expect(text).not.toContain('loinc');
  });
});

describe('oracle-like', () => {
  it('contains the medication and records the volume', async () => {
    const { get } = await logIn(testSandbox(), 'oracle-like');
    expect(await (await get('MedicationAdministration/a-given-1')).json()).toMatchObject({
      medicationReference: { reference: '#medication' },
      contained: [{ resourceType: 'Medication', id: 'medication' }],
      dosage: { dose: { value: 1, unit: 'mL' } },
    });
  });

  it('leaves a dose alone when no strength is known', async () => {
    const { get } = await logIn(testSandbox(), 'oracle-like');
    expect(await (await get('MedicationAdministration/a-given-2')).json()).toMatchObject({
      dosage: { dose: { value: 40, unit: 'mg' } },
    });
  });

  it('gives at most a hundred', async () => {
    const { get } = await logIn(testSandbox(), 'oracle-like');
    expect(matched(await bundle(await get(`Procedure?${PATIENT}&_count=5000`)))).toEqual(['a-injection']);
  });
});

it.each(PERSONALITIES)('%s: the CapabilityStatement lists what searches accept', async (personality) => {
  const { get } = await logIn(testSandbox(), personality);
  const statement = (await (await get('metadata')).json()) as {
    rest: readonly [{ resource: readonly { type: string; searchParam?: readonly { name: string }[] }[] }];
  };
  for (const { type, searchParam } of statement.rest[0].resource)
    for (const { name } of searchParam ?? [])
      expect(name === '_count' || supportFor(personality, type)?.search.includes(name)).toBe(true);
  const types = statement.rest[0].resource.map((each) => each.type);
  expect(types.includes('MedicationAdministration')).toBe(personality !== 'meditech-like');
});
