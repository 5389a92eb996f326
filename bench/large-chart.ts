import type { Page } from 'playwright-core';
import { launchBrowser, openPage, startStack, type Stack } from '../e2e/browser.ts';
import { BIG_ENCOUNTER, BIG_PATIENT, largeChart } from './large-chart-resources.ts';

/**
 * A chart of 20,000 resources in pages of 50, read in a real browser: how long it takes, how long the page is ever
 * held, whether progress shows, and whether stopping stops. `npx tsx bench/large-chart.ts [resources]`, after a build.
 * Exit 1 when the page was held 50 ms or longer, or when stopping did not stop.
 */
const SIZE = Number(process.argv[2] ?? 20_000);
const PAGE_SIZE = 50;
const HELD_MS = 50;
const WAIT_MS = 300_000;

interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of the clock, and of the thread's own work. */
  readonly dur?: number;
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/**
 * The longest tasks of the page's main threads, in milliseconds of the thread's own work: a machine busy with something
 * else does not count against the page.
 */
function longestTasks(trace: Buffer): readonly number[] {
  const { traceEvents } = JSON.parse(trace.toString()) as { readonly traceEvents: readonly TraceEvent[] };
  const threadOf = ({ pid, tid }: TraceEvent): string => `${pid}:${tid}`;
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(threadOf),
  );
  return traceEvents
    .filter((event) => event.ph === 'X' && event.name.endsWith('RunTask') && mains.has(threadOf(event)))
    .map(({ tdur, dur }) => (tdur ?? dur ?? 0) / 1000)
    .toSorted((one, other) => other - one)
    .slice(0, 10);
}

async function open(stack: Stack, page: Page): Promise<void> {
  const launch = stack.ehr.launch({
    personality: 'hapi-like',
    patient: BIG_PATIENT,
    encounter: BIG_ENCOUNTER,
  });
  await page.goto(`${stack.app}/launch/?${new URLSearchParams({ ...launch }).toString()}`);
  await page.waitForURL(/index\.html$/);
}

const sentence = (page: Page): Promise<string> =>
  page.evaluate(() => document.querySelector('output[aria-live]')?.textContent ?? '');

async function readWhole(stack: Stack, page: Page): Promise<void> {
  const started = performance.now();
  await open(stack, page);
  await page.waitForFunction(() => /[\d,]{3,} read/.test(document.body.innerText), undefined, {
    timeout: WAIT_MS,
  });
  const firstProgress = performance.now() - started;
  await page.waitForFunction(
    () => {
      const said = document.querySelector('output[aria-live]')?.textContent ?? '';
      return said !== '' && !said.endsWith('…');
    },
    undefined,
    { timeout: WAIT_MS },
  );
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  say(
    `${SIZE} resources in pages of ${PAGE_SIZE}: progress after ${(firstProgress / 1000).toFixed(1)} s, report after ${seconds} s`,
  );
  say(`  ${await sentence(page)}`);
}

/** Stops in the middle; true when no further request reached the server. */
async function stopInTheMiddle(stack: Stack, page: Page): Promise<boolean> {
  await open(stack, page);
  await page.waitForFunction(() => /[\d,]{3,} read/.test(document.body.innerText), undefined, {
    timeout: WAIT_MS,
  });
  const asked = performance.now();
  await page.getByRole('button', { name: 'Stop reading' }).click();
  await page.getByRole('button', { name: 'Read the chart' }).waitFor();
  const before = stack.ehr.log.entries().at(-1)?.arrived ?? 0;
  await page.waitForTimeout(1000);
  const after = stack.ehr.log.entries().at(-1)?.arrived ?? 0;
  say(
    `stopped after ${Math.round(performance.now() - asked - 1000)} ms; requests after that: ${after - before}`,
  );
  return after - before <= 2;
}

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const stack = await startStack({ resources: largeChart(SIZE), pageSize: PAGE_SIZE });
const browser = await launchBrowser();
try {
  const whole = await openPage(browser, { width: 420 });
  await browser.startTracing(whole.page, { categories: ['toplevel'] });
  await readWhole(stack, whole.page);
  const tasks = longestTasks(await browser.stopTracing());
  await whole.context.close();
  say(`longest tasks of the page, ms of work: ${tasks.map((task) => task.toFixed(0)).join(', ')}`);
  const stopped = await openPage(browser, { width: 420 });
  const isStopped = await stopInTheMiddle(stack, stopped.page);
  await stopped.context.close();
  if (tasks.length === 0 || (tasks[0] ?? 0) >= HELD_MS || !isStopped) process.exitCode = 1;
} finally {
  await browser.close();
  await stack.close();
}
