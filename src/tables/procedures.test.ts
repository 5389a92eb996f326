import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { codesOf } from '../../tools/compact-procedures.ts';
import data from './data/procedures.json' with { type: 'json' };
import { procedureReaches, procedureRow, procedureRowOfCode, procedureTakesRoute } from './procedures.ts';

const row = (code: string) => {
  const found = procedureRowOfCode(code);
  if (!found) throw new Error(`no row for ${code}`);
  return found;
};

test('every code of the full table is found with its family and flag, ranges code by code', () => {
  const wrong = data.pairs.flatMap((pair) =>
    codesOf(pair.cpt).filter((code) => {
      const found = procedureRowOfCode(code);
      return found?.family !== pair.family || found.verified !== pair.verified;
    }),
  );
  expect(wrong).toEqual([]);
  expect(row('64493').family).toBe('spine-joint');
});

test('the system decides: a CPT number under SNOMED is nothing', () => {
  expect(procedureRow('CPT', '20610')?.family).toBe('joint');
  expect(procedureRow('SNOMED', '20610')).toBeNull();
  expect(procedureRow('CPT', '99213')).toBeNull();
  expect(procedureRow('HCPCS', 'G0260')?.family).toBe('spine-joint');
  expect(procedureRow('SNOMED', '301877006')?.sites).toEqual(['knee']);
});

describe('routes and sites a code is for', () => {
  test.each([
    ['20610', 'intra-articular', 'knee', true],
    ['20610', 'intramuscular', 'knee', false],
    ['20610', 'intra-articular', 'trochanteric-bursa', true],
    ['96372', 'intramuscular', 'deltoid', true],
    ['96372', 'intra-articular', 'knee', false],
    ['96374', 'intravenous', null, true],
    ['96374', 'intravenous-infusion', null, false],
    ['59108006', 'intramuscular', null, null],
  ] as const)('%s by %s at %s: %s', (code, route, site, expected) => {
    expect(procedureTakesRoute(row(code), route, site)).toBe(expected);
  });
  test.each([
    ['20610', 'knee', true],
    ['20610', 'ankle', false],
    ['20605', 'ankle', true],
    ['20600', 'index-finger', true],
    ['20610', 'deltoid', false],
    ['20550', 'plantar-fascia', true],
    ['20550', 'middle-finger', null],
    ['20551', 'shoulder', null],
    ['11900', 'shoulder', null],
    ['20526', 'knee', false],
    ['20552', 'scapula', null],
    ['96372', 'ventrogluteal', true],
    ['96372', 'knee', false],
  ] as const)('%s at %s: %s', (code, site, expected) => {
    expect(procedureReaches(row(code), site)).toBe(expected);
  });
});

const source = new URL('../../../shared/data/procedure-pairs.json', import.meta.url);
test.runIf(existsSync(source))('the full table carries every row of its source unchanged', () => {
  const original: unknown = JSON.parse(readFileSync(source, 'utf8'));
  expect(data).toMatchObject(original as Record<string, unknown>);
});
