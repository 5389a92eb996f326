import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import data from './data/therapies.json' with { type: 'json' };
import { therapyRow } from './therapies.ts';

test.each([
  ['RXNORM', '7258', 'nsaid', 'treatment'],
  ['RXNORM', '1191', 'nsaid', 'aspirin'],
  ['ATC', 'M01AE02', 'nsaid', 'treatment'],
  ['ATC', 'M02AA15', 'topical', 'treatment'],
  ['SNOMED', '91251008', 'physical-therapy', 'treatment'],
  ['SNOMED', '308447003', 'physical-therapy', 'referral'],
  ['SNOMED', '308449000', 'other', 'referral'],
  ['SNOMED', '275919002', 'weight', 'advice'],
  ['CPT', '97110', 'physical-therapy', 'treatment'],
  ['CPT', '97161', 'physical-therapy', 'referral'],
  ['SNOMED', '410159001', 'physical-therapy', 'referral'],
  ['SNOMED', '410158009', 'physical-therapy', 'referral'],
  ['CPT', '97112', 'physical-therapy', 'treatment'],
  ['HCPCS', 'L1833', 'bracing', 'treatment'],
] as const)('%s %s is %s, %s', (system, code, kind, standing) => {
  expect(therapyRow(system, code)).toMatchObject({ kind, standing });
});

test.each([
  ['RXNORM', '197805'],
  ['ATC', 'M01AG01'],
  ['ATC', 'M01A'],
  ['CPT', '97164'],
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
  ['ATC', 'M01AE02', 'naproxen'],
  ['CPT', '97110', 'physical therapy'],
  ['HCPCS', 'L1833', 'bracing'],
  ['SNOMED', '91251008', 'physical therapy'],
] as const)('%s %s is named %s', (system, code, name) => {
  expect(therapyRow(system, code)?.name).toBe(name);
});

const source = new URL('../../../shared/data/prior-therapy.json', import.meta.url);
test.runIf(existsSync(source))('the full table carries every row of its source unchanged', () => {
  expect(data.rows).toEqual(JSON.parse(readFileSync(source, 'utf8')));
});
