import { mkdirSync, rmSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, chromiumPath } from './chromium.ts';

/**
 * `npm run screenshots [name…]` writes every state of the sign check and every piece of the kit, at 400 and
 * 1,280 px, light and dark, to `screenshots/`. With names, only entries whose address contains one.
 */
const WIDTHS = [400, 1280] as const;
const SCHEMES = ['light', 'dark'] as const;
const OUT = 'screenshots';

const wanted = process.argv.slice(2);
const server = await createServer({
  configFile: 'vite.gallery.config.ts',
  server: { port: 0 },
  logLevel: 'warn',
});
await server.listen();
const base = server.resolvedUrls?.local[0];
if (!base) throw new Error('The gallery did not start');
if (wanted.length === 0) rmSync(OUT, { recursive: true, force: true });
mkdirSync(OUT, { recursive: true });
const browser = await chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
try {
  const names = (await entries(browser, base)).filter(
    (name) => wanted.length === 0 || wanted.some((part) => name.includes(part)),
  );
  for (const scheme of SCHEMES)
    for (const width of WIDTHS) await shoot(browser, { base, names, scheme, width });
  console.log(`${names.length * WIDTHS.length * SCHEMES.length} screenshots in ${OUT}/`);
} finally {
  await browser.close();
  await server.close();
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

async function shoot(
  from: Browser,
  what: {
    readonly base: string;
    readonly names: readonly string[];
    readonly scheme: (typeof SCHEMES)[number];
    readonly width: number;
  },
): Promise<void> {
  const page = await from.newPage({ viewport: { width: what.width, height: 800 }, colorScheme: what.scheme });
  for (const name of what.names) {
    await page.goto('about:blank');
    await page.setViewportSize({ width: what.width, height: 500 });
    await page.goto(`${what.base}#${name}`);
    await page.waitForSelector('main');
    // The foot sticks to the window: a window as tall as the page shows every part in its place.
    const height = await page.evaluate(() => document.documentElement.scrollHeight);
    await page.setViewportSize({ width: what.width, height: Math.max(height, 500) });
    await page.screenshot({
      path: `${OUT}/${name.replace('/', '-')}-${what.width}-${what.scheme}.png`,
      fullPage: true,
    });
  }
  await page.close();
}
