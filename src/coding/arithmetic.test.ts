import { describe, expect, test } from 'vitest';
import type { DoseFact, Injection } from '../facts/encounter-facts.ts';
import { aContainer, code, codeByCms } from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, stated } from '../test-kit/injection-builder.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams } from '../vocab/units.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Coding, LineRole } from './claim-line.ts';

const named = (name: string, overrides: Parameters<typeof anInjection>[0] = {}): Injection =>
  anInjection({ reference: `MedicationAdministration/${name}`, ...overrides });

/** A dose recorded in mL and converted by the strength. */
const inMl = (amount: string, strength: string, dose: string): DoseFact =>
  aDose(dose, {
    amount: stated(`${amount} mL`, 'dosage.dose'),
    steps: [`${amount} mL × ${strength} mg/mL = ${dose} mg`],
  });

/** The arithmetic of each line, as a coder would read it aloud. */
const aloud = (coding: Coding, role: LineRole = 'active'): readonly string[] =>
  coding.lines.filter((line) => line.role === role).map(({ arithmetic }) => arithmetic.join('; '));

const both = (coding: Coding): readonly string[] => [...aloud(coding), ...aloud(coding, 'cross-check')];

describe('read aloud', () => {
  test('one vial', () => {
    expect(both(code([anInjection()]))).toEqual([
      '40 mg ≤ 40 mg, J3250 × 1',
      '40 mg ÷ 1 mg = 40, J1010 × 40',
    ]);
  });

  test('half a vial', () => {
    expect(both(code([anInjection({ dose: aDose(20) })]))).toEqual([
      '20 mg ≤ 40 mg, J3250 × 1',
      '20 mg ÷ 1 mg = 20, J1010 × 20',
    ]);
    expect(both(code([anInjection({ dose: aDose('12.5') })]))).toEqual([
      '12.5 mg ≤ 40 mg, J3250 × 1',
      '12.5 mg ÷ 1 mg = 12.5, rounded up to 13, J1010 × 13',
    ]);
  });

  test('two sites', () => {
    const coding = code([named('a1'), named('a2', { site: stated('shoulder', 'dosage.site') })]);
    expect(both(coding)).toEqual([
      '40 mg ≤ 40 mg, J3250 × 1',
      '40 mg ≤ 40 mg, J3250 × 1',
      '40 mg + 40 mg = 80 mg; 80 mg ÷ 1 mg = 80, J1010 × 80',
    ]);
  });

  test('a dose in mL', () => {
    expect(aloud(code([anInjection({ dose: inMl('2', '40', '80') })]))).toEqual([
      '2 mL × 40 mg/mL = 80 mg; 80 mg ≤ 80 mg, J3260 × 1',
    ]);
  });

  test('two doses in mL', () => {
    const passes = [
      named('a1', { dose: inMl('0.5', '40', '20') }),
      named('a2', { dose: inMl('1', '40', '40') }),
    ];
    expect(aloud(code(passes))).toEqual([
      '0.5 mL × 40 mg/mL = 20 mg; 1 mL × 40 mg/mL = 40 mg; 20 mg + 40 mg = 60 mg; 60 mg ≤ 80 mg, J3260 × 1',
    ]);
  });

  test('a date before April 2024', () => {
    const before = (dose: string) =>
      aloud(code([anInjection({ on: '2024-03-31', dose: aDose(dose) })]), 'cross-check');
    expect(before('40')).toEqual(['40 mg ÷ 40 mg = 1, J1030 × 1']);
    expect(before('12')).toEqual(['12 mg ÷ 20 mg = 0.6, rounded up to 1, J1020 × 1']);
    expect(before('60')).toEqual([
      '60 mg ≤ 40 mg + 20 mg = 60 mg, J1030 × 1 and J1020 × 1',
      '60 mg ≤ 40 mg + 20 mg = 60 mg, J1030 × 1 and J1020 × 1',
    ]);
    expect(before('180')[0]).toBe('180 mg ≤ 2 × 80 mg + 20 mg = 180 mg, J1040 × 2 and J1020 × 1');
  });

  test('more than one unit of an "up to" code', () => {
    expect(aloud(code([anInjection({ dose: aDose(160) })]))).toEqual([
      '160 mg ≤ 2 × 80 mg = 160 mg, J3260 × 2',
    ]);
    expect(aloud(code([anInjection({ dose: aDose(100) })]))[0]).toBe(
      '100 mg ≤ 80 mg + 40 mg = 120 mg, J3260 × 1 and J3250 × 1',
    );
    const succinate = { drug: stated<Drug>('methylprednisolone-sodium-succinate', 'medication') };
    expect(aloud(code([anInjection({ ...succinate, dose: aDose(1000) })]))).toEqual([
      '1000 mg ≤ 8 × 125 mg = 1000 mg, J2930 × 8',
    ]);
  });

  test('waste', () => {
    const vial = anInjection({
      dose: aDose('12.5'),
      container: aContainer('single-dose', '40'),
      discarded: stated(mg('27.5'), 'note[0].text'),
    });
    expect(aloud(codeByCms([vial]))).toEqual([
      '12.5 mg ÷ 1 mg = 12.5, rounded up to 13, J1010 × 13',
      '40 mg opened, 12.5 mg given, 27.5 mg discarded; 27.5 mg discarded, in whole units at most 27 mg, J1010-JW × 27',
    ]);
  });

  test('more waste than was left', () => {
    const vial = anInjection({
      dose: aDose(20),
      container: aContainer('single-dose', '40'),
      discarded: stated(mg(30), 'note[0].text'),
    });
    expect(aloud(codeByCms([vial]))[1]).toBe(
      '40 mg opened, 20 mg given, 30 mg recorded as discarded, at most 20 mg were left; 20 mg discarded, in whole units at most 20 mg, J1010-JW × 20',
    );
  });

  test('a dose no decimal can say: 1 mL of 40 mg per 3 mL', () => {
    const third = asMilligrams(rational(40n, 3n));
    const dose = aDose(0, { mg: stated(third, 'dosage.dose', '1 mL') });
    expect(both(code([anInjection({ dose })]))).toEqual([
      '13.333 mg (exactly 40/3 mg) ≤ 40 mg, J3250 × 1',
      '13.333 mg (exactly 40/3 mg) ÷ 1 mg = 13.333 (exactly 40/3), rounded up to 14, J1010 × 14',
    ]);
  });
});

test('a line keeps the exact dose and what its units stand for', () => {
  const [line] = code([anInjection({ dose: aDose('48.5625') })]).lines;
  expect(line?.doseMg).toEqual(mg('48.5625'));
  expect(line?.billedMg).toEqual(mg('80'));
  const two = code([anInjection({ dose: aDose(100) })]).lines.filter(({ role }) => role === 'active');
  expect(two.map(({ billedMg }) => billedMg)).toEqual([mg(80), mg(40)]);
});
