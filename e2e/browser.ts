import { readFileSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, type Frame, type Page } from 'playwright-core';
import { CHROMIUM_ARGS, chromiumPath } from '../tools/chromium.ts';

export { type Stack, type StackOptions, startStack } from '../launch/sandbox-ehr/stack.ts';

/** The browser every test uses, with web security on. Close it in afterAll. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ executablePath: await chromiumPath(), args: [...CHROMIUM_ARGS] });
}

export interface Watched {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Console errors and warnings, uncaught errors and policy violations so far, of the page and all its frames. */
  readonly problems: () => readonly Problem[];
  /** Every console line whatever its level, for looking for patient data. */
  readonly consoleLines: () => readonly string[];
  /** URL of every request, in the order they were started. */
  readonly requests: () => readonly string[];
}

export interface Problem {
  readonly kind: 'console' | 'uncaught' | 'policy';
  readonly text: string;
}

export interface PageOptions {
  readonly width?: number;
  readonly height?: number;
  readonly dark?: boolean;
  readonly reducedMotion?: boolean;
}

const VIOLATION = 'policy-violation:';

/** A page of a context of its own (no storage shared with other tests), watched from its first moment. */
export async function openPage(browser: Browser, options: PageOptions = {}): Promise<Watched> {
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1280, height: options.height ?? 900 },
    colorScheme: options.dark ? 'dark' : 'light',
    reducedMotion: options.reducedMotion ? 'reduce' : 'no-preference',
  });
  const problems: Problem[] = [];
  const lines: string[] = [];
  const requests: string[] = [];
  await context.addInitScript((prefix) => {
    document.addEventListener('securitypolicyviolation', (event) => {
      console.error(`${prefix}${event.effectiveDirective} ${event.blockedURI}`);
    });
  }, VIOLATION);
  context.on('console', (message) => {
    const text = message.text();
    lines.push(text);
    if (text.startsWith(VIOLATION)) problems.push({ kind: 'policy', text: text.slice(VIOLATION.length) });
    else if (message.type() === 'error' || message.type() === 'warning')
      problems.push({ kind: 'console', text });
  });
  context.on('weberror', (event) => {
    problems.push({ kind: 'uncaught', text: event.error().message });
  });
  context.on('request', (request) => {
    requests.push(request.url());
  });
  const page = await context.newPage();
  return {
    page,
    context,
    problems: () => [...problems],
    consoleLines: () => [...lines],
    requests: () => [...requests],
  };
}

/** A failed request prints this whatever the page does about it; tests of faults leave such lines out. */
export const isFailedLoad = ({ text }: Problem): boolean => text.startsWith('Failed to load resource');

const AXE = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

interface AxeRun {
  readonly violations: readonly {
    readonly id: string;
    readonly nodes: readonly { readonly html: string }[];
  }[];
}

/** Rule ids axe finds broken, each with the first element it names. Empty means none. */
export async function axeViolations(target: Page | Frame): Promise<readonly string[]> {
  await target.evaluate(AXE);
  const run = await target.evaluate<AxeRun>('axe.run(document, { resultTypes: ["violations"] })');
  return run.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`);
}

/** The frame that shows a page of an origin, once it is there. */
export async function frameOf(page: Page, origin: string, timeout = 15_000): Promise<Frame> {
  const found = (): Frame | undefined =>
    page.frames().find((frame) => frame !== page.mainFrame() && frame.url().startsWith(origin));
  const frame = found();
  if (frame) return frame;
  await page.waitForEvent('framenavigated', { timeout, predicate: () => found() !== undefined });
  const arrived = found();
  if (!arrived) throw new Error(`No frame of ${origin}`);
  return arrived;
}
