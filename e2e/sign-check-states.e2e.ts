import type { Browser, Page } from 'playwright-core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview, type PreviewServer } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { axeViolations, launchBrowser, openPage } from './browser.ts';

/**
 * Every state of the sign check and every piece of the kit in a real browser, from the gallery's hand-made
 * reports: accessibility with real colours and layout, reflow, and medication lines with the longest names.
 * The same states through a real launch and real faults are in sign-check.e2e.ts.
 */
let browser: Browser;
let server: PreviewServer;
let folder = '';
let base = '';
let entries: readonly string[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'injectcheck-gallery-'));
  const options = {
    configFile: 'vite.gallery.config.ts',
    logLevel: 'error',
    build: { outDir: folder },
  } as const;
  await build(options);
  server = await preview({ ...options, preview: { host: '127.0.0.1', port: 0 } });
  base = server.resolvedUrls?.local[0] ?? '';
  browser = await launchBrowser();
  const { page, context } = await openPage(browser);
  await page.goto(base);
  await page.waitForSelector('h1');
  const names = await page.$$eval('a[href^="#screen/"]', (links) =>
    links.map((link) => link.getAttribute('href')?.slice(1) ?? ''),
  );
  // The index shows every piece on one page.
  entries = ['', ...names];
  await context.close();
});

afterAll(async () => {
  await browser.close();
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

async function show(page: Page, entry: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${base}#${entry}`);
  await page.waitForSelector('main');
}

/** Opens every disclosure, so that what is folded is judged too. */
const openAll = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    for (const button of document.querySelectorAll<HTMLElement>('button[aria-expanded="false"]'))
      button.click();
  });

/** Width by which the page would scroll sideways. */
const sideways = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

describe.each([320, 400, 1280])('at %i px', (width) => {
  describe.each([false, true])('dark: %s', (dark) => {
    test('no state and no piece has an axe violation or scrolls sideways', async () => {
      const { page, context, problems } = await openPage(browser, { width, height: 800, dark });
      const found: string[] = [];
      for (const entry of entries) {
        await show(page, entry);
        await openAll(page);
        for (const violation of await axeViolations(page)) found.push(`${entry}: ${violation}`);
        const over = await sideways(page);
        if (over > 0) found.push(`${entry}: ${over} px sideways`);
      }
      expect(entries.length).toBeGreaterThan(15);
      expect(found).toEqual([]);
      expect(problems()).toEqual([]);
      await context.close();
    }, 180_000);
  });
});

describe('the medication line', () => {
  test.each([280, 320, 400, 1280])('at %i px breaks between parts only, and hides nothing', async (width) => {
    const { page, context } = await openPage(browser, { width });
    await show(page, 'piece/longest-names');
    const parts = await page.$$eval('[data-part]', (nodes) =>
      nodes.map((node) => {
        const box = node.getBoundingClientRect();
        const around = node.closest('p')?.getBoundingClientRect() ?? box;
        const words = document.createRange();
        words.selectNodeContents(node);
        const style = getComputedStyle(node);
        const probe = node.cloneNode(true) as HTMLElement;
        probe.style.cssText = 'position:absolute;white-space:nowrap;max-inline-size:none';
        node.parentElement?.append(probe);
        const natural = probe.getBoundingClientRect().width;
        probe.remove();
        return {
          text: node.textContent,
          isReason: node.getAttribute('data-part') === 'excluded',
          lines: Math.round(box.height / Number.parseFloat(style.lineHeight)),
          fits: natural <= around.width,
          // What lies beside its line is cut off there.
          outside: [...words.getClientRects()].some(
            ({ left, right }) => left < around.left - 1 || right > around.right + 1,
          ),
          cut: node.scrollWidth > Math.ceil(box.width) || style.textOverflow === 'ellipsis',
        };
      }),
    );
    expect(parts.length).toBeGreaterThan(50);
    expect(parts.filter((part) => part.cut || part.outside)).toEqual([]);
    // A part that fits the line by itself is never broken; one wider than the whole line wraps between words.
    expect(parts.filter((part) => part.fits && part.lines > 1)).toEqual([]);
    // From 400 px on, no real name is wider than its line; a reason is a sentence and may be.
    expect(width < 400 || parts.every((part) => part.fits || part.isReason)).toBe(true);
    await context.close();
  });
});
