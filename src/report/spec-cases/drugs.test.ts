import { NDC, quantity, RXNORM } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { ICD, INTRAMUSCULAR, INTRAVENOUS, RX, SCT, type Visit } from '../../test-kit/spec-visit.ts';

const quiet: Visit = { order: null, administration: { request: undefined }, note: null };
const given = (drug: Readonly<Record<string, unknown>>, more: Visit = {}): Visit => ({
  ...quiet,
  drug,
  ...more,
});
const both = (...codings: readonly (readonly [string, string])[]): Readonly<Record<string, unknown>> => ({
  coding: codings.map(([system, code]) => ({ system, code })),
});
const acetate = { drug: 'recorded methylprednisolone-acetate' };
const unknown = {
  active: [],
  cross: [],
  checks: { 'formulation-recorded': ['gap', 'cannot-tell'] as const },
};

visitCases(
  'which salt',
  'terminology.md rule 1: 6902 cannot tell; then other codings, NDC, text, form; otherwise salt unknown',
  [
    ['acetate by ingredient code', given(RX('155323')), { facts: acetate, active: ['J3250 1 RT'] }],
    ['Depo-Medrol brand', given(RX('22584')), { facts: acetate }],
    ['acetate product', given(RX('1743779')), { facts: acetate }],
    ['6902 alone', given(RX('6902')), { ...unknown, sign: 'gaps' }],
    [
      '6902 with the acetate NDC',
      given(both([RXNORM, '6902'], [NDC, '00009-3073-01'])),
      { facts: acetate, active: ['J3250 1 RT'] },
    ],
    ['6902 with a product code', given(both([RXNORM, '6902'], [RXNORM, '1743779'])), { facts: acetate }],
    [
      '6902 with text methylPREDNISolone acetate',
      given({ ...RX('6902'), text: 'methylPREDNISolone acetate' }),
      { active: ['J3250 1 RT'] },
    ],
    [
      '6902 with text Depo-Medrol',
      given({ ...RX('6902'), text: 'Depo-Medrol 40 mg/mL' }),
      { active: ['J3250 1 RT'] },
    ],
    [
      '6902 with text Solu-Medrol',
      given(
        { ...RX('6902'), text: 'Solu-Medrol 125 mg' },
        { route: INTRAVENOUS, dosage: { site: undefined } },
      ),
      { active: ['J2930 1'] },
    ],
    ['6902 with text methylprednisolone', given({ ...RX('6902'), text: 'methylprednisolone' }), unknown],
    ['6902 and a joint does not make acetate', given(RX('6902')), unknown],
    [
      '6902 and a vein does not make succinate',
      given(RX('6902'), { route: INTRAVENOUS, dosage: { site: undefined } }),
      unknown,
    ],
    ['injectable suspension 372866 is acetate by form', given(RX('372866')), {}],
    [
      'acetate and succinate codings conflict',
      given(both([RXNORM, '155323'], [RXNORM, '203189'])),
      { active: [], cross: [], facts: { drug: 'conflicting' } },
    ],
    [
      'acetate coding, succinate NDC',
      given(both([RXNORM, '155323'], [NDC, '00009-0047-22'])),
      { active: [], cross: [], facts: { drug: 'conflicting' } },
    ],
    [
      'acetate code whose display says Solu-Medrol',
      given({ coding: [{ system: RXNORM, code: '155323', display: 'Solu-Medrol' }] }),
      { active: [], cross: [] },
    ],
    ['text alone: Depo-Medrol', given({ text: 'Depo-Medrol' }), { active: ['J3250 1 RT'] }],
    [
      'medicationReference with a display only',
      given(RX('155323'), {
        administration: {
          request: undefined,
          medicationCodeableConcept: undefined,
          medicationReference: { display: 'methylprednisolone acetate (DEPO-MEDROL) 40 mg/mL injection' },
        },
      }),
      { active: ['J3250 1 RT'] },
    ],
    [
      'a reference nobody sent',
      given(RX('155323'), {
        administration: {
          request: undefined,
          medicationCodeableConcept: undefined,
          medicationReference: { reference: 'Medication/gone' },
        },
      }),
      { active: [] },
    ],
    ['sodium phosphate is neither product', given(RX('29917')), { active: [] }],
    ['a system URI with a trailing slash', given(both([`${RXNORM}/`, '155323'])), {}],
    ['RxNorm by its OID', given(both(['urn:oid:2.16.840.1.113883.6.88', '155323'])), { facts: acetate }],
    ['NDC by its OID', given(both(['urn:oid:2.16.840.1.113883.6.69', '00009-3073-01'])), { facts: acetate }],
    ['the code without a system', given({ coding: [{ code: '155323' }] }), { active: [] }],
    [
      'succinate 40 mg product without salt in its name',
      given(RX('311659'), { route: INTRAVENOUS, dosage: { site: undefined } }),
      { active: ['J2930 1'] },
    ],
  ],
);

visitCases(
  'other corticosteroids',
  'coding.md: other corticosteroids: their line comes from the CMS table, "not in the practice table"',
  [
    ['triamcinolone acetonide 40 mg', given(RX('1085754')), { active: ['J3301 4'] }],
    [
      'triamcinolone 35 mg rounds up',
      given(RX('1085754'), { dose: quantity(35, 'mg') }),
      { active: ['J3301 4'] },
    ],
    ['triamcinolone ingredient names no salt', given(RX('10759')), { active: [] }],
    [
      'triamcinolone extended release',
      given(RX('1947131'), { dose: quantity(32, 'mg') }),
      { active: ['J3304 32'] },
    ],
    [
      'triamcinolone hexacetonide',
      given(RX('1085996'), { dose: quantity(20, 'mg') }),
      { active: ['J3303 4'] },
    ],
    [
      'dexamethasone phosphate 4 mg',
      given(RX('1116927'), { dose: quantity(4, 'mg'), route: INTRAMUSCULAR, site: SCT('16217661000119109') }),
      { active: ['J1100 4'] },
    ],
    ['betamethasone 6 mg', given(RX('578803'), { dose: quantity(6, 'mg') }), { active: ['J0702 1'] }],
    ['betamethasone 12 mg', given(RX('578803'), { dose: quantity(12, 'mg') }), { active: ['J0702 2'] }],
    [
      'hydrocortisone succinate 100 mg',
      given(RX('105398'), { dose: quantity(100, 'mg'), route: INTRAVENOUS, dosage: { site: undefined } }),
      { active: ['J1720 1'] },
    ],
    [
      'hydrocortisone succinate 250 mg',
      given(RX('1738592'), { dose: quantity(250, 'mg'), route: INTRAVENOUS, dosage: { site: undefined } }),
      { active: ['J1720 3'] },
    ],
  ],
);

visitCases(
  'no injection of a corticosteroid',
  'facts.md: an oral tablet is not an injection; never a gap about it',
  [
    [
      'a Medrol tablet',
      given(RX('260330'), {
        route: SCT('26643006'),
        dose: quantity(4, 'mg'),
        procedure: null,
        dosage: { site: undefined },
      }),
      { reports: 0 },
    ],
    [
      'a tablet without a route',
      given(RX('259966'), { dosage: { route: undefined, site: undefined }, procedure: null }),
      { reports: 0 },
    ],
    [
      '6902 by mouth',
      given(RX('6902'), { route: SCT('26643006'), dosage: { site: undefined }, procedure: null }),
      { reports: 0 },
    ],
    [
      'a vaccine',
      given(
        { coding: [{ system: 'http://hl7.org/fhir/sid/cvx', code: '140' }], text: 'Influenza vaccine' },
        { route: INTRAMUSCULAR, procedure: null },
      ),
      { reports: 0 },
    ],
    [
      'ceftriaxone',
      given({ ...RX('2193'), text: 'ceftriaxone 1 g' }, { route: INTRAMUSCULAR, procedure: null }),
      { reports: 0 },
    ],
    [
      'trimethobenzamide is no J3250 of ours',
      given(
        { ...RX('10797'), text: 'trimethobenzamide 200 mg injection' },
        { route: INTRAMUSCULAR, procedure: null },
      ),
      { reports: 0 },
    ],
    [
      'methylprednisolone cream',
      given(
        { text: 'methylprednisolone aceponate cream' },
        { route: SCT('6064005'), dosage: { site: undefined }, procedure: null },
      ),
      { reports: 0 },
    ],
  ],
);

visitCases('salt and route', 'checks.md: route-fits-formulation, off-label-route, route-fits-site', [
  [
    'acetate by vein',
    given(RX('155323'), { route: INTRAVENOUS, dosage: { site: undefined }, procedure: null }),
    {
      checks: {
        'route-fits-formulation': 'gap',
        'site-recorded': 'not-applicable',
        'prior-therapy-documented': 'not-applicable',
      },
      sign: 'gaps',
    },
  ],
  [
    'acetate intrathecal',
    given(RX('155323'), { route: SCT('72607000'), site: SCT('122496007'), procedure: null }),
    { checks: { 'route-fits-formulation': 'gap' } },
  ],
  [
    'acetate epidural',
    given(RX('155323'), { route: SCT('404820008'), site: SCT('122496007'), procedure: null }),
    { checks: { 'route-fits-formulation': 'gap' } },
  ],
  [
    'acetate intramuscular',
    given(RX('155323'), { route: INTRAMUSCULAR, site: SCT('16217661000119109'), procedure: null }),
    { checks: { 'route-fits-formulation': 'met', 'off-label-route': ['met', 'not-applicable'] } },
  ],
  [
    'succinate by vein',
    given(RX('203189'), {
      route: INTRAVENOUS,
      dosage: { site: undefined },
      diagnosis: { code: ICD('J45.901') },
      procedure: null,
    }),
    {
      checks: {
        'route-fits-formulation': 'met',
        'off-label-route': ['met', 'not-applicable'],
        'site-recorded': 'not-applicable',
        'prior-therapy-documented': 'not-applicable',
      },
    },
  ],
  ['succinate into a joint', given(RX('203189')), { checks: { 'off-label-route': 'gap' } }],
  ['vein and knee', given(RX('203189'), { route: INTRAVENOUS }), { checks: { 'route-fits-site': 'gap' } }],
  [
    'joint and deltoid',
    given(RX('155323'), { site: SCT('16217661000119109'), procedure: null }),
    { checks: { 'route-fits-site': 'gap' } },
  ],
  [
    'muscle and knee',
    given(RX('155323'), { route: INTRAMUSCULAR, procedure: null }),
    { checks: { 'route-fits-site': 'gap' } },
  ],
  ['joint and knee', given(RX('155323')), { checks: { 'route-fits-site': 'met' } }],
  [
    'vein and antecubital fossa',
    given(RX('203189'), { route: INTRAVENOUS, site: { text: 'left antecubital fossa' }, procedure: null }),
    { checks: { 'route-fits-site': ['met', 'not-applicable', 'cannot-tell'] } },
  ],
]);
