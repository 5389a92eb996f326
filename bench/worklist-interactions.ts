import type { Page } from 'playwright-core';

/** An interaction and the longest it took to the next frame painted, in milliseconds. */
export interface Timed {
  readonly what: string;
  readonly worstMs: number;
}

/** Script that notes the longest interaction and the longest task of the page. */
export const WATCH = `
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

export const view = (page: Page, name: RegExp): Promise<void> =>
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

/** What a coder does with the list, each thing once. */
export async function interactions(page: Page): Promise<readonly Timed[]> {
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
