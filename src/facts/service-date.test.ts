import { expect, test } from 'vitest';
import type { ServiceDate } from './encounter-facts.ts';
import { serviceDateOf } from './service-date.ts';

const NEW_YORK = 'America/New_York';
const START = '2026-11-20T08:00:00-05:00';
type Row = readonly [
  written: string | null,
  timeZone: string | null,
  start: string | null,
  date: string | null,
  basis: ServiceDate['basis'],
  neighbour: string | null,
];

const CASES: readonly Row[] = [
  ['2024-03-31T23:30:00-05:00', null, null, '2024-03-31', 'own-offset', null],
  ['2024-03-31T23:30:00-05:00', 'Asia/Tokyo', START, '2024-03-31', 'own-offset', null],
  ['2024-04-01T04:30:00Z', NEW_YORK, null, '2024-04-01', 'site-zone', null],
  ['2024-04-01T03:30:00Z', NEW_YORK, null, '2024-03-31', 'site-zone', null],
  ['2024-04-01T03:30:00+00:00', NEW_YORK, null, '2024-03-31', 'site-zone', null],
  ['2024-12-01T04:30:00Z', NEW_YORK, null, '2024-11-30', 'site-zone', null],
  ['2024-04-01T03:30:00Z', null, START, '2024-03-31', 'encounter-offset', null],
  ['2024-04-01T03:30:00Z', 'Not/AZone', START, '2024-03-31', 'encounter-offset', null],
  ['2024-04-01T03:30:00Z', null, '2024-04-01T00:00:00Z', '2024-04-01', 'utc-zone-not-stated', '2024-03-31'],
  ['2024-03-31T15:00:00Z', null, null, '2024-03-31', 'utc-zone-not-stated', '2024-04-01'],
  ['2024-03-31', NEW_YORK, null, '2024-03-31', 'date-only', null],
  ['2024-03-31T23:30:00', NEW_YORK, null, '2024-03-31', 'date-only', null],
  ['2024-03', null, null, null, 'not-recorded', null],
  ['2024', null, null, null, 'not-recorded', null],
  ['2024-02-30', null, null, null, 'not-recorded', null],
  ['2024-02-30T10:00:00Z', null, null, null, 'not-recorded', null],
  ['2024-03-31T25:00:00Z', null, null, null, 'not-recorded', null],
  ['31.03.2024', null, null, null, 'not-recorded', null],
  ['', null, null, null, 'not-recorded', null],
  [null, NEW_YORK, START, null, 'not-recorded', null],
];

test.each(CASES)('%s in %s, encounter %s', (written, timeZone, encounterStart, date, basis, neighbour) => {
  expect(serviceDateOf(written, { timeZone, encounterStart })).toEqual({ date, basis, neighbour });
});
