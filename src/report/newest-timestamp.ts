import type { RawResource } from '../facts/chart.ts';

/** A FHIR instant or dateTime with its zone: a moment. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** A chart without any moment: a constant rather than a clock, so that the same input gives the same report. */
const NO_MOMENT = '1970-01-01T00:00:00Z';

/** Whether `a` is the later moment. Ties in time are settled by the text, so that no order of reading matters. */
export function isNewer(a: string, b: string): boolean {
  const [first, second] = [Date.parse(a), Date.parse(b)];
  if (Number.isNaN(first)) return false;
  return Number.isNaN(second) || first > second || (first === second && a > b);
}

/**
 * The newest moment stated anywhere in the resources, as written there. Dates without a time are no moments; the
 * end of a cover two years ahead must not move "as of" there.
 */
export function newestTimestamp(resources: readonly RawResource[]): string {
  let newest = '';
  const pending: unknown[] = [...resources];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') {
      if (MOMENT.test(value) && isNewer(value, newest)) newest = value;
    } else if (typeof value === 'object' && value !== null) {
      for (const child of Object.values(value)) pending.push(child);
    }
  }
  return newest === '' ? NO_MOMENT : newest;
}
