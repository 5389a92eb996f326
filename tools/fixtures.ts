/**
 * Writes the synthetic charts of `fhir-fixtures/` from the scenarios in `tools/fixtures/`, and the site file of those
 * that have one. The same scenarios give the same bytes; `--check` writes nothing and fails when a committed file
 * differs.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { chartFile, siteFile } from './fixtures/chart-file.ts';
import type { Scenario } from './fixtures/scenario.ts';
import { SCENARIOS } from './fixtures/scenarios.ts';

const DIRECTORY = 'fhir-fixtures';

/** What stands under a path and what should; null for no file. */
interface Written {
  readonly path: string;
  readonly content: string | null;
}

const filesOf = (scenario: Scenario): readonly Written[] => [
  { path: join(DIRECTORY, scenario.name, 'chart.json'), content: chartFile(scenario) },
  { path: join(DIRECTORY, scenario.name, 'site.json'), content: siteFile(scenario) },
];

const isStale = ({ path, content }: Written): boolean =>
  (existsSync(path) ? readFileSync(path, 'utf8') : null) !== content;

function write({ path, content }: Written): void {
  mkdirSync(dirname(path), { recursive: true });
  if (content === null) rmSync(path);
  else writeFileSync(path, content);
}

function main(check: boolean): void {
  const files = SCENARIOS.flatMap(filesOf);
  const stale = files.filter(isStale);
  if (!check) stale.forEach(write);
  process.stdout.write(
    `${stale.length} files of ${SCENARIOS.length} scenarios ${check ? 'are stale' : 'written'}\n`,
  );
  if (check && stale.length > 0) process.exitCode = 1;
}

main(process.argv.includes('--check'));
