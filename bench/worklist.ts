/**
 * Measures the worklist in a real browser: `npx tsx bench/worklist.ts [encounters] [out.json] [--whole]`, by default
 * 10,000.
 *
 * Two runs. Against the sandbox with a generated population, launched as a coder does: how soon the first row is
 * there and the list is whole, and what interactions cost while it reads. And with charts that are there already
 * (the network left out), because the sandbox takes half an hour for ten thousand charts: what interactions cost, and
 * what the heaps of page and worker hold after collection while encounters are read and when all were read again.
 * With `--whole` the run against the sandbox is waited for too, and its heaps are measured on the way.
 * Interactions are the browser's own Event Timing, from the key or pointer to the next frame painted.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build, preview, type InlineConfig } from 'vite';
import { sandboxConfiguration } from '../launch/sandbox-ehr/app-server.ts';
import { joinScenarios, loadScenarios } from '../launch/sandbox-ehr/load-fixtures.ts';
import { generatePopulation } from '../launch/sandbox-ehr/population.ts';
import { startStack } from '../launch/sandbox-ehr/stack.ts';
import { chartsOf } from './fixture-charts.ts';
import { CHROMIUM_ARGS, chromiumPath } from '../tools/chromium.ts';
import { HeapWatch, type Heaps } from './heap.ts';
import { interactions, view, WATCH } from './worklist-interactions.ts';

const whole = process.argv.includes('--whole');
const [sizeText, out] = process.argv.slice(2).filter((one) => !one.startsWith('--'));
const size = Number(sizeText ?? 10_000);
const READING_MS = 30_000;
const HEAP_EVERY = 1_000;

async function readSoFar(page: Page): Promise<number> {
  const words = await page.locator('main header').innerText();
  const found = /([\d,]+) of [\d,]+ encounters read/.exec(words);
  return Number((found?.[1] ?? '0').replaceAll(',', ''));
}

async function untilRead(page: Page, wanted: number): Promise<void> {
  await page.waitForFunction(
    (enough) => {
      const words = document.querySelector('main header')?.textContent ?? '';
      const found = /([\d,]+) of [\d,]+ encounters read/.exec(words);
      return Number((found?.[1] ?? '0').replaceAll(',', '')) >= enough;
    },
    wanted,
    { timeout: 900_000, polling: 200 },
  );
}

interface HeapAt extends Heaps {
  readonly read: number;
}

async function heapAt(page: Page, heap: HeapWatch): Promise<HeapAt> {
  return { read: await readSoFar(page), ...(await heap.read()) };
}

/** The heaps at every thousand encounters, until this many are read. */
async function heapsUntil(page: Page, heap: HeapWatch, last: number): Promise<readonly HeapAt[]> {
  const heaps: HeapAt[] = [];
  for (let next = Math.min(HEAP_EVERY, last); next <= last; next += HEAP_EVERY) {
    await untilRead(page, next);
    // Somebody sits there: a page nobody uses is covered and its rows go.
    await page.mouse.move(300, 300 + (heaps.length % 2));
    heaps.push(await heapAt(page, heap));
  }
  return heaps;
}

/** MB the page's heap grew by for each 1,000 encounters between the first and the last measurement. */
function growth(heaps: readonly HeapAt[]): number {
  const [first, last] = [heaps[0], heaps.at(-1)];
  if (!first || !last || last.read === first.read) return Number.NaN;
  return Math.round((100_000 * (last.pageMb - first.pageMb)) / (last.read - first.read)) / 100;
}

/** Reads every encounter a second time, so that each row has a reading before. */
async function readAgain(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Read these [\d,]+ again/ }).click();
  await page.getByText(/encounters read, more to come/).waitFor();
  await page.getByText(/encounters read\.$/).waitFor({ timeout: 900_000 });
}

const rowsThere = (page: Page): Promise<void> => page.getByRole('rowheader').first().waitFor();

async function againstTheSandbox(browser: Browser): Promise<object> {
  const scenarios = loadScenarios('fhir-fixtures');
  const today = new Date().toISOString().slice(0, 10);
  const stack = await startStack({
    resources: [...joinScenarios(scenarios), ...generatePopulation(scenarios, { size, today })],
    configure: (_, origin) =>
      sandboxConfiguration(origin, { 'hapi-like': { source: 'encounters', days: 90 } }),
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    const heap = await HeapWatch.on(page);
    const { iss, launch } = stack.ehr.launch({
      personality: 'hapi-like',
      patient: null,
      encounter: null,
      user: 'Practitioner/sandbox-coder',
      intent: 'coder-worklist',
      consent: 'given',
    });
    const started = performance.now();
    await page.goto(
      `${stack.app}/launch/coder/index.html?${new URLSearchParams({ iss, launch }).toString()}`,
    );
    await page.getByRole('heading', { name: 'Worklist' }).waitFor();
    await page.evaluate(WATCH);
    await view(page, /^All \d/);
    await rowsThere(page);
    const firstRowMs = Math.round(performance.now() - started);
    await page.getByText(/encounters read, more to come/).waitFor({ timeout: 300_000 });
    const listWholeMs = Math.round(performance.now() - started);
    const from = { at: performance.now(), heap: await heapAt(page, heap) };
    const whileReading = await interactions(page);
    await page.waitForTimeout(READING_MS);
    const to = await heapAt(page, heap);
    const seconds = (performance.now() - from.at) / 1000;
    const heaps = whole ? await heapsUntil(page, heap, size) : [from.heap, to];
    return {
      encounters: await page.getByRole('button', { name: /^All \d/ }).innerText(),
      header: await page.locator('main header').innerText(),
      firstRowMs,
      listWholeMs,
      whileReading,
      chartsASecond: Math.round((10 * (to.read - from.heap.read)) / seconds) / 10,
      heaps,
      // From its first rows on the page also grows by the code it comes to need.
      pageMbPerThousand: whole ? growth(heaps) : null,
    };
  } finally {
    await stack.close();
  }
}

async function withChartsThere(browser: Browser): Promise<object> {
  const folder = mkdtempSync(join(tmpdir(), 'injectcheck-bench-'));
  const options: InlineConfig = {
    configFile: false,
    root: resolve('bench/worklist-page'),
    base: './',
    plugins: [react()],
    worker: { format: 'es' },
    logLevel: 'error',
    build: { outDir: folder, emptyOutDir: true, target: 'es2022' },
  };
  await build(options);
  writeFileSync(join(folder, 'charts.json'), JSON.stringify(chartsOf('fhir-fixtures')));
  const server = await preview({ ...options, preview: { host: '127.0.0.1', port: 0 } });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 1000 } });
    const heap = await HeapWatch.on(page);
    await page.goto(`${server.resolvedUrls?.local[0] ?? ''}?size=${size}`);
    await page.evaluate(WATCH);
    await view(page, /^All \d/);
    await rowsThere(page);
    const whileReading = await interactions(page);
    const heaps = await heapsUntil(page, heap, size);
    const whenAllAreRead = await interactions(page);
    const longestTaskMs = Math.round(await page.evaluate<number>('window.__longest ?? 0'));
    const afterInteractions = await heapAt(page, heap);
    await view(page, /^All \d/);
    await readAgain(page);
    const allReadAgain = await heapAt(page, heap);
    return {
      whileReading,
      whenAllAreRead,
      longestTaskMs,
      heaps,
      pageMbPerThousand: growth(heaps),
      afterInteractions,
      allReadAgain,
    };
  } finally {
    await server.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
try {
  const withCharts = await withChartsThere(browser);
  console.log(JSON.stringify({ withCharts }, null, 1));
  const sandbox = await againstTheSandbox(browser);
  console.log(JSON.stringify({ sandbox }, null, 1));
  if (out !== undefined) writeFileSync(out, `${JSON.stringify({ size, withCharts, sandbox }, null, 2)}\n`);
} finally {
  await browser.close();
}
