import { specCases, visitCases } from '../../test-kit/spec-case.ts';
import { RX, SCT, visit, type Over, type Visit } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const note = (over: Over): Visit => ({ note: over });
const open = (outcome: 'met' | 'gap' | 'cannot-tell' | 'not-applicable') => ({
  checks: { 'note-open': outcome },
});
visitCases(
  'note state',
  'checks.md: note-open: note already signed; ehr.md: draft, signed, none seen, not readable',
  [
    ['a draft', {}, open('met')],
    [
      'signed, nothing missing',
      note({ docStatus: 'final' }),
      { checks: { 'note-open': ['met', 'gap', 'not-applicable'] }, sign: 'no-gaps' },
    ],
    ['signed, a side missing', { site: SCT('72696002'), note: { docStatus: 'final' } }, open('gap')],
    ['amended, a side missing', { site: SCT('72696002'), note: { docStatus: 'amended' } }, open('gap')],
    ['none seen', { site: SCT('72696002'), note: null }, {}],
    [
      'entered in error',
      { site: SCT('72696002'), note: { status: 'entered-in-error', docStatus: 'final' } },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
    [
      'superseded by a draft',
      { site: SCT('72696002'), note: { status: 'superseded', docStatus: 'final' } },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
    [
      'another encounter\u2019s signed note',
      {
        site: SCT('72696002'),
        note: { docStatus: 'final', context: { encounter: [{ reference: 'Encounter/e9' }] } },
      },
      { checks: { 'note-open': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
  ],
);

const outcome = (code: string, diagnostics: string): RawResource => ({
  resourceType: 'OperationOutcome',
  issue: [{ severity: 'error', code, diagnostics }],
});
const search = { type: 'searchset' };
specCases('completeness of a file', [
  {
    name: 'a next link',
    rule: 'report.md: complete unless a next link says otherwise',
    chart: visit(),
    bundle: { ...search, link: [{ relation: 'next', url: 'https://ehr.example/fhir?page=2' }] },
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'a next link and a gap',
    rule: 'checks.md: gap and met that rest on absence become cannot-tell; gaps by presence stand',
    chart: visit({ procedure: { bodySite: [SCT('82169009')] } }),
    bundle: { link: [{ relation: 'next', url: 'x' }] },
    expect: { sign: 'gaps', checks: { 'sides-agree': 'gap' } },
  },
  {
    name: 'a self link is nothing',
    rule: 'report.md',
    chart: visit(),
    bundle: { link: [{ relation: 'self', url: 'x' }] },
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'an OperationOutcome with an error',
    rule: 'report.md: an OperationOutcome in it says otherwise',
    chart: [...visit(), outcome('processing', 'suppressed')],
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'an outcome that forbids',
    rule: 'report.md',
    chart: [...visit(), outcome('forbidden', 'not permitted')],
    expect: { sign: 'cannot-tell' },
  },
  {
    name: 'an empty search said in an outcome',
    rule: 'ehr.md: empty search: OperationOutcome entry (4101)',
    chart: [
      ...visit(),
      {
        resourceType: 'OperationOutcome',
        issue: [
          {
            severity: 'warning',
            code: 'not-found',
            details: { coding: [{ code: '4101' }] },
            diagnostics: 'Resource request returns no results.',
          },
        ],
      },
    ],
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'an informational outcome',
    rule: 'ehr.md',
    chart: [
      ...visit(),
      {
        resourceType: 'OperationOutcome',
        issue: [{ severity: 'information', code: 'informational', diagnostics: 'All OK' }],
      },
    ],
    expect: { sign: 'no-gaps' },
  },
  {
    name: 'entries shuffled',
    rule: 'checks.md: order of resources never changes the report',
    chart: visit().toReversed(),
    expect: { sign: 'no-gaps', active: ['J3250 1 RT'], gaps: [], cannotTell: [] },
  },
  {
    name: 'two patients',
    rule: 'report.md: a resource never counts for a patient it does not reference',
    chart: [...visit(), ...visit({ therapy: null }).map((resource) => other(resource))],
    expect: { reports: 2, of: 'Encounter/e', sign: 'no-gaps', active: ['J3250 1 RT'] },
  },
  {
    name: 'the other of two patients',
    rule: 'report.md: a resource never counts for a patient it does not reference',
    chart: [...visit(), ...visit({ therapy: null }).map((resource) => other(resource))],
    expect: { reports: 2, of: 'Encounter/e-2', checks: { 'prior-therapy-documented': 'gap' } },
  },
  {
    name: 'a resource of nobody',
    rule: 'ehr.md: a mismatch is dropped',
    chart: visit({ administration: { subject: undefined } }),
    expect: {},
  },
  {
    name: 'no Patient resource',
    rule: 'report.md',
    chart: visit({ patient: null }),
    expect: { sign: 'no-gaps', active: ['J3250 1 RT'] },
  },
  {
    name: 'the patient by an absolute reference',
    rule: 'facts.md: absolute references',
    chart: visit({ administration: { subject: { reference: 'https://ehr.example/fhir/Patient/p' } } }),
    expect: { active: ['J3250 1 RT'] },
  },
]);
function other(resource: RawResource): RawResource {
  const text = JSON.stringify({ ...resource, id: `${String(resource['id'])}-2` });
  return JSON.parse(text.replaceAll(/"(Patient|Encounter|MedicationRequest)\/(\w+)"/g, '"$1/$2-2"'));
}

visitCases(
  'hostile and broken input',
  'facts.md: no input crashes the app; none yields a code that the record does not support',
  [
    [
      'dosage as an array',
      {
        administration: {
          dosage: [{ dose: { value: 40, unit: 'mg' }, route: SCT('12130007'), site: SCT('6757004') }],
        },
      },
      { active: ['J3250 1 RT'] },
    ],
    [
      'two dosages',
      {
        administration: {
          dosage: [{ dose: { value: 40, unit: 'mg' } }, { dose: { value: 80, unit: 'mg' } }],
        },
      },
      { active: [] },
    ],
    ['dosage as a string', { administration: { dosage: '40 mg' } }, { active: [] }],
    [
      'both medication choices that disagree',
      {
        administration: {
          medicationReference: { reference: '#m' },
          contained: [{ resourceType: 'Medication', id: 'm', code: RX('203189') }],
        },
      },
      { active: [] },
    ],
    [
      'both effective choices that agree',
      { administration: { effectivePeriod: { start: '2026-11-20T10:00:00-05:00' } } },
      { active: ['J3250 1 RT'] },
    ],
    [
      'both effective choices that disagree',
      { administration: { effectivePeriod: { start: '2024-01-20T10:00:00-05:00' } } },
      { active: [] },
    ],
    [
      'a modifierExtension nobody knows',
      {
        administration: {
          modifierExtension: [{ url: 'https://vendor.example/negated', valueBoolean: true }],
        },
      },
      { active: [], sign: 'cannot-tell' },
    ],
    ['implicitRules', { administration: { implicitRules: 'https://vendor.example/rules' } }, {}],
    ['a billion milligrams', { dose: { value: 1e9, unit: 'mg' } }, { checks: { 'dose-fits-site': 'gap' } }],
    ['1e400', { dose: { value: 1e308, unit: 'mg' } }, {}],
    ['a tiny dose', { dose: { value: 1e-9, unit: 'mg' } }, { cross: ['J1010 1'] }],
    ['NaN as null', { dose: { value: Number.NaN, unit: 'mg' } }, { active: [] }],
    ['a prototype key', { administration: { ['__proto__']: { status: 'completed' } } }, {}],
    [
      'script in a display',
      { administration: { performer: [{ actor: { display: '<script>alert(1)</script>' } }] } },
      { checks: { 'performer-recorded': 'met' } },
    ],
    ['a text of 200,000 characters', { dosage: { text: 'a '.repeat(100_000) } }, { active: ['J3250 1 RT'] }],
    [
      'coding as an object',
      { site: { coding: { system: 'http://snomed.info/sct', code: '6757004' } } },
      { active: ['J3250 1 RT'] },
    ],
    ['codes as numbers', { site: { coding: [{ system: 'http://snomed.info/sct', code: 6_757_004 }] } }, {}],
    [
      'null in every list',
      { administration: { performer: [null, { actor: { display: 'R. Osei RN' } }], note: [null] } },
      { checks: { 'performer-recorded': 'met' } },
    ],
    ['a null resource', { more: [] }, { active: ['J3250 1 RT'] }],
  ],
);

visitCases(
  'product facts',
  'checks.md: expired-product, lot-and-expiry-recorded, ndc-recorded, encounter-billable',
  [
    [
      'expired',
      product({ lotNumber: 'A1', expirationDate: '2026-10-31' }),
      { checks: { 'expired-product': 'gap' }, sign: 'gaps' },
    ],
    [
      'expires today',
      product({ lotNumber: 'A1', expirationDate: '2026-11-20' }),
      { checks: { 'expired-product': 'met' } },
    ],
    [
      'expires this month',
      product({ lotNumber: 'A1', expirationDate: '2026-11' }),
      { checks: { 'expired-product': 'met' } },
    ],
    [
      'expired last month',
      product({ lotNumber: 'A1', expirationDate: '2026-10' }),
      { checks: { 'expired-product': 'gap' } },
    ],
    [
      'no expiry',
      {},
      { checks: { 'expired-product': 'not-applicable', 'lot-and-expiry-recorded': 'gap' }, sign: 'no-gaps' },
    ],
    [
      'lot and expiry',
      product({ lotNumber: 'A1', expirationDate: '2027-10-31' }),
      { checks: { 'lot-and-expiry-recorded': 'met' } },
    ],
    [
      'inpatient',
      { encounter: { class: { code: 'IMP' } } },
      { checks: { 'encounter-billable': 'gap' }, claim: 'gaps' },
    ],
    [
      'cancelled encounter',
      { encounter: { status: 'cancelled' } },
      { checks: { 'encounter-billable': 'gap' } },
    ],
    [
      'encounter in error',
      { encounter: { status: 'entered-in-error' } },
      { checks: { 'encounter-billable': 'gap' } },
    ],
    ['observation', { encounter: { class: { code: 'OBSENC' } } }, {}],
  ],
);
function product(batch: Readonly<Record<string, unknown>>): Visit {
  return {
    administration: {
      medicationCodeableConcept: undefined,
      medicationReference: { reference: '#m' },
      contained: [{ resourceType: 'Medication', id: 'm', code: RX('155323'), batch }],
    },
  };
}
