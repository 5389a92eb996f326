import { expect, it } from 'vitest';
import type { PatientChart } from './chart-data.ts';
import { ageOn, chartTime } from './clock.ts';

const chart: PatientChart = {
  patient: { resourceType: 'Patient', id: 'p', birthDate: '1961-11-24' },
  encounters: [{ resourceType: 'Encounter', id: 'e', period: { start: '2026-11-23T13:30:00-05:00' } }],
  resources: [
    { resourceType: 'MedicationAdministration', id: 'm', effectiveDateTime: '2026-11-23T14:05:00-05:00' },
    { resourceType: 'MedicationRequest', id: 'o', authoredOn: '2026-08-17' },
  ],
  referenced: new Map(),
};

it('stays on the day of the chart, a minute after its last event', () => {
  expect(chartTime(chart, new Date('2027-03-01T09:00:00Z'))).toBe('2026-11-23T14:06:00-05:00');
  expect(chartTime(chart, new Date('2026-11-23T10:00:00Z'))).toBe('2026-11-23T14:06:00-05:00');
});

it('is the real time when the visit is today', () => {
  expect(chartTime(chart, new Date('2026-11-23T20:30:00Z'))).toBe('2026-11-23T15:30:00-05:00');
});

it('counts whole years of age', () => {
  expect(ageOn(chart.patient, '2026-11-23T13:30:00-05:00')).toBe(64);
  expect(ageOn({ resourceType: 'Patient', id: 'q' }, '2026-11-23')).toBeNull();
});
