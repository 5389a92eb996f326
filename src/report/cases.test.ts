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

/** What a case asks and its reports do not hold; a report that is optional may be absent. */
function problemsOf(
  { expect: { encounters } }: SharedCase,
  reports: readonly EncounterReport[],
): readonly string[] {
  return encounters.flatMap((expected: ExpectedEncounter) => {
    const report = reports.find(({ encounter }) => encounter.reference === expected.encounter);
    if (report) return disagreementsWith(report, expected);
    return expected.reportOptional === true ? [] : [`no report for ${expected.encounter}`];
  });
}

describe.runIf(cases.length > 0)('the shared cases', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expect(problemsOf(one, reportsOf(one))).toEqual([]);
  });
});
