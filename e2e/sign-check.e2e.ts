import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import { SCENARIO_TAG } from '../launch/sandbox-ehr/load-fixtures.ts';
import type { Personality } from '../launch/sandbox-ehr/personality.ts';
import {
  axeViolations,
  isFailedLoad,
  launchBrowser,
  openPage,
  type Stack,
  startStack,
  type Watched,
} from './browser.ts';

/** The sign check after a real launch, in every state a real EHR can bring about. */
const TWO_TO_FIX = 'two-to-fix-side-and-prior-therapy';
const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

let browser: Browser;
let stack: Stack;
let watched: Watched;

beforeAll(async () => {
  [browser, stack] = await Promise.all([launchBrowser(), startStack({ latency: 20 })]);
});
afterAll(async () => {
  await Promise.all([browser.close(), stack.close()]);
});
beforeEach(async () => {
  stack.ehr.reset();
  watched = await openPage(browser, { width: 400, height: 800 });
});
afterEach(() => watched.context.close());

interface Launch {
  readonly scenario: string;
  readonly fault?: FaultOrNone;
  readonly personality?: Personality;
  readonly encounter?: boolean;
  readonly banner?: boolean;
}

const tagOf = (resource: { readonly [element: string]: unknown }): string =>
  JSON.stringify(resource['meta'] ?? null);

/** The one patient of a scenario and the encounter it is about (its newest). */
function subjectOf(scenario: string): { readonly patient: string; readonly encounter: string } {
  const found = stack.ehr.store
    .all('Patient')
    .find((each) => tagOf(each).includes(`"${SCENARIO_TAG}","code":"${scenario}"`));
  if (!found) throw new Error(`No patient shows ${scenario}`);
  const patient = `Patient/${found.id}`;
  const [newest] = stack.ehr.store
    .ofPatient('Encounter', patient)
    .toSorted((a, b) => JSON.stringify(b['period']).localeCompare(JSON.stringify(a['period'])));
  if (!newest) throw new Error(`No encounter shows ${scenario}`);
  return { patient, encounter: `Encounter/${newest.id}` };
}

/** Launches as an EHR does, into this test's own tab. */
async function open(launch: Launch): Promise<Page> {
  const { patient, encounter } = subjectOf(launch.scenario);
  const asked = stack.ehr.launch({
    personality: launch.personality ?? 'hapi-like',
    fault: launch.fault ?? 'none',
    patient,
    encounter: launch.encounter === false ? null : encounter,
    user: 'Practitioner/sandbox-clinician',
    needPatientBanner: launch.banner ?? false,
  });
  const { page } = watched;
  const query = new URLSearchParams({ iss: asked.iss, launch: asked.launch });
  await page.goto(`${stack.app}/launch/index.html?${query.toString()}`);
  return page;
}

const ready = (page: Page): Promise<void> => page.locator('footer').waitFor();
const sentence = (page: Page): Promise<string> => page.locator('header output').innerText();
const finding = (page: Page, check: string) => page.locator(`li[data-check="${check}"]`);

const EVERYWHERE = [320, 400, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** For states whose layout sign-check-states.e2e.ts judges everywhere already. */
const CORNERS = [
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

/** What is wrong with a state at each width and scheme: axe violations, and pixels it scrolls sideways. */
async function flaws(
  page: Page,
  places: readonly { readonly width: number; readonly colorScheme: 'light' | 'dark' }[] = EVERYWHERE,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { width, colorScheme } of places) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const all = [...(await axeViolations(page)), ...(over > 0 ? [`${over} px sideways`] : [])];
    found.push(...all.map((one) => `${width} px ${colorScheme}: ${one}`));
  }
  return found;
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
    expect(await flaws(page)).toEqual([]);
    expect(watched.problems()).toEqual([]);
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
    expect(await flaws(page, CORNERS)).toEqual([]);
    expect(watched.problems().filter((each) => !isFailedLoad(each))).toEqual([]);
  });

  test('another patient’s resource is left out, counted and said', async () => {
    const page = await open({ scenario: NO_GAPS, fault: 'wrong-patient-in-bundle' });
    await ready(page);
    await page.getByText(/Left out because they name another patient: \d/).waitFor();
    expect(await flaws(page, CORNERS)).toEqual([]);
  });

  test('while it reads: each source in words, and a way to stop', async () => {
    const page = await open({ scenario: TWO_TO_FIX, fault: 'stall-30s' });
    const stop = page.getByRole('button', { name: 'Stop reading' });
    await stop.waitFor();
    expect(await sentence(page)).toBe('Checking…');
    expect(await page.getByRole('progressbar', { name: 'Reading the chart' }).count()).toBe(1);
    expect(await flaws(page)).toEqual([]);
    await stop.click();
    await page.getByRole('button', { name: 'Read the chart' }).waitFor();
    expect(await sentence(page)).toContain('Nothing was checked');
    expect(await flaws(page)).toEqual([]);
  });

  test('a session the EHR ended: the content is replaced, not dimmed', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const name = await page.locator('header strong').first().innerText();
    stack.ehr.expireTokens();
    await page.getByRole('button', { name: 'Recheck' }).click();
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(name);
    expect(await flaws(page)).toEqual([]);
  });

  test('a session that was never granted', async () => {
    const page = await open({ scenario: TWO_TO_FIX, fault: '401' });
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await flaws(page)).toEqual([]);
  });

  test.each<readonly [FaultOrNone, string]>([
    ['login-denied', 'cancelled'],
    ['scope-denied', 'scope-denied'],
  ])('%s: what happened and what to do', async (fault, kind) => {
    const page = await open({ scenario: TWO_TO_FIX, fault });
    await page.locator(`[data-problem="${kind}"]`).waitFor();
    expect(await flaws(page)).toEqual([]);
  });

  test('offline: said at once, and what was read stays with its time', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    await watched.context.setOffline(true);
    await page.getByText('This computer is offline.').waitFor();
    expect(await page.locator('footer').innerText()).toMatch(/Read at \d\d:\d\d/);
    expect(await flaws(page)).toEqual([]);
    await watched.context.setOffline(false);
    await page.getByText('This computer is offline.').waitFor({ state: 'detached' });
  });

  test('the full banner where the EHR asks for one, the identity line always', async () => {
    const page = await open({ scenario: TWO_TO_FIX, banner: true });
    await ready(page);
    await page.locator('header dl').waitFor();
    expect(await flaws(page)).toEqual([]);
  });

  test('opened without a launch', async () => {
    const { page } = watched;
    await page.goto(`${stack.app}/`);
    await page.locator('[data-problem="no-launch"]').waitFor();
    expect(await flaws(page)).toEqual([]);
  });
});

describe('an encounter the launch did not name', () => {
  test('is chosen newest first, by keyboard, and may be changed', async () => {
    const page = await open({ scenario: TWO_TO_FIX, encounter: false });
    await page.getByText('Choose the encounter to check.').waitFor();
    expect(await flaws(page)).toEqual([]);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await ready(page);
    expect(await sentence(page)).toContain('2 to fix before you sign.');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await page.getByRole('button', { name: 'Choose another encounter' }).click();
    await page.getByText('Choose the encounter to check.').waitFor();
  });
});

describe('a recheck', () => {
  test('is announced by the same element, and focus stays on the button', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await page.locator('header output').waitFor();
    await page.evaluate(() => document.querySelector('header output')?.setAttribute('data-first', ''));
    await ready(page);
    const { patient } = subjectOf(TWO_TO_FIX);
    const [given] = stack.ehr.store.ofPatient('MedicationAdministration', patient);
    if (!given) throw new Error('no administration');
    await finding(page, 'side-recorded').evaluate((item) => item.setAttribute('data-first', ''));
    stack.ehr.store.update(
      {
        ...given,
        dosage: {
          ...(given['dosage'] as object),
          site: { coding: [{ system: 'http://snomed.info/sct', code: '6757004', display: 'Right knee' }] },
        },
      },
      '2026-11-23T19:10:00Z',
    );
    await page.getByRole('button', { name: 'Recheck' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('1 to fix before you sign.').waitFor();
    expect(await page.locator('header output[data-first][aria-live="polite"]').count()).toBe(1);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Recheck');
    expect(await finding(page, 'side-recorded').getAttribute('data-outcome')).toBe('met');
    // The same element, still the first: nothing was taken away from under the reader.
    expect(await page.locator('li[data-check]').first().getAttribute('data-first')).toBe('');
  });

  test('happens when the panel is looked at again', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const reads = (): number =>
      watched.requests().filter((url) => url.includes('/MedicationAdministration')).length;
    const before = reads();
    await page.clock.install();
    await page.clock.fastForward('01:00');
    await page.evaluate(() => window.dispatchEvent(new Event('visibilitychange')));
    await expect.poll(reads).toBeGreaterThan(before);
  });
});

describe('by keyboard alone', () => {
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const { activeElement } = document;
      const summary = activeElement?.tagName === 'SUMMARY';
      return activeElement === document.body
        ? ''
        : `${summary ? '> ' : ''}${activeElement?.textContent ?? ''}`;
    });
  const tabTo = async (page: Page, words: string): Promise<void> => {
    for (let step = 0; step < 60; step += 1) {
      if ((await focused(page)).includes(words)) return;
      await page.keyboard.press('Tab');
    }
    throw new Error(`Tab never reached ${words}`);
  };

  test('why, set aside, undo, recorded facts, copy, the table and recheck', async () => {
    await watched.context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: stack.app });
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const side = finding(page, 'side-recorded');
    await tabTo(page, 'Why this is asked');
    await page.keyboard.press('Enter');
    await side.getByText('Searched').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await tabTo(page, 'Does not apply');
    await page.keyboard.press('Enter');
    await page.getByText('1 set aside, not recorded.').waitFor();
    expect(await focused(page)).toBe('Undo');
    await page.keyboard.press('Enter');
    await page.getByText('2 to fix before you sign.').waitFor();
    expect(await focused(page)).toBe('Set aside');

    await tabTo(page, '> Recorded');
    await page.keyboard.press('Space');
    await tabTo(page, '> Route');
    await page.keyboard.press('Space');
    await page.getByText('dosage.route.coding[0]').waitFor();

    await tabTo(page, 'Copy note text');
    await page.keyboard.press('Enter');
    await page.getByText('Copied.').waitFor();
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    expect(copied).toContain('[side not recorded]');
    const { patient } = subjectOf(TWO_TO_FIX);
    expect(copied).not.toContain(patient.split('/')[1] ?? patient);
    expect(copied).not.toContain(await page.locator('header strong').first().innerText());

    await tabTo(page, 'Practice reference, edition');
    await page.keyboard.press('ArrowDown');
    await page.locator('footer').getByText('CMS HCPCS Level II').waitFor();
    await page.getByText('Cross-check: Practice reference').waitFor();
    expect(await focused(page)).toContain('CMS HCPCS Level II');
    await tabTo(page, 'Recheck');
    await page.keyboard.press('Enter');
    await page.getByText(/Read at/).waitFor();
    expect(watched.problems()).toEqual([]);
  });
});

describe('what leaves the page', () => {
  test('the export holds the report and what was set aside; its name says nothing of the patient', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const side = finding(page, 'side-recorded');
    await side.getByRole('button', { name: 'Set aside' }).click();
    await side.getByRole('button', { name: 'I disagree' }).click();
    const arriving = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Export report' }).click();
    const download = await arriving;
    expect(download.suggestedFilename()).toBe('injectcheck-report.json');
    const chunks: Buffer[] = [];
    for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
    const written = JSON.parse(Buffer.concat(chunks).toString('utf8')) as {
      readonly report: { readonly schema: string };
      readonly setAside: readonly { readonly check: string; readonly reason: string }[];
    };
    expect(written.report.schema).toBe('injectcheck.report/1');
    expect(written.setAside.map(({ check, reason }) => ({ check, reason }))).toEqual([
      { check: 'side-recorded', reason: 'disagree' },
    ]);
  });

  test('no patient in title, address, console or storage', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const { patient } = subjectOf(TWO_TO_FIX);
    const name = await page.locator('header strong').first().innerText();
    const id = patient.split('/')[1] ?? patient;
    const kept = await page.evaluate(() =>
      [document.title, location.href, JSON.stringify(sessionStorage), JSON.stringify(localStorage)].join(
        '\n',
      ),
    );
    for (const secret of [id, name]) {
      expect(kept).not.toContain(secret);
      expect(watched.consoleLines().join('\n')).not.toContain(secret);
    }
  });

  test('print shows what is folded and hides the buttons', async () => {
    const page = await open({ scenario: NO_GAPS });
    await ready(page);
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Recheck' }).isVisible()).toBe(false);
    expect(await page.locator('code').first().isVisible()).toBe(true);
  });
});
