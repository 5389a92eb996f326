import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, type Stack, type StackOptions, startStack, type Watched } from './browser.ts';

/** What a file of tests works with. Each is there from the first `beforeEach` on. */
export interface Here {
  readonly browser: Browser;
  readonly stack: Stack;
  /** The page of the test that runs; closed after it. */
  watched: Watched;
}

/** One browser, sandbox and app for the tests of a file. Charts are as they were before each test. */
export function useStack(options: StackOptions = {}): Here {
  // Filled before any test runs: nothing reads it earlier.
  const here = {} as { -readonly [Part in keyof Here]: Here[Part] };
  beforeAll(async () => {
    [here.browser, here.stack] = await Promise.all([launchBrowser(), startStack(options)]);
  });
  afterAll(async () => {
    await Promise.all([here.browser.close(), here.stack.close()]);
  });
  beforeEach(() => {
    here.stack.ehr.reset();
  });
  afterEach(() => here.watched.context.close());
  return here;
}
