import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/**
 * Fails when what the sign check loads grows past its budget: JS ≤ 130 kB and CSS ≤ 10 kB gzipped
 * (kB = 1,000 bytes, level 9). Lazy chunks of other screens do not count; every statically imported chunk does.
 * The engine and its tables load beside the page, in a worker, while the chart is read: they have a limit of their
 * own, because page and engine together do not fit 130 kB (docs/decisions/0032-engine-in-a-worker.md).
 */
const BUDGET = { js: 130_000, css: 10_000, engine: 120_000 };
const DIST = 'dist';

const gz = (file: string): number => gzipSync(readFileSync(resolve(DIST, file)), { level: 9 }).length;
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

const js = new Set(
  linked.filter((file) => file.endsWith('.js')).flatMap((file) => [...withStaticImports(file)]),
);
/** Workers the page starts, by the address the bundler wrote into its chunks. */
const engine = new Set(
  [...js].flatMap((file) =>
    [...readFileSync(resolve(DIST, file), 'utf8').matchAll(/[\w-]*worker-[\w-]+\.js/g)].map(
      ([name]) => `assets/${name}`,
    ),
  ),
);
const css = new Set(linked.filter((file) => file.endsWith('.css')));
const sum = (files: Set<string>): number => [...files].reduce((total, file) => total + gz(file), 0);
const sizes = { js: sum(js), css: sum(css), engine: sum(engine) };
const said = (kind: keyof typeof sizes): string =>
  `${(sizes[kind] / 1000).toFixed(1)} kB gz of ${BUDGET[kind] / 1000}`;
console.log(`Sign check: JS ${said('js')}, CSS ${said('css')}, engine ${said('engine')}`);
if (js.size === 0 || engine.size === 0) {
  console.error('Bundle budget: no script or no engine found behind dist/index.html. Build first.');
  process.exit(1);
}
const over = (['js', 'css', 'engine'] as const).filter((kind) => sizes[kind] > BUDGET[kind]);
if (over.length > 0) {
  console.error(`Bundle budget exceeded: ${over.join(', ')}`);
  process.exit(1);
}
