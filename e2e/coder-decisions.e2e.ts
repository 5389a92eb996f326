import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { axeViolations } from './browser.ts';
import { openCoder, readPasted, sideways } from './coder-launch.ts';
import { subjectOf } from './subject-of.ts';
import { useStack } from './use-stack.ts';

/** What a coder decided, after the chart it was decided on changes. */
const here = useStack();

const KNEES = 'two-knees-two-lines';
const INFUSION = 'succinate-1g-infusion-no-gaps';

interface Administration {
  readonly status: string;
  readonly dosage: { readonly dose?: object; readonly site?: { readonly text: string } };
}

/** Changes an administration of a scenario as the EHR would, into a newer version. */
function amend(scenario: string, change: (one: Administration) => Partial<Administration> | null): void {
  const { store } = here.stack.ehr;
  for (const found of store.ofPatient('MedicationAdministration', subjectOf(here.stack, scenario).patient)) {
    const changed = change(found as unknown as Administration);
    if (changed) store.update({ ...found, ...changed }, new Date().toISOString());
  }
}

const isAt = ({ dosage }: Administration, side: string): boolean => dosage.site?.text.includes(side) === true;

const line = (tab: Page, name: string) => tab.getByRole('article', { name });
const plain = (text: string): string => text.replaceAll(/\s+/g, ' ');

async function saved(tab: Page, button: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    tab.waitForEvent('download'),
    tab.getByRole('button', { name: button }).click(),
  ]);
  return readFile(await download.path(), 'utf8');
}

/** The named columns of each row of a CSV; no cell asked for here holds a comma. */
function cells(csv: string, columns: readonly string[]): readonly (readonly (string | undefined)[])[] {
  const [head = [], ...rows] = csv
    .replace('\uFEFF', '')
    .trim()
    .split('\r\n')
    .map((row) => row.match(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)?.map((cell) => cell.replace(/,$/, '')) ?? []);
  return rows.map((row) => columns.map((column) => row[head.indexOf(column)]));
}

async function openReview(scenario: string): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, { scenario });
  return here.watched.page;
}

async function openList(scenario: string): Promise<Page> {
  here.watched = await openCoder(here.browser, here.stack, { width: 1024 });
  await readPasted(here.watched.page, here.stack, [scenario]);
  return here.watched.page;
}

const openFirst = (tab: Page): Promise<void> =>
  tab.getByRole('rowheader').first().getByRole('button').click();
const backToList = async (tab: Page): Promise<void> => {
  await tab.getByRole('button', { name: 'Worklist', exact: true }).click();
  await tab.getByRole('heading', { name: 'Worklist' }).waitFor();
};
const view = (tab: Page, name: string) => tab.getByRole('button', { name, exact: true });

describe('a decision', () => {
  it('stays with its line when the record takes another away', async () => {
    const tab = await openReview(KNEES);
    await line(tab, 'J3250-RT, 1 unit').getByRole('button', { name: 'Accept' }).click();
    await line(tab, 'J3250-LT, 1 unit').getByRole('button', { name: 'Remove' }).click();
    await tab.getByRole('form', { name: 'Remove the line' }).getByLabel('Reason').fill('not injected');
    await tab.getByRole('button', { name: 'Remove the line' }).click();
    amend(KNEES, (one) => (isAt(one, 'right') ? { status: 'entered-in-error' } : null));
    await tab.getByRole('button', { name: 'Recheck' }).click();
    await line(tab, 'J3250-RT, 1 unit').waitFor({ state: 'detached' });
    await line(tab, 'J3250-LT, 1 unit').getByText('Removed: not injected').waitFor();
    const earlier = tab.getByRole('list', { name: /^Decided earlier/ });
    expect(plain(await earlier.innerText())).toBe('Accepted J3250-RT × 1; the line is no longer proposed.');
    expect(await axeViolations(tab)).toEqual([]);
    expect(await sideways(tab)).toBe(0);
    expect(
      cells(await saved(tab, 'CSV'), ['decision', 'decision_reason', 'code', 'proposed_modifiers']),
    ).toEqual([
      ['removed', 'not injected', '', 'LT'],
      ['no-line', '', '', ''],
      ['was-accepted', '', '', ''],
    ]);
    await tab.getByRole('button', { name: 'FHIR Claim draft' }).click();
    await tab.getByText('No line stands, so there is no draft claim.').waitFor();
    expect(here.watched.problems()).toEqual([]);
  });

  it('does not count over another quantity, and says so', async () => {
    const tab = await openReview(INFUSION);
    await line(tab, 'J2930, 8 units').getByRole('button', { name: 'Accept' }).click();
    amend(INFUSION, ({ dosage }) => ({ dosage: { ...dosage, dose: { ...dosage.dose, value: 2 } } }));
    await tab.getByRole('button', { name: 'Recheck' }).click();
    const now = line(tab, 'J2930, 16 units');
    await now.getByRole('button', { name: 'Accept' }).waitFor();
    const earlier = now.getByRole('list', { name: 'Decided earlier' });
    expect(plain(await earlier.innerText())).toBe('Accepted as J2930 × 8 before the record changed.');
    expect(await axeViolations(tab)).toEqual([]);
    expect(cells(await saved(tab, 'CSV'), ['decision', 'units'])).toEqual([
      ['proposed', '16'],
      ['was-accepted', ''],
    ]);
    await now.getByRole('button', { name: 'Accept' }).click();
    await now.getByText('Accepted.', { exact: true }).waitFor();
    expect(await earlier.count()).toBe(0);
    expect(here.watched.problems()).toEqual([]);
  });

  it('that is being written is not lost with its line', async () => {
    const tab = await openReview(KNEES);
    await line(tab, 'J3250-LT, 1 unit').getByRole('button', { name: 'Change' }).click();
    const reason = tab.getByRole('form', { name: 'Change the line' }).getByLabel('Reason');
    await reason.fill('half a reason');
    amend(KNEES, (one) => (isAt(one, 'right') ? { status: 'entered-in-error' } : null));
    await tab.getByRole('button', { name: 'Recheck' }).click();
    await line(tab, 'J3250-RT, 1 unit').waitFor({ state: 'detached' });
    expect(await reason.inputValue()).toBe('half a reason');
    amend(KNEES, () => ({ status: 'entered-in-error' }));
    await tab.getByRole('button', { name: 'Recheck' }).click();
    await tab.getByText(/this is no longer proposed/).waitFor();
    expect(await line(tab, 'J3250-LT, 1 unit').getByText('Supported by the record').isVisible()).toBe(false);
    expect(await reason.inputValue()).toBe('half a reason');
    expect(await axeViolations(tab)).toEqual([]);
    await tab.getByRole('button', { name: 'Cancel' }).click();
    await tab.getByRole('button', { name: 'Leave', exact: true }).click();
    await line(tab, 'J3250-LT, 1 unit').waitFor({ state: 'detached' });
  });
});

describe('the worklist', () => {
  it('exports a decision with what it was made on: its row follows the review', async () => {
    const tab = await openList(INFUSION);
    amend(INFUSION, ({ dosage }) => ({ dosage: { ...dosage, dose: { ...dosage.dose, value: 2 } } }));
    await openFirst(tab);
    await line(tab, 'J2930, 16 units').getByRole('button', { name: 'Accept' }).click();
    await backToList(tab);
    await tab.getByRole('row').filter({ hasText: 'record changed' }).waitFor();
    const csv = await saved(tab, /^Export 1 as CSV$/);
    expect(cells(csv, ['decision', 'code', 'units', 'dose_mg'])).toEqual([
      ['accepted', 'J2930', '16', '2000'],
    ]);
    expect(here.watched.problems()).toEqual([]);
  });

  it('keeps an encounter to review whose second injection has no line', async () => {
    amend(KNEES, (one) => {
      const { dose: _, ...rest } = one.dosage;
      return isAt(one, 'left') ? { dosage: rest } : null;
    });
    const tab = await openList(KNEES);
    await openFirst(tab);
    await line(tab, 'J3250-RT, 1 unit').getByRole('button', { name: 'Accept' }).click();
    const csv = await saved(tab, 'CSV');
    expect(cells(csv, ['decision', 'may_be_missing'])).toEqual([
      ['accepted', 'An injection has no line: The dose is not recorded.'],
      ['no-line', 'An injection has no line: The dose is not recorded.'],
    ]);
    await backToList(tab);
    await view(tab, 'To review 1').waitFor();
    expect(cells(await saved(tab, /^Export 1 as CSV$/), ['decision', 'may_be_missing'])).toEqual(
      cells(csv, ['decision', 'may_be_missing']),
    );
    await openFirst(tab);
    const hole = tab.getByRole('article', { name: /^No line for/ });
    await hole.getByRole('button', { name: 'Ask the clinician' }).click();
    await tab.getByRole('button', { name: 'Mark as asked' }).click();
    await hole.getByText('Waiting for the clinician.').waitFor();
    await backToList(tab);
    await view(tab, 'Waiting for clinician 1').waitFor();
  });

  it('waits for no one once the questions of a line are taken back, or the line is decided about', async () => {
    const tab = await openList('two-to-fix-side-and-prior-therapy');
    const ask = async (about: number): Promise<void> => {
      await tab.keyboard.press('q');
      await tab.getByLabel('About').selectOption({ index: about });
      await tab.getByRole('button', { name: 'Mark as asked' }).click();
      await tab.getByText('Waiting for the clinician.').waitFor();
    };
    await openFirst(tab);
    await line(tab, 'J3250, 1 unit').waitFor();
    await ask(0);
    await ask(1);
    await tab.getByRole('button', { name: 'Undo' }).click();
    await backToList(tab);
    await view(tab, 'Waiting for clinician 0').waitFor();
    await openFirst(tab);
    await line(tab, 'J3250, 1 unit').waitFor();
    await ask(0);
    // A key does no more than the buttons in sight: what waits is taken back first.
    await tab.getByRole('button', { name: 'Undo' }).press('Enter');
    await tab.keyboard.press('a');
    await tab.getByText('Accepted.', { exact: true }).waitFor();
    await backToList(tab);
    await view(tab, 'Waiting for clinician 0').waitFor();
    expect(here.watched.problems()).toEqual([]);
  });
});
