import { quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import {
  CPT,
  INTRAVENOUS,
  inVisit,
  SCT,
  subject,
  visit,
  type Over,
  type Visit,
} from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const joint = (code: string, over: Over = {}): Visit => ({ procedure: { code: CPT(code), ...over } });
const beside: RawResource = {
  resourceType: 'Procedure',
  id: 'im',
  status: 'completed',
  subject,
  encounter: inVisit,
  code: CPT('96372'),
  performedDateTime: '2026-11-20T10:05:00-05:00',
};
visitCases(
  'procedure',
  'checks.md: procedure-fits-route: wrong family or joint size; 96372 beside a joint code for the same shot',
  [
    ['20610 for a knee', joint('20610'), { checks: { 'procedure-fits-route': 'met' } }],
    ['20611 for a knee', joint('20611'), { checks: { 'procedure-fits-route': 'met' } }],
    ['20600 for a knee', joint('20600'), { checks: { 'procedure-fits-route': 'gap' } }],
    ['20605 for a knee', joint('20605'), { checks: { 'procedure-fits-route': 'gap' } }],
    [
      '96372 for a joint',
      joint('96372', { bodySite: undefined }),
      { checks: { 'procedure-fits-route': ['gap', 'not-applicable'] }, claim: 'gaps' },
    ],
    ['96372 beside 20610', { more: [beside] }, { checks: { 'procedure-fits-route': 'gap' } }],
    [
      '20605 for an ankle',
      { ...joint('20605', { bodySite: undefined }), site: SCT('6685009', 'right ankle') },
      {},
    ],
    [
      '96374 for a vein',
      {
        drug: SUCCINATE,
        route: INTRAVENOUS,
        dose: quantity(125, 'mg'),
        dosage: { site: undefined },
        procedure: { code: CPT('96374'), bodySite: undefined },
      },
      { checks: { 'procedure-fits-route': 'met' } },
    ],
    [
      '96372 for a vein',
      {
        drug: SUCCINATE,
        route: INTRAVENOUS,
        dose: quantity(125, 'mg'),
        dosage: { site: undefined },
        procedure: { code: CPT('96372'), bodySite: undefined },
      },
      { claim: 'gaps' },
    ],
    ['no procedure', { procedure: null }, { checks: { 'procedure-recorded': 'gap' } }],
  ],
);

const at10 = (id: string, back: string): RawResource => ({
  resourceType: 'Procedure',
  id,
  status: 'completed',
  subject,
  encounter: inVisit,
  code: CPT('20610'),
  performedDateTime: back,
  bodySite: [SCT('6757004')],
});
visitCases('procedures by place and day', 'checks.md: procedure-recorded, procedure-fits-route', [
  [
    'tendon sheath of a finger with 20550',
    {
      site: SCT('770884005'),
      route: { text: 'tendon sheath' },
      dose: quantity(10, 'mg'),
      procedure: { code: CPT('20550') },
      note: null,
    },
    { checks: { 'procedure-fits-route': 'met' } },
  ],
  [
    'a joint procedure of another day alone',
    { procedure: null, more: [at10('old', '2026-11-18T10:00:00-05:00')] },
    { checks: { 'procedure-recorded': 'gap', 'procedure-fits-route': 'not-applicable' } },
  ],
  [
    'an intramuscular procedure alone',
    { procedure: { code: CPT('96372'), bodySite: undefined } },
    { checks: { 'procedure-recorded': 'not-applicable', 'procedure-fits-route': 'gap' } },
  ],
]);

visitCases('sides and sites between records', 'checks.md: sides-agree and sites-agree', [
  [
    'procedure left, administration right',
    { procedure: { bodySite: [SCT('82169009')] } },
    { checks: { 'sides-agree': 'gap', 'sites-agree': 'met' }, sign: 'gaps', active: ['J3250 1'] },
  ],
  [
    'procedure in the shoulder',
    { procedure: { bodySite: [SCT('91774008')] } },
    { checks: { 'sites-agree': 'gap' }, sign: 'gaps' },
  ],
  [
    'procedure without a site',
    { procedure: { bodySite: undefined } },
    { checks: { 'sides-agree': 'met' }, gaps: [] },
  ],
  [
    'procedure with modifier LT',
    {
      procedure: {
        bodySite: undefined,
        code: {
          coding: [
            { system: 'http://www.ama-assn.org/go/cpt', code: '20610' },
            { system: 'http://www.ama-assn.org/go/cpt', code: 'LT' },
          ],
        },
      },
    },
    { checks: { 'sides-agree': ['gap', 'met'] } },
  ],
  [
    'left knee diagnosis',
    { diagnosis: { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.12' }] } } },
    { checks: { 'sides-agree': 'gap' }, sign: 'gaps' },
  ],
  [
    'left shoulder diagnosis besides',
    {
      more: [
        {
          ...visit()[5],
          resourceType: 'Condition',
          id: 'c2',
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M75.52' }] },
        },
      ],
    },
    { checks: { 'sides-agree': 'met' } },
  ],
  [
    'left knee diagnosis besides the right one',
    {
      more: [
        {
          ...visit()[5],
          resourceType: 'Condition',
          id: 'c2',
          code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.12' }] },
        },
      ],
    },
    { checks: { 'sides-agree': 'met' } },
  ],
  [
    'a dotless ICD code',
    { diagnosis: { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M1712' }] } } },
    { checks: { 'sides-agree': 'gap' } },
  ],
  [
    'a diagnosis of both knees',
    { diagnosis: { code: { coding: [{ system: 'http://hl7.org/fhir/sid/icd-10-cm', code: 'M17.0' }] } } },
    { checks: { 'sides-agree': 'met' } },
  ],
]);
