import { visitCases } from '../../test-kit/spec-case.ts';
import { INTRAVENOUS, SCT, subject, type Visit } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';
import { ACETATE, quantity, SUCCINATE } from '../../test-kit/chart-builder.ts';

const CMS = { table: 'cms-hcpcs' } as const;
const at = (effectiveDateTime: string, more: Visit = {}): Visit => ({
  date: '2024-03-31',
  procedure: null,
  order: null,
  administration: { effectiveDateTime, request: undefined },
  ...more,
});
const noPeriod: Visit = { encounter: { period: undefined } };

visitCases(
  'date of service',
  'coding.md: the local calendar date: own offset; Z: the site\u2019s zone, else the encounter\u2019s offset; else UTC, cannot-tell where rows differ',
  [
    [
      'late on the old day by its own offset',
      at('2024-03-31T23:30:00-05:00'),
      { active: ['J1030 1'], facts: { serviceDate: '2024-03-31' } },
      CMS,
    ],
    [
      'the same moment in Z with the encounter\u2019s offset',
      at('2024-04-01T04:30:00Z'),
      { active: ['J1030 1'], facts: { serviceDate: '2024-03-31' } },
      CMS,
    ],
    [
      'the same moment in Z with the site\u2019s zone',
      at('2024-04-01T04:30:00Z', noPeriod),
      { active: ['J1030 1'] },
      { ...CMS, site: { timeZone: 'America/Chicago' } },
    ],
    [
      'the site\u2019s zone goes before the encounter\u2019s offset',
      at('2024-04-01T04:30:00Z', { encounter: { period: { start: '2024-03-31T08:00:00+02:00' } } }),
      { active: ['J1030 1'] },
      { ...CMS, site: { timeZone: 'America/Chicago' } },
    ],
    [
      'Z alone at the boundary',
      at('2024-04-01T04:30:00Z', noPeriod),
      { active: [], checks: { 'code-tables-agree': ['cannot-tell', 'not-applicable', 'gap'] } },
      CMS,
    ],
    ['Z alone, still March', at('2024-03-31T23:30:00Z', noPeriod), { active: [] }, CMS],
    ['Z alone, two days later', at('2024-04-03T04:30:00Z', noPeriod), { active: ['J1010 40'] }, CMS],
    ['Z alone in the practice table', at('2024-04-01T04:30:00Z', noPeriod), { active: ['J3250 1 RT'] }],
    ['a date alone', at('2024-03-31'), { active: ['J1030 1'] }, CMS],
    ['a date alone, the new day', at('2024-04-01'), { active: ['J1010 40'] }, CMS],
    ['a positive offset', at('2024-04-01T00:30:00+09:00', noPeriod), { active: ['J1010 40'] }, CMS],
    ['+00:00 is an offset, not a Z', at('2024-04-01T00:30:00+00:00', noPeriod), {}, CMS],
    ['a year only', at('2024'), { active: [], checks: { 'time-recorded': 'gap' } }, CMS],
    ['nonsense', at('yesterday'), { active: [], checks: { 'time-recorded': ['gap', 'cannot-tell'] } }, CMS],
    ['the 31st of February', at('2024-02-31T10:00:00-05:00'), { active: [] }, CMS],
    [
      'a period: its start counts',
      {
        date: '2024-03-31',
        procedure: null,
        administration: {
          effectiveDateTime: undefined,
          effectivePeriod: { start: '2024-03-31T23:50:00-05:00', end: '2024-04-01T00:20:00-05:00' },
        },
      },
      { active: ['J1030 1'] },
      CMS,
    ],
    [
      'a period without a start',
      {
        procedure: null,
        administration: {
          effectiveDateTime: undefined,
          effectivePeriod: { end: '2026-11-20T10:00:00-05:00' },
        },
      },
      {},
      CMS,
    ],
  ],
);

const free: Visit = { administration: { context: undefined } };
const other: RawResource = {
  resourceType: 'Encounter',
  id: 'e2',
  status: 'finished',
  class: { code: 'AMB' },
  subject,
  period: { start: '2026-11-20T09:30:00-05:00', end: '2026-11-20T12:00:00-05:00' },
};
visitCases(
  'encounter',
  'facts.md: by context, else by time inside exactly one Encounter.period, else "encounter not stated"',
  [
    ['inside exactly one', free, { of: 'Encounter/e', active: ['J3250 1 RT'], reports: 1 }],
    ['inside two: not stated', { ...free, more: [other] }, { of: null, active: ['J3250 1 RT'] }],
    [
      'outside every one',
      {
        administration: { context: undefined, effectiveDateTime: '2026-11-22T10:00:00-05:00' },
        procedure: null,
      },
      { of: null, reports: 1, active: ['J3250 1 RT'] },
    ],
    [
      'no encounter at all',
      {
        encounter: null,
        administration: { context: undefined },
        procedure: { encounter: undefined },
        diagnosis: { encounter: undefined },
        order: { encounter: undefined },
      },
      { of: null, active: ['J3250 1 RT'] },
    ],
    ['a context that is not in the file', { encounter: null }, { active: ['J3250 1 RT'] }],
    [
      'an encounter without an end',
      { ...free, encounter: { period: { start: '2026-11-20T08:00:00-05:00' } } },
      { active: ['J3250 1 RT'] },
    ],
    [
      'context as an episode',
      { administration: { context: { reference: 'EpisodeOfCare/1' } } },
      { active: ['J3250 1 RT'] },
    ],
  ],
);

const med = (over: Readonly<Record<string, unknown>>): RawResource => ({
  resourceType: 'Medication',
  id: 'm1',
  code: { coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '155323' }] },
  ...over,
});
const by = (reference: string, more: readonly RawResource[]): Visit => ({
  order: null,
  administration: {
    request: undefined,
    medicationCodeableConcept: undefined,
    medicationReference: { reference },
  },
  more,
});
visitCases('references', 'facts.md: contained, relative, absolute, logical and urn:uuid references', [
  ['relative', by('Medication/m1', [med({})]), { active: ['J3250 1 RT'] }],
  ['absolute', by('https://ehr.example/fhir/Medication/m1', [med({})]), { active: ['J3250 1 RT'] }],
  ['with a version', by('Medication/m1/_history/3', [med({})]), { active: ['J3250 1 RT'] }],
  [
    'contained',
    {
      order: null,
      administration: {
        request: undefined,
        medicationCodeableConcept: undefined,
        medicationReference: { reference: '#m1' },
        contained: [med({})],
      },
    },
    { active: ['J3250 1 RT'] },
  ],
  ['contained, but absent', by('#m9', []), { active: [] }],
  [
    'logical by identifier',
    {
      order: null,
      administration: {
        request: undefined,
        medicationCodeableConcept: undefined,
        medicationReference: { identifier: { system: 'urn:x', value: '5' } },
      },
      more: [med({ identifier: [{ system: 'urn:x', value: '5' }] })],
    },
    { active: ['J3250 1 RT'] },
  ],
  ['to a Medication of another type', by('Practitioner/m1', [med({})]), { active: [] }],
  [
    'a medication inside a medication',
    by('Medication/m1', [
      med({ code: undefined, ingredient: [{ itemReference: { reference: 'Medication/m2' } }] }),
      med({ id: 'm2' }),
    ]),
    { active: ['J3250 1 RT'] },
  ],
  [
    'a circle',
    by('Medication/m1', [
      med({ code: undefined, ingredient: [{ itemReference: { reference: 'Medication/m1' } }] }),
    ]),
    { active: [] },
  ],
  [
    'by the ingredient',
    by('Medication/m1', [
      med({
        code: undefined,
        ingredient: [
          {
            itemCodeableConcept: {
              coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '155323' }],
            },
          },
        ],
      }),
    ]),
    { active: ['J3250 1 RT'] },
  ],
]);

const push = (effectiveDateTime: string): Visit => ({
  drug: SUCCINATE,
  dose: quantity(125, 'mg'),
  route: INTRAVENOUS,
  dosage: { site: undefined },
  date: '2024-03-31',
  procedure: null,
  order: null,
  encounter: { period: undefined },
  administration: { request: undefined, effectiveDateTime },
});
visitCases(
  'code tables over an unknown date',
  'coding.md: if the neighbouring date would choose other rows, the line is cannot-tell (date-ambiguous)',
  [
    [
      'the evening before in Z',
      push('2024-03-31T22:00:00Z'),
      { active: ['J2930 1'], cross: [], checks: { 'code-tables-agree': 'cannot-tell' } },
    ],
    [
      'the morning after in Z',
      push('2024-04-01T02:00:00Z'),
      { active: ['J2930 1'], cross: [], checks: { 'code-tables-agree': 'cannot-tell' } },
    ],
    [
      'far from the change',
      push('2024-03-30T23:00:00Z'),
      { cross: ['J2930 1'], checks: { 'code-tables-agree': 'met' } },
    ],
    [
      'after the change on either date',
      push('2024-04-02T01:00:00Z'),
      { cross: ['J2919 25'], checks: { 'code-tables-agree': 'gap' } },
    ],
    [
      'another ingredient on either date',
      {
        ...push('2024-03-31T22:00:00Z'),
        drug: ACETATE,
        dose: quantity(40, 'mg'),
        route: SCT('12130007'),
        dosage: {},
      },
      { active: ['J3250 1 RT'], cross: [], checks: { 'code-tables-agree': 'gap' } },
    ],
  ],
);
