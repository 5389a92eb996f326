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

const HERE = { reference: 'Encounter/e' };
const ORAL = { route: coded(SNOMED, '26643006') };
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
  factsOf([administration(), ...resources]).history.map(({ date, doubtful, site, side, from }) =>
    [date, site, side, from, ...(doubtful ? ['doubtful'] : [])].join(' '),
  );
const LEFT_KNEE = coded(SNOMED, '82169009');

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
    ['a year to come', past({ effectiveDateTime: '2027' })],
    ['this visit at an unknown hour', past({ id: 'b', context: HERE, effectiveDateTime: undefined })],
    ['this visit in this month', past({ id: 'b', context: HERE, effectiveDateTime: '2026-11' })],
    ['swallowed, whatever it was', past({ medicationCodeableConcept: coded('urn:x', '1'), dosage: ORAL })],
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

describe('what may be one is doubtful', () => {
  test.each([
    ['in a month', past({ effectiveDateTime: '2026-10' }), '2026-10 knee right administration doubtful'],
    ['in this month', past({ effectiveDateTime: '2026-11' }), '2026-11 knee right administration doubtful'],
    ['in a year', past({ effectiveDateTime: '2026' }), '2026 knee right administration doubtful'],
    ['without a date', past({ effectiveDateTime: undefined }), ' knee right administration doubtful'],
    ['of unknown status', past({ status: 'unknown' }), '2026-05-01 knee right administration doubtful'],
    [
      'of a drug nobody can make out',
      past({ medicationCodeableConcept: coded('urn:x', '1') }),
      '2026-05-01 knee right administration doubtful',
    ],
    [
      'a procedure in words',
      procedure({ code: { text: 'Steroid injection, right knee' }, bodySite: undefined }),
      '2026-05-01 knee right procedure doubtful',
    ],
    [
      'a procedure without a date',
      procedure({ performedDateTime: undefined }),
      ' knee right procedure doubtful',
    ],
    [
      'a procedure of unknown status',
      procedure({ status: 'unknown' }),
      '2026-05-01 knee right procedure doubtful',
    ],
  ])('%s', (_, resource, expected) => {
    expect(read(resource)).toEqual([expected]);
  });
  test('and explains no procedure', () => {
    expect(read(past({ status: 'unknown' }), procedure())).toContain('2026-05-01 knee right procedure');
    expect(read(past({ effectiveDateTime: undefined }), procedure({ performedDateTime: undefined }))).toEqual(
      [' knee right procedure doubtful', ' knee right administration doubtful'],
    );
  });
});

test('a procedure speaks for the administration that names no place, or no side', () => {
  for (const dosage of [undefined, { site: coded(SNOMED, '72696002') }])
    expect(read(past({ dosage }), procedure())).toContain('2026-05-01 knee right procedure');
  expect(read(past(), procedure({ bodySite: undefined }))).toEqual(['2026-05-01 knee right administration']);
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
  expect(history).toMatchObject([{ date: '2026-10-24', doubtful: false }]);
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
  test('but not one of the other side, nor one that was not given', () => {
    const text = { text: 'Synvisc-One 48 mg/6 mL syringe' };
    const left = past({ medicationCodeableConcept: text, dosage: { site: LEFT_KNEE } });
    expect(read(left, procedure())).toEqual(['2026-05-01 knee right procedure']);
    const notDone = past({ medicationCodeableConcept: text, status: 'not-done' });
    expect(read(notDone, procedure())).toEqual(['2026-05-01 knee right procedure']);
    const anywhere = past({ medicationCodeableConcept: text, dosage: undefined });
    expect(read(anywhere, procedure())).toEqual([]);
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
