import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Watched } from './browser.ts';
import { openCoder } from './coder-launch.ts';
import { useStack } from './use-stack.ts';

/** Work goes on while a list is read: what is pressed is what happens, whatever arrives meanwhile. */
const FIRST = 5;

const here = useStack();

let readOn: () => void = () => undefined;
/** Lets some charts through and holds the others back until `readOn`. */
async function holdBack({ context }: Watched, after: number): Promise<void> {
  const open = new Promise<void>((resolve) => {
    readOn = resolve;
  });
  let seen = 0;
  await context.route(/\/MedicationAdministration\b/, async (route) => {
    seen += 1;
    if (seen > after) await open;
    await route.continue();
  });
}
beforeEach(() => {
  readOn = () => undefined;
});

async function open(after: number): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, {
    width: 1024,
    before: (watched) => holdBack(watched, after),
  });
  return here.watched.page;
}

/** Presses the mouse on it, reads on until `until`, and lets go without moving the mouse. What was pressed, in words. */
async function pressWhileReading(
  page: Page,
  target: Locator,
  until: () => Promise<unknown>,
): Promise<string> {
  const box = await target.boundingBox();
  if (!box) throw new Error('Nothing to press');
  const [x, y] = [box.x + Math.min(box.width / 2, 20), box.y + box.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  const pressed = await page.evaluate((at) => document.elementFromPoint(at.x, at.y)?.textContent ?? '', {
    x,
    y,
  });
  readOn();
  await until();
  await page.mouse.up();
  return pressed;
}

/** Enough to move all that moves. */
const many = (page: Page) => () => page.getByText(/^([3-9]\d|\d{3}) of \d+ encounters read/).waitFor();
const rows = (page: Page): Locator => page.getByRole('rowheader').getByRole('button');

/** What a press brings about may take its time on a busy machine. */
const SOON = { timeout: 15_000 };

describe('while encounters arrive', () => {
  it('the place for pasted ids opens, and stays where it is', async () => {
    const page = await open(0);
    await page.getByText('Nothing here yet.').waitFor();
    await pressWhileReading(page, page.getByText('Paste or import encounter ids'), many(page));
    await expect.poll(() => page.getByLabel(/Encounter ids, one a line/).isVisible(), SOON).toBe(true);
  });

  it('a view is chosen', async () => {
    const page = await open(0);
    await page.getByText('Nothing here yet.').waitFor();
    await pressWhileReading(page, page.getByRole('button', { name: /^All \d/ }), many(page));
    await expect
      .poll(() => page.locator('nav [aria-current="page"]').filter({ hasText: /^All/ }).isVisible(), SOON)
      .toBe(true);
    expect(await page.evaluate('location.hash')).toBe('#view=all');
  });

  it('the tools stay under the mouse', async () => {
    const page = await open(FIRST);
    await rows(page).nth(1).waitFor();
    await pressWhileReading(page, page.getByRole('button', { name: 'Insight' }), many(page));
    await expect.poll(() => page.getByRole('table', { name: /^Findings over/ }).isVisible(), SOON).toBe(true);
  });

  it('the encounter that was pressed opens, and rows go on arriving after it', async () => {
    const page = await open(FIRST);
    await rows(page).nth(1).waitFor();
    const name = await pressWhileReading(page, rows(page).nth(1), many(page));
    const review = page.getByRole('main', { name: 'Encounter review' });
    await review.locator('header strong').filter({ hasText: name }).waitFor();
    await page.getByRole('button', { name: 'Worklist' }).click();
    await rows(page).nth(20).waitFor();
    expect(here.watched.problems()).toEqual([]);
  });
});
