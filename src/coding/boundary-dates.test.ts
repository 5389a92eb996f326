import { describe, expect, test } from 'vitest';
import { readEncounterFacts } from '../facts/read-encounter-facts.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { code, linesOf, unlinedOf } from '../test-kit/coding-builder.ts';

/** One chart with 40 mg acetate given at a time, read with the site's zone and the encounter's own offset. */
function given(
  effectiveDateTime: string,
  zone: string | null,
  encounterStart: string | null,
): readonly string[] {
  const encounter = {
    resourceType: 'Encounter',
    id: 'e1',
    status: 'in-progress',
    subject: { reference: 'Patient/p1' },
    ...(encounterStart === null ? {} : { period: { start: encounterStart } }),
  };
  const administration = {
    resourceType: 'MedicationAdministration',
    id: 'a1',
    status: 'completed',
    subject: { reference: 'Patient/p1' },
    context: { reference: 'Encounter/e1' },
    effectiveDateTime,
    medicationCodeableConcept: {
      coding: [{ system: 'http://www.nlm.nih.gov/research/umls/rxnorm', code: '155323' }],
      text: 'methylprednisolone acetate',
    },
    dosage: { dose: { value: 40, unit: 'mg', system: 'http://unitsofmeasure.org', code: 'mg' } },
  };
  const { injections } = readEncounterFacts(
    {
      patient: 'Patient/p1',
      encounter: 'Encounter/e1',
      serviceDate: null,
      resources: [encounter, administration],
      sources: SOURCE_TYPES.map((type) => ({ type, completeness: 'complete', reason: null, count: 1 })),
      droppedWrongPatient: 0,
      readAt: null,
    },
    { ...DEFAULT_SITE, timeZone: zone },
  );
  const coding = code(injections);
  return [...linesOf(coding, 'cross-check'), ...unlinedOf(coding, 'cross-check')];
}

const BEFORE = ['J1030 ×1'];
const AFTER = ['J1010 ×40'];

describe('31 March and 1 April 2024 in local time', () => {
  test.each<readonly [string, string, string | null, string | null, readonly string[]]>([
    ['its own offset, the evening before', '2024-03-31T23:59:59-05:00', null, null, BEFORE],
    ['its own offset, midnight', '2024-04-01T00:00:00-05:00', null, null, AFTER],
    ['its own offset ahead of UTC, still March there', '2024-03-31T23:30:00+09:00', null, null, BEFORE],
    [
      'its own offset ahead of UTC, April there while March in UTC',
      '2024-04-01T00:30:00+09:00',
      null,
      null,
      AFTER,
    ],
    ['the resource knows better than the site', '2024-03-31T23:30:00-05:00', 'Asia/Tokyo', null, BEFORE],
    ['UTC, the site behind it', '2024-04-01T03:30:00Z', 'America/New_York', null, BEFORE],
    ['UTC, the site behind it, after its midnight', '2024-04-01T04:00:00Z', 'America/New_York', null, AFTER],
    ['UTC, the site ahead of it', '2024-03-31T15:00:00Z', 'Asia/Tokyo', null, AFTER],
    ['UTC, the site ahead of it, before its midnight', '2024-03-31T14:59:59Z', 'Asia/Tokyo', null, BEFORE],
    ['UTC, the encounter behind it', '2024-04-01T03:30:00Z', null, '2024-03-31T20:00:00-05:00', BEFORE],
    ['UTC, the encounter ahead of it', '2024-03-31T16:00:00Z', null, '2024-03-31T22:00:00+09:00', AFTER],
    ['UTC, and nobody says where', '2024-04-01T03:30:00Z', null, null, ['a1 date-ambiguous']],
    ['UTC, and nobody says where, the day before', '2024-03-31T20:00:00Z', null, null, ['a1 date-ambiguous']],
    ['a date alone', '2024-03-31', null, null, BEFORE],
    ['a date alone, the day after', '2024-04-01', null, null, AFTER],
    ['a month alone', '2024-03', null, null, ['a1 date-not-recorded']],
  ])('%s: %s', (_what, time, zone, encounter, expected) => {
    expect(given(time, zone, encounter)).toEqual(expected);
  });
});
