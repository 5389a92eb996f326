/**
 * `npm run mutation [-- --rooms coding,tables] [stryker options]`: mutation testing of the pure rooms, each by the
 * tests beside it, outside CI because it takes long. Without --rooms all of them.
 *
 * Stryker works in a copy under `.stryker-tmp`; the link lets tests there find the cases that stand beside the project.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { resolve } from 'node:path';

const [rooms, rest] = roomsOf(process.argv.slice(2));

function roomsOf(args: readonly string[]): readonly [string[], readonly string[]] {
  const at = args.indexOf('--rooms');
  const named = at < 0 ? [] : (args[at + 1] ?? '').split(',');
  return [named, args.filter((_arg, index) => at < 0 || (index !== at && index !== at + 1))];
}

const shared = resolve('../shared');
const link = resolve('.stryker-tmp/shared');
if (existsSync(shared)) {
  mkdirSync('.stryker-tmp', { recursive: true });
  rmSync(link, { force: true });
  symlinkSync(shared, link);
}
const mutate =
  rooms.length === 0
    ? []
    : [
        '--mutate',
        [...rooms.map((room) => `src/${room}/**/*.ts`), '!src/**/*.test.ts', '!src/tables/compact/**'].join(),
      ];
const run = spawnSync(
  process.execPath,
  [resolve('node_modules/@stryker-mutator/core/bin/stryker.js'), 'run', ...mutate, ...rest],
  { stdio: 'inherit', env: { ...process.env, MUTATION_ROOMS: rooms.join() } },
);
process.exitCode = run.status ?? 1;
