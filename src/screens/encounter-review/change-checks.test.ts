import { describe, expect, it } from 'vitest';
import { decidedLines } from '../../queries/exports.ts';
import { aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import { readChange, tellOfChange, type TypedChange } from './change-checks.ts';

const report = aReport();
const [line] = decidedLines(report, []);
if (!line) throw new Error('No line.');

const typed = (over: Partial<TypedChange> = {}): TypedChange => ({
  code: 'J1010',
  units: '40',
  modifiers: 'RT',
  reason: 'payer',
  ...over,
});

describe('a change as typed', () => {
  it('is read without the spaces around it', () => {
    expect(
      readChange(typed({ code: ' j1010 ', units: ' 40 ', modifiers: ' rt, 59 ', reason: ' payer ' }), line),
    ).toEqual({
      change: { code: 'J1010', units: 40, modifiers: ['RT', '59'], reason: 'payer' },
    });
  });

  it.each<readonly [string, Partial<TypedChange>, RegExp]>([
    ['a code that is none', { code: 'J10' }, /^A code is/],
    ['no units', { units: '0' }, /^Units are/],
    ['units with a fraction', { units: '1.5' }, /^Units are/],
    ['a modifier that is none', { modifiers: 'RTX' }, /^A modifier has/],
    ['a modifier twice', { modifiers: 'RT, 59, RT' }, /^RT stands more than once/],
    ['the proposal itself', { code: 'J3250', units: '1' }, /^Nothing differs/],
    ['the proposal itself without a reason', { code: 'j3250 ', units: ' 1', reason: '' }, /^Nothing differs/],
    ['no reason', { reason: '  ' }, /^A change needs a reason/],
  ])('is refused with %s', (_, over, words) => {
    expect(readChange(typed(over), line)).toEqual({ problem: expect.stringMatching(words) });
  });

  it.each<readonly [string, Partial<TypedChange>]>([
    ['units', { code: 'J3250', units: '2' }],
    ['a modifier more', { code: 'J3250', units: '1', modifiers: 'RT 59' }],
    ['a modifier less', { code: 'J3250', units: '1', modifiers: '' }],
    ['a code no table lists', { code: 'X9999' }],
    ['sides that contradict, with the reason', { modifiers: 'RT, LT' }],
  ])('may be %s', (_, over) => {
    expect(readChange(typed(over), line)).toHaveProperty('change');
  });
});

describe('what the coder is told', () => {
  const told = (over: Partial<TypedChange> = {}) => tellOfChange(typed(over), line, report);
  const NOTHING = { code: [], units: null, modifiers: [] };

  it('is nothing about the proposal, and nothing about a code half typed', () => {
    expect(told({ code: 'J3250', units: '1' })).toEqual(NOTHING);
    expect(told({ code: 'J10' })).toEqual(NOTHING);
  });

  it('is what the tables say the code is, or that neither lists it at that date', () => {
    expect(told({ code: 'j1010 ' }).code).toEqual([
      'CMS HCPCS Level II: Methylprednisolone acetate, each 1 mg',
    ]);
    expect(told({ code: 'X9999' }).code).toEqual([
      'X9999 on 23 Nov 2026 is not listed in Practice table or CMS HCPCS Level II.',
    ]);
    expect(told({ code: 'J3260' }).code).toHaveLength(2);
  });

  it('is the units a table gives, where others are typed, and that no table gives any', () => {
    expect(told().units).toBeNull();
    expect(told({ units: '999999' }).units).toBe('For 40 mg: J1010 × 40.');
    expect(told({ code: 'J3250', units: '2' }).units).toBe('For 40 mg: J3250-RT × 1.');
    expect(told({ code: 'X9999' }).units).toBe('No table gives units of this code for the recorded dose.');
  });

  it.each<readonly [string, readonly string[]]>([
    ['RT, 59', []],
    ['RT, LT', ['RT and LT say two sides of one line.']],
    ['JW JZ', ['JW and JZ say some discarded and none of one line.']],
    ['50, LT', ['LT and 50 say one side and both of one line.']],
    ['RT, 59, JZ, 76, 77', ['5 modifiers: a claim line has room for 4.']],
    ['RTX', []],
  ])('is what %s say of each other', (modifiers, words) => {
    expect(told({ modifiers }).modifiers).toEqual(words);
  });

  it('is each line of the code where discarded drug has its own', () => {
    const waste = aCrossLine({ key: 'cms-hcpcs/J1010/2', units: 20, modifiers: ['JW'] });
    const whole = aReport({ lines: [aLine(), aCrossLine({ units: 20 }), waste] });
    expect(tellOfChange(typed({ units: '30' }), line, whole).units).toBe(
      'For 40 mg: J1010 × 20 and J1010-JW × 20.',
    );
  });
});
