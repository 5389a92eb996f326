import { dateOfDay, dayNumber, type CalendarDate } from '../vocab/calendar.ts';
import type { ServiceDate } from './encounter-facts.ts';
import { parseFhirTime, type FhirTime } from './fhir-time.ts';

/** What else is known about zones, for times written in UTC. */
export interface ZoneContext {
  /** The site's IANA zone, or null. */
  readonly timeZone: string | null;
  /** A dateTime of the encounter (its period's start), whose offset speaks for the place. */
  readonly encounterStart: string | null;
}

const NOT_RECORDED: ServiceDate = { date: null, basis: 'not-recorded', neighbour: null };

const atOffset = (instant: number, minutes: number): CalendarDate =>
  new Date(instant + minutes * 60_000).toISOString().slice(0, 10);

/** The calendar date of an instant in an IANA zone; null for a zone the runtime does not know. */
function inZone(instant: number, timeZone: string): CalendarDate | null {
  try {
    const format = new Intl.DateTimeFormat('en-CA', {
      timeZone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
    });
    const parts = new Map(format.formatToParts(instant).map((part) => [part.type, part.value]));
    return `${parts.get('year')}-${parts.get('month')}-${parts.get('day')}`;
  } catch {
    return null;
  }
}

/** The other date an instant can have somewhere: the day before in the morning (UTC), the day after from noon on. */
function neighbourOf(instant: number, date: string): CalendarDate | null {
  const day = dayNumber(date);
  if (day === null) return null;
  return dateOfDay(new Date(instant).getUTCHours() < 12 ? day - 1 : day + 1);
}

function ofUtc(instant: number, zones: ZoneContext): ServiceDate {
  const local = zones.timeZone === null ? null : inZone(instant, zones.timeZone);
  if (local !== null) return { date: local, basis: 'site-zone', neighbour: null };
  const offset = parseFhirTime(zones.encounterStart)?.offset ?? 0;
  if (offset !== 0) return { date: atOffset(instant, offset), basis: 'encounter-offset', neighbour: null };
  const date = atOffset(instant, 0);
  return { date, basis: 'utc-zone-not-stated', neighbour: neighbourOf(instant, date) };
}

function ofTime(time: FhirTime, zones: ZoneContext): ServiceDate {
  if (time.date === null) return NOT_RECORDED;
  if (time.offset === 0 && time.instant !== null) return ofUtc(time.instant, zones);
  const basis = time.offset === null ? 'date-only' : 'own-offset';
  return { date: time.date, basis, neighbour: null };
}

/**
 * The local calendar date of a FHIR dateTime as written (spec/coding.md, "date of service"): its own offset; for UTC
 * (`Z` or `+00:00`, which servers write for `Z`) the site's zone, else the encounter's offset, else the UTC date with
 * its neighbour. Less precise than a day is no date of service.
 */
export function serviceDateOf(written: string | null, zones: ZoneContext): ServiceDate {
  const time = parseFhirTime(written);
  return time ? ofTime(time, zones) : NOT_RECORDED;
}
