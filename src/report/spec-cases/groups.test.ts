import { quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import {
  administrationOf,
  another,
  CPT,
  INTRAMUSCULAR,
  INTRAVENOUS,
  LEFT_KNEE,
  RIGHT_DELTOID,
  SCT,
  type Over,
  type Visit,
} from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

function dosage(mg = 40): Readonly<Record<string, unknown>> {
  return { dose: quantity(mg, 'mg'), route: SCT('12130007'), site: SCT('6757004') };
}

const plus = (id: string, mg: number, site: unknown, over: Over = {}): RawResource =>
  another(
    id,
    {},
    {
      dosage: { ...dosage(mg), site },
      request: undefined,
      effectiveDateTime: '2026-11-20T10:20:00-05:00',
      ...over,
    },
  );
const withMore = (mg: number, ...more: readonly RawResource[]): Visit => ({
  administration: { dosage: dosage(mg) },
  order: { dosageInstruction: undefined },
  more,
});
const RIGHT_SHOULDER = SCT('91774008');
const LEFT_SHOULDER = SCT('91775009');

visitCases('groups', 'coding.md: one group per drug, date, site and side; CMS one per drug and date', [
  [
    'two passes into one knee',
    withMore(20, plus('b', 20, SCT('6757004'))),
    { active: ['J3250 1 RT'], cross: ['J1010 40'] },
  ],
  [
    'two passes of 60',
    withMore(60, plus('b', 60, SCT('6757004'))),
    { active: ['J3250 1 RT', 'J3260 1 RT'], cross: ['J1010 120'] },
  ],
  [
    'two passes of 12.4 are summed before rounding',
    withMore(12.4, plus('b', 12.4, SCT('6757004'))),
    { active: ['J3250 1 RT'], cross: ['J1010 25'] },
  ],
  [
    'right and left knee',
    withMore(40, plus('b', 40, LEFT_KNEE)),
    { active: ['J3250 1 RT', 'J3250 1 LT'], cross: ['J1010 80'] },
  ],
  [
    'right knee and right shoulder share code and modifier: 59',
    withMore(40, plus('b', 40, RIGHT_SHOULDER)),
    { active: ['J3250 1 RT', 'J3250 1 59 RT'], cross: ['J1010 80'] },
  ],
  [
    'right knee and left shoulder',
    withMore(40, plus('b', 40, LEFT_SHOULDER)),
    { active: ['J3250 1 RT', 'J3250 1 LT'], cross: ['J1010 80'] },
  ],
  [
    'three right sites: two carry 59',
    withMore(
      40,
      plus('b', 40, RIGHT_SHOULDER),
      plus('c2', 40, SCT('9736006'), { effectiveDateTime: '2026-11-20T10:40:00-05:00' }),
    ),
    { active: ['J3250 1 RT', 'J3250 1 59 RT', 'J3250 1 59 RT'], cross: ['J1010 120'] },
  ],
  [
    'right knee 40, right shoulder 80: other code, no 59',
    withMore(40, plus('b', 80, RIGHT_SHOULDER)),
    { active: ['J3250 1 RT', 'J3260 1 RT'], cross: ['J1010 120'] },
  ],
  [
    'unknown sites share one group',
    {
      ...withMore(40, plus('b', 40, undefined)),
      administration: { dosage: { ...dosage(40), site: undefined } },
      procedure: null,
    },
    { active: ['J3260 1'], cross: ['J1010 80'] },
  ],
  [
    'knee without a side beside the right knee',
    { ...withMore(40, plus('b', 40, SCT('72696002'))), procedure: null },
    { active: ['J3250 1', 'J3250 1 RT'], cross: ['J1010 80'] },
  ],
  [
    'two intramuscular sites are summed',
    {
      ...withMore(
        40,
        plus('b', 40, SCT('16217701000119102'), {
          dosage: { dose: quantity(40, 'mg'), route: INTRAMUSCULAR, site: SCT('16217701000119102') },
        }),
      ),
      administration: { dosage: { dose: quantity(40, 'mg'), route: INTRAMUSCULAR, site: RIGHT_DELTOID } },
      procedure: { code: CPT('96372'), bodySite: undefined },
    },
    { cross: ['J1010 80'] },
  ],
  [
    'two pushes into a vein',
    {
      drug: SUCCINATE,
      route: INTRAVENOUS,
      dose: quantity(100, 'mg'),
      dosage: { site: undefined },
      procedure: null,
      order: { dosageInstruction: undefined },
      more: [
        another(
          'b',
          { drug: SUCCINATE, route: INTRAVENOUS, dose: quantity(100, 'mg') },
          {
            effectiveDateTime: '2026-11-20T14:00:00-05:00',
            request: undefined,
            dosage: { dose: quantity(100, 'mg'), route: INTRAVENOUS },
          },
        ),
      ],
    },
    { active: ['J2930 2'], cross: ['J2919 40'] },
  ],
  [
    'two dates are two lines',
    {
      ...withMore(40, plus('b', 40, SCT('6757004'), { effectiveDateTime: '2026-11-21T10:00:00-05:00' })),
      encounter: { period: { start: '2026-11-20T08:00:00-05:00', end: '2026-11-22T08:00:00-05:00' } },
    },
    { active: ['J3250 1 RT', 'J3250 1 RT'], cross: ['J1010 40', 'J1010 40'] },
  ],
  [
    'one not done beside one given',
    withMore(40, plus('b', 40, LEFT_KNEE, { status: 'not-done' })),
    { active: ['J3250 1 RT'], cross: ['J1010 40'] },
  ],
]);

const same = administrationOf({});
visitCases(
  'twice',
  'coding.md: the same resource or identifier twice counts once; alike within five minutes are summed and flagged',
  [
    ['the same resource twice', { more: [same] }, { active: ['J3250 1 RT'], cross: ['J1010 40'] }],
    [
      'the same identifier twice',
      {
        administration: { identifier: [{ system: 'urn:mar', value: '77' }] },
        more: [another('b', {}, { identifier: [{ system: 'urn:mar', value: '77' }] })],
      },
      { active: ['J3250 1 RT'], cross: ['J1010 40'] },
    ],
    [
      'the same identifier value of two systems',
      {
        administration: { identifier: [{ system: 'urn:one', value: '77' }] },
        more: [
          another(
            'b',
            {},
            {
              identifier: [{ system: 'urn:two', value: '77' }],
              effectiveDateTime: '2026-11-20T10:30:00-05:00',
            },
          ),
        ],
      },
      { active: ['J3260 1 RT'], cross: ['J1010 80'] },
    ],
    [
      'alike at the same minute',
      { more: [another('b', {})] },
      {
        active: ['J3260 1 RT'],
        cross: ['J1010 80'],
        checks: { 'duplicate-administration': 'gap' },
        sign: 'gaps',
      },
    ],
    [
      'alike four minutes later',
      { more: [another('b', {}, { effectiveDateTime: '2026-11-20T10:04:00-05:00' })] },
      { active: ['J3260 1 RT'], checks: { 'duplicate-administration': 'gap' } },
    ],
    [
      'alike in another offset at the same instant',
      { more: [another('b', {}, { effectiveDateTime: '2026-11-20T15:00:00Z' })] },
      { checks: { 'duplicate-administration': 'gap' } },
    ],
    [
      'alike an hour later',
      { more: [another('b', {}, { effectiveDateTime: '2026-11-20T11:00:00-05:00' })] },
      { active: ['J3260 1 RT'], checks: { 'duplicate-administration': 'met' } },
    ],
    [
      'another side at the same minute',
      { more: [another('b', {}, { dosage: { ...dosage(40), site: LEFT_KNEE } })] },
      { active: ['J3250 1 RT', 'J3250 1 LT'], checks: { 'duplicate-administration': 'met' } },
    ],
    [
      'another dose at the same minute',
      { more: [another('b', {}, { dosage: dosage(20) })] },
      { checks: { 'duplicate-administration': 'met' } },
    ],
    [
      'one of the pair not done',
      { more: [another('b', {}, { status: 'not-done' })] },
      { active: ['J3250 1 RT'], checks: { 'duplicate-administration': 'met' } },
    ],
    [
      'two versions of one resource',
      { more: [{ ...same, meta: { versionId: '2' } }] },
      { active: ['J3250 1 RT'], cross: ['J1010 40'] },
    ],
  ],
);
