import { describe, expect, test } from 'vitest';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';
import {
  administration,
  chart,
  coded,
  ENCOUNTER,
  factsOf,
  PATIENT,
  RIGHT_KNEE,
  RXNORM,
  SNOMED,
} from '../test-kit/chart-builder.ts';

const CPT = 'http://www.ama-assn.org/go/cpt';
const past = (over: Readonly<Record<string, unknown>> = {}): RawResource =>
  administration({
    id: 'old',
    context: { reference: 'Encounter/old' },
    effectiveDateTime: '2026-05-01T10:00:00-05:00',
    ...over,
  });
const procedure = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 'pr',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/old' },
  code: coded(CPT, '20610'),
  performedDateTime: '2026-05-01',
  bodySite: [RIGHT_KNEE],
  ...over,
});
/** "date site side from" of every earlier injection, beside one of today. */
const read = (...resources: readonly RawResource[]): readonly string[] =>
  factsOf([administration(), ...resources]).history.map(({ date, site, side, from }) =>
    [date, site, side, from].join(' '),
  );

describe('what is an earlier injection', () => {
  test.each([
    ['an administration', past(), ['2026-05-01 knee right administration']],
    [
      'of any corticosteroid',
      past({ medicationCodeableConcept: coded(RXNORM, '1085756', 'Kenalog') }),
      ['2026-05-01 knee right administration'],
    ],
    ['a procedure', procedure(), ['2026-05-01 knee right procedure']],
    [
      'an epidural',
      procedure({ code: coded(CPT, '62323'), bodySite: undefined }),
      ['2026-05-01   procedure'],
    ],
  ])('%s', (_, resource, expected) => {
    expect(read(resource)).toEqual(expected);
  });
  test.each([
    ['today', past({ effectiveDateTime: '2026-11-20T08:00:00-05:00' })],
    ['later', past({ effectiveDateTime: '2026-11-25T08:00:00-05:00' })],
    ['a year alone', past({ effectiveDateTime: '2026' })],
    ['not done', past({ status: 'not-done' })],
    ['not given, whatever its status', past({ dosage: { method: { text: 'Not Given' }, site: RIGHT_KNEE } })],
    ['a tablet', past({ medicationCodeableConcept: coded(RXNORM, '259966'), dosage: undefined })],
    ['another drug', past({ medicationCodeableConcept: coded(RXNORM, '6387', 'lidocaine') })],
    ['a procedure not done', procedure({ status: 'not-done' })],
    ['a shot of anything', procedure({ code: coded(CPT, '96372') })],
    ['another procedure', procedure({ code: coded(CPT, '99213') })],
    ['another patient', past({ subject: { reference: 'Patient/other' } })],
  ])('%s: no', (_, resource) => {
    expect(read(resource)).toEqual([]);
  });
});

test('an earlier date of the same encounter is earlier than the last', () => {
  const series = {
    resourceType: 'Encounter',
    id: 'e',
    status: 'in-progress',
    subject: { reference: 'Patient/p' },
    period: { start: '2026-10-01T08:00:00-05:00' },
  };
  const october = administration({ id: 'o', effectiveDateTime: '2026-10-24T10:00:00-05:00' });
  const { history } = factsOf([series, october, administration()]);
  expect(history).toMatchObject([{ date: '2026-10-24' }]);
});

describe('one session once', () => {
  test('an administration and its procedure', () => {
    expect(read(past(), procedure())).toEqual(['2026-05-01 knee right administration']);
  });
  test("but not the other side's procedure", () => {
    const left = procedure({ bodySite: [coded(SNOMED, '82169009')] });
    expect(read(past(), left)).toEqual([
      '2026-05-01 knee right administration',
      '2026-05-01 knee left procedure',
    ]);
  });
  test('two passes into one knee', () => {
    expect(read(past(), past({ id: 'old2' }))).toHaveLength(1);
  });
  test('a viscosupplement explains the procedure of its day', () => {
    const synvisc = past({ medicationCodeableConcept: { text: 'Synvisc-One 48 mg/6 mL syringe' } });
    expect(read(synvisc, procedure())).toEqual([]);
    expect(read(synvisc, procedure({ performedDateTime: '2026-06-01' }))).toEqual([
      '2026-06-01 knee right procedure',
    ]);
  });
  test('newest first', () => {
    expect(read(past(), past({ id: 'older', effectiveDateTime: '2026-02-01T10:00:00-05:00' }))).toEqual([
      '2026-05-01 knee right administration',
      '2026-02-01 knee right administration',
    ]);
  });
});

test('without a date of its own nothing is earlier', () => {
  const undated = administration({ effectiveDateTime: undefined });
  const encounter = { ...ENCOUNTER, period: undefined };
  const resources = [PATIENT, encounter, undated, past()];
  expect(readEncounterFacts(chart([], { resources }), DEFAULT_SITE).history).toEqual([]);
});
