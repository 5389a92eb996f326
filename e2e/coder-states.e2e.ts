import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import { isFailedLoad } from './browser.ts';
import { type CoderLaunch, openCoder, readPasted } from './coder-launch.ts';
import { subjectOf } from './subject-of.ts';
import { layoutFlaws } from './layout-flaws.ts';
import { useStack } from './use-stack.ts';

/** Every state of the coder's screens, as a real launch and a real fault bring it about. */
const TWO_TO_FIX = 'two-to-fix-side-and-prior-therapy';
const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

const DESKS = [1024, 1440].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** A desk, and the narrowest a zoomed one gets. */
const REFLOW = [
  { width: 320, colorScheme: 'light' },
  { width: 400, colorScheme: 'dark' },
  { width: 1440, colorScheme: 'light' },
] as const;

const here = useStack();

async function open(launch: CoderLaunch): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, launch);
  return here.watched.page;
}

const head = (page: Page): Promise<string> => page.locator('main header').innerText();
const why = (page: Page): Promise<void> => page.locator('[data-column="why"]').waitFor();
const problems = () => here.watched.problems().filter((each) => !isFailedLoad(each));

describe('encounter review', () => {
  it.each<readonly [string, string]>([
    [TWO_TO_FIX, '2 to fix before signing'],
    [NO_GAPS, 'No gaps found'],
    ['not-done-is-not-counted', 'No corticosteroid injection recorded'],
    ['dose-missing', '1 to fix before signing'],
    ['two-sides-in-one-record', '1 could not be checked'],
  ])('%s: %s', async (scenario, words) => {
    const page = await open({ scenario });
    await why(page);
    // No gaps for the clinician; the tables still disagree for the coder.
    expect(await head(page)).toContain(scenario === NO_GAPS ? 'to resolve before the claim' : words);
    expect(await layoutFlaws(page, [...DESKS, ...REFLOW])).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it.each<readonly [FaultOrNone, string]>([
    ['403-by-scope', 'Procedures'],
    ['partial-scopes', 'Procedures'],
    ['truncated-json', 'Medication administrations'],
    ['suppressed-warnings', 'Medication administrations'],
  ])('%s: what was not read is named, and nothing is clear', async (fault, source) => {
    const page = await open({ scenario: NO_GAPS, fault });
    await why(page);
    const words = await head(page);
    expect(words).toContain('Not read whole.');
    expect(words.toLowerCase()).toContain(source.toLowerCase());
    expect(words).not.toContain('No gaps found');
    expect(await page.getByText('Supported by the record', { exact: true }).count()).toBe(0);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it('reads with progress, is stopped by keyboard, and reads again', async () => {
    const page = await open({ scenario: TWO_TO_FIX, fault: 'stall-30s' });
    const stop = page.getByRole('button', { name: 'Stop reading' });
    await stop.waitFor();
    expect(await page.getByRole('progressbar', { name: 'Reading the chart' }).count()).toBe(1);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    await stop.press('Enter');
    await page.getByText('Reading was stopped.').waitFor();
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    await page.getByRole('button', { name: 'Read the chart' }).press('Enter');
    await stop.waitFor();
  });

  it('replaces its content when the EHR ends the session', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await why(page);
    const name = await page.locator('main header strong').first().innerText();
    here.stack.ehr.expireTokens();
    await page.getByRole('button', { name: 'Recheck' }).click();
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await page.locator('body').innerText()).not.toContain(name);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
  });

  it('says it is offline, and keeps what was read', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await why(page);
    await here.watched.context.setOffline(true);
    await page.getByText('This computer is offline.').waitFor();
    expect(await head(page)).toMatch(/Read \d\d:\d\d/);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
  });

  it('mentions decisions that were not exported, in words and when the page goes', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await why(page);
    await page.keyboard.press('a');
    await page.getByText('have not been exported yet').waitFor();
    const [asked] = await Promise.all([
      page.waitForEvent('dialog'),
      page.evaluate('void setTimeout(() => location.reload())'),
    ]);
    expect(asked.type()).toBe('beforeunload');
    await asked.dismiss();
    await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'CSV' }).click()]);
    await page.getByText('Decisions live in this session').waitFor();
  });

  it('asks before words are lost, and writes nothing to the chart', async () => {
    const page = await open({ scenario: TWO_TO_FIX });
    await why(page);
    await page.keyboard.press('e');
    await page.getByLabel('Reason', { exact: true }).fill('half a reason');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor();
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await page.getByLabel('Reason', { exact: true }).inputValue()).toBe('half a reason');
    const written = here.stack.ehr.log
      .entries()
      .filter((each) => JSON.stringify(each).match(/"(PUT|PATCH|DELETE)"/));
    expect(written).toEqual([]);
  });
});

const paste = (page: Page, scenarios: readonly string[]): Promise<void> =>
  readPasted(page, here.stack, scenarios);

describe('worklist', () => {
  it('reads with progress, is worked by keyboard, and keeps what was read when stopped', async () => {
    const page = await open({});
    await page.getByRole('progressbar', { name: 'Encounters read' }).waitFor();
    await page.getByRole('button', { name: /^All \d/ }).press('Enter');
    await page.getByRole('rowheader').first().waitFor();
    expect(await layoutFlaws(page, DESKS)).toEqual([]);
    await page.getByRole('button', { name: 'Stop reading' }).press('Enter');
    const stopped = await page.getByText(/^Stopped\. /).innerText();
    expect(stopped).toMatch(/^Stopped\. \d+ of \d+ encounters read; what was read stays\.$/);
    expect(await page.getByText('Not evaluated').count()).toBeGreaterThan(0);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    expect(problems()).toEqual([]);
  });

  it('says an empty list is empty and what was looked at', async () => {
    const page = await open({ personality: 'oracle-like' });
    await page.getByText('No encounter on the list.').waitFor();
    expect(await page.getByText('Encounter ids can be pasted above.').count()).toBe(1);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
  });

  it('never clears what it was not allowed to read', async () => {
    const page = await open({ fault: '403-by-scope' });
    await paste(page, [NO_GAPS]);
    // Date, clinician, drugs, to fix, could not check.
    const cells = await page.getByRole('row').nth(1).getByRole('cell').allInnerTexts();
    expect(Number(/\d+/.exec(cells[4] ?? '')?.[0])).toBeGreaterThan(0);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
  });

  it('is replaced when the EHR ends the session', async () => {
    const page = await open({});
    await paste(page, [TWO_TO_FIX]);
    here.stack.ehr.expireTokens();
    await page.getByRole('button', { name: 'Read these 1 again' }).click();
    await page.locator('[data-ended="expired"]').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });

  it('says before it covers an unused page, and use keeps it', async () => {
    const page = await open({ before: ({ page: tab }) => tab.clock.install() });
    await paste(page, [TWO_TO_FIX]);
    const near = page.getByRole('alert').filter({ hasText: 'within two minutes' });
    expect(await near.count()).toBe(0);
    await page.clock.fastForward('10:30');
    await near.waitFor();
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
    await page.keyboard.press('Shift');
    await near.waitFor({ state: 'detached' });
    await page.clock.fastForward('11:00');
    await near.waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    await page.clock.fastForward('01:30');
    await page.locator('[data-ended="idle"]').waitFor();
    expect(await page.getByRole('row').count()).toBe(0);
  });

  it('says it is offline', async () => {
    const page = await open({});
    await paste(page, [TWO_TO_FIX]);
    await here.watched.context.setOffline(true);
    await page.getByText('This computer is offline.').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    expect(await layoutFlaws(page, REFLOW)).toEqual([]);
  });

  it('marks the one row whose record changed since it was read', async () => {
    const page = await open({});
    await paste(page, [TWO_TO_FIX, NO_GAPS]);
    const { patient } = subjectOf(here.stack, TWO_TO_FIX);
    const [given] = here.stack.ehr.store.ofPatient('MedicationAdministration', patient);
    if (!given) throw new Error('Nothing given');
    here.stack.ehr.store.update(
      { ...given, note: [{ text: 'Left knee, entered later.' }] },
      new Date().toISOString(),
    );
    await page.getByRole('button', { name: 'Read these 2 again' }).click();
    await page.getByText('record changed').waitFor();
    expect(await page.getByText('record changed').count()).toBe(1);
  });

  it('marks a row that lost a source since it was read', async () => {
    const page = await open({});
    await paste(page, [NO_GAPS]);
    await here.watched.context.route(/\/Procedure\?/, (route) => route.abort());
    await page.getByRole('button', { name: 'Read these 1 again' }).click();
    await page.getByText('Procedure no longer read').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
  });
});
