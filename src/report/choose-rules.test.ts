import { describe, expect, it } from 'vitest';
import { facts, profile } from '../test-kit/check-input.ts';
import { aTable } from '../test-kit/coding-builder.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import { chooseRules } from './choose-rules.ts';
import type { Settings } from './settings.ts';

const PLAN = profile({
  id: 'plan',
  match: { payorNames: ['The Plan'], payorIdentifiers: [], types: [] },
  codeTable: 'cms-hcpcs',
});
const SILENT = profile({
  ...PLAN,
  id: 'silent',
  match: { ...PLAN.match, payorNames: ['Silent'] },
  codeTable: null,
});
const OWN = aTable([]);
const SITE: SiteConfiguration = { ...DEFAULT_SITE, payerProfiles: [PLAN, SILENT], codeTables: [OWN] };

const chosen = (payorName: string | null, settings: Partial<Settings> = {}) => {
  const none = facts().coverage;
  const coverage =
    payorName === null
      ? none
      : { ...none, how: 'read' as const, payors: [{ names: [payorName], identifiers: [] }] };
  const rules = chooseRules(coverage, { asOf: null, table: null, profile: null, site: SITE, ...settings });
  return {
    profile: rules.profile.id,
    basis: rules.profileBasis,
    askedFor: rules.profileAskedFor,
    tables: [rules.active.id, rules.crossCheck.id],
  };
};

describe('the profile', () => {
  it('is chosen by coverage where nobody asked for one', () => {
    expect(chosen('The Plan')).toMatchObject({ profile: 'plan', basis: 'coverage', askedFor: false });
    expect(chosen('Another')).toMatchObject({
      profile: 'default',
      basis: 'no coverage matched',
      askedFor: false,
    });
    expect(chosen(null)).toMatchObject({
      profile: 'default',
      basis: 'no coverage recorded',
      askedFor: false,
    });
  });

  it('is the one asked for, by id or in full, whatever the coverage', () => {
    const asked = { basis: 'asked for', askedFor: true };
    expect(chosen('The Plan', { profile: 'silent' })).toMatchObject({ profile: 'silent', ...asked });
    expect(chosen('The Plan', { profile: 'medicare-ffs' })).toMatchObject({
      profile: 'medicare-ffs',
      ...asked,
    });
    expect(chosen('The Plan', { profile: profile({ id: 'of-a-file' }) })).toMatchObject({
      profile: 'of-a-file',
      ...asked,
    });
  });

  it('is never one that nobody defined', () => {
    expect(() => chosen(null, { profile: 'nobody' })).toThrow('No payer profile has the id asked for');
  });
});

describe('the active table and the other one', () => {
  const bySite = (codeTable: string) => ({ site: { ...SITE, codeTable } });

  it('is the one asked for, by id or in full, before the profile and the site', () => {
    expect(chosen('The Plan', { table: 'practice' }).tables).toEqual(['practice', 'cms-hcpcs']);
    expect(chosen('The Plan', { table: 'own' }).tables).toEqual(['own', 'cms-hcpcs']);
    expect(chosen('The Plan', { table: aTable([], { id: 'of-a-file' }) }).tables).toEqual([
      'of-a-file',
      'cms-hcpcs',
    ]);
    expect(chosen('Silent', { table: 'practice', ...bySite('cms-hcpcs') }).tables).toEqual([
      'practice',
      'cms-hcpcs',
    ]);
  });

  it("is else the one of the profile's payer, before the site's", () => {
    expect(chosen('The Plan').tables).toEqual(['cms-hcpcs', 'practice']);
    expect(chosen('The Plan', bySite('own')).tables).toEqual(['cms-hcpcs', 'practice']);
    expect(chosen(null, { profile: 'plan' }).tables).toEqual(['cms-hcpcs', 'practice']);
  });

  it("is else the site's", () => {
    expect(chosen('Silent').tables).toEqual(['practice', 'cms-hcpcs']);
    expect(chosen('Silent', bySite('cms-hcpcs')).tables).toEqual(['cms-hcpcs', 'practice']);
    expect(chosen('Silent', bySite('own')).tables).toEqual(['own', 'cms-hcpcs']);
  });

  it('is never one that nobody defined', () => {
    expect(() => chosen(null, { table: 'nobody' })).toThrow('No code table has the id asked for');
    expect(() => chosen(null, bySite('nobody'))).toThrow('No code table has the id asked for');
  });
});
