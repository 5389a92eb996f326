import { visitCases } from '../../test-kit/spec-case.ts';
import { SCT, type Visit } from '../../test-kit/spec-visit.ts';

const quiet: Visit = { order: { dosageInstruction: undefined }, note: null };
const text = (words: string, more: Visit = {}): Visit => ({
  ...quiet,
  dosage: { dose: undefined, text: words },
  ...more,
});
const bare = (words: string): Visit => ({
  ...quiet,
  procedure: null,
  administration: { dosage: { text: words } },
});
visitCases(
  'doses in text',
  'facts.md, Free text: text-only, a code may be proposed, the field stays a finding; it refuses rather than guesses',
  [
    [
      'Depo-Medrol 80mg/ml 1ml IA R knee',
      bare('Depo-Medrol 80mg/ml 1ml IA R knee'),
      {
        active: ['J3260 1 RT'],
        checks: {
          'dose-recorded': 'cannot-tell',
          'route-recorded': 'cannot-tell',
          'site-recorded': 'cannot-tell',
          'side-recorded': 'cannot-tell',
        },
      },
    ],
    [
      '40 mg IM L deltoid',
      bare('40 mg IM L deltoid'),
      { active: ['J3250 1 LT'], facts: { route: 'text-only intramuscular', side: 'text-only left' } },
    ],
    ['40 mg', text('40 mg'), { active: ['J3250 1 RT'], checks: { 'dose-recorded': 'cannot-tell' } }],
    ['Depo-Medrol 40 mg/mL, 2 mL', text('Depo-Medrol 40 mg/mL, 2 mL'), { active: ['J3260 1 RT'] }],
    [
      'methylprednisolone acetate 80 mg injected',
      text('methylprednisolone acetate 80 mg injected'),
      { active: ['J3260 1 RT'] },
    ],
    ['1 mL alone', text('1 mL'), { active: [], cross: [] }],
    ['two doses', text('40 mg right knee and 80 mg left knee'), { active: [], cross: [] }],
    ['a range', text('40-80 mg'), { active: [], cross: [] }],
    ['not given', text('40 mg not given'), { active: [], cross: [] }],
    ['held', text('40 mg held'), { active: [], cross: [] }],
    ['a question mark', text('40 mg?'), { active: [], cross: [] }],
    ['a plan', text('plan 40 mg next visit'), { active: [], cross: [] }],
    ['up to 40 mg', text('up to 40 mg'), { active: [], cross: [] }],
    [
      '40 mg bilateral',
      { ...text('40 mg bilateral'), site: SCT('72696002'), procedure: null },
      { checks: { 'side-recorded': ['gap', 'cannot-tell'] } },
    ],
    ['R/L knee', { ...bare('40 mg IA R/L knee') }, { active: [], cross: [] }],
    ['lidocaine only', text('lidocaine 1% 4 mL'), { active: [], cross: [] }],
    ['forty milligrams in words', text('forty mg'), { active: [], cross: [] }],
    ['another drug beside it', text('40 mg with lidocaine 1% 2 mL'), { active: ['J3250 1 RT'] }],
    [
      'structured dose wins over a plan in text',
      { ...quiet, dosage: { text: 'see note' } },
      { active: ['J3250 1 RT'], checks: { 'dose-recorded': 'met' } },
    ],
    ['decimal comma', text('12,5 mg'), { active: [], cross: [] }],
    ['per kg', text('1 mg/kg'), { active: [], cross: [] }],
    ['0 mg', text('0 mg'), { active: [], cross: [] }],
  ],
);
