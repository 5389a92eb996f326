import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Fails when what the sign check loads grows past its budgets, gzipped (kB = 1,000 bytes, level 9). Every statically
 * imported chunk of the page counts; the engine with its tables runs in a worker of its own and has its own line;
 * lazy chunks of other screens do not count. The sum of both is printed always: it is what a first visit downloads
 * (docs/decisions/0004-bundle-budget.md). A budget goes down, or
 * up with a reason in that record.
 */
const BUDGET = { page: 131_000, engine: 117_000, css: 10_000 };
const DIST = 'dist';

const gz = (file: string): number => gzipSync(readFileSync(resolve(DIST, file)), { level: 9 }).length;
const kB = (bytes: number): string => `${(bytes / 1000).toFixed(1)} kB`;
const html = readFileSync(resolve(DIST, 'index.html'), 'utf8');
const linked = [...html.matchAll(/(?:src|href)="\.\/([^"]+\.(?:js|css))"/g)].map((match) => match[1] ?? '');

function withStaticImports(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const source = readFileSync(resolve(DIST, file), 'utf8');
  for (const match of source.matchAll(
    /(?:^|[;}\s])(?:import|export)[^"'()]*?(?:from)?["']\.\/([^"']+\.js)["']/g,
  )) {
    withStaticImports(`assets/${match[1]}`, seen);
  }
  return seen;
}

/** Workers a file starts, by the address the bundler wrote into it. */
const workersOf = (file: string): string[] =>
  [...readFileSync(resolve(DIST, file), 'utf8').matchAll(/[\w-]*worker-[\w-]+\.js/g)].map(
    ([name]) => `assets/${name}`,
  );

const page = new Set(
  linked.filter((file) => file.endsWith('.js')).flatMap((file) => [...withStaticImports(file)]),
);
const files = {
  page,
  engine: new Set([...page].flatMap(workersOf)),
  css: new Set(linked.filter((file) => file.endsWith('.css'))),
};
const sum = (names: Set<string>): number => [...names].reduce((total, file) => total + gz(file), 0);
const sizes = { page: sum(files.page), engine: sum(files.engine), css: sum(files.css) };

for (const kind of ['page', 'engine', 'css'] as const) {
  console.log(`Sign check, ${kind}: ${kB(sizes[kind])} gz of ${kB(BUDGET[kind])}`);
  for (const file of files[kind]) console.log(`  ${kB(gz(file))} ${file}`);
}
console.log(`Sign check, all script of a first visit: ${kB(sizes.page + sizes.engine)} gz`);

const missing = (['page', 'engine', 'css'] as const).filter((kind) => files[kind].size === 0);
const over = (['page', 'engine', 'css'] as const).filter((kind) => sizes[kind] > BUDGET[kind]);
if (missing.length > 0) console.error(`Bundle budget: nothing found for ${missing.join(', ')}. Build first.`);
if (over.length > 0) console.error(`Bundle budget exceeded: ${over.join(', ')}`);
if (missing.length + over.length > 0) process.exit(1);
