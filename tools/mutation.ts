/**
 * `npm run mutation [-- --mutate GLOBS]`: mutation testing of the pure rooms, outside CI because it takes long.
 * Stryker works in a copy under `.stryker-tmp`; the link lets tests there find the cases that stand beside the project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';

const shared = resolve('../shared');
const link = resolve('.stryker-tmp/shared');
if (existsSync(shared)) {
  mkdirSync('.stryker-tmp', { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(shared, link);
}
const stryker = resolve('node_modules/@stryker-mutator/core/bin/stryker.js');
const run = spawnSync(process.execPath, [stryker, 'run', ...process.argv.slice(2)], { stdio: 'inherit' });
process.exitCode = run.status ?? 1;
