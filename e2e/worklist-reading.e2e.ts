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

/** Presses the mouse on it, reads on until `until`, and lets go without moving the mouse. */
async function pressWhileReading(page: Page, target: Locator, until: () => Promise<unknown>): Promise<void> {
  const box = await target.boundingBox();
  if (!box) throw new Error('Nothing to press');
  await page.mouse.move(box.x + Math.min(box.width / 2, 20), box.y + box.height / 2);
  await page.mouse.down();
  readOn();
  await until();
  await page.mouse.up();
}

/** Enough to move all that moves. */
const many = (page: Page) => () => page.getByText(/^([3-9]\d|\d{3}) of \d+ encounters read/).waitFor();
const rows = (page: Page): Locator => page.getByRole('rowheader').getByRole('button');

/** What a press brings about may take its time on a busy machine. */
const seen = (what: Locator) => expect.poll(() => what.isVisible(), { timeout: 15_000 }).toBe(true);

describe('while encounters arrive', () => {
  it('the place for pasted ids opens, and stays where it is', async () => {
    const page = await open(0);
    await page.getByText('Nothing here yet.').waitFor();
    await pressWhileReading(page, page.getByText('Paste or import encounter ids'), many(page));
    await seen(page.getByLabel(/Encounter ids, one a line/));
  });

  it('a view is chosen', async () => {
    const page = await open(0);
    await page.getByText('Nothing here yet.').waitFor();
    await pressWhileReading(page, page.getByRole('button', { name: /^All \d/ }), many(page));
    await seen(page.locator('nav [aria-current="page"]').filter({ hasText: /^All/ }));
    expect(await page.evaluate('location.hash')).toBe('#view=all');
  });

  it('the tools stay under the mouse', async () => {
    const page = await open(FIRST);
    await rows(page).nth(1).waitFor();
    await pressWhileReading(page, page.getByRole('button', { name: 'Insight' }), many(page));
    await seen(page.getByRole('table', { name: /^Findings over/ }));
  });

  it('the encounter that was pressed opens, and rows go on arriving after it', async () => {
    const page = await open(FIRST);
    await rows(page).nth(1).waitFor();
    const pressed = rows(page).nth(1);
    const name = await pressed.innerText();
    await pressWhileReading(page, pressed, many(page));
    const review = page.getByRole('main', { name: 'Encounter review' });
    await review.locator('header strong').filter({ hasText: name }).waitFor();
    await page.getByRole('button', { name: 'Worklist' }).click();
    await rows(page).nth(20).waitFor();
    expect(here.watched.problems()).toEqual([]);
  });
});
