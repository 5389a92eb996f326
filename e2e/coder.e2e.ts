import { readFile } from 'node:fs/promises';
import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from './browser.ts';
import { type CoderLaunch, openCoder, readPasted, sideways } from './coder-launch.ts';
import { useStack } from './use-stack.ts';

const here = useStack();

interface Look {
  readonly width: number;
  readonly dark: boolean;
}
const LOOKS: readonly Look[] = [
  { width: 1024, dark: false },
  { width: 1024, dark: true },
  { width: 1440, dark: false },
  { width: 1440, dark: true },
];

async function open(launch: CoderLaunch): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, launch);
  return here.watched.page;
}

const KNEES = 'two-knees-two-lines';
const GAPS = 'two-to-fix-side-and-prior-therapy';
const line = (tab: Page, name: string) => tab.getByRole('article', { name });
async function saved(tab: Page, button: string): Promise<string> {
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

describe('encounter review', () => {
  it('is worked by keyboard alone: between lines, accept, why, change, ask', async () => {
    const tab = await open({ scenario: KNEES });
    await line(tab, 'J3250-RT, 1 unit').waitFor();
    await tab.keyboard.press('a');
    await line(tab, 'J3250-RT, 1 unit').getByText('Accepted.').waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('e');
    await tab.getByLabel('Code', { exact: true }).fill('J1010');
    await tab.getByLabel('Units', { exact: true }).fill('40');
    await tab
      .getByRole('form', { name: 'Change the line' })
      .getByLabel('Reason')
      .fill('the payer follows CMS');
    await tab.keyboard.press('Enter');
    await line(tab, 'J1010-LT, 40 units').getByText('Changed: the payer follows CMS').waitFor();
    await tab.keyboard.press('Escape');
    await tab.keyboard.press('Enter');
    expect(await tab.evaluate('document.activeElement.hasAttribute("data-why")')).toBe(true);
    await tab.keyboard.press('?');
    await tab.getByText('Ask the clinician', { exact: true }).first().waitFor();
    expect(here.watched.problems()).toEqual([]);
  });

  it('asks the clinician with indicators only, and waits', async () => {
    const tab = await open({ scenario: GAPS });
    await line(tab, 'J3250, 1 unit').waitFor();
    await tab.keyboard.press('q');
    const query = await tab.getByLabel('Query').inputValue();
    expect(query).toContain('Unable to determine');
    expect(query).not.toMatch(/J\d{4}|\bclaim|\bpay/);
    await tab.getByRole('button', { name: 'Mark as asked' }).click();
    await tab.getByText('Waiting for the clinician.').waitFor();
  });

  it('exports what was decided, the original kept, both tables and leading zeros', async () => {
    const tab = await open({ scenario: KNEES });
    await line(tab, 'J3250-RT, 1 unit').waitFor();
    await line(tab, 'J3250-LT, 1 unit').getByRole('button', { name: 'Remove' }).click();
    await tab.getByRole('form', { name: 'Remove the line' }).getByLabel('Reason').fill('entered twice');
    await tab.getByRole('button', { name: 'Remove the line' }).click();
    const csv = await saved(tab, 'CSV');
    for (const part of ['J3250', 'J1010-JZ × 80', 'trimethobenzamide', 'removed', 'entered twice'])
      expect(csv).toContain(part);
    const claim = JSON.parse(await saved(tab, 'FHIR Claim draft')) as {
      status: string;
      item: { productOrService: { coding: { system: string; code: string }[] } }[];
    };
    expect(claim.status).toBe('draft');
    expect(claim.item.map((item) => item.productOrService.coding[0]?.code)).toEqual(['J3250']);
    expect(claim.item[0]?.productOrService.coding[0]?.system).not.toContain('HCPCS');
  });

  it('stands a changed line as the coder’s own, on screen and in every export', async () => {
    const tab = await open({ scenario: 'no-gaps-right-knee-acetate-40mg' });
    const proposed = line(tab, 'J3250-RT, 1 unit');
    await proposed.getByText('Supported by the record').waitFor();
    await tab.keyboard.press('e');
    const form = tab.getByRole('form', { name: 'Change the line' });
    await form.getByLabel('Code', { exact: true }).fill('X9999 ');
    await form.getByText(/^X9999.*not listed in Practice reference/).waitFor();
    await form.getByLabel('Modifiers').fill('RT, RT');
    await form.getByLabel('Reason').fill('the payer follows CMS');
    await tab.keyboard.press('Enter');
    await form.getByText(/^RT stands more than once/).waitFor();
    await form.getByLabel('Modifiers').fill('RT, LT');
    await form.getByText('RT and LT say two sides of one line.').waitFor();
    expect(await axeViolations(tab)).toEqual([]);
    await form.getByLabel('Code', { exact: true }).fill('J1010 ');
    await form.getByLabel('Units', { exact: true }).fill('40');
    await form.getByLabel('Modifiers').fill('JZ, 59');
    await tab.keyboard.press('Enter');
    const own = line(tab, 'J1010-JZ-59, 40 units');
    await own.getByText('Changed by the coder', { exact: true }).waitFor();
    expect(await own.getByText('Supported by the record').count()).toBe(0);
    await own.getByText(/^Proposed: 40.mg.≤.40.mg/).waitFor();
    expect(await axeViolations(tab)).toEqual([]);
    const csv = await saved(tab, 'CSV');
    for (const part of [',changed,', 'J1010,40,JZ; 59,Proposed: RT: ', ',cms-hcpcs,', ',coder,false,'])
      expect(csv).toContain(part);
    const claim = await saved(tab, 'FHIR Claim draft');
    expect(claim).toContain('Changed by the coder from J3250-RT × 1: the payer follows CMS');
    expect(here.watched.problems()).toEqual([]);
  });

  it.each([
    ['inpatient-stay', /inpatient stay/],
    ['cancelled-encounter', /recorded as cancelled/],
  ])('offers no "Accept all" over %s, and every export says why', async (scenario, why) => {
    const tab = await open({ scenario });
    await tab.getByRole('article', { name: 'The encounter' }).waitFor();
    await tab.getByText('1 to resolve in the encounter').waitFor();
    expect(await tab.getByText('Supported by the record').count()).toBe(0);
    expect(await tab.getByRole('button', { name: /^Accept all/ }).count()).toBe(0);
    expect(await saved(tab, 'CSV')).toMatch(why);
    expect(await saved(tab, 'FHIR Claim draft')).toMatch(why);
    expect(await axeViolations(tab)).toEqual([]);
  });

  it('stands the reason where a line would be', async () => {
    const tab = await open({ scenario: 'dose-missing' });
    await tab.getByRole('article', { name: /^No line for/ }).waitFor();
    expect(await tab.getByRole('article').count()).toBe(1);
  });

  it('switches the table for the session and shows the other beside it', async () => {
    const tab = await open({ scenario: GAPS });
    await line(tab, 'J3250, 1 unit').waitFor();
    await tab.getByLabel('Table', { exact: true }).selectOption('cms-hcpcs');
    const cms = tab.getByRole('article', { name: /^J1010/ });
    await cms.getByText('Practice reference').first().waitFor();
    await cms.getByText(/^CMS lists J3250/).waitFor();
    expect(await tab.getByRole('article').count()).toBe(1);
  });

  it.each(LOOKS)('has no axe violation and nothing sideways at %j', async (look) => {
    const tab = await open({ scenario: GAPS, ...look });
    await line(tab, 'J3250, 1 unit').waitFor();
    expect(await axeViolations(tab)).toEqual([]);
    expect(await sideways(tab)).toBe(0);
    await tab.keyboard.press('q');
    await tab.getByLabel('Query').waitFor();
    expect(await axeViolations(tab)).toEqual([]);
  });
});

describe('worklist', () => {
  it('lists, filters into the address, opens, goes on to the next and comes back', async () => {
    const tab = await open({});
    await tab.getByRole('heading', { name: 'Worklist' }).waitFor();
    await tab.getByRole('button', { name: /^All \d/ }).click();
    await tab.getByRole('rowheader').first().waitFor();
    expect(new URL(tab.url()).hash).toBe('#view=all');
    await tab.getByRole('button', { name: 'Stop reading' }).click();
    await tab.getByText(/^Stopped\. /).waitFor();
    await tab.getByRole('rowheader').first().getByRole('button').click();
    await tab.getByRole('main', { name: 'Encounter review' }).waitFor();
    await tab.getByRole('button', { name: 'Next' }).click();
    await tab.getByRole('button', { name: 'Previous' }).waitFor();
    await tab.getByRole('button', { name: 'Worklist' }).click();
    await tab.getByRole('heading', { name: 'Worklist' }).waitFor();
    expect(tab.url()).not.toMatch(/Patient|Encounter|visit-/);
    expect(here.watched.problems()).toEqual([]);
  });

  it.each(['mouse', 'keyboard'] as const)(
    'counts what was set aside in this session, with its reasons, by %s',
    async (by) => {
      const press = (button: Locator): Promise<void> =>
        by === 'mouse' ? button.click() : button.press('Enter');
      const tab = await open({ width: 1024 });
      await readPasted(tab, here.stack, [GAPS]);
      await press(tab.getByRole('rowheader').first().getByRole('button'));
      const side = line(tab, 'J3250, 1 unit').locator('[data-check="side-recorded"]');
      await press(side.getByRole('button', { name: 'Set aside' }));
      await press(side.getByRole('button', { name: 'Recorded in the note text' }));
      await side.getByText('set aside: Recorded in the note text').waitFor();
      expect(await axeViolations(tab)).toEqual([]);
      const csv = await saved(tab, 'CSV');
      expect(csv).toContain('Side: Recorded in the note text');
      await press(tab.getByRole('button', { name: 'Worklist' }));
      await press(tab.getByRole('button', { name: 'Insight' }));
      const counted = tab
        .getByRole('row')
        .filter({ has: tab.getByRole('rowheader', { name: 'Side', exact: true }) });
      expect((await counted.getByRole('cell').allInnerTexts()).slice(1)).toEqual([
        '1',
        '0',
        '1',
        '0',
        'Recorded in the note text (1)',
      ]);
      await tab.getByText(/What clinicians set aside .* is not counted/).waitFor();
      expect(await sideways(tab)).toBe(0);
    },
  );

  it('reads pasted ids only, and says when there is nothing', async () => {
    const tab = await open({});
    await tab.getByText('Paste or import encounter ids').click();
    await tab.getByLabel(/Encounter ids, one a line/).fill('no-such-encounter');
    await tab.getByRole('button', { name: 'Read 1 encounter' }).click();
    await tab.getByText('No encounter could be listed.').waitFor();
    expect(await tab.getByText(/1 of 1 encounters could not be read/).count()).toBeGreaterThan(0);
  });

  it.each(LOOKS)('has no axe violation and nothing sideways at %j', async (look) => {
    const tab = await open(look);
    await readPasted(tab, here.stack, [GAPS, KNEES]);
    await tab.getByRole('button', { name: 'Insight' }).click();
    expect(await axeViolations(tab)).toEqual([]);
    expect(await sideways(tab)).toBe(0);
    // All columns in sight: not even the tables' own boxes scroll sideways.
    const over = await tab
      .locator('section:has(> table)')
      .evaluateAll((boxes) => boxes.map((box) => box.scrollWidth - box.clientWidth));
    expect(over).toEqual([0, 0]);
  });
});
