import { describe, expect, test } from 'vitest';
import { keyed, rowsOf, splitRow } from './packed-rows.ts';

describe('a packed row', () => {
  test('is its columns in their order, empty ones as empty words', () => {
    const row: readonly [string, string, string] = splitRow('knee||v', 3);
    expect(row).toEqual(['knee', '', 'v']);
    expect(splitRow('7258=naproxen', 2, '=')).toEqual(['7258', 'naproxen']);
    expect(splitRow('', 1)).toEqual(['']);
  });

  test.each([
    ['a column short', 'knee||v', 4],
    ['a column over', 'knee||v|', 3],
    ['an empty line', '', 2],
  ])('with %s is a broken promise', (_, row, columns) => {
    expect(() => splitRow(row, columns)).toThrow(
      new Error(`A packed row has not ${columns} columns: ${row}`),
    );
  });
});

test('a packed table is its rows, and one broken row breaks it', () => {
  expect(rowsOf('a|1\nb|2', 2)).toEqual([
    ['a', '1'],
    ['b', '2'],
  ]);
  expect(() => rowsOf('a|1\nb', 2)).toThrow(/2 columns: b$/);
  expect(() => rowsOf('a|1\n', 2)).toThrow(/2 columns/);
});

test('each code of a row stands under its system, with what the row says', () => {
  expect(new Map(keyed('CPT', '20610,20611', 'large'))).toEqual(
    new Map([
      ['CPT 20610', 'large'],
      ['CPT 20611', 'large'],
    ]),
  );
});
