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

test('every code carries the sites of the data', () => {
  const words: Readonly<Record<string, readonly string[]>> = data.siteWords.words;
  const said = data.pairs.flatMap((pair) => {
    const sites = new Set(pair.siteClasses.flatMap((word) => words[word] ?? []));
    return codesOf(pair.cpt).map((code) => [code, [...sites]] as const);
  });
  expect(said.map(([code]) => [code, procedureRowOfCode(code)?.sites])).toEqual(said);
  const snomed = data.snomed.map(({ code, sites }) => [code, sites] as const);
  expect(snomed.map(([code]) => [code, procedureRow('SNOMED', code)?.sites])).toEqual(snomed);
  expect(procedureRow('SNOMED', '27813003')?.sites).toEqual([]);
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

describe('a bursa injection is coded as one into a joint', () => {
  test.each([
    ['a SNOMED code of joints', '27813003', 'intrabursal', 'trochanteric-bursa', true],
    ['the bursa named by its joint', '231274008', 'intrabursal', 'shoulder', true],
    ['the site not known', '27813003', 'intrabursal', null, true],
    ['a joint code that names both', '20610', 'intrabursal', 'knee', true],
    ['a code of joints of the spine', '27096', 'intrabursal', 'trochanteric-bursa', false],
    ['a code of tendons', '20550', 'intrabursal', 'trochanteric-bursa', false],
    ['a code of muscles', '76601001', 'intrabursal', 'trochanteric-bursa', false],
    ['another route', '27813003', 'intramuscular', 'trochanteric-bursa', false],
  ] as const)('%s: %s by %s at %s: %s', (_, code, route, site, expected) => {
    expect(procedureTakesRoute(row(code), route, site)).toBe(expected);
  });
});

describe('a bursa injection charted as intra-articular', () => {
  const named = { ...row('20610'), routes: ['intrabursal'] } as const;
  test.each([
    ['a bursa', named, 'intra-articular', 'trochanteric-bursa', true],
    ['a bursa, by its own word', named, 'intrabursal', 'trochanteric-bursa', true],
    ['a joint', named, 'intra-articular', 'knee', false],
    ['no place known', named, 'intra-articular', null, false],
    ['a bursa, by another route', named, 'intramuscular', 'trochanteric-bursa', false],
    ['a bursa, where the code takes neither', row('20550'), 'intra-articular', 'trochanteric-bursa', false],
    [
      'a bursa, where the code of a joint takes neither',
      { ...named, routes: ['periarticular'] },
      'intra-articular',
      'trochanteric-bursa',
      false,
    ],
    [
      'a bursa, by its own word, where the code of a joint takes neither',
      { ...named, routes: ['periarticular'] },
      'intrabursal',
      'trochanteric-bursa',
      false,
    ],
    [
      'a bursa, where the code is for no joint',
      { ...named, family: 'tendon' },
      'intra-articular',
      'trochanteric-bursa',
      false,
    ],
  ] as const)('%s: the code takes the route or not', (_, procedure, route, site, expected) => {
    expect(procedureTakesRoute(procedure, route, site)).toBe(expected);
  });
});

test.each([
  ['its size is sourced and fits', '20600', 'index-finger', true],
  ['its size is sourced and does not fit', '20605', 'knee', false],
  ['its size is not sourced, but it lies in a knee', '20610', 'prepatellar-bursa', true],
  ['its size is not sourced and the code does not name it', '20605', 'prepatellar-bursa', null],
  ['another size, but not a sourced one', '20610', 'thumb-carpometacarpal-joint', null],
  ['the right size, but not a sourced one', '20605', 'sternoclavicular-joint', null],
  ['it has no size and lies in an elbow', '20605', 'lateral-epicondyle', true],
  ['it has no size and lies in none of the places', '20610', 'lateral-epicondyle', false],
  ['the code goes by place', '27096', 'sacroiliac-joint', true],
  ['the code goes by another place', '27096', 'facet-joint', false],
  ['the code names no place', '64450', 'knee', null],
] as const)('%s: %s at %s: %s', (_, code, site, expected) => {
  expect(procedureReaches(row(code), site)).toBe(expected);
});

test.each([
  ['64489', null],
  ['64490', false],
  ['64491', false],
  ['64494', false],
  ['64495', false],
  ['64496', null],
  ['27096', true],
  ['20609', null],
  ['20610', true],
  ['G0260', true],
  ['59108006', true],
  ['', null],
])('%s, both ends of ranges included, has the row flag %s', (code, verified) => {
  expect(procedureRowOfCode(code)?.verified ?? null).toBe(verified);
});

const source = new URL('../../../shared/data/procedure-pairs.json', import.meta.url);
test.runIf(existsSync(source))('the full table carries every row of its source unchanged', () => {
  const original: unknown = JSON.parse(readFileSync(source, 'utf8'));
  expect(data).toMatchObject(original as Record<string, unknown>);
});
