import { visitCases } from '../../test-kit/spec-case.ts';
import { coded } from '../../test-kit/chart-builder.ts';
import { CPT, INTRAMUSCULAR, SCT, type Visit } from '../../test-kit/spec-visit.ts';

const at = (site: unknown, more: Visit = {}): Visit => ({
  site,
  procedure: { bodySite: undefined },
  ...more,
});
const V2_SITE = 'http://terminology.hl7.org/CodeSystem/v2-0163';
const V3_SITE = 'http://terminology.hl7.org/CodeSystem/v3-ActSite';
const im = (site: unknown): Visit => ({
  site,
  route: INTRAMUSCULAR,
  procedure: { code: CPT('96372'), bodySite: undefined },
});

visitCases(
  'sides of a paired site',
  'coding.md: RT / LT when the side is known for a paired site; none is ever guessed',
  [
    ['SNOMED right knee', at(SCT('6757004')), { active: ['J3250 1 RT'] }],
    ['SNOMED left knee', at(SCT('82169009')), { active: ['J3250 1 LT'] }],
    [
      'SNOMED knee alone',
      at(SCT('72696002')),
      { active: ['J3250 1'], checks: { 'side-recorded': 'gap', 'site-recorded': 'met' } },
    ],
    ['text "right knee"', at({ text: 'right knee' }), { active: ['J3250 1 RT'] }],
    ['text "R knee"', at({ text: 'R knee' }), { active: ['J3250 1 RT'] }],
    ['text "Knee, Left"', at({ text: 'Knee, Left' }), { active: ['J3250 1 LT'] }],
    ['text "L shoulder"', at({ text: 'L shoulder' }), { active: ['J3250 1 LT'] }],
    ['text "kneee"', at({ text: 'kneee' }), { facts: { site: 'text-only knee' } }],
    ['text "knee"', at({ text: 'knee' }), { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } }],
    [
      'text "R/L knee"',
      at({ text: 'R/L knee' }),
      { active: ['J3250 1'], checks: { 'side-recorded': ['gap', 'cannot-tell'] } },
    ],
    ['text "right or left knee?"', at({ text: 'right or left knee?' }), { active: ['J3250 1'] }],
    [
      'both knees by SNOMED with one dose',
      at(SCT('36701003')),
      { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } },
    ],
    [
      'both knees by text with one dose',
      at({ text: 'both knees' }),
      { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } },
    ],
    ['b/l knees', at({ text: 'b/l knees' }), { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } }],
    [
      'coding says right, text says left',
      at({ coding: [{ system: 'http://snomed.info/sct', code: '6757004' }], text: 'left knee' }),
      { active: ['J3250 1'], checks: { 'side-recorded': ['cannot-tell', 'gap'] } },
    ],
    ['post-coordinated knee with right', at(SCT('72696002:272741003=24028007')), { active: ['J3250 1 RT'] }],
    [
      'post-coordinated with terms',
      at(SCT('72696002 |Knee|:272741003 |Laterality|=7771000 |Left|')),
      { active: ['J3250 1 LT'] },
    ],
    [
      'knee and a second coding Left',
      at({
        coding: [
          { system: 'http://snomed.info/sct', code: '72696002' },
          { system: 'http://snomed.info/sct', code: '7771000' },
        ],
      }),
      { active: ['J3250 1 LT'] },
    ],
    [
      'handedness says nothing',
      at({ text: 'knee' }, { administration: { note: [{ text: 'Patient is right-handed.' }] } }),
      { active: ['J3250 1'] },
    ],
    [
      'the diagnosis alone gives no side',
      at(SCT('72696002'), { diagnosis: {} }),
      { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } },
    ],
    [
      'RT as the procedure\u2019s modifier',
      at(SCT('72696002'), { procedure: { bodySite: [SCT('6757004')] } }),
      { active: ['J3250 1 RT'] },
    ],
    [
      'the site only in the procedure\u2019s words',
      at(undefined, { procedure: { bodySite: [{ text: 'left knee' }] }, diagnosis: null }),
      {},
    ],
    [
      'HL7 v2 LD is the left deltoid',
      im(coded(V2_SITE, 'LD')),
      { active: ['J3250 1 LT'], facts: { site: 'recorded deltoid', side: 'recorded left' } },
    ],
    ['HL7 v2 RG is the right gluteus', im(coded(V2_SITE, 'RG')), { active: ['J3250 1 RT'] }],
    [
      'HL7 v2 RT is the right thigh, not the right side',
      im(coded(V2_SITE, 'RT')),
      { active: ['J3250 1 RT'], facts: { site: 'recorded thigh' } },
    ],
    [
      'HL7 v2 LT is the left thigh',
      im(coded(V2_SITE, 'LT')),
      { facts: { site: 'recorded thigh', side: 'recorded left' } },
    ],
    [
      'HL7 v3 LVL',
      im(coded(V3_SITE, 'LVL')),
      { facts: { site: 'recorded vastus-lateralis', side: 'recorded left' } },
    ],
    [
      'HL7 v2 BU is the buttock without a side',
      im(coded(V2_SITE, 'BU')),
      { facts: { site: 'recorded buttock' }, active: ['J3250 1'] },
    ],
    [
      'LD under an unknown system is nothing',
      at(coded('urn:local:site', 'LD')),
      { active: ['J3250 1'], facts: { site: 'not-recognised' } },
    ],
    [
      'LD under the OID of table 0163',
      im(coded('urn:oid:2.16.840.1.113883.12.163', 'LD')),
      { active: ['J3250 1 LT'] },
    ],
  ],
);

const small = (site: unknown): Visit => at(site, { procedure: { code: CPT('20600'), bodySite: undefined } });
visitCases('digits and eyelids', 'coding.md: E1-E4, FA-F9, TA-T9: eyelid, finger, toe known to that detail', [
  ['right thumb F5', small(SCT('734144001')), { active: ['J3250 1 F5'] }],
  ['left thumb FA', small(SCT('734143007')), { active: ['J3250 1 FA'] }],
  ['left index finger F1', small(SCT('770841009')), { active: ['J3250 1 F1'] }],
  ['right index finger F6', small(SCT('770842002')), { active: ['J3250 1 F6'] }],
  ['left middle finger F2', small(SCT('770884005')), { active: ['J3250 1 F2'] }],
  ['right ring finger F8', small(SCT('770883004')), { active: ['J3250 1 F8'] }],
  ['left little finger F4', small(SCT('762101005')), { active: ['J3250 1 F4'] }],
  ['right little finger F9', small(SCT('762102003')), { active: ['J3250 1 F9'] }],
  ['left great toe TA', small(SCT('723724004')), { active: ['J3250 1 TA'] }],
  ['right great toe T5', small(SCT('723730004')), { active: ['J3250 1 T5'] }],
  ['left fifth toe T4', small(SCT('895650002')), { active: ['J3250 1 T4'] }],
  ['right fifth toe T9', small(SCT('895651003')), { active: ['J3250 1 T9'] }],
  ['text "right index finger"', small({ text: 'right index finger' }), { active: ['J3250 1 F6'] }],
  ['text "left 2nd toe"', small({ text: 'left 2nd toe' }), { active: ['J3250 1 T1'] }],
  ['text "left ring finger"', small({ text: 'left ring finger' }), { active: ['J3250 1 F3'] }],
  ['right finger, which one not said', small({ text: 'right finger' }), { active: ['J3250 1 RT'] }],
  [
    'thumb, side not said',
    small({ text: 'thumb' }),
    { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } },
  ],
  ['left upper eyelid E1', at({ text: 'left upper eyelid' }), { active: ['J3250 1 E1'] }],
  ['left lower eyelid E2', at({ text: 'left lower eyelid' }), { active: ['J3250 1 E2'] }],
  ['right upper eyelid E3', at({ text: 'right upper eyelid' }), { active: ['J3250 1 E3'] }],
  ['right lower eyelid E4', at({ text: 'right lower eyelid' }), { active: ['J3250 1 E4'] }],
  ['right eyelid, which one not said', at({ text: 'right eyelid' }), {}],
]);
visitCases('routes', 'facts.md: dosage.route.coding by system, then text', [
  ['SNOMED 12130007', {}, { facts: { route: 'recorded intra-articular' } }],
  [
    'text "intra-articular"',
    { route: { text: 'intra-articular' } },
    { facts: { route: 'text-only intra-articular' }, checks: { 'route-recorded': 'cannot-tell' } },
  ],
  [
    'IA in HL7 v2 0162 is intra-arterial',
    { route: coded('http://terminology.hl7.org/CodeSystem/v2-0162', 'IA') },
    { facts: { route: 'recorded other' } },
  ],
  [
    'IA in HL7 v3 is not intra-articular',
    { route: coded('http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration', 'IAINJ') },
    { facts: { route: 'recorded other' } },
  ],
  [
    'IARTINJ in HL7 v3 is',
    { route: coded('http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration', 'IARTINJ') },
    { facts: { route: 'recorded intra-articular' } },
  ],
  [
    'text IA is clinic shorthand',
    { route: { text: 'IA' } },
    { facts: { route: 'text-only intra-articular' } },
  ],
  [
    'IM in HL7 v2',
    { ...im(SCT('16217661000119109')), route: coded('http://terminology.hl7.org/CodeSystem/v2-0162', 'IM') },
    { facts: { route: 'recorded intramuscular' } },
  ],
  [
    'an unknown local code without text',
    { route: coded('urn:local', '17') },
    { facts: { route: 'not-recognised' }, checks: { 'route-recorded': 'cannot-tell' } },
  ],
  [
    'two codings of different classes',
    {
      route: {
        coding: [
          { system: 'http://snomed.info/sct', code: '12130007' },
          { system: 'http://snomed.info/sct', code: '78421000' },
        ],
      },
    },
    { facts: { route: 'conflicting' }, checks: { 'route-recorded': 'cannot-tell' } },
  ],
  [
    'an NCI code under the SNOMED URI',
    { ...im(SCT('16217661000119109')), route: SCT('C28161') },
    { facts: { route: 'recorded intramuscular' } },
  ],
]);
