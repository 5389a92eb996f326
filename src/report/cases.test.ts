import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import {
  asSharedCases,
  disagreementsWith,
  type ExpectedEncounter,
  type SharedCase,
} from '../test-kit/shared-cases.ts';
import { isObject } from '../facts/json.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { readBundle } from './file-sources.ts';
import { reportFiles } from './report-files.ts';
import type { EncounterReport } from './report-schema.ts';

/** The worked cases stand beside the project; a checkout without them has nothing to run here. */
const FILE = '../shared/cases/cases.json';
const cases: readonly SharedCase[] = existsSync(FILE)
  ? asSharedCases(JSON.parse(readFileSync(FILE, 'utf8')))
  : [];

function reportsOf({ args, bundle }: SharedCase): readonly EncounterReport[] {
  const tableAt = args.indexOf('--table');
  const table = tableAt === -1 ? null : (args[tableAt + 1] ?? null);
  if (!isObject(bundle)) throw new Error('A case without a bundle');
  return reportFiles([readBundle(bundle)], { asOf: null, table, profile: null, site: DEFAULT_SITE });
}

const find = (
  reports: readonly EncounterReport[],
  expected: ExpectedEncounter,
): EncounterReport | undefined => reports.find(({ encounter }) => encounter.reference === expected.encounter);

describe.runIf(cases.length > 0)('the shared cases', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const reports = reportsOf(one);
    for (const expected of one.expect.encounters) {
      const report = find(reports, expected);
      if (report === undefined) expect(expected.reportOptional, 'a report is missing').toBe(true);
      else expect(disagreementsWith(report, expected)).toEqual([]);
    }
  });
});
