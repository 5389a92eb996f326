import { describe, expect, test } from 'vitest';
import { aRow, aTable } from '../test-kit/coding-builder.ts';
import type { CodeRow, CodeTable } from './code-table.ts';
import {
  billableRows,
  codeTable,
  codeTablesOf,
  crossCheckOf,
  isInForce,
  listedRow,
  rowOf,
  rowsInForce,
  shippedCodeTable,
} from './code-tables.ts';
import { canBeCombined, unitOf, unitScale } from './unit-scale.ts';
import { rational } from '../vocab/rational.ts';

const practice = shippedCodeTable('practice');
const cms = shippedCodeTable('cms-hcpcs');
const codes = (rows: readonly CodeRow[]): readonly string[] => rows.map(({ code }) => code);

describe('shipped tables', () => {
  test('practice: two acetate codes and one of succinate, always in force', () => {
    expect(practice.rows.map((row) => [row.code, row.drug, row.basis, row.unitMg])).toEqual([
      ['J3250', 'methylprednisolone-acetate', 'up-to', '40'],
      ['J3260', 'methylprednisolone-acetate', 'up-to', '80'],
      ['J2930', 'methylprednisolone-sodium-succinate', 'up-to', '125'],
    ]);
    expect(practice.rows.every((row) => row.effective === null && row.terminated === null)).toBe(true);
    expect(
      practice.rows.filter(({ lineRemark }) => lineRemark !== undefined).map(({ code }) => code),
    ).toEqual(['J2930']);
  });

  test('practice carries a system of its own, CMS the HCPCS one', () => {
    expect(practice.system).toBe('https://injectcheck.example/code-table/practice');
    expect(cms.system).toBe('http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets');
  });

  test('CMS says that J3250 and J3260 are no corticosteroids', () => {
    expect(cms.rows.filter(({ code }) => code === 'J3250' || code === 'J3260')).toMatchObject([
      { drug: null, ingredient: 'trimethobenzamide', basis: 'up-to', unitMg: '200' },
      { drug: null, ingredient: 'tobramycin', basis: 'up-to', unitMg: '80' },
    ]);
  });

  test('the inferred row keeps its flag, the row in mL has no mass', () => {
    expect(cms.rows.filter(({ verified }) => !verified).map(({ code }) => code)).toEqual(['J3299']);
    expect(cms.rows.filter(({ unitMg }) => unitMg === null).map(({ code }) => code)).toEqual(['J2650']);
  });

  test('CMS: 24 codes, each with the drug it bills or none', () => {
    expect(cms.rows).toHaveLength(24);
    expect(codes(cms.rows.filter(({ drug }) => drug === null))).toEqual([
      'J3250',
      'J3260',
      'J1095',
      'J1096',
      'J2650',
      'J3299',
    ]);
  });
});

describe('tables by id', () => {
  const own = aTable([aRow()]);
  test("shipped ones first, then the site's own", () => {
    expect(codeTablesOf({ codeTables: [own] }).map(({ id }) => id)).toEqual(['practice', 'cms-hcpcs', 'own']);
    expect(codeTable('own', { codeTables: [own] })).toBe(own);
    expect(codeTable('practice', { codeTables: [] })).toBe(practice);
    expect(codeTable('own', { codeTables: [] })).toBeNull();
  });

  test('CMS is the cross-check of every other table, the practice table of CMS', () => {
    expect(crossCheckOf(practice).id).toBe('cms-hcpcs');
    expect(crossCheckOf(own).id).toBe('cms-hcpcs');
    expect(crossCheckOf(cms).id).toBe('practice');
  });

  test('a shipped table that is not there is a broken promise', () => {
    expect(() => shippedCodeTable('elsewhere' as 'practice')).toThrow(/elsewhere is missing/);
  });
});

describe('rows by date of service', () => {
  test.each([
    ['2024-03-31', ['J1020', 'J1030', 'J1040'], ['J2920', 'J2930']],
    ['2024-04-01', ['J1010'], ['J2919']],
    ['2026-11-23', ['J1010'], ['J2919']],
    ['1981-12-31', [], []],
    ['1982-01-01', ['J1020', 'J1030', 'J1040'], ['J2920']],
  ])('%s', (date, acetate, succinate) => {
    expect(codes(rowsInForce(cms, 'methylprednisolone-acetate', date))).toEqual(acetate);
    expect(codes(rowsInForce(cms, 'methylprednisolone-sodium-succinate', date))).toEqual(succinate);
  });

  test('both ends are inclusive, and open ends have none', () => {
    const row = aRow({ effective: '2024-01-01', terminated: '2024-12-31' });
    expect(
      ['2023-12-31', '2024-01-01', '2024-12-31', '2025-01-01'].map((date) => isInForce(row, date)),
    ).toEqual([false, true, true, false]);
    expect(isInForce(aRow(), '1900-01-01')).toBe(true);
  });

  test('unverified rows, rows without a mass and other drugs never bill', () => {
    const table = aTable([
      aRow({ code: 'X0001' }),
      aRow({ code: 'X0002', verified: false }),
      aRow({ code: 'X0003', unitMg: null }),
      aRow({ code: 'X0004', drug: null }),
      aRow({ code: 'X0005', drug: 'triamcinolone-acetonide' }),
    ]);
    expect(codes(billableRows(table, 'methylprednisolone-acetate'))).toEqual(['X0001']);
    expect(codes(rowsInForce(table, 'methylprednisolone-acetate', '2026-11-23'))).toEqual(['X0001']);
  });

  test('what a code is on a date, in force or listed', () => {
    expect(rowOf(cms, 'J2930', '2024-03-31')?.code).toBe('J2930');
    expect(rowOf(cms, 'J2930', '2024-04-01')).toBeNull();
    expect(rowOf(cms, 'J9999', '2024-03-31')).toBeNull();
    expect(listedRow(cms, 'J2930', '2026-11-23')?.terminated).toBe('2024-03-31');
    expect(listedRow(cms, 'J1010', '2024-03-31')?.effective).toBe('2024-04-01');
    expect(listedRow(cms, 'J9999', '2026-11-23')).toBeNull();
  });

  test('a code used anew: the row in force, else the one that ended last, else the first to come', () => {
    const again: CodeTable = aTable([
      aRow({ note: 'first', effective: '2000-01-01', terminated: '2005-12-31' }),
      aRow({ note: 'second', effective: '2010-01-01', terminated: '2015-12-31' }),
      aRow({ note: 'third', effective: '2030-01-01' }),
    ]);
    const notes = (table: CodeTable) =>
      ['1999-01-01', '2003-01-01', '2007-01-01', '2012-01-01', '2020-01-01', '2031-01-01'].map(
        (date) => listedRow(table, 'X0001', date)?.note,
      );
    expect(notes(again)).toEqual(['first', 'first', 'first', 'second', 'second', 'third']);
    const turned = { ...again, rows: again.rows.toReversed() };
    expect(notes(turned)).toEqual(['third', 'first', 'first', 'second', 'second', 'third']);
  });
});

describe('units on one scale', () => {
  const scaled = (...units: readonly string[]) => {
    const { step, sizes } = unitScale(units.map((unitMg, index) => aRow({ code: `X000${index}`, unitMg })));
    return { step, sizes: sizes.map(({ row, steps }) => `${row.unitMg}:${steps}`) };
  };

  test('the largest common step, largest unit first', () => {
    expect(scaled('20', '80', '40')).toEqual({ step: rational(20n), sizes: ['80:4', '40:2', '20:1'] });
    expect(scaled('0.1', '0.25')).toEqual({ step: rational(1n, 20n), sizes: ['0.25:5', '0.1:2'] });
    expect(scaled('125')).toEqual({ step: rational(125n), sizes: ['125:1'] });
  });

  test('equal units stand by code', () => {
    const rows = [aRow({ code: 'X0002' }), aRow({ code: 'X0001' }), aRow({ code: 'X0003' })];
    expect(codes(unitScale(rows).sizes.map(({ row }) => row))).toEqual(['X0001', 'X0002', 'X0003']);
  });

  test('rows too far apart cannot be combined', () => {
    const rows = (most: string) => [aRow({ unitMg: '1' }), aRow({ code: 'X0002', unitMg: most })];
    expect(canBeCombined(rows('1000'))).toBe(true);
    expect(canBeCombined(rows('1001'))).toBe(false);
    expect(unitOf(aRow({ unitMg: '0.001' }))).toEqual(rational(1n, 1000n));
  });

  test.each([null, '0', '-1', 'ten'])('a row whose unit is %s has none', (unitMg) => {
    expect(() => unitOf(aRow({ unitMg }))).toThrow('X0001 has no unit in milligrams');
  });
});
