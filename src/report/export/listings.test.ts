import { describe, expect, it } from 'vitest';
import { aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../report-schema.ts';
import { listingsOf, meaningsOf, unlistedWords } from './listings.ts';

const listed = (code: string, over: Partial<EncounterReport> = {}, original = aLine()) =>
  listingsOf(aReport(over), original, code).map(({ table, description }) => [table, description]);
const CMS_ACTIVE = { ...aReport().tables, active: 'cms-hcpcs', crossCheck: 'practice' };

describe('what a code is', () => {
  it.each<readonly [string, string, readonly (readonly [string, RegExp])[]]>([
    ['is what its line says, where it was proposed', 'J3250', [['practice', /acetate, up to 40 mg/]]],
    ['is what the line of the other table says', 'J1010', [['cms-hcpcs', /each 1 mg/]]],
    [
      'is two things where the tables differ, the active one’s first',
      'J3260',
      [
        ['practice', /methylprednisolone acetate/i],
        ['cms-hcpcs', /tobramycin/i],
      ],
    ],
    ['is nothing after it has ended', 'J1030', []],
    ['is nothing where no table lists it', 'X9999', []],
  ])('%s: %s', (_, code, expected) => {
    expect(listed(code)).toEqual(expected.map(([table, words]) => [table, expect.stringMatching(words)]));
  });

  it('follows the table in use', () => {
    expect(
      listed('J3250', { tables: CMS_ACTIVE, lines: [aCrossLine({ role: 'active' })] }, aCrossLine()),
    ).toEqual([
      ['cms-hcpcs', expect.stringMatching(/trimethobenzamide/i)],
      ['practice', expect.stringMatching(/methylprednisolone/i)],
    ]);
  });

  it('is not taken from a line of another date', () => {
    const own = { table: 'own', system: 'urn:own', code: 'Z0001', key: 'own/Z0001/1' };
    const tables = { ...aReport().tables, active: 'own' };
    expect(listed('Z0001', { tables, lines: [aLine(own)] })).toHaveLength(1);
    expect(listed('Z0001', { tables, lines: [aLine({ ...own, serviceDate: '2026-11-24' })] })).toEqual([]);
  });

  it('is said once where the active line is of the CMS table', () => {
    const other = aLine({
      table: 'cms-hcpcs',
      code: 'J3301',
      key: 'cms-hcpcs/J3301/1',
      description: 'Own words',
    });
    expect(listed('J3301', { lines: [aLine(), other] })).toEqual([['cms-hcpcs', 'Own words']]);
  });
});

describe('in words', () => {
  it('stands with the title of its table, and no listing names where it was looked for', () => {
    const report = aReport();
    const meanings = (code: string) =>
      meaningsOf(report, { original: aLine(), code, listings: listingsOf(report, aLine(), code) });
    expect(meanings('J1010')).toEqual(['CMS HCPCS Level II: Methylprednisolone acetate, each 1 mg']);
    expect(meanings('X9999')).toEqual([
      'X9999 on 23 Nov 2026 is not listed in Practice table or CMS HCPCS Level II.',
    ]);
  });

  it('a site’s own table is not said to have been searched', () => {
    const tables = { ...aReport().tables, active: 'own', titles: { own: 'Our table', 'cms-hcpcs': 'CMS' } };
    expect(unlistedWords(aReport({ tables }), 'X9999', '2026-11-23')).toBe(
      'X9999 on 23 Nov 2026 is not listed in CMS. Of Our table only the lines of this encounter were looked at.',
    );
  });
});
