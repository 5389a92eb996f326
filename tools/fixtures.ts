/**
 * Writes the synthetic charts of `fhir-fixtures/` from the scenarios in `tools/fixtures/`. The same scenarios give
 * the same bytes; `--check` writes nothing and fails when a committed chart differs.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { chartFile } from './fixtures/chart-file.ts';
import { SCENARIOS } from './fixtures/scenarios.ts';

const DIRECTORY = 'fhir-fixtures';

function main(check: boolean): void {
  const stale = SCENARIOS.filter((scenario) => {
    const path = join(DIRECTORY, scenario.name, 'chart.json');
    const written = chartFile(scenario);
    if (existsSync(path) && readFileSync(path, 'utf8') === written) return false;
    if (!check) {
      mkdirSync(join(DIRECTORY, scenario.name), { recursive: true });
      writeFileSync(path, written);
    }
    return true;
  });
  process.stdout.write(`${stale.length} of ${SCENARIOS.length} charts ${check ? 'are stale' : 'written'}\n`);
  if (check && stale.length > 0) process.exitCode = 1;
}

main(process.argv.includes('--check'));
