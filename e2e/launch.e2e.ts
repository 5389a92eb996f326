import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import {
  axeViolations,
  frameOf,
  isFailedLoad,
  launchBrowser,
  openPage,
  type Stack,
  startStack,
  type Watched,
} from './browser.ts';

const TWO_TO_FIX = 'Shows: Two to fix side and prior therapy';
const NO_GAPS = 'Shows: No gaps right knee acetate 40mg';

let browser: Browser;
let stack: Stack;
let watched: Watched;

/** Holds FHIR answers back until six reads wait together: as many as a browser sends to one server at a time. */
const gate = { closed: false, held: [] as (() => void)[] };
const TOGETHER = 6;
const wait = (): Promise<void> =>
  new Promise((resolve) => {
    gate.held.push(resolve);
    if (gate.closed && gate.held.length < TOGETHER) return;
    gate.closed = false;
    for (const release of gate.held.splice(0)) release();
  });

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchBrowser(), startStack({ latency: 1, wait })]);
});
afterAll(async () => {
  await Promise.all([browser.close(), stack.close()]);
});
beforeEach(async () => {
  stack.ehr.reset();
  watched = await openPage(browser, { width: 1440, height: 1000 });
});
afterEach(() => watched.context.close());

async function openChart(scenario: string): Promise<Page> {
  const { page } = watched;
  await page.goto(`${stack.origin}/`);
  await page.getByRole('button', { name: scenario }).click();
  await page.locator('main:not([aria-busy])').waitFor();
  return page;
}

async function openApp(page: Page): Promise<Frame> {
  await page.getByRole('button', { name: 'Open InjectCheck' }).click();
  return frameOf(page, stack.app);
}

const says = (app: Frame, words: string | RegExp): Promise<void> => app.getByText(words).first().waitFor();

describe('the demonstration', () => {
  it('closes two gaps in the chart, one after the other, and ends with a signed note', async () => {
    const page = await openChart(TWO_TO_FIX);
    const app = await openApp(page);
    await says(app, '2 to fix before you sign.');
    await says(app, 'Side not recorded');
    const recheck = app.getByRole('button', { name: 'Recheck' });

    await page.getByRole('combobox', { name: /^Side, methylprednisolone acetate/ }).selectOption('right');
    await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
    await recheck.click();
    await says(app, '1 to fix before you sign.');

    const note = page.getByRole('textbox', { name: /draft, not signed/ });
    await note.fill(`${await note.inputValue()} Naproxen for six weeks failed to relieve the pain.`);
    await page.getByRole('button', { name: 'Save note' }).click();
    await page
      .getByText(/^Saved \d/)
      .last()
      .waitFor();
    await recheck.click();
    await says(app, /^No gaps found\./);

    await page.getByRole('button', { name: 'Sign note' }).click();
    await page.getByText(/signed at \d\d:\d\d, 23 Nov 2026, A\. Levin MD/).waitFor();
    await recheck.click();
    await says(app, /Note: signed/i);
    expect(watched.problems()).toEqual([]);
  });

  it('opens the app again for the patient chosen next, with that patient’s findings', async () => {
    const page = await openChart(TWO_TO_FIX);
    await says(await openApp(page), '2 to fix before you sign.');
    await page.getByRole('button', { name: NO_GAPS }).click();
    await page.locator('main:not([aria-busy])').waitFor();
    const name = (await page.locator('.chart-head h2').textContent()) ?? '';
    await page
      .frameLocator('iframe')
      .getByText(/^No gaps found\./)
      .waitFor();
    const app = await frameOf(page, stack.app);
    expect(await app.locator('body').innerText()).toContain(name);
  });

  it('is forgotten by a reset', async () => {
    const page = await openChart(TWO_TO_FIX);
    const side = page.getByRole('combobox', { name: /^Side, methylprednisolone acetate/ });
    await side.selectOption('left');
    await page.getByRole('status').filter({ hasText: 'Saved' }).first().waitFor();
    await page.getByRole('button', { name: 'Reset demo' }).click();
    await page.locator('main:not([aria-busy])').waitFor();
    expect(await side.inputValue()).toBe('');
  });

  it('tells a writer who comes second that the chart changed, and overwrites nothing', async () => {
    const page = await openChart(TWO_TO_FIX);
    const [given] = stack.ehr.store
      .all('MedicationAdministration')
      .filter((each) => each.id.startsWith('visit-02'));
    if (!given) throw new Error('no administration');
    stack.ehr.store.update({ ...given, status: 'entered-in-error' }, '2026-11-23T19:10:00Z');
    await page.getByRole('combobox', { name: /^Side, methylprednisolone acetate/ }).selectOption('left');
    await page.getByText(/entered-in-error/).waitFor();
    expect(stack.ehr.store.read(`MedicationAdministration/${given.id}`)).not.toHaveProperty(
      'dosage.site.coding.0.code',
      '82169009',
    );
    expect(watched.problems().filter((each) => !isFailedLoad(each))).toEqual([]);
  });

  it.each([
    [1440, false],
    [1024, true],
    [400, false],
    [320, true],
  ])('has no axe violation and no sideways scrolling at %s px, dark %s', async (width, dark) => {
    const { page, context } = await openPage(browser, { width, dark });
    await page.goto(`${stack.origin}/`);
    await page.locator('main:not([aria-busy])').waitFor();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    await context.close();
  });
});

describe('the launch', () => {
  it('reads everything of the first round together, right after the token', async () => {
    const page = await openChart(NO_GAPS);
    stack.ehr.log.clear();
    gate.closed = true;
    await says(await openApp(page), /^No gaps found\./);
    const entries = stack.ehr.log.entries();
    const token = entries.filter((each) => each.path.endsWith('/oauth/token'));
    expect(token).toHaveLength(1);
    const reads = entries.filter((each) => each.bearer);
    const searches = reads.filter((each) => each.path.includes('?patient'));
    expect(searches.length).toBeGreaterThan(10);
    expect(reads.every((each) => each.arrived > (token[0]?.answered ?? Infinity))).toBe(true);
    const firstAnswer = Math.min(...reads.map((each) => each.answered ?? Infinity));
    expect(reads.filter((each) => each.arrived < firstAnswer)).toHaveLength(TOGETHER);
    const second = reads.filter((each) => each.type === 'Medication').map((each) => each.arrived);
    expect(Math.max(...searches.map((each) => each.arrived))).toBeLessThan(Math.min(...second, Infinity));
    expect(watched.problems()).toEqual([]);
  });

  const end = async (fault: FaultOrNone): Promise<string | null> => {
    const patient = stack.ehr.store.all('Patient')[0]?.id ?? '';
    const { iss, launch } = stack.ehr.launch({
      personality: 'hapi-like',
      fault,
      patient: `Patient/${patient}`,
    });
    const query = new URLSearchParams({ iss, launch });
    await watched.page.goto(`${stack.app}/launch/index.html?${query.toString()}`);
    const problem = watched.page.locator('[data-problem]');
    await problem.waitFor();
    expect(await axeViolations(watched.page)).toEqual([]);
    return problem.getAttribute('data-problem');
  };

  it.each([
    ['login-denied', 'cancelled'],
    ['scope-denied', 'scope-denied'],
    ['not-smart', 'server-not-smart'],
    ['server-down', 'server-unreachable'],
  ] as const)('ends %s with a page that says %s', async (fault, problem) => {
    expect(await end(fault)).toBe(problem);
  });

  it('refuses an issuer that is not listed, and asks it nothing', async () => {
    const stranger = 'http://127.0.0.1:1/fhir';
    const query = new URLSearchParams({ iss: stranger, launch: 'x' });
    await watched.page.goto(`${stack.app}/launch/index.html?${query.toString()}`);
    const problem = watched.page.locator('[data-problem]');
    await problem.waitFor();
    expect(await problem.getAttribute('data-problem')).toBe('issuer-not-allowed');
    expect(watched.requests().filter((url) => url.startsWith(stranger))).toEqual([]);
  });
});

describe('the login page', () => {
  it('is operated by keyboard: another person and visit, fewer scopes, allow', async () => {
    const { page } = watched;
    const iss = stack.ehr.iss('hapi-like');
    const visit = stack.ehr.store.all('Encounter').find((each) => each.id.startsWith('visit-02'));
    await page.goto(`${stack.app}/launch/index.html?${new URLSearchParams({ iss }).toString()}`);
    await page.getByRole('heading', { name: 'Open InjectCheck?' }).waitFor();
    expect(await axeViolations(page)).toEqual([]);
    await page.getByLabel('Patient and encounter').selectOption(`Encounter/${visit?.id ?? ''}`);
    await page.getByLabel(/read coverage/).focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Allow' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('2 to fix before you sign.').waitFor();
    expect(watched.problems()).toEqual([]);
  });

  it('takes no for an answer', async () => {
    const { page } = watched;
    const query = new URLSearchParams({ iss: stack.ehr.iss('hapi-like') });
    await page.goto(`${stack.app}/launch/index.html?${query.toString()}`);
    await page.getByRole('button', { name: 'Cancel' }).click();
    const problem = page.locator('[data-problem]');
    await problem.waitFor();
    expect(await problem.getAttribute('data-problem')).toBe('cancelled');
  });
});
