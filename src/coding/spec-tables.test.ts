import { describe, expect, test } from 'vitest';
import { shippedCodeTable } from '../tables/code-tables.ts';
import { defaultProfile } from '../tables/payer-profiles.ts';
import { aDose, anInjection, facts, stated } from '../test-kit/injection-builder.ts';
import type { Drug } from '../vocab/drug.ts';
import { codeEncounter } from './code-encounter.ts';

const practice = shippedCodeTable('practice');
const cms = shippedCodeTable('cms-hcpcs');

/** "J3260 ×1 + J3250 ×1" of the lines one table makes for one administration. */
function billed(drug: Drug, dose: string, on: string, table: 'practice' | 'cms-hcpcs'): string {
  const injection = anInjection({ on, dose: aDose(dose), drug: stated(drug, 'medicationCodeableConcept') });
  const coding = codeEncounter(facts({ injections: [injection] }), {
    active: practice,
    crossCheck: cms,
    profile: defaultProfile(),
  });
  return coding.lines
    .filter((line) => line.table === table)
    .map(({ code, units }) => `${code} ×${units}`)
    .join(' + ');
}

const ACETATE = [
  ['10', 'J3250 ×1', 'J1020 ×1', 'J1010 ×10'],
  ['12.5', 'J3250 ×1', 'J1020 ×1', 'J1010 ×13'],
  ['40', 'J3250 ×1', 'J1030 ×1', 'J1010 ×40'],
  ['40.001', 'J3260 ×1', 'J1030 ×1 + J1020 ×1', 'J1010 ×41'],
  ['60', 'J3260 ×1', 'J1030 ×1 + J1020 ×1', 'J1010 ×60'],
  ['80', 'J3260 ×1', 'J1040 ×1', 'J1010 ×80'],
  ['100', 'J3260 ×1 + J3250 ×1', 'J1040 ×1 + J1020 ×1', 'J1010 ×100'],
  ['120', 'J3260 ×1 + J3250 ×1', 'J1040 ×1 + J1030 ×1', 'J1010 ×120'],
  ['160', 'J3260 ×2', 'J1040 ×2', 'J1010 ×160'],
] as const;

const SUCCINATE = [
  ['40', 'J2930 ×1', 'J2920 ×1', 'J2919 ×8'],
  ['62.5', 'J2930 ×1', 'J2930 ×1', 'J2919 ×13'],
  ['125', 'J2930 ×1', 'J2930 ×1', 'J2919 ×25'],
  ['160', 'J2930 ×2', 'J2930 ×1 + J2920 ×1', 'J2919 ×32'],
  ['1000', 'J2930 ×8', 'J2930 ×8', 'J2919 ×200'],
] as const;

const CASES = [
  ...ACETATE.map((row) => ['methylprednisolone-acetate', ...row] as const),
  ...SUCCINATE.map((row) => ['methylprednisolone-sodium-succinate', ...row] as const),
];

describe('units of the spec', () => {
  test.each(CASES)('%s %s mg', (drug, dose, inPractice, cmsTo2024, cmsSince2024) => {
    expect(billed(drug, dose, '2026-11-23', 'practice')).toBe(inPractice);
    expect(billed(drug, dose, '2024-03-31', 'practice')).toBe(inPractice);
    expect(billed(drug, dose, '2024-03-31', 'cms-hcpcs')).toBe(cmsTo2024);
    expect(billed(drug, dose, '2024-04-01', 'cms-hcpcs')).toBe(cmsSince2024);
    expect(billed(drug, dose, '2026-11-23', 'cms-hcpcs')).toBe(cmsSince2024);
  });
});
