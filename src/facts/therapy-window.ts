import { dateOfDay, dayNumber } from '../vocab/calendar.ts';
import { parseFhirTime } from './fhir-time.ts';

/** Dates between which a therapy is prior: from the look-back's first day to the day before the injection. */
export interface TherapyWindow {
  readonly first: string;
  readonly last: string;
  readonly year: number;
}

/** The window before a date of service, or null where that date is not known. */
export function therapyWindow(serviceDate: string | null, lookbackDays: number): TherapyWindow | null {
  const day = serviceDate === null ? null : dayNumber(serviceDate);
  if (day === null || serviceDate === null) return null;
  return {
    first: dateOfDay(day - lookbackDays),
    last: dateOfDay(day - 1),
    year: Number(serviceDate.slice(0, 4)),
  };
}

/** First and last possible day of a FHIR date of any precision; null for what is no date. */
function daysOf(written: string | null): readonly [string, string] | null {
  const time = parseFhirTime(written);
  if (!time) return null;
  if (time.date !== null) return [time.date, time.date];
  if (time.precision === 'year') return [`${time.written}-01-01`, `${time.written}-12-31`];
  const [year = 0, month = 1] = time.written.split('-').map(Number);
  return [`${time.written}-01`, new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)];
}

/** A therapy's dates as written; `ongoing` when it has no end because it still goes on. */
export interface TherapyDates {
  readonly start: string | null;
  readonly end: string | null;
  readonly ongoing: boolean;
}

/**
 * Whether a therapy surely began before the injection's day and was still within the look-back. A partial date counts
 * only when every day it could mean does; a therapy without any date never does.
 */
export function isPrior({ start, end, ongoing }: TherapyDates, window: TherapyWindow): boolean {
  const [from, to] = [daysOf(start), daysOf(end)];
  const began = from ?? to;
  if (!began || began[1] > window.last) return false;
  const lastKnown = to ?? from;
  return ongoing || (lastKnown !== null && lastKnown[0] >= window.first);
}
