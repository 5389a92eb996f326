import { expect, it } from 'vitest';
import { aReport } from '../test-kit/report-builder.ts';
import { outdatedUnder, type SiteNow } from './site-now.ts';

const launched: SiteNow = { site: undefined };
const report = aReport();
const earlier = { ...report, tables: { ...report.tables, editions: { practice: '2025-01' } } };

it.each<readonly [string, SiteNow, boolean, ReturnType<typeof outdatedUnder>]>([
  ['the same settings', launched, true, null],
  ['another table, followed', { site: { codeTable: 'cms-hcpcs' } }, true, 'table-edition'],
  ['another table, where the user chose one', { site: { codeTable: 'cms-hcpcs' } }, false, 'site-settings'],
  ['a setting of no table', { site: { lookbackDays: 90 } }, true, 'site-settings'],
  ['settings that would be refused', { site: { codeTable: 'none' } }, true, null],
])('%s', (_what, now, followsSite, expected) => {
  expect(outdatedUnder(report, { under: launched, now, followsSite })).toBe(expected);
});

it('another edition of a table the report rests on', () => {
  const now = { site: { lookbackDays: 90 } };
  expect(outdatedUnder(earlier, { under: launched, now, followsSite: false })).toBe('table-edition');
});
