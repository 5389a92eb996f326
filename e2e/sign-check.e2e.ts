import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import { isFailedLoad, openPage } from './browser.ts';
import { CORNERS, layoutFlaws } from './layout-flaws.ts';
import { NO_GAPS, openSignCheck, ready, sentence, TWO_TO_FIX, type Launch } from './open-sign-check.ts';
import { useStack } from './use-stack.ts';

/** The sign check after a real launch, in every state a real EHR can bring about. */
const here = useStack({ latency: 20 });
beforeEach(async () => {
  here.watched = await openPage(here.browser, { width: 400, height: 800 });
});

async function open(launch: Launch): Promise<Page> {
  await openSignCheck(here.stack, here.watched.page, launch);
  return here.watched.page;
}

describe('each state, after a real launch', () => {
  test.each([
    [TWO_TO_FIX, '2 to fix before you sign.'],
    [NO_GAPS, 'No gaps found.'],
    ['not-done-is-not-counted', 'No corticosteroid injection recorded in this encounter.'],
    ['both-sides-with-one-dose', 'could not'],
  ])('%s', async (scenario, words) => {
    const page = await open({ scenario });
    await ready(page);
    expect(await sentence(page)).toContain(words);
    expect(await layoutFlaws(page)).toEqual([]);
    expect(here.watched.problems()).toEqual([]);
  });

  test.each<readonly [FaultOrNone, string, string]>([
    ['403-by-scope', 'denied', 'procedures'],
    ['partial-scopes', 'denied', 'procedures'],
    ['truncated-json', 'failed', 'medication administrations'],
    ['html-200', 'unsupported', 'medication administrations'],
    ['suppressed-warnings', 'partial', 'medication administrations'],
  ])('%s: %s, and never a clear', async (fault, _how, source) => {
    const page = await open({ scenario: NO_GAPS, fault });
    await ready(page);
    expect(await sentence(page)).not.toContain('No gaps found');
    expect((await page.locator('footer').innerText()).toLowerCase()).toContain(source);
    expect(await page.locator('footer').innerText()).toContain('Not fully read');
    expect(await layoutFlaws(page, CORNERS)).toEqual([]);
    expect(here.watched.problems().filter((each) => !isFailedLoad(each))).toEqual([]);
  });

  test('another patient’s resource is left out, counted and said', async () => {
    const page = await open({ scenario: NO_GAPS, fault: 'wrong-patient-in-bundle' });
    await ready(page);
    await page.getByText(/Left out because they name another patient: \d/).waitFor();
    expect(await layoutFlaws(page, CORNERS)).toEqual([]);
  });

  test('while it reads: each source in words, and a way to stop', async () => {
    const page = await open({ scenario: TWO_TO_FIX, fault: 'stall-30s' });
    const stop = page.getByRole('button', { name: 'Stop reading' });
    await stop.waitFor();
    expect(await sentence(page)).toBe('Checking…');
    expect(await page.getByRole('progressbar', { name: 'Reading the chart' }).count()).toBe(1);
    expect(await layoutFlaws(page)).toEqual([]);
    await stop.click();
    await page.getByRole('button', { name: 'Read the chart' }).waitFor();
    expect(await sentence(page)).toContain('Nothing was checked');
    expect(await layoutFlaws(page)).toEqual([]);
  });

  test('a session the EHR ended: the content is replaced, not dimmed', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const name = await page.locator('header strong').first().innerText();
    here.stack.ehr.expireTokens();
    await page.getByRole('button', { name: 'Recheck' }).click();
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(name);
    expect(await layoutFlaws(page)).toEqual([]);
  });

  test('a session that was never granted', async () => {
    const page = await open({ scenario: TWO_TO_FIX, fault: '401' });
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await layoutFlaws(page)).toEqual([]);
  });

  test.each<readonly [FaultOrNone, string]>([
    ['login-denied', 'cancelled'],
    ['scope-denied', 'scope-denied'],
  ])('%s: what happened and what to do', async (fault, kind) => {
    const page = await open({ scenario: TWO_TO_FIX, fault });
    await page.locator(`[data-problem="${kind}"]`).waitFor();
    expect(await layoutFlaws(page)).toEqual([]);
  });

  test('offline: said at once, and what was read stays with its time', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    await here.watched.context.setOffline(true);
    await page.getByText('This computer is offline.').waitFor();
    expect(await page.locator('footer').innerText()).toMatch(/Read at \d\d:\d\d/);
    expect(await layoutFlaws(page)).toEqual([]);
    await here.watched.context.setOffline(false);
    await page.getByText('This computer is offline.').waitFor({ state: 'detached' });
  });

  test('the full banner where the EHR asks for one, the identity line always', async () => {
    const page = await open({ scenario: TWO_TO_FIX, banner: true });
    await ready(page);
    await page.locator('header dl').waitFor();
    expect(await layoutFlaws(page)).toEqual([]);
  });

  test('opened without a launch', async () => {
    const { page } = here.watched;
    await page.goto(`${here.stack.app}/`);
    await page.locator('[data-problem="no-launch"]').waitFor();
    expect(await layoutFlaws(page)).toEqual([]);
  });
});

describe('an encounter the launch did not name', () => {
  test('is chosen newest first, by keyboard, and may be changed', async () => {
    const page = await open({ scenario: TWO_TO_FIX, encounter: false });
    await page.getByText('Choose the encounter to check.').waitFor();
    expect(await layoutFlaws(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await ready(page);
    expect(await sentence(page)).toContain('2 to fix before you sign.');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.getByRole('button', { name: 'Choose another encounter' }).click();
    await page.getByText('Choose the encounter to check.').waitFor();
  });
});
