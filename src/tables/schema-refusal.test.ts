import { describe, expect, test } from 'vitest';
import { refusalOf, writtenPath } from './schema-refusal.ts';
import { z } from './zod.ts';

type Issue = z.core.$ZodIssue;
const at = { path: ['rows', 0, 'unitMg'], message: 'as zod words it' };
const reasonOf = (issue: Issue): string => refusalOf([issue]).reason;
const refusalBy = (schema: z.core.$ZodType, value: unknown): string => {
  const parsed = z.safeParse(schema, value);
  if (parsed.success) return 'accepted';
  const { path, reason } = refusalOf(parsed.error.issues);
  return `${path}: ${reason}`;
};

test.each([
  [[], 'the file'],
  [['id'], 'id'],
  [[0], '[0]'],
  [['rows', 3, 'unitMg'], 'rows[3].unitMg'],
  [['a', 0, 1, 'b', 'c'], 'a[0][1].b.c'],
])('%j is written %s', (path, written) => {
  expect(writtenPath(path)).toBe(written);
});

describe('reasons', () => {
  test.each<readonly [string, Issue]>([
    ['must be an object', { ...at, code: 'invalid_type', expected: 'object' }],
    ['must be an object', { ...at, code: 'invalid_type', expected: 'record' }],
    ['must be an array', { ...at, code: 'invalid_type', expected: 'array' }],
    ['must be text', { ...at, code: 'invalid_type', expected: 'string' }],
    ['must be true or false', { ...at, code: 'invalid_type', expected: 'boolean' }],
    ['must be a number', { ...at, code: 'invalid_type', expected: 'number' }],
    ['must be date', { ...at, code: 'invalid_type', expected: 'date' }],
    ['must be one of "per", 2', { ...at, code: 'invalid_value', values: ['per', 2] }],
    ['must be at least 1 characters', { ...at, code: 'too_small', minimum: 1, origin: 'string' }],
    ['must be at least 1', { ...at, code: 'too_small', minimum: 1, origin: 'array' }],
    ['must be at most 64 characters', { ...at, code: 'too_big', maximum: 64, origin: 'string' }],
    ['must be at most 100', { ...at, code: 'too_big', maximum: 100, origin: 'int' }],
    ['as zod words it', { ...at, code: 'invalid_format', format: 'regex' }],
    ['as zod words it', { ...at, code: 'custom' }],
    ['is not valid', { ...at, code: 'not_multiple_of', divisor: 2 }],
    ['is not valid', { ...at, code: 'invalid_key', origin: 'record', issues: [] }],
    ['is not valid', { ...at, code: 'invalid_element', origin: 'map', key: 'a', issues: [] }],
    ['is not valid', { ...at, code: 'invalid_union', errors: [] }],
    ['is not valid', { ...at, code: 'invalid_union', errors: [[]] }],
  ])('%s', (reason, issue) => {
    expect(reasonOf(issue)).toBe(reason);
    expect(refusalOf([issue])).toEqual({ ok: false, path: 'rows[0].unitMg', reason });
  });

  test('the first of several stands, and none at all still refuses', () => {
    const [first, second] = [
      { ...at, code: 'custom' as const },
      { ...at, code: 'custom' as const, message: 'another' },
    ];
    expect(reasonOf(first)).toBe('as zod words it');
    expect(refusalOf([second, first]).reason).toBe('another');
    expect(refusalOf([])).toEqual({ ok: false, path: 'the file', reason: 'is not valid' });
  });

  test('an unknown member is named, the first where there are several', () => {
    const issue: Issue = { ...at, code: 'unrecognized_keys', keys: ['units', 'more'] };
    expect(refusalOf([issue])).toMatchObject({
      path: 'rows[0].unitMg.units',
      reason: 'is not a member this file may have',
    });
  });
});

describe('of one thing or another, the one that came closest', () => {
  const drug = z.strictObject({ drug: z.enum(['prednisone']) });
  const words = z.strictObject({ notAnInjection: z.string() });
  test.each([
    ['first', z.strictObject({ means: z.union([drug, words]) })],
    ['last', z.strictObject({ means: z.union([words, drug]) })],
  ])('whether it stands %s', (_, schema) => {
    expect(refusalBy(schema, { means: { drug: 'x' } })).toBe('means.drug: must be one of "prednisone"');
    expect(refusalBy(schema, { means: { notAnInjection: 5 } })).toBe('means.notAnInjection: must be text');
    expect(refusalBy(schema, { means: { drug: 'prednisone' } })).toBe('accepted');
  });
});
