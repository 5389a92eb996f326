import { quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import {
  diagnosisOf,
  ICD,
  INTRAMUSCULAR,
  INTRAVENOUS,
  RIGHT_DELTOID,
  SCT,
  subject,
  type Visit,
} from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const icd = (code: string, more: Visit = {}): Visit => ({ diagnosis: { code: ICD(code) }, ...more });
visitCases('diagnosis', 'checks.md: diagnosis-specific, diagnosis-supports-injection', [
  [
    'M17.11',
    icd('M17.11'),
    { checks: { 'diagnosis-specific': 'met', 'diagnosis-supports-injection': 'met' } },
  ],
  [
    'M17.9 unspecified',
    icd('M17.9'),
    { checks: { 'diagnosis-specific': 'gap' }, claim: 'gaps', sign: 'no-gaps' },
  ],
  ['M17.10 without its side', icd('M17.10'), { checks: { 'diagnosis-specific': 'gap' } }],
  ['M25.569 knee pain, side not stated', icd('M25.569'), { checks: { 'diagnosis-specific': 'gap' } }],
  ['M25.561 right knee pain', icd('M25.561'), { checks: { 'diagnosis-specific': 'met' } }],
  ['M19.90 unspecified', icd('M19.90'), { checks: { 'diagnosis-specific': 'gap' } }],
  ['M72.2 has no side', icd('M72.2'), { checks: { 'diagnosis-specific': 'met' } }],
  ['M65.4 has no side', icd('M65.4'), { checks: { 'diagnosis-specific': 'met' } }],
  ['hypertension alone', icd('I10'), { checks: { 'diagnosis-supports-injection': ['gap', 'cannot-tell'] } }],
  [
    'hypertension beside arthritis',
    { more: [diagnosisOf('c2', 'I10')] },
    { checks: { 'diagnosis-supports-injection': 'met' } },
  ],
  [
    'SNOMED alone',
    { diagnosis: { code: SCT('239873007', 'Osteoarthritis of knee') } },
    {
      checks: { 'diagnosis-documented': 'met', 'diagnosis-supports-injection': ['met', 'cannot-tell'] },
      sign: 'no-gaps',
    },
  ],
  [
    'ICD-9',
    { diagnosis: { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-9-cm', code: '715.16' }] } } },
    { checks: { 'diagnosis-documented': 'met' } },
  ],
  [
    'text alone',
    { diagnosis: { code: { text: 'right knee osteoarthritis' } } },
    { checks: { 'diagnosis-documented': ['met', 'cannot-tell'] } },
  ],
  [
    'no code at all',
    { diagnosis: { code: undefined } },
    { checks: { 'diagnosis-documented': ['gap', 'cannot-tell'] } },
  ],
  [
    'of another encounter',
    { diagnosis: { encounter: { reference: 'Encounter/e9' } } },
    { checks: { 'diagnosis-documented': 'gap' } },
  ],
  [
    'Epic: no clinicalStatus',
    { diagnosis: { clinicalStatus: undefined, verificationStatus: undefined } },
    { checks: { 'diagnosis-documented': 'met' }, sign: 'no-gaps' },
  ],
  [
    'category visit-diagnosis beside it',
    {
      diagnosis: {
        category: [
          { coding: [{ system: 'urn:epic', code: 'visit-diagnosis' }, { code: 'encounter-diagnosis' }] },
        ],
      },
    },
    { checks: { 'diagnosis-documented': 'met' } },
  ],
  [
    'a date of FY2027 goes on applying',
    icd('M17.11', { date: '2026-11-20' }),
    { checks: { 'diagnosis-specific': 'met' } },
  ],
  [
    'Encounter.diagnosis points to it',
    {
      diagnosis: { category: undefined, encounter: undefined },
      encounter: { diagnosis: [{ condition: { reference: 'Condition/c' } }] },
    },
    { checks: { 'diagnosis-documented': ['met', 'gap'] } },
  ],
]);

visitCases(
  'dose and label',
  'checks.md: dose-fits-site: above the label range; succinate above 30 mg/kg; below is never a gap',
  [
    ['80 mg into a knee', { dose: quantity(80, 'mg') }, { checks: { 'dose-fits-site': 'met' } }],
    ['81 mg into a knee', { dose: quantity(81, 'mg') }, { checks: { 'dose-fits-site': 'gap' } }],
    ['10 mg into a knee', { dose: quantity(10, 'mg') }, { checks: { 'dose-fits-site': 'met' } }],
    [
      '40 mg into a wrist',
      { site: SCT('9736006'), procedure: null, note: null },
      { checks: { 'dose-fits-site': 'met' } },
    ],
    [
      '60 mg into a wrist',
      { site: SCT('9736006'), dose: quantity(60, 'mg'), procedure: null },
      { checks: { 'dose-fits-site': 'gap' } },
    ],
    [
      '80 mg into an ankle: the label says large',
      {
        site: { coding: [{ system: 'http://snomed.info/sct', code: '6685009' }] },
        dose: quantity(80, 'mg'),
        procedure: null,
      },
      { checks: { 'dose-fits-site': ['met', 'not-applicable', 'cannot-tell'] } },
    ],
    [
      '80 mg into a finger',
      { site: SCT('770842002'), dose: quantity(80, 'mg'), procedure: null },
      { checks: { 'dose-fits-site': 'gap' } },
    ],
    [
      '100 mg into a hip is unverified',
      { site: { text: 'right hip' }, dose: quantity(100, 'mg'), procedure: null },
      { checks: { 'dose-fits-site': ['cannot-tell', 'met'] } },
    ],
    [
      '120 mg into a muscle',
      { route: INTRAMUSCULAR, site: RIGHT_DELTOID, dose: quantity(120, 'mg'), procedure: null },
      { checks: { 'dose-fits-site': 'met' } },
    ],
    [
      '160 mg into a muscle',
      { route: INTRAMUSCULAR, site: RIGHT_DELTOID, dose: quantity(160, 'mg'), procedure: null },
      { checks: { 'dose-fits-site': 'gap' } },
    ],
    [
      '1000 mg of succinate, no weight',
      {
        drug: SUCCINATE,
        route: INTRAVENOUS,
        dose: quantity(1000, 'mg'),
        dosage: { site: undefined },
        procedure: null,
      },
      { checks: { 'dose-fits-site': 'met' } },
    ],
    [
      '2000 mg of succinate at 60 kg',
      {
        drug: SUCCINATE,
        route: INTRAVENOUS,
        dose: quantity(2000, 'mg'),
        dosage: { site: undefined },
        procedure: null,
        more: [weight(60)],
      },
      { checks: { 'dose-fits-site': 'gap' } },
    ],
    [
      '1800 mg of succinate at 60 kg',
      {
        drug: SUCCINATE,
        route: INTRAVENOUS,
        dose: quantity(1800, 'mg'),
        dosage: { site: undefined },
        procedure: null,
        more: [weight(60)],
      },
      { checks: { 'dose-fits-site': 'met' } },
    ],
  ],
);
function weight(kg: number): RawResource {
  return {
    resourceType: 'Observation',
    id: 'w',
    status: 'final',
    subject,
    code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
    effectiveDateTime: '2026-11-20T08:30:00-05:00',
    valueQuantity: quantity(kg, 'kg'),
  };
}
