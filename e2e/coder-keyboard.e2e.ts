import type { Locator, Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { frameOf } from './browser.ts';
import { CODER, type CoderLaunch, openCoder, readPasted, readPastedIds } from './coder-launch.ts';
import { subjectOf } from './subject-of.ts';
import { useStack } from './use-stack.ts';

/** The coder's desk by keyboard: what keys may do, where the focus goes, what the way back leads to, and print. */
const KNEES = 'two-knees-two-lines';
const GAPS = 'two-to-fix-side-and-prior-therapy';
const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

/** Where encounters come from; pasted reads nothing that a test did not ask for. */
let worklist: object;
/** Origins that may show the app in a frame, besides the EHR's own. */
const here = useStack({
  configure: (generated) => ({
    ...generated,
    issuers: generated.issuers.map((issuer) => ({ ...issuer, worklist })),
  }),
});
beforeEach(() => {
  worklist = { source: 'pasted' };
});

async function open(launch: CoderLaunch): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, launch);
  // What does not come says so where it was waited for.
  here.watched.page.setDefaultTimeout(10_000);
  return here.watched.page;
}

const line = (tab: Page, name: string): Locator => tab.getByRole('article', { name });
const right = (tab: Page): Locator => line(tab, 'J3250-RT, 1 unit');
const left = (tab: Page): Locator => line(tab, 'J3250-LT, 1 unit');
const reason = (tab: Page): Locator => tab.getByRole('form').getByLabel('Reason');
const review = (tab: Page): Locator => tab.getByRole('main', { name: 'Encounter review' });
const list = (tab: Page): Locator => tab.getByRole('heading', { name: 'Worklist' });
const rowNamed = (tab: Page, name: string): Locator => tab.getByRole('rowheader', { name, exact: true });
const nextOne = (tab: Page): Locator => tab.getByRole('button', { name: 'Next', exact: true });

/** The key of the item the focus stands on, or what else it stands on. */
const focused = (tab: Page): Promise<string> =>
  tab.evaluate(() => {
    const on = document.activeElement;
    if (!(on instanceof HTMLElement) || on === document.body) return 'nothing';
    return on.dataset['item'] ?? on.innerText;
  });
const keyOf = (article: Locator): Promise<string> =>
  article.evaluate((one) => one.closest<HTMLElement>('[data-item]')?.dataset['item'] ?? '');
/** The browser's back. Playwright's own waits until it stands there, which asking first withholds. */
const back = (tab: Page): Promise<void> => tab.evaluate(() => history.back());
const who = (tab: Page): Promise<string> => tab.locator('main header strong').first().innerText();

async function remove(tab: Page, article: Locator, why: string): Promise<void> {
  await article.getByRole('button', { name: 'Remove' }).click();
  await reason(tab).fill(why);
  await tab.keyboard.press('Enter');
  await article.getByText(`Removed: ${why}`).waitFor();
}

describe('print', () => {
  it('shows what was decided and why, without buttons', async () => {
    const tab = await open({ scenario: KNEES });
    await remove(tab, left(tab), 'entered twice');
    await right(tab).getByRole('button', { name: 'Change' }).click();
    await reason(tab).fill('the payer asks for none');
    await tab.getByLabel('Modifiers').fill('');
    await tab.keyboard.press('Enter');
    await tab.emulateMedia({ media: 'print' });
    for (const words of ['Removed: entered twice', 'Changed: the payer asks for none'])
      expect(await tab.getByText(words).isVisible()).toBe(true);
    expect(await tab.getByRole('button').filter({ visible: true }).count()).toBe(0);
  });

  it('shows what was accepted, what waits, and no form that stands open', async () => {
    const tab = await open({ scenario: KNEES });
    await right(tab).getByRole('button', { name: 'Accept' }).click();
    await left(tab).getByRole('button', { name: 'Accept' }).click();
    await tab.keyboard.press('r');
    await reason(tab).fill('half a');
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.getByText('Accepted.').filter({ visible: true }).count()).toBe(2);
    expect(await reason(tab).isVisible()).toBe(false);
  });

  it('shows that a question is out', async () => {
    const tab = await open({ scenario: GAPS });
    await tab.getByRole('button', { name: 'Ask the clinician' }).first().click();
    await tab.getByRole('button', { name: 'Mark as asked' }).click();
    await tab.emulateMedia({ media: 'print' });
    expect(await tab.getByText('Waiting for the clinician.').first().isVisible()).toBe(true);
  });
});

describe('keys', () => {
  it('do nothing behind the dialog, and Escape stays', async () => {
    const tab = await open({ scenario: KNEES });
    await right(tab).waitFor();
    await tab.keyboard.press('e');
    await reason(tab).fill('half a reason');
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor();
    await tab.keyboard.press('ArrowDown');
    await tab.keyboard.press('a');
    expect(await tab.getByText('Accepted.').count()).toBe(0);
    await tab.keyboard.press('Escape');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await reason(tab).inputValue()).toBe('half a reason');
    expect(await reason(tab).evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('do nothing inside a form but leave it', async () => {
    const tab = await open({ scenario: KNEES });
    await right(tab).waitFor();
    await tab.keyboard.press('e');
    await tab.getByRole('button', { name: 'Cancel' }).focus();
    for (const key of ['a', 'q', 'r', 'ArrowDown']) await tab.keyboard.press(key);
    expect(await tab.getByText('Accepted.').count()).toBe(0);
    expect(await focused(tab)).toBe('Cancel');
    await tab.keyboard.press('Escape');
    expect(await focused(tab)).toBe(await keyOf(right(tab)));
  });

  it('accept nothing that was decided otherwise', async () => {
    const tab = await open({ scenario: KNEES });
    await remove(tab, left(tab), 'entered twice');
    await tab.keyboard.press('a');
    expect(await left(tab).getByText('Removed: entered twice').isVisible()).toBe(true);
    expect(await tab.getByText('Accepted.').count()).toBe(0);
  });
});

describe('the focus', () => {
  it('stays with the line after each decision, by mouse and by keyboard', async () => {
    const tab = await open({ scenario: KNEES });
    await remove(tab, left(tab), 'entered twice');
    expect(await focused(tab)).toBe(await keyOf(left(tab)));
    await left(tab).getByRole('button', { name: 'Undo' }).press('Enter');
    expect(await focused(tab)).toBe(await keyOf(left(tab)));
    const key = await keyOf(right(tab));
    await right(tab).getByRole('button', { name: 'Change' }).click();
    await tab.getByLabel('Units').fill('2');
    await reason(tab).fill('two vials');
    await tab.getByRole('button', { name: 'Save the change' }).click();
    expect(await focused(tab)).toBe(key);
    await line(tab, 'J3250-RT, 2 units').getByRole('button', { name: 'Undo' }).click();
    expect(await focused(tab)).toBe(key);
    await right(tab).getByRole('button', { name: 'Accept' }).press('Enter');
    expect(await focused(tab)).toBe(await keyOf(right(tab)));
  });

  it('stays with the line after a question', async () => {
    const tab = await open({ scenario: GAPS });
    const only = line(tab, 'J3250, 1 unit');
    await only.getByRole('button', { name: 'Ask the clinician' }).press('Enter');
    await tab.getByRole('button', { name: 'Mark as asked' }).press('Enter');
    expect(await focused(tab)).toBe(await keyOf(only));
  });

  it('is back in the words that were to be lost', async () => {
    const tab = await open({ scenario: KNEES });
    await right(tab).getByRole('button', { name: 'Remove' }).click();
    await reason(tab).fill('half a reason');
    await left(tab).getByRole('button', { name: 'Remove' }).click();
    await tab.getByRole('button', { name: 'Stay here' }).press('Enter');
    await tab.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(tab)).toBe('Remove');
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await tab.getByRole('button', { name: 'Leave' }).click();
    expect(await focused(tab)).toBe(await keyOf(right(tab)));
  });

  it('asks before words on another line are lost, and a decision elsewhere leaves them', async () => {
    const tab = await open({ scenario: KNEES });
    await right(tab).getByRole('button', { name: 'Remove' }).click();
    await reason(tab).fill('half a reason');
    await left(tab).getByRole('button', { name: 'Accept' }).click();
    await left(tab).getByText('Accepted.').waitFor();
    expect(await reason(tab).inputValue()).toBe('half a reason');
  });

  it.each([
    { width: 1024, height: 700 },
    { width: 1440, height: 900 },
  ])('is never under the head at %j', async (size) => {
    const tab = await open({ scenario: KNEES });
    await right(tab).waitFor();
    await tab.setViewportSize(size);
    const hidden: string[] = [];
    const look = async (after: string): Promise<void> => {
      const under = await tab.evaluate(() => {
        const on = document.activeElement;
        const head = document.querySelector('main header');
        if (!on || !head || on === document.body || head.contains(on)) return null;
        const top = on.getBoundingClientRect().top;
        return top < head.getBoundingClientRect().bottom - 1 || top > innerHeight ? on.outerHTML : null;
      });
      if (under !== null) hidden.push(`${after}: ${under.slice(0, 80)}`);
    };
    for (const key of ['ArrowDown', 'ArrowUp', 'ArrowDown', 'Enter', 'ArrowUp', 'Enter']) {
      await tab.keyboard.press(key);
      await look(key);
    }
    await tab.getByRole('button', { name: 'CSV' }).focus();
    for (let at = 0; at < 40; at += 1) {
      await tab.keyboard.press('Shift+Tab');
      await look('Shift+Tab');
    }
    expect(hidden).toEqual([]);
  });

  it('goes with the coder from row to encounter, on to the next, and back to the row', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [KNEES, GAPS, NO_GAPS]);
    const names = await tab.getByRole('rowheader').allInnerTexts();
    const rows = tab.getByRole('rowheader').getByRole('button');
    await rows.first().press('Enter');
    await review(tab).waitFor();
    expect(await focused(tab)).toBe('Encounter review');
    await nextOne(tab).press('Enter');
    await expect.poll(() => who(tab)).toBe(names[1]);
    expect(await focused(tab)).toBe('Next');
    await tab.keyboard.press('Enter');
    await expect.poll(() => who(tab)).toBe(names[2]);
    await tab.keyboard.press('Enter');
    expect(await focused(tab)).toBe('Next');
    expect(await who(tab)).toBe(names[2]);
    await tab.getByRole('button', { name: 'Previous' }).press('Enter');
    await expect.poll(() => who(tab)).toBe(names[1]);
    expect(await focused(tab)).toBe('Previous');
    await tab.getByRole('button', { name: 'Worklist' }).press('Enter');
    await list(tab).waitFor();
    await expect.poll(() => focused(tab)).toBe(names[1]);
  });

  it('finds the list where it was left', async () => {
    const tab = await open({ width: 1024 });
    await tab.setViewportSize({ width: 1024, height: 500 });
    const ids = here.stack.ehr.store.all('Encounter').map((one) => `Encounter/${one.id}`);
    await readPastedIds(tab, ids.slice(0, 24));
    const box = tab.getByRole('region', { name: 'Encounters' });
    await box.evaluate((one) => {
      one.scrollTop = 200;
    });
    const row = tab.locator('tr[aria-rowindex="14"]').getByRole('button');
    const name = await row.innerText();
    const at = (): Promise<number> => row.evaluate((one) => one.getBoundingClientRect().top);
    const before = await at();
    await row.click();
    await review(tab).waitFor();
    await tab.getByRole('button', { name: 'Worklist' }).click();
    await list(tab).waitFor();
    await expect.poll(() => focused(tab)).toBe(name);
    await expect.poll(async () => Math.abs((await at()) - before)).toBeLessThan(2);
  });
});

describe('filters', () => {
  it('can be taken off again when what they asked for is gone', async () => {
    const tab = await open({ width: 1024 });
    await readPasted(tab, here.stack, [GAPS]);
    const finding = tab.getByLabel('Finding', { exact: true });
    await finding.selectOption({ label: 'Side' });
    const { patient } = subjectOf(here.stack, GAPS);
    const RIGHT_KNEE = '6757004';
    for (const given of here.stack.ehr.store.ofPatient('MedicationAdministration', patient)) {
      const site = { coding: [{ system: 'http://snomed.info/sct', code: RIGHT_KNEE }] };
      const dosage = { ...(given as { dosage?: object }).dosage, site };
      here.stack.ehr.store.update({ ...given, dosage }, new Date().toISOString());
    }
    await tab.getByRole('button', { name: 'Read these 1 again' }).click();
    await tab.getByText(/^No encounter in/).waitFor();
    expect(await finding.locator('option:checked').innerText()).toBe('Side');
    await tab.getByRole('button', { name: 'Clear filters' }).press('Enter');
    await tab.getByRole('rowheader').first().waitFor();
    expect(await finding.inputValue()).toBe('');
    expect(new URL(tab.url()).hash).toBe('#view=all');
    expect(await finding.evaluate((one) => one === document.activeElement)).toBe(true);
  });

  it('stay chosen when the address names one that nothing has', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [NO_GAPS]);
    await tab.evaluate(() => {
      location.hash = '#view=all&check=side-recorded&code=J9999';
    });
    await tab.getByText(/^No encounter in/).waitFor();
    expect(await tab.getByLabel('Finding', { exact: true }).inputValue()).toBe('side-recorded');
    expect(await tab.getByLabel('Code', { exact: true }).inputValue()).toBe('J9999');
    await tab.getByLabel('Code', { exact: true }).selectOption('');
    await tab.getByLabel('Finding', { exact: true }).selectOption('');
    await tab.getByRole('rowheader').first().waitFor();
  });

  it('are what back and forward move between', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [GAPS, NO_GAPS]);
    const hash = (): string => new URL(tab.url()).hash;
    await tab.getByLabel('Finding', { exact: true }).selectOption({ label: 'Side' });
    await tab.getByLabel('Note', { exact: true }).selectOption('draft');
    expect(hash()).toBe('#view=all&check=side-recorded&note=draft');
    await tab.goBack();
    expect(hash()).toBe('#view=all&check=side-recorded');
    expect(await tab.getByLabel('Note', { exact: true }).inputValue()).toBe('');
    await tab.goBack();
    expect(hash()).toBe('#view=all');
    await expect.poll(() => tab.getByRole('rowheader').count()).toBe(2);
    await tab.goForward();
    await expect.poll(() => tab.getByLabel('Finding', { exact: true }).inputValue()).toBe('side-recorded');
    expect(await tab.locator('[data-ended]').count()).toBe(0);
  });

  it('leave one step for one control moved through its values', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [GAPS]);
    const before = await tab.evaluate(() => history.length);
    const note = tab.getByLabel('Note', { exact: true });
    await note.selectOption('draft');
    await note.selectOption('signed');
    await note.selectOption('none-seen');
    expect(await tab.evaluate(() => history.length)).toBe(before + 1);
    await tab.goBack();
    expect(await note.inputValue()).toBe('');
  });
});

describe('back and forward', () => {
  it('lead from an encounter to the list and into it again, and no address names it', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [KNEES, GAPS]);
    const address = tab.url();
    const [name = ''] = await tab.getByRole('rowheader').allInnerTexts();
    await rowNamed(tab, name).getByRole('button').click();
    await review(tab).waitFor();
    expect(tab.url()).toBe(address);
    expect(await tab.evaluate(() => JSON.stringify(history.state))).not.toMatch(/Patient|Encounter|visit/);
    await tab.goBack();
    await list(tab).waitFor();
    await expect.poll(() => focused(tab)).toBe(name);
    await tab.goForward();
    await review(tab).waitFor();
    const depth = await tab.evaluate(() => history.length);
    await tab.getByRole('button', { name: 'Worklist' }).click();
    await list(tab).waitFor();
    await tab.getByRole('rowheader').first().getByRole('button').click();
    await review(tab).waitFor();
    expect(await tab.evaluate(() => history.length)).toBe(depth);
  });

  it('ask before words are lost, and leave the list one step away', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [KNEES]);
    await tab.getByRole('rowheader').first().getByRole('button').click();
    await right(tab).getByRole('button', { name: 'Remove' }).click();
    await reason(tab).fill('half a reason');
    await back(tab);
    await tab.getByRole('button', { name: 'Stay here' }).click();
    expect(await reason(tab).inputValue()).toBe('half a reason');
    await back(tab);
    await tab.getByRole('button', { name: 'Leave' }).click();
    await list(tab).waitFor();
    expect(await tab.locator('[data-ended]').count()).toBe(0);
    await tab.goForward();
    await review(tab).waitFor();
  });

  it('belong to the EHR where the desk stands in its frame', async () => {
    const tab = await open({});
    await list(tab).waitFor();
    const made = here.stack.ehr.launch({
      patient: null,
      encounter: null,
      personality: 'hapi-like',
      fault: 'none',
      user: CODER,
      intent: 'coder-worklist',
      consent: 'given',
    });
    const query = new URLSearchParams({ iss: made.iss, launch: made.launch });
    await tab.goto(`${here.stack.origin}/`);
    await tab.evaluate((src) => {
      const frame = document.createElement('iframe');
      frame.src = src;
      frame.style.cssText = 'position:fixed;inset:0;width:100%;height:100%';
      document.body.append(frame);
    }, `${here.stack.app}/launch/coder/index.html?${query.toString()}`);
    const desk = await frameOf(tab, here.stack.app);
    await desk.getByText('Paste or import encounter ids').click();
    await desk.getByLabel(/Encounter ids, one a line/).fill(subjectOf(here.stack, KNEES).encounter);
    await desk.getByRole('button', { name: 'Read 1 encounter' }).click();
    const before = await tab.evaluate(() => history.length);
    await desk.getByRole('button', { name: /^All \d/ }).click();
    await desk.getByRole('rowheader').first().getByRole('button').click();
    await desk.getByRole('main', { name: 'Encounter review' }).waitFor();
    await desk.getByRole('button', { name: 'Worklist' }).click();
    await desk.getByRole('heading', { name: 'Worklist' }).waitFor();
    expect(await tab.evaluate(() => history.length)).toBe(before);
  });
});

describe('the list', () => {
  it('read again is the same list, and the configured one has words of its own', async () => {
    worklist = { source: 'tasks' };
    const tab = await open({});
    await readPasted(tab, here.stack, [GAPS]);
    await tab.getByRole('button', { name: 'Read the list again' }).click();
    await tab.getByText('1 of 1 encounters read.').waitFor();
    expect(await tab.getByRole('rowheader').count()).toBe(1);
    await tab.getByRole('button', { name: 'Read the configured list' }).press('Enter');
    await expect.poll(() => focused(tab)).toBe('Stop reading');
    await expect.poll(() => tab.getByRole('rowheader').count()).toBeGreaterThan(1);
    expect(await tab.getByRole('button', { name: 'Read the configured list' }).count()).toBe(0);
    await tab.getByRole('button', { name: 'Stop reading' }).click();
  });
});

describe('looks', () => {
  it('breaks a long word of a name inside its column', async () => {
    const { patient } = subjectOf(here.stack, GAPS);
    const [person] = here.stack.ehr.store.ofPatient('Patient', patient);
    if (!person) throw new Error('Nobody');
    const name = [{ family: 'Wolfeschlegelsteinhausenbergerdorff', given: ['Hubert'] }];
    here.stack.ehr.store.update({ ...person, name }, new Date().toISOString());
    const tab = await open({ width: 1024 });
    await readPasted(tab, here.stack, [GAPS]);
    const cell = tab.getByRole('rowheader').first();
    await cell.getByText('Wolfe').waitFor();
    expect(await cell.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
  });

  it('keep what is current, selected and counted apart in forced colours', async () => {
    const tab = await open({});
    await readPasted(tab, here.stack, [KNEES, GAPS]);
    await tab.getByRole('button', { name: 'Insight' }).click();
    await tab.emulateMedia({ forcedColors: 'active' });
    const colour = (of: Locator, property: string): Promise<string> =>
      of.evaluate((one, name) => getComputedStyle(one).getPropertyValue(name), property);
    const views = tab.getByRole('navigation', { name: 'Views' });
    const edges = await Promise.all(
      ['[aria-current]', 'button:not([aria-current])'].map((which) =>
        colour(views.locator(which).first(), 'border-bottom-color'),
      ),
    );
    expect(edges[0]).not.toBe(edges[1]);
    const paper = await colour(tab.locator('body'), 'background-color');
    expect(await colour(tab.locator('[data-part="gap"]').first(), 'background-color')).not.toBe(paper);
    await tab
      .getByRole('rowheader', { name: /Jansson/ })
      .getByRole('button')
      .click();
    const chosen = tab.locator('article[data-selected="true"]');
    const other = tab.locator('article[data-selected="false"]');
    expect(await colour(chosen, 'border-left-color')).not.toBe(await colour(other, 'border-left-color'));
  });
});
