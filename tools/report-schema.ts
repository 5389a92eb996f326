/**
 * Generates `src/report/report.schema.json`, the published contract, from the schemas the types come from.
 * `--check` writes nothing and fails when the file is stale.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { reportJsonSchema } from './generated/report-json-schema.ts';

const FILE = 'src/report/report.schema.json';
const schema = reportJsonSchema();
if (process.argv.includes('--check')) {
  if (readFileSync(FILE, 'utf8') !== schema) {
    process.stderr.write(`${FILE} is stale: npm run schema\n`);
    process.exitCode = 1;
  }
} else writeFileSync(FILE, schema);
