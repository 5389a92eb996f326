import type { Browser, Page } from 'playwright-core';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import type { Personality } from '../launch/sandbox-ehr/personality.ts';
import { openPage, type Stack, type Watched } from './browser.ts';
import { subjectOf } from './subject-of.ts';

export const CODER = 'Practitioner/sandbox-coder';

export interface CoderLaunch {
  /** Whose chart an encounter review opens; absent opens the worklist. */
  readonly scenario?: string;
  readonly fault?: FaultOrNone;
  readonly personality?: Personality;
  readonly width?: number;
  readonly dark?: boolean;
  /** Done to the page before anything is loaded, such as breaking a source. */
  readonly before?: (watched: Watched) => Promise<unknown>;
}

/** Opens a coder's screen as an EHR does: a launch of its own, then the login, in a tab of its own. */
export async function openCoder(browser: Browser, stack: Stack, asked: CoderLaunch): Promise<Watched> {
  const { scenario, fault = 'none', personality = 'hapi-like', width = 1440, dark = false } = asked;
  const subject = scenario === undefined ? { patient: null, encounter: null } : subjectOf(stack, scenario);
  const watched = await openPage(browser, { width, dark, height: 1000 });
  await asked.before?.(watched);
  const made = stack.ehr.launch({
    ...subject,
    personality,
    fault,
    user: CODER,
    intent: scenario === undefined ? 'coder-worklist' : 'coder-review',
    consent: 'given',
    dark,
  });
  const query = new URLSearchParams({ iss: made.iss, launch: made.launch });
  await watched.page.goto(`${stack.app}/launch/coder/index.html?${query.toString()}`);
  return watched;
}

/** Pixels the page would scroll sideways. */
export const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Shows every encounter of the worklist, whatever is left to do about it. */
export const showAll = (page: Page): Promise<void> => page.getByRole('button', { name: /^All \d/ }).click();

/** Reads the encounters of these scenarios only, by their ids, in place of the configured list. */
export const readPasted = (page: Page, stack: Stack, scenarios: readonly string[]): Promise<void> =>
  readPastedIds(
    page,
    scenarios.map((scenario) => subjectOf(stack, scenario).encounter),
  );

/** Reads these encounters only, in place of the configured list. */
export async function readPastedIds(page: Page, ids: readonly string[]): Promise<void> {
  await page.getByRole('heading', { name: 'Worklist' }).waitFor();
  await page.getByText('Paste or import encounter ids').click();
  await page.getByLabel(/Encounter ids, one a line/).fill(ids.join('\n'));
  await page.getByRole('button', { name: /^Read \d+ encounter/ }).click();
  await showAll(page);
  await page.getByText(`${ids.length} of ${ids.length} encounters read.`).waitFor();
}
