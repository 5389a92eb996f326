import type { Page } from 'playwright-core';
import { axeViolations } from './browser.ts';

const EVERYWHERE = [320, 400, 1280].flatMap((width) =>
  (['light', 'dark'] as const).map((colorScheme) => ({ width, colorScheme })),
);
/** For states whose layout sign-check-states.e2e.ts judges everywhere already. */
export const CORNERS = [
  { width: 320, colorScheme: 'light' },
  { width: 1280, colorScheme: 'dark' },
] as const;

/** What is wrong with a state at each width and scheme: axe violations, and pixels it scrolls sideways. */
export async function layoutFlaws(
  page: Page,
  places: readonly { readonly width: number; readonly colorScheme: 'light' | 'dark' }[] = EVERYWHERE,
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { width, colorScheme } of places) {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    const all = [...(await axeViolations(page)), ...(over > 0 ? [`${over} px sideways`] : [])];
    found.push(...all.map((one) => `${width} px ${colorScheme}: ${one}`));
  }
  return found;
}
