/**
 * Reads generated and mutated charts and reports crashes and invented values: `npx tsx bench/fuzz-facts.ts [resources]
 * [first seed]`, by default 1,000,000 resources. Exits 1 on the first kind of trouble, with the seeds to repeat it.
 */
import { fuzzProblems, RESOURCES_PER_CHART } from '../src/test-kit/fuzz-facts.ts';

const resources = Number(process.argv[2] ?? 1_000_000);
const first = Number(process.argv[3] ?? 1);
const charts = Math.ceil(resources / RESOURCES_PER_CHART);

interface Found {
  count: number;
  readonly seeds: number[];
}
const found = new Map<string, Found>();
const note = (problem: string, seed: number): void => {
  const known = found.get(problem) ?? { count: 0, seeds: [] };
  known.count += 1;
  if (known.seeds.length < 3) known.seeds.push(seed);
  found.set(problem, known);
};

function inspect(seed: number): void {
  try {
    for (const problem of fuzzProblems(seed)) note(problem, seed);
  } catch (error) {
    note(
      `crash: ${error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' ') : 'unknown'}`,
      seed,
    );
  }
}

const started = performance.now();
for (let seed = first; seed < first + charts; seed += 1) {
  inspect(seed);
  if ((seed - first + 1) % 10_000 === 0) console.log(`${(seed - first + 1) * RESOURCES_PER_CHART} resources`);
}
const seconds = (performance.now() - started) / 1000;
console.log(
  `${charts * RESOURCES_PER_CHART} resources in ${charts} charts, ${seconds.toFixed(0)} s, ${found.size} kinds of trouble`,
);
for (const [problem, { count, seeds }] of found)
  console.log(`${count} × ${problem} (seeds ${seeds.join(', ')})`);
process.exitCode = found.size > 0 ? 1 : 0;
