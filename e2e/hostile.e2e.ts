import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Resource } from '../launch/sandbox-ehr/resource.ts';
import { withHostileWords } from '../src/test-kit/hostile-strings.ts';
import { isFailedLoad, launchBrowser, openPage, startStack, type Stack } from './browser.ts';
import type { Browser } from 'playwright-core';

/** Every text of every resource of a chart is hostile; codes stay, so that the chart is read and judged all the same. */
interface BundleLike {
  readonly entry: readonly { readonly resource: Resource }[];
}
const SCENARIO = 'two-to-fix-side-and-prior-therapy';
const bundle = JSON.parse(readFileSync(`fhir-fixtures/${SCENARIO}/chart.json`, 'utf8')) as BundleLike;
const resources = withHostileWords(bundle.entry.map(({ resource }) => resource));
const idOf = (type: string): string => resources.find((one) => one.resourceType === type)?.id ?? '';

let browser: Browser;
let stack: Stack;
beforeAll(async () => {
  browser = await launchBrowser();
  stack = await startStack({ resources });
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

test.each([
  ['clinician', 'launch/', 420, 'epic-like'],
  ['clinician', 'launch/', 320, 'oracle-like'],
  ['coder', 'launch/coder/', 1280, 'hapi-like'],
] as const)('%s at %s, %i px, %s: shown as text, run as nothing', async (_, path, width, personality) => {
  const { page, context, problems } = await openPage(browser, { width });
  let dialogs = 0;
  page.on('dialog', (dialog) => {
    dialogs += 1;
    void dialog.dismiss();
  });
  const launch = stack.ehr.launch({
    personality,
    patient: `Patient/${idOf('Patient')}`,
    encounter: `Encounter/${idOf('Encounter')}`,
    needPatientBanner: true,
  });
  await page.goto(`${stack.app}/${path}?${new URLSearchParams({ ...launch }).toString()}`);
  await page.waitForFunction(() => {
    const said = document.querySelector('output[aria-live]')?.textContent ?? '';
    return said !== '' && !said.endsWith('…');
  });
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const seen = await page.evaluate(() => ({
    hacked: 'hacked' in window,
    injected: document.querySelectorAll('#root img, #root script, #root svg[onload], #root iframe').length,
    said: document.querySelector('output[aria-live]')?.textContent ?? '',
    body: document.body.textContent,
    sideways: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  }));
  expect(seen).toMatchObject({ hacked: false, injected: 0 });
  expect(seen.said).toMatch(/to fix|could not be|No gaps|made out/);
  // It is there, as text: a page that dropped it would pass the rest.
  expect(seen.body).toMatch(/onerror=|<script>|<svg/);
  expect(seen.sideways).toBeLessThanOrEqual(0);
  expect(dialogs).toBe(0);
  expect(problems().filter((problem) => !isFailedLoad(problem))).toEqual([]);
  expect(page.url()).toBe(`${stack.app}/index.html`);
  await context.close();
});
