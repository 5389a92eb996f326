import { quantity } from '../../test-kit/chart-builder.ts';
import { aRow, aTable } from '../../test-kit/coding-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { INTRAVENOUS, inVisit, NDC_OF, subject, type Over, type Visit } from '../../test-kit/spec-visit.ts';
import type { RawResource } from '../../facts/chart.ts';

const CMS = { table: 'cms-hcpcs' } as const;
const SDV40 = NDC_OF('00009-3073-01');
const SDV80 = NDC_OF('00009-3475-01');
const MDV = NDC_OF('00009-0280-02');
const wasted = (words: string): Over => ({ note: [{ text: words }] });
const vial = (
  mg: number,
  drug: Readonly<Record<string, unknown>>,
  words: string | null,
  date = '2026-11-20',
): Visit => ({ drug, dose: quantity(mg, 'mg'), date, administration: words === null ? {} : wasted(words) });

visitCases('waste', 'coding.md, the table of waste cases', [
  [
    '40 of 40 given',
    vial(40, SDV40, null),
    { active: ['J1010 40 JZ'], checks: { 'waste-recorded': 'met' } },
    CMS,
  ],
  [
    '20 of 40, 20 discarded',
    vial(20, SDV40, '20 mg wasted'),
    { active: ['J1010 20', 'J1010 20 JW'], checks: { 'waste-recorded': 'met' } },
    CMS,
  ],
  [
    '30 of 40, 10 discarded, late 2023',
    vial(30, SDV40, '10 mg wasted', '2023-08-01'),
    { active: ['J1030 1 JZ'] },
    CMS,
  ],
  [
    '12.5 of 40, rest discarded',
    vial(12.5, SDV40, '27.5 mg wasted'),
    { active: ['J1010 13', 'J1010 27 JW'] },
    CMS,
  ],
  [
    'multi-dose: neither',
    vial(40, MDV, null),
    { active: ['J1010 40'], checks: { 'waste-recorded': 'not-applicable' } },
    CMS,
  ],
  [
    'multi-dose with a discard in words: neither',
    vial(40, MDV, '10 mg wasted'),
    { active: ['J1010 40'] },
    CMS,
  ],
  [
    'container not known',
    {},
    { active: ['J1010 40'], checks: { 'waste-recorded': ['cannot-tell', 'not-applicable'] } },
    CMS,
  ],
  [
    '20 of 40, nothing said',
    vial(20, SDV40, null),
    { active: ['J1010 20'], checks: { 'waste-recorded': 'gap' }, claim: 'gaps' },
    CMS,
  ],
  [
    '60 of two 40s, 20 discarded',
    vial(60, SDV40, 'wasted 20 mg'),
    { active: ['J1010 60', 'J1010 20 JW'] },
    CMS,
  ],
  [
    '60 of two 40s, nothing said',
    vial(60, SDV40, null),
    { active: ['J1010 60'], checks: { 'waste-recorded': 'gap' } },
    CMS,
  ],
  ['80 of two 40s', vial(80, SDV40, null), { active: ['J1010 80 JZ'] }, CMS],
  [
    '40 of 80, 40 discarded',
    vial(40, SDV80, 'remaining 40 mg discarded'),
    { active: ['J1010 40', 'J1010 40 JW'] },
    CMS,
  ],
  ['discarded in mL', vial(20, SDV40, '0.5 mL wasted'), { active: ['J1010 20', 'J1010 20 JW'] }, CMS],
  ['nothing wasted, in words', vial(40, SDV40, 'no waste'), { active: ['J1010 40 JZ'] }, CMS],
  ['more discarded than left', vial(20, SDV40, '30 mg wasted'), { active: ['J1010 20', 'J1010 20 JW'] }, CMS],
  [
    'a rest explained in part, while one unit covers it',
    vial(30, SDV80, '10 mg wasted', '2024-03-20'),
    { active: ['J1030 1'], checks: { 'waste-recorded': 'gap' } },
    CMS,
  ],
  [
    'a whole vial, and part of one wasted',
    vial(40, SDV40, '0.5 vial wasted'),
    { active: ['J1010 40'], checks: { 'waste-recorded': 'cannot-tell' } },
    CMS,
  ],
  [
    'a rest, and a volume of a powder wasted',
    vial(62.5, NDC_OF('00009-0047-22'), '1 mL wasted'),
    { active: ['J2919 13'], checks: { 'waste-recorded': 'cannot-tell' } },
    CMS,
  ],
  [
    'two amounts wasted that differ',
    {
      ...vial(40, SDV40, null),
      administration: { note: [{ text: '10 mg wasted' }, { text: '20 mg wasted' }] },
    },
    { active: ['J1010 40'], checks: { 'waste-recorded': 'cannot-tell' } },
    CMS,
  ],
  ['less discarded than left', vial(20, SDV40, '10 mg wasted'), { checks: { 'waste-recorded': 'gap' } }, CMS],
  ['before JZ: 2023-06-30', vial(40, SDV40, null, '2023-06-30'), { active: ['J1030 1'] }, CMS],
  ['the first day of JZ', vial(40, SDV40, null, '2023-07-01'), { active: ['J1030 1 JZ'] }, CMS],
  ['before JW: 2016', vial(20, SDV40, '20 mg wasted', '2016-12-31'), { active: ['J1020 1'] }, CMS],
  ['JW from 2017', vial(20, SDV40, '20 mg wasted', '2017-01-01'), { active: ['J1020 1', 'J1020 1 JW'] }, CMS],
  [
    'practice table: off',
    vial(20, SDV40, '20 mg wasted'),
    { active: ['J3250 1 RT'], checks: { 'waste-recorded': 'not-applicable' } },
  ],
  [
    'succinate 62 of 125',
    {
      ...vial(62, NDC_OF('00009-0047-22'), '63 mg wasted'),
      route: INTRAVENOUS,
      dosage: { site: undefined },
      procedure: null,
    },
    { active: ['J2919 12 JW', 'J2919 13'] },
    CMS,
  ],
]);

/** A table of the practice's own that reports waste. */
const OWN = aTable([aRow()], {
  modifierRules: { anatomical: false, distinct: false, reduced: false, waste: true },
});
visitCases('waste by an own table', 'coding.md, code tables', [
  [
    'of the site',
    vial(20, SDV40, null),
    { active: ['X0001 2'], checks: { 'waste-recorded': 'gap' } },
    { table: 'own', site: { codeTables: [OWN] } },
  ],
  [
    'given in full',
    vial(20, SDV40, null),
    { active: ['X0001 2'], checks: { 'waste-recorded': 'gap' } },
    { table: OWN },
  ],
]);

const plainClaim = (modifier: string, code = 'J3250'): RawResource => ({
  resourceType: 'ChargeItem',
  id: 'ci',
  status: 'billable',
  subject,
  context: inVisit,
  code: {
    coding: [
      { system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code },
      { system: 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets', code: modifier },
    ],
  },
  occurrenceDateTime: '2026-11-20',
});
const claim = (modifier: string, code = 'J3250'): RawResource => ({
  resourceType: 'Claim',
  id: 'cl',
  status: 'active',
  use: 'claim',
  patient: subject,
  created: '2026-11-20',
  item: [
    {
      sequence: 1,
      encounter: [inVisit],
      servicedDate: '2026-11-20',
      productOrService: { coding: [{ code }] },
      modifier: [{ coding: [{ code: modifier }] }],
    },
  ],
});
visitCases(
  'recorded modifiers',
  'coding.md: a modifier on an existing ChargeItem or Claim that the record does not support is a gap',
  [
    ['RT on a right knee', { more: [claim('RT')] }, { checks: { 'modifiers-supported': 'met' } }],
    ['LT on a right knee', { more: [claim('LT')] }, { checks: { 'modifiers-supported': 'gap' } }],
    ['52 on a whole dose', { more: [claim('52')] }, { checks: { 'modifiers-supported': 'gap' } }],
    ['59 with one site', { more: [claim('59')] }, { checks: { 'modifiers-supported': 'gap' } }],
    [
      'JW with nothing discarded',
      { more: [claim('JW', 'J1010')] },
      { checks: { 'modifiers-supported': 'gap' } },
      CMS,
    ],
    ['LT on a charge', { more: [plainClaim('LT')] }, { checks: { 'modifiers-supported': ['gap', 'met'] } }],
  ],
);
