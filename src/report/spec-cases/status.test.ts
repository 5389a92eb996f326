import { quantity } from '../../test-kit/chart-builder.ts';
import { visitCases } from '../../test-kit/spec-case.ts';
import { SCT, type Over, type Visit } from '../../test-kit/spec-visit.ts';

function dosage(mg = 40): Readonly<Record<string, unknown>> {
  return { dose: quantity(mg, 'mg'), route: SCT('12130007'), site: SCT('6757004') };
}

const status = (code: string, over: Over = {}): Visit => ({ administration: { status: code, ...over } });

visitCases('status', 'coding.md: billed completed and stopped; not billed, listed with the reason', [
  ['not-done', status('not-done'), { active: [], cross: [] }],
  ['entered-in-error', status('entered-in-error'), { active: [], cross: [] }],
  ['on-hold', status('on-hold'), { active: [], cross: [] }],
  ['in-progress', status('in-progress'), { active: [], cross: [] }],
  ['unknown', status('unknown'), { active: [], cross: [] }],
  ['no status', status('', { status: undefined }), { active: [], cross: [] }],
  ['a status of no value set', status('given'), { active: [], cross: [] }],
  ['COMPLETED in capitals', status('COMPLETED'), {}],
  [
    'completed, but method says Not Given',
    status('completed', { dosage: { ...dosage(), method: { text: 'Not Given' } } }),
    { active: [], cross: [] },
  ],
  [
    'completed, but statusReason says refused',
    status('completed', { statusReason: [{ text: 'Patient refused' }] }),
    { active: [], cross: [] },
  ],
  [
    'completed, but the text says held',
    status('completed', { dosage: { ...dosage(), text: 'Held per Dr. Lee' } }),
    { active: [], cross: [] },
  ],
  [
    'completed, method Given',
    status('completed', { dosage: { ...dosage(), method: { text: 'Given' } } }),
    { active: ['J3250 1 RT'] },
  ],
  [
    'stopped with its order larger',
    { ...status('stopped', { dosage: dosage(20) }) },
    { active: ['J3250 1 52 RT'], cross: ['J1010 20'] },
  ],
  [
    'stopped at the whole ordered dose',
    status('stopped'),
    { active: ['J3250 1 52 RT'], cross: ['J1010 40'] },
  ],
  [
    'stopped without an order',
    { ...status('stopped', { dosage: dosage(20), request: undefined }), order: null },
    { active: ['J3250 1 52 RT'], cross: ['J1010 20'] },
  ],
  [
    'stopped without a dose',
    { ...status('stopped', { dosage: { ...dosage(), dose: undefined } }) },
    { active: [], cross: [] },
  ],
  [
    'completed, less than ordered',
    { administration: { dosage: dosage(30) } },
    { active: ['J3250 1 52 RT'], cross: ['J1010 30'], checks: { 'dose-matches-order': 'gap' } },
  ],
  [
    'completed, more than ordered',
    { administration: { dosage: dosage(60) } },
    { active: ['J3260 1 RT'], cross: ['J1010 60'], checks: { 'dose-matches-order': 'gap' } },
  ],
  [
    'less than ordered, no order dose',
    { administration: { dosage: dosage(30) }, order: { dosageInstruction: undefined } },
    { active: ['J3250 1 RT'], cross: ['J1010 30'] },
  ],
]);
