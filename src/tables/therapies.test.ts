import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import data from './data/therapies.json' with { type: 'json' };
import { therapyRow } from './therapies.ts';

test.each([
  ['RXNORM', '7258', 'nsaid', 'treatment', true],
  ['RXNORM', '1191', 'nsaid', 'aspirin', true],
  ['RXNORM', '197805', 'nsaid', 'treatment', false],
  ['ATC', 'M01AE02', 'nsaid', 'treatment', true],
  ['ATC', 'M01AG01', 'nsaid', 'treatment', false],
  ['ATC', 'M02AA15', 'topical', 'treatment', true],
  ['SNOMED', '91251008', 'physical-therapy', 'treatment', true],
  ['SNOMED', '308447003', 'physical-therapy', 'referral', true],
  ['SNOMED', '308449000', 'other', 'referral', true],
  ['SNOMED', '275919002', 'weight', 'advice', true],
  ['CPT', '97110', 'physical-therapy', 'treatment', true],
  ['CPT', '97164', 'physical-therapy', 'treatment', false],
  ['HCPCS', 'L1833', 'bracing', 'treatment', true],
] as const)('%s %s is %s, %s', (system, code, kind, standing, verified) => {
  expect(therapyRow(system, code)).toMatchObject({ kind, standing, verified });
});

test.each([
  ['SNOMED', '308481009'],
  ['HCPCS', 'GP'],
  ['CPT', '7258'],
  ['RXNORM', '155323'],
  ['HCPCS', 'M01AG01'],
  ['SNOMED', 'M01AE02'],
  ['ATC', 'M02AA13'],
  ['ATC', 'M01'],
  ['ATC', '7258'],
  ['CPT', ''],
] as const)('%s %s is no therapy', (system, code) => {
  expect(therapyRow(system, code)).toBeNull();
});

test.each([
  ['ATC', 'M01AE02', { code: 'M01AE02', name: 'naproxen', verified: true }],
  ['ATC', 'M01AG01', { code: 'M01A', name: 'NSAIDs class', verified: false }],
  ['ATC', 'M01A', { code: 'M01A', name: 'NSAIDs class', verified: false }],
  ['RXNORM', '1191', { code: '1191', name: 'aspirin', verified: true }],
] as const)('%s %s answers with its own row before its class', (system, code, expected) => {
  expect(therapyRow(system, code)).toMatchObject(expected);
});

const source = new URL('../../../shared/data/prior-therapy.json', import.meta.url);
test.runIf(existsSync(source))('the full table carries every row of its source unchanged', () => {
  expect(data.rows).toEqual(JSON.parse(readFileSync(source, 'utf8')));
});
