import { ACETATE, quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { specCases } from '../../test-kit/spec-case.ts';
import {
  CPT,
  ICD,
  INTRAMUSCULAR,
  INTRAVENOUS,
  NDC_OF,
  RIGHT_DELTOID,
  RX,
  SCT,
  visit,
  type Visit,
} from '../../test-kit/spec-visit.ts';

const shoulder: Visit = {
  site: SCT('91775009', 'Structure of left shoulder region'),
  diagnosis: { code: ICD('M75.52') },
  note: null,
};
const deltoid: Visit = {
  route: INTRAMUSCULAR,
  site: RIGHT_DELTOID,
  dose: quantity(80, 'mg'),
  procedure: { code: CPT('96372'), bodySite: undefined },
  diagnosis: { code: ICD('L23.7') },
};
const vein: Visit = {
  drug: SUCCINATE,
  route: INTRAVENOUS,
  dose: quantity(125, 'mg'),
  dosage: { site: undefined },
  procedure: { code: CPT('96374'), bodySite: undefined },
  diagnosis: { code: ICD('J45.901') },
};

/** Complete charts of every common kind: nothing to fix, nothing that the app says it cannot tell. */
const complete: readonly (readonly [name: string, over: Visit])[] = [
  ['right knee, 40 mg of acetate', {}],
  ['left knee', { site: SCT('82169009'), diagnosis: { code: ICD('M17.12') }, note: null }],
  ['both knees diagnosed, right one injected', { diagnosis: { code: ICD('M17.0') } }],
  ['right knee, 80 mg', { dose: quantity(80, 'mg') }],
  ['right knee with ultrasound guidance', { procedure: { code: CPT('20611') } }],
  ['left shoulder', shoulder],
  [
    'right wrist, 20 mg',
    {
      site: SCT('9736006'),
      dose: quantity(20, 'mg'),
      procedure: { code: CPT('20605') },
      diagnosis: { code: ICD('M19.031') },
      note: null,
    },
  ],
  [
    'right elbow, 20 mg',
    {
      site: SCT('368149001'),
      dose: quantity(20, 'mg'),
      procedure: { code: CPT('20605') },
      diagnosis: { code: ICD('M19.021') },
      note: null,
    },
  ],
  ['deltoid, intramuscular', deltoid],
  ['vein, succinate push', vein],
  [
    'vein, succinate infusion',
    { ...vein, dose: quantity(500, 'mg'), procedure: { code: CPT('96365'), bodySite: undefined } },
  ],
  ['a finished encounter', { encounter: { status: 'finished' } }],
  ['no note yet', { note: null }],
  ['a multi-dose vial by NDC', { drug: NDC_OF('00009-0280-02') }],
  ['a single-dose vial by NDC, all given', { drug: NDC_OF('00009-3073-01') }],
  ['the branded product', { drug: RX('1743781') }],
  [
    'the drug by contained Medication',
    {
      administration: {
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#m' },
        contained: [{ resourceType: 'Medication', id: 'm', code: ACETATE }],
      },
    },
  ],
  [
    'physical therapy as prior therapy',
    {
      therapy: null,
      more: [
        {
          resourceType: 'Procedure',
          id: 'phys',
          status: 'completed',
          subject: { reference: 'Patient/p' },
          code: CPT('97110'),
          performedDateTime: '2026-09-02',
        },
      ],
    },
  ],
  [
    'the SNOMED diagnosis beside ICD-10-CM',
    {
      diagnosis: {
        code: {
          coding: [
            { system: 'http://snomed.info/sct', code: '239873007' },
            { system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.11' },
          ],
        },
      },
    },
  ],
];
specCases(
  'complete charts are quiet',
  complete.map(([name, over]) => ({
    name,
    rule: 'product: a complete chart has no extra gaps or cannot-tells',
    chart: visit(over),
    expect: { sign: 'no-gaps', gaps: [], cannotTell: [] },
  })),
);
specCases('what codes a complete chart yields', [
  {
    name: 'deltoid: side from the muscle',
    rule: 'coding.md: RT/LT for a paired site',
    chart: visit(deltoid),
    expect: { active: ['J3260 1 RT'], cross: ['J1010 80'] },
  },
  {
    name: 'vein: no side',
    rule: 'coding.md: intravenous ignores the site',
    chart: visit(vein),
    expect: { active: ['J2930 1'], cross: ['J2919 25'] },
  },
  {
    name: 'shoulder: left',
    rule: 'coding.md: RT/LT',
    chart: visit(shoulder),
    expect: { active: ['J3250 1 LT'] },
  },
]);
