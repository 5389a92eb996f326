import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { isFailedLoad, openPage } from './browser.ts';
import { finding, NO_GAPS, openSignCheck, ready, TWO_TO_FIX, type Launch } from './open-sign-check.ts';
import { subjectOf } from './subject-of.ts';
import { useStack } from './use-stack.ts';

/** What a clinician does with the sign check: recheck, keyboard, copy, export, print. */
const here = useStack({ latency: 20 });
beforeEach(async () => {
  here.watched = await openPage(here.browser, { width: 400, height: 800 });
});

async function open(launch: Launch): Promise<Page> {
  await openSignCheck(here.stack, here.watched.page, launch);
  return here.watched.page;
}

describe('a recheck', () => {
  test('is announced by the same element, and focus stays on the button', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await page.locator('header output').waitFor();
    await page.evaluate(() => document.querySelector('header output')?.setAttribute('data-first', ''));
    await ready(page);
    const { patient } = subjectOf(here.stack, TWO_TO_FIX);
    const [given] = here.stack.ehr.store.ofPatient('MedicationAdministration', patient);
    if (!given) throw new Error('no administration');
    await finding(page, 'side-recorded').evaluate((item) => item.setAttribute('data-first', ''));
    here.stack.ehr.store.update(
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
      here.watched.requests().filter((url) => url.includes('/MedicationAdministration')).length;
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
    await here.watched.context.grantPermissions(['clipboard-read', 'clipboard-write'], {
      origin: here.stack.app,
    });
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
    const { patient } = subjectOf(here.stack, TWO_TO_FIX);
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
    expect(here.watched.problems()).toEqual([]);
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

  test('an export that cannot be made is said', async () => {
    await here.watched.context.route(/report-export-[\w-]+\.js/, (route) => route.abort());
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    await page.getByRole('button', { name: 'Export report' }).press('Enter');
    await page.getByText('The report was not saved').waitFor();
    expect(here.watched.problems().filter((each) => !isFailedLoad(each))).toEqual([]);
  });

  test('no patient in title, address, console or storage', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await ready(page);
    const { patient } = subjectOf(here.stack, TWO_TO_FIX);
    const name = await page.locator('header strong').first().innerText();
    const id = patient.split('/')[1] ?? patient;
    const kept = await page.evaluate(() =>
      [document.title, location.href, JSON.stringify(sessionStorage), JSON.stringify(localStorage)].join(
        '\n',
      ),
    );
    for (const secret of [id, name]) {
      expect(kept).not.toContain(secret);
      expect(here.watched.consoleLines().join('\n')).not.toContain(secret);
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
