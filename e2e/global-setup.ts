import { chromiumPath } from '../tools/chromium.ts';

/** Unpacks Chromium once, before workers start: two workers unpacking at the same time would race. */
export default async function setup(): Promise<void> {
  await chromiumPath();
}
