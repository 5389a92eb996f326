#!/usr/bin/env node
// The package's one command: hands `review`, `audit` and `tables-import` to the programs of those names.
import { register } from 'tsx/esm/api';

const COMMANDS = ['review', 'audit', 'tables-import'];
const [command, ...rest] = process.argv.slice(2);

if (command !== undefined && COMMANDS.includes(command)) {
  process.argv = [...process.argv.slice(0, 2), ...rest];
  register();
  await import(`./${command}.ts`);
} else {
  process.stderr.write(`usage: injectcheck ${COMMANDS.join('|')} …\n`);
  process.exitCode = 2;
}
