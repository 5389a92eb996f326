import { describe, expect, it } from 'vitest';
import type { RawResource } from '../facts/chart.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { ACETATE, administration, ENCOUNTER, order, PATIENT } from '../test-kit/chart-builder.ts';
import type { FhirFile } from './file-sources.ts';
import { reportFiles } from './report-files.ts';

const SETTINGS = { asOf: null, table: null, profile: null, site: DEFAULT_SITE };
const OTHER_PATIENT = { ...PATIENT, id: 'b' };
const OTHER_SUBJECT = { subject: { reference: 'Patient/b' }, context: undefined };
const LATER_VISIT = {
  ...ENCOUNTER,
  id: 'f',
  period: { start: '2026-11-25T08:00:00-05:00', end: '2026-11-25T17:00:00-05:00' },
};
const ORPHAN = administration({
  id: 'orphan',
  context: undefined,
  effectiveDateTime: '2026-11-20T19:00:00-05:00',
});

const file = (resources: readonly RawResource[], over: Partial<FhirFile> = {}): FhirFile => ({
  resources,
  incomplete: new Map(),
  answersFor: 'every type',
  ...over,
});
const VISIT = file([PATIENT, ENCOUNTER, administration()]);

/** Patient, encounter and injections of each report. */
const inShort = (
  files: readonly FhirFile[],
  encounter?: string,
): readonly (readonly [string, string | null, number])[] =>
  reportFiles(files, SETTINGS, encounter).map((report) => [
    report.patient,
    report.encounter.reference,
    report.injections.length,
  ]);

describe('the reports of files', () => {
  it('are ordered by patient, then encounter, then date', () => {
    const more = file([
      OTHER_PATIENT,
      LATER_VISIT,
      administration({ ...OTHER_SUBJECT, id: 'b1' }),
      administration({ id: 'a2', context: { reference: 'Encounter/f' }, effectiveDateTime: '2026-11-25' }),
      ORPHAN,
    ]);
    const expected = [
      ['Patient/b', null, 1],
      ['Patient/p', 'Encounter/e', 1],
      ['Patient/p', 'Encounter/f', 1],
      ['Patient/p', null, 1],
    ];
    expect(inShort([VISIT, more])).toEqual(expected);
    expect(inShort([more, VISIT])).toEqual(expected);
  });

  it('leave out what holds no injection', () => {
    expect(inShort([])).toEqual([]);
    expect(inShort([file([PATIENT, ENCOUNTER])])).toEqual([]);
    const heparin = order({ medicationCodeableConcept: { text: 'heparin' } });
    const steroid = order({ medicationCodeableConcept: ACETATE });
    const ndjson = (one: RawResource) => file([PATIENT, ENCOUNTER, one], { answersFor: 'its own types' });
    expect(inShort([ndjson(heparin)])).toEqual([]);
    expect(inShort([ndjson(steroid)])).toEqual([['Patient/p', 'Encounter/e', 0]]);
  });

  it('are of the encounter asked for alone, whatever it holds', () => {
    const both = [VISIT, file([LATER_VISIT, ORPHAN])];
    expect(inShort(both, 'Encounter/e')).toEqual([['Patient/p', 'Encounter/e', 1]]);
    expect(inShort(both, 'Encounter/f')).toEqual([['Patient/p', 'Encounter/f', 0]]);
    expect(inShort(both, 'Encounter/none')).toEqual([]);
  });

  it('show an injection of no encounter once: by its date, or beside the one encounter asked for', () => {
    const files = [VISIT, file([ORPHAN])];
    const unplaced = (encounter?: string) =>
      reportFiles(files, SETTINGS, encounter).map((report) => [
        report.encounter.reference,
        report.unplaced.map((one) => one.administration),
      ]);
    expect(unplaced()).toEqual([
      ['Encounter/e', []],
      [null, []],
    ]);
    expect(unplaced('Encounter/e')).toEqual([['Encounter/e', ['MedicationAdministration/orphan']]]);
  });

  it('are all as of the newest moment of all files, unless told', () => {
    const NEWEST = '2026-12-01T09:00:00-05:00';
    const files = [
      VISIT,
      file([OTHER_PATIENT, administration({ ...OTHER_SUBJECT, id: 'b1', meta: { lastUpdated: NEWEST } })]),
    ];
    const asOf = (told: string | null) =>
      reportFiles(files, { ...SETTINGS, asOf: told }).map((report) => report.asOf);
    expect(asOf(null)).toEqual([NEWEST, NEWEST]);
    expect(asOf('2027-01-01T00:00:00Z')).toEqual(['2027-01-01T00:00:00Z', '2027-01-01T00:00:00Z']);
  });
});
