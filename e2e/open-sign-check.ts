import type { Locator, Page } from 'playwright-core';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import { SCENARIO_TAG } from '../launch/sandbox-ehr/load-fixtures.ts';
import type { Personality } from '../launch/sandbox-ehr/personality.ts';
import type { Stack } from './browser.ts';

export const TWO_TO_FIX = 'two-to-fix-side-and-prior-therapy';
export const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

export interface Launch {
  readonly scenario: string;
  readonly fault?: FaultOrNone;
  readonly personality?: Personality;
  readonly encounter?: boolean;
  readonly banner?: boolean;
}

const tagOf = (resource: { readonly [element: string]: unknown }): string =>
  JSON.stringify(resource['meta'] ?? null);

/** The one patient of a scenario and the encounter it is about (its newest). */
export function subjectOf(
  stack: Stack,
  scenario: string,
): { readonly patient: string; readonly encounter: string } {
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

/** Launches as an EHR does, into a tab of its own. */
export async function openSignCheck(stack: Stack, page: Page, launch: Launch): Promise<void> {
  const { patient, encounter } = subjectOf(stack, launch.scenario);
  const asked = stack.ehr.launch({
    personality: launch.personality ?? 'hapi-like',
    fault: launch.fault ?? 'none',
    patient,
    encounter: launch.encounter === false ? null : encounter,
    user: 'Practitioner/sandbox-clinician',
    needPatientBanner: launch.banner ?? false,
  });
  const query = new URLSearchParams({ iss: asked.iss, launch: asked.launch });
  await page.goto(`${stack.app}/launch/index.html?${query.toString()}`);
}

export const ready = (page: Page): Promise<void> => page.locator('footer').waitFor();
export const sentence = (page: Page): Promise<string> => page.locator('header output').innerText();
export const finding = (page: Page, check: string): Locator => page.locator(`li[data-check="${check}"]`);
