import { expect, test } from 'vitest';
import {
  at,
  conceptOf,
  elementOf,
  formatQuantity,
  listOf,
  objectsOf,
  oneObject,
  quantityOf,
  rationalOf,
  stringOf,
  stringsOf,
  writtenOf,
} from './json.ts';

const poisoned = JSON.parse('{"__proto__": {"a": 1}, "constructor": "x", "toString": 7}') as unknown;

test('only own elements are read, so prototype keys are keys like any other', () => {
  expect(elementOf({}, 'constructor')).toBeUndefined();
  expect(elementOf({}, '__proto__')).toBeUndefined();
  expect(elementOf(poisoned, 'constructor')).toBe('x');
  expect(elementOf(poisoned, '__proto__')).toEqual({ a: 1 });
  expect(elementOf(poisoned, 'a')).toBeUndefined();
  expect(elementOf([1], 'length')).toBeUndefined();
  expect(elementOf('text', 'length')).toBeUndefined();
  expect(elementOf(null, 'a')).toBeUndefined();
});

test('a path stops at the first missing element and never enters an array', () => {
  expect(at({ a: { b: { c: 1 } } }, 'a', 'b', 'c')).toBe(1);
  expect(at({ a: null }, 'a', 'b')).toBeUndefined();
  expect(at({ a: [{ b: 1 }] }, 'a', 'b')).toBeUndefined();
});

test('lists take one thing for a list of one, and nothing for none', () => {
  expect([listOf([1, 2]), listOf({ a: 1 }), listOf(null), listOf(undefined), listOf(0)]).toEqual([
    [1, 2],
    [{ a: 1 }],
    [],
    [],
    [0],
  ]);
  expect(objectsOf([1, { a: 1 }, null, [{}]])).toEqual([{ a: 1 }]);
  expect([oneObject({ a: 1 }), oneObject([{ a: 1 }]), oneObject([{}, {}]), oneObject('x')]).toEqual([
    { a: 1 },
    { a: 1 },
    null,
    null,
  ]);
});

test('strings are trimmed, capped and made whole; everything else is none', () => {
  expect([stringOf(' a '), stringOf(''), stringOf('  '), stringOf(1), stringOf(null)]).toEqual([
    'a',
    null,
    null,
    null,
    null,
  ]);
  expect(stringOf('x'.repeat(100_000))?.length).toBe(2_000);
  expect(stringOf('\uD83D left')).toBe('\uFFFD left');
  expect(stringOf('😀')).toBe('😀');
  expect(stringsOf(['a', 1, '', null, 'b'])).toEqual(['a', 'b']);
  expect([writtenOf(6902), writtenOf('6902'), writtenOf(true), writtenOf({})]).toEqual([
    '6902',
    '6902',
    'true',
    null,
  ]);
});

test('a number is a JSON number and nothing else', () => {
  expect(rationalOf(0.1)).toEqual({ n: 1n, d: 10n });
  expect([
    rationalOf('0.1'),
    rationalOf(Number.NaN),
    rationalOf(Number.POSITIVE_INFINITY),
    rationalOf([1]),
  ]).toEqual([null, null, null, null]);
});

test('a concept may be a Coding, a string or an array; anything else is empty', () => {
  expect(conceptOf({ coding: [{ code: 1, display: 'x' }], text: 't' })).toEqual({
    codings: [{ system: null, code: '1', display: 'x', index: 0 }],
    text: 't',
  });
  expect(conceptOf({ system: 's', code: 'c' }).codings).toMatchObject([{ system: 's', code: 'c' }]);
  expect(conceptOf([{ text: 'first' }, { text: 'second' }]).text).toBe('first');
  expect(conceptOf('words')).toEqual({ codings: [], text: 'words' });
  expect([conceptOf(7), conceptOf(null), conceptOf([])]).toEqual([
    { codings: [], text: null },
    { codings: [], text: null },
    { codings: [], text: null },
  ]);
});

test('a quantity is shown as a person would write it', () => {
  const shown = (value: unknown): string | null => {
    const quantity = quantityOf(value);
    return quantity && formatQuantity(quantity);
  };
  expect([
    shown({ value: 2, unit: 'mL' }),
    shown({ value: 20, comparator: '>', code: 'mg' }),
    shown({ value: 3 }),
    shown('3 mg'),
  ]).toEqual(['2 mL', '>20 mg', '3', null]);
});
