import { PLAIN_METHYLPREDNISOLONE, quantity } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { CPT, SCT } from '../../test-kit/spec-visit.ts';

const noOrderDose = { dosageInstruction: undefined };

visitCases('one thing missing is one gap, and only that one', 'checks.md, the catalogue: gap when', [
  [
    'dose',
    { dosage: { dose: undefined }, order: noOrderDose },
    { sign: 'gaps', gaps: ['dose-recorded'], unlined: ['dose-not-recorded'], active: [] },
  ],
  [
    'route',
    { dosage: { route: undefined } },
    { sign: 'gaps', gaps: ['route-recorded'], active: ['J3250 1 RT'] },
  ],
  [
    'site',
    { site: null, procedure: { bodySite: undefined } },
    { sign: 'gaps', gaps: ['site-recorded'], active: ['J3250 1'] },
  ],
  ['side', { site: SCT('72696002') }, { sign: 'gaps', gaps: ['side-recorded'], active: ['J3250 1'] }],
  ['prior therapy', { therapy: null }, { sign: 'gaps', gaps: ['prior-therapy-documented'] }],
  [
    'reason',
    { administration: { reasonCode: undefined }, note: null },
    { sign: 'gaps', gaps: ['rationale-documented'] },
  ],
  ['diagnosis', { diagnosis: null }, { sign: 'gaps', gaps: ['diagnosis-documented'] }],
  ['performer', { administration: { performer: undefined } }, { sign: 'gaps', gaps: ['performer-recorded'] }],
  ['procedure', { procedure: null }, { sign: 'no-gaps', claim: 'gaps', gaps: ['procedure-recorded'] }],
  [
    'salt',
    { drug: PLAIN_METHYLPREDNISOLONE },
    { sign: 'gaps', gaps: ['formulation-recorded'], active: [], cross: [] },
  ],
  [
    'order',
    { order: null, administration: { request: undefined } },
    { sign: 'no-gaps', claim: 'gaps', gaps: ['order-linked'] },
  ],
  ['time', { administration: { effectiveDateTime: undefined } }, { sign: 'gaps', active: [] }],
  [
    'time is a year only',
    { administration: { effectiveDateTime: '2026' } },
    { sign: 'gaps', checks: { 'time-recorded': 'gap' }, active: [] },
  ],
  [
    'time is a month only',
    { administration: { effectiveDateTime: '2026-11' } },
    { sign: 'gaps', checks: { 'time-recorded': 'gap' }, active: [] },
  ],
  [
    'everything of the dosage',
    { administration: { dosage: undefined }, procedure: null, order: noOrderDose },
    {
      sign: 'gaps',
      checks: { 'dose-recorded': 'gap', 'route-recorded': 'gap', 'site-recorded': 'gap' },
      active: [],
    },
  ],
  [
    'dosage of nulls',
    {
      administration: { dosage: { dose: null, route: null, site: null, text: '' } },
      procedure: null,
      order: noOrderDose,
    },
    { sign: 'gaps', checks: { 'dose-recorded': 'gap', 'route-recorded': 'gap' } },
  ],
  ['performer is an empty list', { administration: { performer: [] } }, { gaps: ['performer-recorded'] }],
  ['performer without an actor', { administration: { performer: [{}] } }, { gaps: ['performer-recorded'] }],
  [
    'reason of blanks',
    { administration: { reasonCode: [{ text: '   ' }] }, note: null },
    { gaps: ['rationale-documented'] },
  ],
]);

visitCases('stated elsewhere', 'facts.md: order-only; checks.md: text-only or order-only is cannot-tell', [
  [
    'dose by the order only',
    { dosage: { dose: undefined } },
    { checks: { 'dose-recorded': 'gap' }, active: [], cross: [] },
  ],
  [
    'route by the order only',
    {
      dosage: { route: undefined },
      order: {
        dosageInstruction: [{ route: SCT('12130007'), doseAndRate: [{ doseQuantity: quantity(40, 'mg') }] }],
      },
    },
    { checks: { 'route-recorded': 'cannot-tell' }, facts: { route: 'order-only intra-articular' } },
  ],
  [
    'drug by the order only',
    { administration: { medicationCodeableConcept: undefined } },
    {
      checks: { 'formulation-recorded': ['cannot-tell', 'met'] },
      facts: { drug: 'order-only methylprednisolone-acetate' },
    },
  ],
  [
    'site by the procedure',
    { site: null, procedure: { bodySite: [SCT('6757004')] } },
    { sign: 'no-gaps', active: ['J3250 1 RT'], checks: { 'site-recorded': 'met', 'side-recorded': 'met' } },
  ],
  [
    'side by the procedure',
    { site: SCT('72696002'), procedure: { bodySite: [SCT('6757004')] } },
    { sign: 'no-gaps', active: ['J3250 1 RT'], checks: { 'side-recorded': 'met' } },
  ],
  [
    'reason by the order',
    {
      administration: { reasonCode: undefined },
      note: null,
      order: { reasonCode: [{ text: 'painful osteoarthritis of the knee' }] },
    },
    { checks: { 'rationale-documented': 'met' } },
  ],
  [
    'reason by the procedure',
    {
      administration: { reasonCode: undefined },
      note: null,
      procedure: { reasonCode: [{ text: 'painful osteoarthritis' }] },
    },
    { checks: { 'rationale-documented': 'met' } },
  ],
  [
    'diagnosis by reasonReference',
    {
      diagnosis: { category: [{ coding: [{ code: 'problem-list-item' }] }], encounter: undefined },
      administration: { reasonReference: [{ reference: 'Condition/c' }] },
    },
    { checks: { 'diagnosis-documented': 'met' } },
  ],
  [
    'diagnosis on the problem list only',
    { diagnosis: { category: [{ coding: [{ code: 'problem-list-item' }] }], encounter: undefined } },
    { sign: 'gaps', checks: { 'diagnosis-documented': 'gap' } },
  ],
  [
    'diagnosis entered in error',
    { diagnosis: { verificationStatus: { coding: [{ code: 'entered-in-error' }] } } },
    { checks: { 'diagnosis-documented': 'gap' } },
  ],
  [
    'diagnosis refuted',
    { diagnosis: { verificationStatus: { coding: [{ code: 'refuted' }] } } },
    { checks: { 'diagnosis-documented': 'gap' } },
  ],
  [
    'an order by drug and date',
    { administration: { request: undefined } },
    { checks: { 'order-linked': 'met' } },
  ],
  [
    'a request that is not in the chart',
    { order: null },
    { checks: { 'order-linked': ['cannot-tell', 'gap'] } },
  ],
  [
    'the ordering clinician giving it in person',
    {
      order: null,
      administration: {
        request: undefined,
        performer: [{ actor: { reference: 'Practitioner/p9', display: 'A. Lee MD' } }],
      },
    },
    { checks: { 'order-linked': ['met', 'gap', 'cannot-tell'] } },
  ],
]);

visitCases('midline and systemic', 'checks.md: midline sites not applicable; any route but intravenous', [
  [
    'sternum has no side',
    { site: SCT('53120007', 'upper arm') },
    { checks: { 'side-recorded': ['gap', 'not-applicable'] } },
  ],
  [
    'lumbar spine has no side',
    {
      route: SCT('404820008'),
      site: { text: 'lumbar spine' },
      procedure: { code: CPT('62323'), bodySite: undefined },
      note: null,
    },
    { checks: { 'side-recorded': 'not-applicable', 'site-recorded': ['met', 'cannot-tell'] } },
  ],
]);

visitCases('no injection to check', 'report.md: nothing-to-check', [
  [
    'an injection procedure without any drug',
    { administration: null, order: null },
    { checks: { 'administration-recorded': 'gap' }, claim: 'gaps' },
  ],
  [
    'a procedure beside a drug not given',
    { administration: { status: 'not-done' } },
    { checks: { 'administration-recorded': 'gap' }, active: [] },
  ],
  [
    'an aspiration of another kind',
    { administration: null, order: null, procedure: { code: CPT('99213') } },
    { reports: 0 },
  ],
]);
