import { visitCases } from '../../test-kit/spec-case.ts';
import { RX, SCT, type Visit } from '../../test-kit/spec-visit.ts';

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
