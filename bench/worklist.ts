/**
 * Measures the worklist in a real browser: `npx tsx bench/worklist.ts [encounters] [out.json]`, by default 10,000.
 *
 * Two runs. Against the sandbox with a generated population, launched as a coder does: how soon the first row is
 * there and the list is whole, and what interactions cost while it reads. And with charts that are there already
 * (the network left out), because the sandbox takes half an hour for ten thousand charts: what interactions cost, and
 * what the heaps of page and worker hold after collection while encounters are read and when all were read again.
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

const size = Number(process.argv[2] ?? 10_000);
const READING_MS = 30_000;
const HEAP_EVERY = 1_000;

interface Timed {
  readonly what: string;
  readonly worstMs: number;
}

const WATCH = `
  window.__worst = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (entry.interactionId) window.__worst = Math.max(window.__worst, entry.duration);
  }).observe({ type: 'event', durationThreshold: 16, buffered: false });
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.__longest = Math.max(window.__longest ?? 0, entry.duration);
  }).observe({ type: 'longtask', buffered: false });
`;

const settle = (page: Page): Promise<void> =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(() => done(), 150))),
  );

/** Does something a person does and reads how long the page took to answer it. Under 16 ms counts as 16. */
async function timed(page: Page, what: string, act: () => Promise<unknown>): Promise<Timed> {
  await page.evaluate('window.__worst = 0');
  await act();
  await settle(page);
  return { what, worstMs: Math.max(16, Math.round(await page.evaluate<number>('window.__worst'))) };
}

/** Frames while the table is scrolled by wheel through its whole height: the longest gap between two. */
async function scrolled(page: Page): Promise<Timed> {
  const box = await page.getByRole('region', { name: 'Encounters' }).boundingBox();
  if (!box) throw new Error('The table is not shown');
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.evaluate(`
    window.__gap = 0;
    window.__scrolling = true;
    let last = performance.now();
    const tick = (now) => { window.__gap = Math.max(window.__gap, now - last); last = now; if (window.__scrolling) requestAnimationFrame(tick); };
    requestAnimationFrame(tick);
  `);
  for (let turn = 0; turn < 40; turn += 1) await page.mouse.wheel(0, 2_000);
  await settle(page);
  const gap = await page.evaluate<number>('window.__scrolling = false, window.__gap');
  return { what: 'scroll by wheel: longest frame', worstMs: Math.round(gap) };
}

const view = (page: Page, name: RegExp): Promise<void> =>
  page.getByRole('navigation', { name: 'Views' }).getByRole('button', { name }).click();

/** Selects by keyboard, so that the browser counts it as an interaction. */
async function choose(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press('ArrowDown');
}

async function unchoose(page: Page, label: string): Promise<void> {
  await page.getByLabel(label, { exact: true }).focus();
  await page.keyboard.press('ArrowUp');
}

async function interactions(page: Page): Promise<readonly Timed[]> {
  const found: Timed[] = [];
  const run = async (what: string, act: () => Promise<unknown>): Promise<void> => {
    found.push(await timed(page, what, act));
  };
  await run('view: All', () => view(page, /^All \d/));
  await run('sort by date', () => page.getByRole('button', { name: /^Date of service/ }).click());
  await run('sort by to fix', () => page.getByRole('button', { name: /^To fix/ }).click());
  found.push(await scrolled(page));
  await run('filter by finding', () => choose(page, 'Finding'));
  await unchoose(page, 'Finding');
  await run('filter by code', () => choose(page, 'Code'));
  await unchoose(page, 'Code');
  await run('filter by note', () => choose(page, 'Note'));
  await unchoose(page, 'Note');
  await run('insight shown', () => page.getByRole('button', { name: 'Insight' }).click());
  await run('insight hidden', () => page.getByRole('button', { name: 'Insight' }).click());
  await run('view: To review', () => view(page, /^To review \d/));
  return found;
}

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
    return {
      encounters: await page.getByRole('button', { name: /^All \d/ }).innerText(),
      header: await page.locator('main header').innerText(),
      firstRowMs,
      listWholeMs,
      whileReading,
      chartsASecond: Math.round((10 * (to.read - from.heap.read)) / seconds) / 10,
      heap: [from.heap, to],
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
    const heaps: HeapAt[] = [];
    for (let next = Math.min(HEAP_EVERY, size); next <= size; next += HEAP_EVERY) {
      await untilRead(page, next);
      heaps.push(await heapAt(page, heap));
    }
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
  const out = process.argv[3];
  if (out !== undefined) writeFileSync(out, `${JSON.stringify({ size, withCharts, sandbox }, null, 2)}\n`);
} finally {
  await browser.close();
}
