import { describe, expect, it } from 'vitest';
import { readTokenAnswer } from './token-response.ts';

const BASE = 'https://ehr.example/r4';
const read = (more: object) => readTokenAnswer({ access_token: 't', ...more }, BASE);
const idToken = (claims: object): string =>
  `h.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.s`;

it.each([
  {},
  null,
  'text',
  [],
  { access_token: '' },
  { access_token: 7 },
  { access_token: 't', token_type: 'mac' },
])('%j is no token', (json) => {
  expect(readTokenAnswer(json, BASE)).toBeNull();
});

it('takes each field only if it is well formed, and the rest all the same', () => {
  expect(
    read({
      scope: 7,
      expires_in: {},
      patient: ['a'],
      encounter: 'e 1',
      id_token: 4,
      smart_style_url: null,
      fhirContext: 'x',
      intent: 'i'.repeat(200),
    }),
  ).toEqual({
    accessToken: 't',
    scope: null,
    lifetimeSeconds: null,
    patient: null,
    encounter: null,
    fhirUser: null,
    needPatientBanner: true,
    smartStyleUrl: null,
    intent: null,
    focus: [],
  });
});

it.each([
  [3600, 3600],
  ['3600', 3600],
  [' 900 ', 900],
  ['', null],
  ['soon', null],
  [-1, null],
  [0, null],
  [Infinity, null],
])('a lifetime of %j is %j', (given, seconds) => {
  expect(read({ expires_in: given })?.lifetimeSeconds).toBe(seconds);
});

it.each([
  ['a.b-C1', 'Patient/a.b-C1'],
  ['Patient/7', 'Patient/7'],
  ['Encounter/7', null],
  ['../7', null],
  ['7?x=1', null],
  ['x'.repeat(65), null],
  ['', null],
])('the patient %j is %j', (given, patient) => {
  expect(read({ patient: given })?.patient).toBe(patient);
});

it.each([
  [undefined, true],
  [true, true],
  ['true', true],
  [false, false],
  ['false', false],
])('a banner is shown unless it is declined: %j', (given, shown) => {
  expect(read({ need_patient_banner: given })?.needPatientBanner).toBe(shown);
});

describe('fhirUser', () => {
  it.each([
    ['Practitioner/1', 'Practitioner/1'],
    [`${BASE}/Practitioner/1`, 'Practitioner/1'],
    ['https://evil.example/Practitioner/1', null],
    ['Patient/1', null],
    ['Practitioner/1/../2', null],
  ])('%s is %s', (claim, fhirUser) => {
    expect(read({ id_token: idToken({ fhirUser: claim }) })?.fhirUser).toBe(fhirUser);
  });

  it.each(['', 'x', 'a.b.c', 'a.e30.c'])('the id_token %j names nobody', (token) => {
    expect(read({ id_token: token })?.fhirUser).toBeNull();
  });
});

it('keeps focus references without a role or with a known one, and drops everything else', () => {
  const fhirContext = [
    { reference: 'DocumentReference/1' },
    { reference: 'MedicationAdministration/2', role: 'launch' },
    { reference: 'DocumentReference/3', role: 'http://example.org/unknown' },
    { reference: 'https://evil.example/DocumentReference/4' },
    { reference: '<script>' },
    { identifier: { value: 'x' } },
    null,
    'text',
  ];
  expect(read({ fhirContext })?.focus).toEqual([
    { reference: 'DocumentReference/1', role: null },
    { reference: 'MedicationAdministration/2', role: 'launch' },
  ]);
});
