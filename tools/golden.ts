/**
 * Rewrites `expected-report.json` beside every chart of `fhir-fixtures/`: what `review` prints for it, with
 * the `site.json` beside it as `--site` where there is one. Read the difference before committing it; the golden test
 * compares byte for byte.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runReview } from '../src/cli/run-review.ts';

const DIRECTORY = 'fhir-fixtures';

function review(path: string, site: string): string {
  let out = '';
  const code = runReview([path, ...(existsSync(site) ? ['--site', site] : [])], {
    readFile: (name) => readFileSync(name),
    stdout: (text) => {
      out += text;
    },
    stderr: (text) => void process.stderr.write(text),
  });
  if (code === 2) throw new Error(`${path} cannot be reviewed`);
  return out;
}

let written = 0;
for (const name of readdirSync(DIRECTORY).sort()) {
  const chart = join(DIRECTORY, name, 'chart.json');
  if (!existsSync(chart)) continue;
  const expected = join(DIRECTORY, name, 'expected-report.json');
  const report = review(chart, join(DIRECTORY, name, 'site.json'));
  if (existsSync(expected) && readFileSync(expected, 'utf8') === report) continue;
  writeFileSync(expected, report);
  process.stdout.write(`${name}\n`);
  written += 1;
}
process.stdout.write(`${written} expected reports rewritten\n`);
