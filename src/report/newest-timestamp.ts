import type { RawResource } from '../facts/chart.ts';

/** A FHIR instant or dateTime with a zone; dates alone are no moment to say "as of". */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** Chart without any timestamp: a constant rather than a clock, so that the same input gives the same report. */
const NO_MOMENT = '1970-01-01T00:00:00Z';

/**
 * The newest moment stated anywhere in the resources, as written there. Ties in time are settled by the text, so
 * the order of resources never matters.
 */
export function newestTimestamp(resources: readonly RawResource[]): string {
  let newest = NO_MOMENT;
  let newestMs = Number.NEGATIVE_INFINITY;
  const pending: unknown[] = [...resources];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string' && MOMENT.test(value)) {
      const ms = Date.parse(value);
      if (ms > newestMs || (ms === newestMs && value > newest)) [newest, newestMs] = [value, ms];
    } else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) pending.push(child);
    }
  }
  return newest;
}
