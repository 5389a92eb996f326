import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { isFailedLoad, type Watched } from './browser.ts';
import { openCoder, readPasted, showAll } from './coder-launch.ts';
import { subjectOf } from './subject-of.ts';
import { layoutFlaws } from './layout-flaws.ts';
import { useStack } from './use-stack.ts';

/** What a worklist row shows when its reading failed or what it rests on changed, and how that ends. */
const TWO_TO_FIX = 'two-to-fix-side-and-prior-therapy';
const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

const DESKS = [1024, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);

/** A table of the site's own, in one of its editions. */
const ownTable = (edition: string, code: string) => ({
  codeTable: 'own',
  codeTables: [
    {
      id: 'own',
      title: 'Own table',
      edition,
      publisher: 'The site',
      source: 'https://site.test/table',
      retrieved: '2026-11-01',
      rows: [{ code, drug: 'methylprednisolone-acetate', basis: 'up-to', unitMg: '40' }],
    },
  ],
});

/** The engine's part of config.json: what the site may change while pages stand open. */
let site: unknown;
/** Where encounters come from; pasted reads nothing that a test did not ask for. */
let worklist: object;

const here = useStack({
  configure: (generated) => ({
    ...generated,
    issuers: generated.issuers.map((issuer) => ({
      ...issuer,
      worklist,
      ...(site === undefined ? {} : { site }),
    })),
  }),
});
beforeEach(() => {
  site = undefined;
  worklist = { source: 'pasted' };
});

type Strike = (watched: Watched) => Promise<unknown>;

/** Opens the worklist; what is struck is struck before anything is read. */
async function open(before: Strike = () => Promise.resolve()): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, { width: 1024, before });
  return here.watched.page;
}

/** Reading a chart takes longer than a poll waits by itself. */
const eventually = <Value>(read: () => Promise<Value>) => expect.poll(read, { timeout: 15_000 });

const BY = ['mouse', 'keyboard'] as const;
const press = (by: (typeof BY)[number], button: Locator): Promise<void> =>
  by === 'mouse' ? button.click() : button.press('Enter');

const problems = () => here.watched.problems().filter((each) => !isFailedLoad(each));
/** "Could not check" of the one row shown. */
const unknowns = async (page: Page): Promise<number> =>
  Number(/\d+/.exec((await page.getByRole('row').nth(1).getByRole('cell').nth(4).innerText()) ?? '')?.[0]);
const marked = (page: Page, words: string): Locator => page.getByRole('row').filter({ hasText: words });

describe('what failed can be tried again', () => {
  it.each(BY)('an encounter that could not be read, by %s', async (by) => {
    const engine = /worker-[\w-]+\.js/;
    const page = await open(({ context }) => context.route(engine, (route) => route.abort()));
    await readPasted(page, here.stack, [NO_GAPS]);
    await page.getByText('Could not read').waitFor();
    expect(await page.getByRole('button', { name: /^Could not check 1$/ }).count()).toBe(1);
    expect(await page.getByRole('button', { name: /^Export 0 as CSV, 1 not evaluated/ }).isDisabled()).toBe(
      true,
    );
    expect(await layoutFlaws(page, DESKS)).toEqual([]);
    await here.watched.context.unroute(engine);
    await press(by, page.getByRole('button', { name: /^Read again: / }));
    await page.getByText('methylprednisolone acetate').waitFor();
    expect(await page.getByText('Could not read').count()).toBe(0);
  });

  it.each(BY)('a source of an encounter, by %s', async (by) => {
    const source = /\/Procedure\?/;
    const page = await open(({ context }) => context.route(source, (route) => route.abort()));
    await readPasted(page, here.stack, [NO_GAPS]);
    expect(await unknowns(page)).toBeGreaterThan(0);
    await here.watched.context.unroute(source);
    await press(by, page.getByRole('button', { name: 'Read these 1 again' }));
    await eventually(() => unknowns(page)).toBe(0);
    expect(problems()).toEqual([]);
  });

  it.each(BY)('the list itself, by %s', async (by) => {
    const list = /\/Task\?/;
    worklist = { source: 'tasks' };
    const page = await open(({ context }) => context.route(list, (route) => route.abort()));
    await page.getByText('No encounter could be listed.').waitFor();
    expect(await layoutFlaws(page, DESKS)).toEqual([]);
    await here.watched.context.unroute(list);
    await press(by, page.getByRole('button', { name: 'Read the list again' }).first());
    await showAll(page);
    await page.getByRole('rowheader').first().waitFor();
    await page.getByRole('button', { name: 'Stop reading' }).click();
  });
});

/** Somebody comes back to the page: what the site says is read again. */
const comeBack = (page: Page): Promise<boolean> =>
  page.evaluate(() => window.dispatchEvent(new Event('focus')));

describe('what changed marks the rows it concerns', () => {
  it('another edition of the code table, until each is read again', async () => {
    site = ownTable('2026-11', 'J3250');
    const page = await open();
    await readPasted(page, here.stack, [TWO_TO_FIX, NO_GAPS]);
    expect(await page.getByRole('row').filter({ hasText: '2026-11' }).count()).toBe(2);
    expect(await marked(page, 'table edition changed').count()).toBe(0);
    site = ownTable('2026-12', 'J3260');
    await comeBack(page);
    await eventually(() => marked(page, 'table edition changed').count()).toBe(2);
    expect(await layoutFlaws(page, DESKS)).toEqual([]);

    await page.getByLabel('Finding', { exact: true }).selectOption({ label: 'Side' });
    await page.getByRole('button', { name: 'Read these 1 again' }).press('Enter');
    await page.getByRole('row').filter({ hasText: '2026-12' }).waitFor();
    await page.getByLabel('Finding', { exact: true }).selectOption('');
    await eventually(() => marked(page, 'table edition changed').count()).toBe(1);
    expect(await marked(page, '2026-11').count()).toBe(1);
    await page.getByRole('button', { name: 'Read these 2 again' }).click();
    await eventually(() => marked(page, '2026-12').count()).toBe(2);
    expect(await marked(page, 'table edition changed').count()).toBe(0);

    // What is opened from the list rests on the same table as its row.
    await page.getByRole('rowheader').first().getByRole('button').click();
    await page.getByRole('article', { name: /^J3260/ }).waitFor();
    expect(problems()).toEqual([]);
  });

  it('another setting of the site, and nothing while the file is broken', async () => {
    const page = await open();
    await readPasted(page, here.stack, [NO_GAPS]);
    site = { codeTable: 'no-such-table' };
    const read = page.waitForResponse(/config\.json/);
    await comeBack(page);
    await read;
    site = { lookbackDays: 90 };
    await page.getByRole('button', { name: 'Read these 1 again' }).click();
    await page.getByText('1 of 1 encounters read.').waitFor();
    expect(await marked(page, 'changed').count()).toBe(0);
    site = { lookbackDays: 120 };
    await page.clock.install();
    await page.clock.fastForward('01:00');
    await comeBack(page);
    await eventually(() => marked(page, 'site settings changed').count()).toBe(1);
  });

  it('a newer version of a procedure, until it is read once more', async () => {
    const page = await open();
    await readPasted(page, here.stack, [TWO_TO_FIX, NO_GAPS]);
    const [procedure] = here.stack.ehr.store.ofPatient('Procedure', subjectOf(here.stack, NO_GAPS).patient);
    if (!procedure) throw new Error('No procedure');
    here.stack.ehr.store.update({ ...procedure, note: [{ text: 'Amended.' }] }, new Date().toISOString());
    const again = page.getByRole('button', { name: 'Read these 2 again' });
    await again.click();
    await eventually(() => marked(page, 'record changed').count()).toBe(1);
    await again.click();
    await eventually(() => marked(page, 'record changed').count()).toBe(0);
    expect(problems()).toEqual([]);
  });

  it('a source that was lost, until it is read again', async () => {
    const page = await open();
    await readPasted(page, here.stack, [TWO_TO_FIX, NO_GAPS]);
    const source = new RegExp(
      `/Procedure\\?.*${subjectOf(here.stack, NO_GAPS).patient.split('/')[1] ?? ''}\\b`,
    );
    await here.watched.context.route(source, (route) => route.abort());
    const again = page.getByRole('button', { name: 'Read these 2 again' });
    await again.press('Enter');
    await eventually(() => marked(page, 'Procedure no longer read').count()).toBe(1);
    expect(await marked(page, 'record changed').count()).toBe(0);
    await here.watched.context.unroute(source);
    await again.press('Enter');
    await eventually(() => marked(page, 'Procedure no longer read').count()).toBe(0);
  });
});
