import { describe, expect, test } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import { aContainer, aRow, aTable, CMS, code, codeByCms, PRACTICE } from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, stated } from '../test-kit/injection-builder.ts';
import type { Drug } from '../vocab/drug.ts';
import type { CodeTable } from '../tables/code-table.ts';
import type { Coding } from './claim-line.ts';

const named = (name: string, overrides: Parameters<typeof anInjection>[0] = {}): Injection =>
  anInjection({ reference: `MedicationAdministration/${name}`, ...overrides });
const SUCCINATE = { drug: stated<Drug>('methylprednisolone-sodium-succinate', 'medication') };
const messages = (coding: Coding): readonly string[] => coding.disagreements.map(({ message }) => message);
const kinds = (coding: Coding): readonly string[] =>
  coding.disagreements.map((each) => `${each.code}: ${each.kinds.join(' ')}`);

const SPEC = 'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 23 Nov 2026 CMS lists J1010, 40 units.';

describe('the message', () => {
  test("is the spec's, word for word", () => {
    const coding = code([named('a1')]);
    expect(messages(coding)).toEqual([SPEC]);
    expect(coding.disagreements[0]).toMatchObject({
      code: 'J3250',
      serviceDate: '2026-11-23',
      cmsMeaning: 'trimethobenzamide, up to 200 mg',
      administrations: ['MedicationAdministration/a1'],
    });
  });

  test('stands unchanged with CMS active', () => {
    expect(codeByCms([named('a1')]).disagreements).toEqual(code([named('a1')]).disagreements);
  });

  test('stands unchanged where the CMS line carries JZ', () => {
    const vial = named('a1', { container: aContainer('single-dose', '40') });
    expect(messages(codeByCms([vial]))).toEqual([SPEC]);
  });

  test('names J3260 as tobramycin', () => {
    expect(messages(code([named('a1', { dose: aDose(80) })]))).toEqual([
      'CMS lists J3260 as tobramycin, up to 80 mg. For 23 Nov 2026 CMS lists J1010, 80 units.',
    ]);
  });

  test('says when a code ended', () => {
    expect(messages(code([named('a1', { ...SUCCINATE, dose: aDose(125) })]))).toEqual([
      'CMS lists J2930 as methylprednisolone sodium succinate, up to 125 mg, ended 31 Mar 2024. For 23 Nov 2026 CMS lists J2919, 25 units.',
    ]);
  });

  test('does not say so on its last day, nor that a code begins on its first', () => {
    expect(messages(code([named('a1', { ...SUCCINATE, dose: aDose(40), on: '2024-03-31' })]))).toEqual([
      'CMS lists J2930 as methylprednisolone sodium succinate, up to 125 mg. For 31 Mar 2024 CMS lists J2920, 1 unit.',
    ]);
    const own = aTable([aRow({ code: 'J1010', unitMg: '10' })]);
    expect(messages(code([named('a1', { on: '2024-04-01' })], { active: own }))).toEqual([
      'CMS lists J1010 as methylprednisolone acetate, per 1 mg. For 1 Apr 2024 CMS lists J1010, 40 units.',
    ]);
  });

  test('lists several CMS lines together, one finding for each code of the practice table', () => {
    const words = 'For 14 Feb 2023 CMS lists J1040, 1 unit and J1020, 1 unit.';
    expect(messages(code([named('a1', { dose: aDose(100), on: '2023-02-14' })]))).toEqual([
      `CMS lists J3260 as tobramycin, up to 80 mg. ${words}`,
      `CMS lists J3250 as trimethobenzamide, up to 200 mg. ${words}`,
    ]);
  });

  test('joins more than two CMS lines and tells discarded drug apart', () => {
    const vial = named('a1', {
      on: '2023-08-01',
      dose: aDose(40),
      discarded: stated(mg(60), 'note'),
      container: aContainer('single-dose', '100'),
    });
    expect(messages(code([vial]))[0]).toBe(
      'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 1 Aug 2023 CMS lists J1030, 1 unit; J1030-JW, 1 unit and J1020-JW, 1 unit.',
    );
  });

  test('adds up CMS lines of one code', () => {
    const single = named('a1', { container: aContainer('single-dose', '40') });
    const multi = named('a2', { container: aContainer('multi-dose', '200') });
    expect(messages(code([single, multi]))).toEqual([
      'CMS lists J3260 as tobramycin, up to 80 mg. For 23 Nov 2026 CMS lists J1010, 80 units.',
    ]);
  });

  test('says that no CMS line could be derived where the date is open', () => {
    const open = named('a1', {
      serviceDate: { date: '2024-04-01', basis: 'utc-zone-not-stated', neighbour: '2024-03-31' },
    });
    const coding = code([open]);
    expect(messages(coding)).toEqual([
      'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 1 Apr 2024 no CMS line could be derived.',
    ]);
    expect(kinds(coding)).toEqual(['J3250: different-ingredient']);
  });
});

describe('one per code and date', () => {
  test('two lines of one code are one finding with both administrations', () => {
    const coding = code([named('a1'), named('a2', { site: stated('shoulder', 'dosage.site') })]);
    expect(kinds(coding)).toEqual(['J3250: different-ingredient different-result']);
    expect(coding.disagreements[0]?.administrations).toEqual([
      'MedicationAdministration/a1',
      'MedicationAdministration/a2',
    ]);
    expect(messages(coding)[0]).toContain('CMS lists J1010, 80 units.');
  });

  test('two dates are two, two drugs are two', () => {
    const coding = code([named('a1'), named('a2', { on: '2026-11-24' }), named('a3', SUCCINATE)]);
    expect(coding.disagreements.map((each) => `${each.code} ${each.serviceDate}`)).toEqual([
      'J3250 2026-11-23',
      'J2930 2026-11-23',
      'J3250 2026-11-24',
    ]);
    expect(messages(coding)[0]).toBe(SPEC);
  });
});

describe('kinds', () => {
  const active = (row: Parameters<typeof aRow>[0]): CodeTable => aTable([aRow(row)]);
  const against = (row: Parameters<typeof aRow>[0], overrides: Parameters<typeof anInjection>[0] = {}) =>
    kinds(code([named('a1', overrides)], { active: active(row) }));

  test('another ingredient, and the result with it', () => {
    expect(kinds(code([named('a1')]))).toEqual(['J3250: different-ingredient different-result']);
    expect(against({ code: 'J3304', unitMg: '40' })).toEqual([
      'J3304: different-ingredient different-result',
    ]);
  });

  test('not in force: ended, not begun, or not listed', () => {
    expect(kinds(code([named('a1', SUCCINATE)]))).toEqual(['J2930: not-in-force different-result']);
    expect(against({ code: 'J1010', unitMg: '40' }, { on: '2024-03-31' })).toEqual([
      'J1010: not-in-force different-result',
    ]);
    expect(against({ code: 'X0001', unitMg: '40' })).toEqual(['X0001: not-in-force different-result']);
    expect(against({ code: 'J1094', unitMg: '40' })).toEqual([
      'J1094: different-ingredient not-in-force different-result',
    ]);
  });

  test('another unit or another basis', () => {
    expect(against({ code: 'J1010', unitMg: '10' })).toEqual(['J1010: different-unit different-result']);
    expect(against({ code: 'J1010', unitMg: '1', basis: 'up-to' })).toEqual(['J1010: different-unit']);
    expect(against({ code: 'J1010', unitMg: '1.0' })).toEqual([]);
  });

  test('only the result', () => {
    const succinate = { ...SUCCINATE, on: '2023-02-14', dose: aDose(40) };
    expect(kinds(code([named('a1', succinate)]))).toEqual(['J2930: different-result']);
    expect(messages(code([named('a1', succinate)]))).toEqual([
      'CMS lists J2930 as methylprednisolone sodium succinate, up to 125 mg. For 14 Feb 2023 CMS lists J2920, 1 unit.',
    ]);
  });

  test('the same code with other units', () => {
    const halves = [62, 63].map((dose, index) =>
      named(`a${index}`, {
        ...SUCCINATE,
        on: '2023-02-14',
        dose: aDose(dose),
        site: stated(index === 0 ? 'knee' : 'shoulder', 'dosage.site'),
      }),
    );
    expect(kinds(code(halves))).toEqual(['J2930: different-result']);
  });

  test('none where code and units agree', () => {
    const succinate = { ...SUCCINATE, on: '2023-02-14', dose: aDose(125) };
    expect(code([named('a1', succinate)]).disagreements).toEqual([]);
    const wasted = named('a1', {
      ...succinate,
      dose: aDose(125),
      discarded: stated(mg(125), 'note'),
      container: aContainer('single-dose', '250'),
    });
    expect(code([wasted]).lines.map(({ code: hcpcs }) => hcpcs)).toEqual(['J2930', 'J2930', 'J2930']);
    expect(code([wasted]).disagreements).toEqual([]);
  });

  test('a code CMS counts in another way than milligrams has no unit to compare', () => {
    const coding = code([named('a1')], { active: active({ code: 'J2650', unitMg: '40' }) });
    expect(coding.disagreements[0]?.cmsMeaning).toBe('prednisolone acetate, not counted in milligrams');
  });

  test('a code CMS lists for the same drug without milligrams has another unit', () => {
    const own = active({ code: 'X0001', unitMg: '40' });
    const rows = [aRow({ code: 'X0001', unitMg: null }), aRow({ code: 'X0002', unitMg: '1' })];
    const coding = code([named('a1')], { active: own, crossCheck: aTable(rows, { id: CMS.id }) });
    expect(kinds(coding)).toEqual(['X0001: different-unit different-result']);
  });

  test('words of a code not listed and of one not begun', () => {
    expect(messages(code([named('a1')], { active: active({ code: 'X0001', unitMg: '40' }) }))).toEqual([
      'CMS does not list X0001. For 23 Nov 2026 CMS lists J1010, 40 units.',
    ]);
    const early = code([named('a1', { on: '2024-03-31' })], {
      active: active({ code: 'J1010', unitMg: '40' }),
    });
    expect(messages(early)).toEqual([
      'CMS lists J1010 as methylprednisolone acetate, per 1 mg, from 1 Apr 2024. For 31 Mar 2024 CMS lists J1030, 1 unit.',
    ]);
    expect(early.disagreements[0]?.cmsMeaning).toBe('methylprednisolone acetate, per 1 mg');
  });
});

test('there is nothing to disagree about without lines, or without the CMS table', () => {
  expect(code([]).disagreements).toEqual([]);
  expect(code([named('a1')], { active: PRACTICE, crossCheck: PRACTICE }).disagreements).toEqual([]);
  expect(code([named('a1')], { active: CMS, crossCheck: CMS }).disagreements).toEqual([]);
});
