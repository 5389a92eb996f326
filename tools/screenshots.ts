import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import { chromium, type Browser, type Page } from 'playwright-core';
import { createServer } from 'vite';
import { startStack } from '../launch/sandbox-ehr/stack.ts';
import { buildIfStale } from './build-if-stale.ts';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.ts';

/**
 * `npm run screenshots [-- name…]` writes every state of the sign check and every piece of the kit (from the
 * gallery), and the demonstration (from the sandbox, after a real launch), light and dark, to `screenshots/`.
 * With names, only entries that contain one. `--readme` also renews the pictures of the README.
 */
const WIDTHS = [400, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const OUT = 'screenshots';
const README = ['sign-check-two-to-fix-light-400.png', 'demonstration-light-1440.png'] as const;

type Scheme = (typeof SCHEMES)[number];

const wanted = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const isWanted = (name: string): boolean => wanted.length === 0 || wanted.some((part) => name.includes(part));

if (wanted.length === 0) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
try {
  await shootGallery(browser);
  if (isWanted('demonstration') || isWanted('sign-check')) await shootDemonstration(browser);
} finally {
  await browser.close();
}
if (process.argv.includes('--readme')) {
  mkdirSync('docs/images', { recursive: true });
  for (const name of README) copyFileSync(`${OUT}/${name}`, `docs/images/${name}`);
}
process.exit(0);

async function shootGallery(from: Browser): Promise<void> {
  const server = await createServer({
    configFile: 'vite.gallery.config.ts',
    server: { port: 0 },
    logLevel: 'warn',
  });
  await server.listen();
  const base = server.resolvedUrls?.local[0];
  if (!base) throw new Error('The gallery did not start');
  const names = (await entries(from, base)).filter(isWanted);
  for (const scheme of SCHEMES) {
    for (const width of WIDTHS) {
      const page = await from.newPage({ viewport: { width, height: 500 }, colorScheme: scheme });
      for (const name of names) await shootEntry(page, { base, name, scheme, width });
      await page.close();
    }
  }
  await server.close();
  console.log(`${names.length * WIDTHS.length * SCHEMES.length} screenshots of the gallery in ${OUT}/`);
}

async function entries(from: Browser, url: string): Promise<readonly string[]> {
  const page = await from.newPage();
  await page.goto(url);
  await page.waitForSelector('h1');
  const hrefs = await page.$$eval('a[href^="#"]', (links) =>
    links.map((link) => link.getAttribute('href') ?? ''),
  );
  await page.close();
  return hrefs.map((href) => href.slice(1));
}

async function shootEntry(
  page: Page,
  entry: { readonly base: string; readonly name: string; readonly scheme: Scheme; readonly width: number },
): Promise<void> {
  const { base, name, scheme, width } = entry;
  await page.goto('about:blank');
  await page.setViewportSize({ width, height: 500 });
  await page.goto(`${base}#${name}`);
  await page.waitForSelector('main');
  // The foot sticks to the window: a window as tall as the page shows every part in its place.
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height: Math.max(height, 500) });
  await page.screenshot({ path: `${OUT}/${name.replace('/', '-')}-${width}-${scheme}.png` });
}

/** The chart page with the app in its sidebar, and the app alone at each width, on the demonstration's chart. */
async function shootDemonstration(from: Browser): Promise<void> {
  buildIfStale();
  const stack = await startStack();
  for (const scheme of SCHEMES) {
    const page = await from.newPage({ viewport: { width: 1440, height: 960 }, colorScheme: scheme });
    await page.goto(`${stack.origin}/`);
    await page.getByRole('button', { name: 'Shows: Two to fix side and prior therapy' }).click();
    await page.locator('main:not([aria-busy])').waitFor();
    await page.getByRole('button', { name: 'Open InjectCheck' }).click();
    await page.frameLocator('iframe').locator('footer').waitFor();
    await page.screenshot({ path: `${OUT}/demonstration-${scheme}-1440.png` });
    const [tab] = await Promise.all([
      page.context().waitForEvent('page'),
      page.getByRole('button', { name: 'Full tab' }).click(),
    ]);
    await tab.locator('footer').waitFor();
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 860 });
      await tab.screenshot({ path: `${OUT}/sign-check-two-to-fix-${scheme}-${width}.png` });
    }
    await page.context().close();
  }
  await stack.close();
  console.log(`6 screenshots of the demonstration in ${OUT}/`);
}
