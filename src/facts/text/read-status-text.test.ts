import { expect, test } from 'vitest';
import { readStatusText } from './read-status-text.ts';

test.each([
  'Not Given',
  'NOT GIVEN',
  'Not Given per Sliding Scale',
  'Not Administered',
  'Hold Dose',
  'Held',
  'Held per MD',
  'Refused',
  'Patient refused',
  'Pt declined',
  'Missed Dose',
  'Omitted',
  'Cancelled',
  'was not given',
  'Delayed Not Started',
  'Not Started',
  'Medication not available, dose not given',
  'no dose given',
  'Withheld: low BP',
])('%s: not given', (text) => {
  expect(readStatusText(text)).toBe('not-given');
});

test.each([
  'Administered',
  'Given',
  'Delayed Administered',
  'Partial Administered',
  'Administered in Other Location',
  'Documented in O.R. Holding - Given',
  'Given, pressure held 2 min',
  'Started',
  'Given by other',
])('%s: given', (text) => {
  expect(readStatusText(text)).toBe('given');
});

test.each([
  '',
  'IV',
  'Slow push',
  'Confirmed',
  'Flushed',
  'Documented in O.R. Holding',
  'pressure held',
  `${'x'.repeat(300)} not given`,
])('%s: says nothing of it', (text) => {
  expect(readStatusText(text)).toBeNull();
});
