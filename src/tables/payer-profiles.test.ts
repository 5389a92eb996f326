import { describe, expect, test } from 'vitest';
import { aProfile } from '../test-kit/coding-builder.ts';
import { SHIPPED_PROFILES } from './compact/payer-profiles.ts';
import {
  chooseProfile,
  defaultProfile,
  payerProfile,
  payerProfilesOf,
  type CoverageStatement,
} from './payer-profiles.ts';

const coverage = (overrides: Partial<CoverageStatement> = {}): CoverageStatement => ({
  how: 'read',
  payors: [],
  types: [],
  ...overrides,
});
const payor = (...names: readonly string[]) => ({ names, identifiers: [] });
const known = (...identifiers: readonly string[]) => ({ names: [], identifiers });
const own = (id: string, match: Partial<ReturnType<typeof defaultProfile>['match']>) =>
  aProfile({ id, match: { payorNames: [], payorIdentifiers: [], types: [], ...match } });
const chosen = (
  stated: Partial<CoverageStatement>,
  payerProfiles = [own('plan', { payorNames: ['The Plan'] }), own('by-type', { types: ['HMO'] })],
) => {
  const { profile, basis } = chooseProfile(coverage(stated), { payerProfiles });
  return [profile.id, basis];
};

describe('shipped profiles', () => {
  test('default and Medicare report waste, the example is marked as one', () => {
    expect(SHIPPED_PROFILES.map(({ id, waste, example }) => [id, waste, example])).toEqual([
      ['default', true, false],
      ['medicare-ffs', true, false],
      ['example-commercial', true, true],
    ]);
  });

  test('default: the suggested frequencies, each with source and flag', () => {
    const rules = defaultProfile().frequency;
    expect(
      rules.map((rule) => [rule.scope, rule.maxCount, rule.windowDays, rule.minIntervalDays, rule.verified]),
    ).toEqual([
      ['joint-or-bursa', 3, 365, 90, true],
      ['tendon', 3, 183, null, false],
      ['trigger-point', 3, 365, null, false],
      ['epidural', 4, 365, 14, false],
      ['sacroiliac', 4, 365, 60, false],
    ]);
    expect(rules.every(({ source }) => source.includes('http'))).toBe(true);
  });

  test('default asks for nothing a payer did not', () => {
    expect(defaultProfile()).toMatchObject({
      codeTable: null,
      sideOnDrugLine: false,
      requireNdc: false,
      requirePriorAuthorisation: false,
      stepTherapy: null,
    });
  });

  test('the step of the example counts failed, intolerant and contraindicated, not tried', () => {
    const example = payerProfile('example-commercial', { payerProfiles: [] });
    expect(example?.stepTherapy?.outcomes).toEqual(['failed', 'intolerant', 'contraindicated']);
    expect(example?.title).toContain('example');
  });
});

describe('choosing by coverage', () => {
  test.each<readonly [Partial<CoverageStatement>, readonly string[]]>([
    [{ payors: [payor('Medicare')] }, ['medicare-ffs', 'coverage']],
    [{ payors: [payor('  medicare  part b ')] }, ['medicare-ffs', 'coverage']],
    [{ payors: [payor('Medi care')] }, ['default', 'no coverage matched']],
    [{ payors: [payor('Medicare Advantage of Somewhere')] }, ['default', 'no coverage matched']],
    [{ payors: [payor('The Plan')] }, ['plan', 'coverage']],
    [{ payors: [known('EXAMPLE-COMMERCIAL')] }, ['example-commercial', 'coverage']],
    [{ payors: [payor('Plan of Somewhere', 'The Plan')] }, ['plan', 'coverage']],
    [{ payors: [known('1234567893', ' example-commercial')] }, ['example-commercial', 'coverage']],
    [{ payors: [payor('Employer'), payor('The Plan')] }, ['plan', 'coverage']],
    [{ payors: [payor('Medicare'), known('EXAMPLE-COMMERCIAL')] }, ['medicare-ffs', 'coverage']],
    [
      { payors: [{ names: ['Medicare'], identifiers: ['EXAMPLE-COMMERCIAL'] }] },
      ['example-commercial', 'coverage'],
    ],
    [{ payors: [payor('Medicare', 'The Plan')] }, ['plan', 'coverage']],
    [{ payors: [payor()], types: ['17', 'HMO'] }, ['by-type', 'coverage']],
    [{ payors: [known('HMO')], types: ['The Plan'] }, ['default', 'no coverage matched']],
    [{}, ['default', 'no coverage matched']],
    [{ how: 'none' }, ['default', 'no coverage recorded']],
    [{ how: 'not-readable' }, ['default', 'coverage not readable']],
    [{ how: 'not-readable', payors: [payor('Medicare')] }, ['default', 'coverage not readable']],
    [{ how: 'none', payors: [payor('Medicare')] }, ['default', 'no coverage recorded']],
  ])('%j', (stated, expected) => {
    expect(chosen(stated)).toEqual(expected);
  });

  test('the identifier weighs more than the name, the name more than the type', () => {
    const plans = [
      own('by-type', { types: ['HMO'] }),
      own('by-name', { payorNames: ['Medicare'] }),
      own('by-identifier', { payorIdentifiers: ['12345'] }),
    ];
    expect(
      chosen({ payors: [{ names: ['Medicare'], identifiers: ['12345'] }], types: ['HMO'] }, plans)[0],
    ).toBe('by-identifier');
    expect(chosen({ payors: [payor('Medicare')], types: ['HMO'] }, plans)[0]).toBe('by-name');
    expect(chosen({ payors: [payor('Other')], types: ['HMO'] }, plans)[0]).toBe('by-type');
  });

  test("a site's own profile of a shipped id takes its place", () => {
    const mine = aProfile({ title: 'Ours' });
    expect(payerProfilesOf({ payerProfiles: [mine] }).filter(({ id }) => id === 'default')).toEqual([mine]);
    expect(chooseProfile(coverage(), { payerProfiles: [mine] }).profile).toBe(mine);
    expect(payerProfile('default', { payerProfiles: [] })).toEqual(defaultProfile());
    expect(payerProfile('nobody', { payerProfiles: [mine] })).toBeNull();
  });
});
