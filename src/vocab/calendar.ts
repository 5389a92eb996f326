/** A local calendar date, `YYYY-MM-DD`. */
export type CalendarDate = string & { readonly __calendarDate?: never };

const FULL_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** Days since 1970-01-01 of a calendar date, or null when it is not a real one (2026-02-30 is not). */
export function dayNumber(date: string): number | null {
  if (!FULL_DATE.test(date)) return null;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(ms) || new Date(ms).toISOString().slice(0, 10) !== date ? null : ms / 86_400_000;
}

/** The calendar date of a day number. */
export const dateOfDay = (day: number): CalendarDate => new Date(day * 86_400_000).toISOString().slice(0, 10);

/** Days from `a` to `b`; null when either is not a full calendar date. */
export function daysBetween(a: string, b: string): number | null {
  const [from, to] = [dayNumber(a), dayNumber(b)];
  return from === null || to === null ? null : to - from;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** "23 Nov 2026"; partial dates stay partial ("Nov 2026", "2026"); anything else is returned as written. */
export function formatDate(date: string): string {
  const match = /^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?/.exec(date);
  if (!match) return date;
  const [, year, month, day] = match;
  const name = month ? MONTHS[Number(month) - 1] : undefined;
  if (!name) return year ?? date;
  return day ? `${Number(day)} ${name} ${year}` : `${name} ${year}`;
}

/** "14:05, 23 Nov 2026" from a FHIR dateTime in its own offset; a date without time gives the date alone. */
export function formatDateTime(dateTime: string): string {
  const time = /T(\d{2}:\d{2})/.exec(dateTime)?.[1];
  return time ? `${time}, ${formatDate(dateTime)}` : formatDate(dateTime);
}
