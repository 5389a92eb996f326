import { quantity } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { inVisit, SCT, subject } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const second: RawResource = {
  resourceType: 'Procedure',
  id: 'pr2',
  status: 'completed',
  subject,
  encounter: inVisit,
  code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '20610' }] },
  performedDateTime: '2026-11-20T10:05:00-05:00',
  bodySite: [SCT('82169009')],
};
visitCases(
  'administration and procedure',
  'facts.md: same encounter, times, route family, then site and side; more than one is more-than-one-candidate',
  [
    [
      'two procedures, one of this side',
      { more: [second] },
      {
        active: ['J3250 1 RT'],
        checks: { 'procedure-recorded': 'met', 'sides-agree': 'met', 'administration-recorded': 'met' },
      },
    ],
    [
      'two procedures, no side stated here',
      { site: SCT('72696002'), procedure: { bodySite: [SCT('6757004')] }, more: [second] },
      { active: ['J3250 1'], checks: { 'side-recorded': 'gap' } },
    ],
    [
      'a procedure of another encounter',
      { procedure: { encounter: { reference: 'Encounter/e9' } } },
      { checks: { 'procedure-recorded': 'gap' } },
    ],
    [
      'a procedure without an encounter, in time',
      { procedure: { encounter: undefined } },
      { checks: { 'procedure-recorded': 'met' } },
    ],
    [
      'a procedure not done',
      { procedure: { status: 'not-done' } },
      { checks: { 'procedure-recorded': 'gap' } },
    ],
    [
      'a procedure entered in error',
      { procedure: { status: 'entered-in-error' } },
      { checks: { 'procedure-recorded': 'gap' } },
    ],
    [
      'the order\u2019s dose differs',
      { order: { dosageInstruction: [{ doseAndRate: [{ doseQuantity: quantity(80, 'mg') }] }] } },
      { checks: { 'dose-matches-order': 'gap' }, active: ['J3250 1 52 RT'] },
    ],
    [
      'the order\u2019s dose in grams',
      { order: { dosageInstruction: [{ doseAndRate: [{ doseQuantity: quantity(0.04, 'g') }] }] } },
      { checks: { 'dose-matches-order': 'met' }, active: ['J3250 1 RT'] },
    ],
    [
      'the order\u2019s dose is a range',
      {
        order: {
          dosageInstruction: [
            { doseAndRate: [{ doseRange: { low: quantity(20, 'mg'), high: quantity(80, 'mg') } }] },
          ],
        },
      },
      { checks: { 'dose-matches-order': ['met', 'cannot-tell', 'not-applicable'] }, active: ['J3250 1 RT'] },
    ],
    [
      'the order in error',
      { order: { status: 'entered-in-error' } },
      { checks: { 'order-linked': ['gap', 'cannot-tell'] } },
    ],
  ],
);
