import { formatDate, formatDateTime } from '../../../src/vocab/calendar.ts';
import { at, type Resource, textAt } from '../resource.ts';
import type { PatientChart } from './chart-data.ts';

const STAMPS = [
  'period.start',
  'period.end',
  'effectiveDateTime',
  'effectivePeriod.end',
  'performedDateTime',
  'authoredOn',
  'date',
];

/**
 * The time in the chart: a minute after the last thing that happened in it, or the real time when the visit is
 * today. A demonstration chart stays on its own day, and a note is never signed before the injection it describes.
 */
export function chartTime(chart: PatientChart, now: Date): string {
  const stamps = [...chart.encounters, ...chart.resources]
    .flatMap((each) => STAMPS.flatMap((path) => at(each, path)))
    .filter((each): each is string => typeof each === 'string' && each.includes('T'))
    .toSorted((a, b) => Date.parse(a) - Date.parse(b));
  const last = stamps.at(-1);
  if (last === undefined) return now.toISOString();
  const isToday = now.toISOString().slice(0, 10) === last.slice(0, 10) && now.getTime() > Date.parse(last);
  const offset = /(?:Z|[+-]\d{2}:\d{2})$/.exec(last)?.[0] ?? 'Z';
  return inOffset(isToday ? now.getTime() : Date.parse(last) + 60_000, offset);
}

function inOffset(milliseconds: number, offset: string): string {
  const match = /^([+-])(\d{2}):(\d{2})$/.exec(offset);
  const minutes = match ? (Number(match[2]) * 60 + Number(match[3])) * (match[1] === '-' ? -1 : 1) : 0;
  return `${new Date(milliseconds + minutes * 60_000).toISOString().slice(0, 19)}${offset}`;
}

/** "14:05, 23 Nov 2026", or the words for nothing. */
export const shownTime = (value: string | null): string =>
  value === null || value === '' ? 'Not recorded' : formatDateTime(value);

export const shownDate = (value: string | null): string =>
  value === null || value === '' ? 'Not recorded' : formatDate(value);

/** Age in whole years on a date; null when either is not a date. */
export function ageOn(patient: Resource, on: string): number | null {
  const born = Date.parse(textAt(patient, 'birthDate') ?? '');
  const day = Date.parse(on.slice(0, 10));
  return Number.isNaN(born) || Number.isNaN(day) ? null : Math.floor((day - born) / 31_556_952_000);
}
