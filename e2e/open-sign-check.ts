import type { Locator, Page } from 'playwright-core';
import type { FaultOrNone } from '../launch/sandbox-ehr/fault.ts';
import type { Personality } from '../launch/sandbox-ehr/personality.ts';
import type { Stack } from './browser.ts';
import { subjectOf } from './subject-of.ts';

export const TWO_TO_FIX = 'two-to-fix-side-and-prior-therapy';
export const NO_GAPS = 'no-gaps-right-knee-acetate-40mg';

export interface Launch {
  readonly scenario: string;
  readonly fault?: FaultOrNone;
  readonly personality?: Personality;
  readonly encounter?: boolean;
  readonly banner?: boolean;
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
