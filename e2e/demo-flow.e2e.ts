import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { frameOf, launchBrowser, openPage, type Stack, startStack } from './browser.ts';

/** The demonstration as the sidebar shows it: each gap turns to "Recorded" where it stood. */
let browser: Browser;
let stack: Stack;

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchBrowser(), startStack()]);
});
afterAll(async () => {
  await Promise.all([browser.close(), stack.close()]);
});

test('two to fix, side recorded, note sentence added, no gaps, signed', async () => {
  const { page, context, problems } = await openPage(browser, { width: 1440, height: 1000 });
  await page.goto(`${stack.origin}/`);
  await page.getByRole('button', { name: 'Shows: Two to fix side and prior therapy' }).click();
  await page.locator('main:not([aria-busy])').waitFor();
  await page.getByRole('button', { name: 'Open InjectCheck' }).click();
  const app = await frameOf(page, stack.app);
  const outcomes = (): Promise<readonly (readonly [string | null, string | null])[]> =>
    app
      .locator('li[data-check]')
      .evaluateAll((items) =>
        items.map((item) => [item.getAttribute('data-check'), item.getAttribute('data-outcome')] as const),
      );
  const says = (words: string): Promise<void> => app.locator('header output', { hasText: words }).waitFor();
  const recheck = app.getByRole('button', { name: 'Recheck' });

  await says('2 to fix before you sign.');
  expect(await outcomes()).toEqual([
    ['side-recorded', 'gap'],
    ['prior-therapy-documented', 'gap'],
  ]);
  await app.getByText('side not recorded', { exact: true }).first().waitFor();

  await page.getByRole('combobox', { name: /^Side, methylprednisolone acetate/ }).selectOption('right');
  await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
  // Coming back to the frame is enough. Nobody has to know of the Recheck button, and the interval is 30 s.
  await app.locator('header output').click();
  await app.locator('header output', { hasText: '1 to fix before you sign.' }).waitFor({ timeout: 10_000 });
  expect(await outcomes()).toEqual([
    ['side-recorded', 'met'],
    ['prior-therapy-documented', 'gap'],
  ]);
  await app.locator('li[data-check="side-recorded"]').getByText('Recorded', { exact: true }).waitFor();
  await app.locator('[data-part="place"]', { hasText: 'right knee' }).first().waitFor();

  const note = page.getByRole('textbox', { name: /draft, not signed/ });
  await note.fill(`${await note.inputValue()} Naproxen for six weeks failed to relieve the pain.`);
  await page.getByRole('button', { name: 'Save note' }).click();
  await page
    .getByText(/^Saved \d/)
    .last()
    .waitFor();
  await recheck.click();
  await says('No gaps found.');
  expect(await outcomes()).toEqual([
    ['side-recorded', 'met'],
    ['prior-therapy-documented', 'met'],
  ]);

  await page.getByRole('button', { name: 'Sign note' }).click();
  await page.getByText(/signed at \d\d:\d\d/).waitFor();
  await recheck.click();
  await app.getByText(/^Note: signed at \d\d:\d\d$/).waitFor();
  expect(problems()).toEqual([]);
  await context.close();
});

test('the chart page starts with a short list, finds the others, and keeps the app’s foot in sight', async () => {
  const { page, context, problems } = await openPage(browser, { width: 1440, height: 960 });
  await page.goto(`${stack.origin}/`);
  const shown = page.locator('[data-patient]:visible');
  await shown.first().waitFor();
  expect(await shown.count()).toBeLessThan(10);
  await page.getByText(/^More scenarios/).click();
  const filter = page.getByRole('searchbox', { name: 'Filter by name or words' });
  await filter.fill('side zebra');
  await page.getByText('No patient matches.').waitFor();
  await filter.fill('qualifier nobody');
  const found = page.getByRole('button', { name: 'Side in a qualifier nobody knows' });
  await found.click();
  await page.locator('main:not([aria-busy])').waitFor();
  expect([await found.getAttribute('aria-current'), await filter.inputValue()]).toEqual([
    'true',
    'qualifier nobody',
  ]);

  await page.getByRole('button', { name: 'Open InjectCheck' }).click();
  const app = await frameOf(page, stack.app);
  const foot = await app.getByRole('button', { name: 'Recheck' }).boundingBox();
  expect(foot === null ? Infinity : foot.y + foot.height).toBeLessThan(960);
  expect(problems()).toEqual([]);
  await context.close();
});
