import { describe, expect, it } from 'vitest';
import type { RawResource } from '../facts/chart.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { FhirFile, FileSource } from './file-sources.ts';
import { splitCharts, splitPatients } from './split-charts.ts';

const of = (resourceType: string, id: string, more: object = {}): RawResource => ({
  resourceType,
  id,
  ...more,
});
const about = (patient: string, more: object = {}) => ({ subject: { reference: patient }, ...more });
const given = (id: string, patient: string, more: object = {}): RawResource =>
  of(
    'MedicationAdministration',
    id,
    about(patient, { status: 'completed', effectiveDateTime: '2026-11-23T14:05:00-05:00', ...more }),
  );
const inside = (encounter: string) => ({ context: { reference: encounter } });

const file = (resources: readonly RawResource[], more: Partial<FhirFile> = {}): FhirFile => ({
  resources,
  incomplete: new Map(),
  answersFor: 'every type',
  ...more,
});
const charts = (...resources: readonly RawResource[]) =>
  splitPatients([file(resources)]).flatMap((patient) => splitCharts(patient, DEFAULT_SITE));
const named = (...resources: readonly RawResource[]) =>
  charts(...resources).map(({ patient, encounter, serviceDate }) => [patient, encounter, serviceDate]);

const ANNA = of('Patient', 'anna');
const BEN = of('Patient', 'ben');

describe('patients of a file', () => {
  it('get their own resources and the shared ones, and nothing of each other', () => {
    const split = splitPatients([
      file([ANNA, BEN, given('a', 'Patient/anna'), given('b', 'Patient/ben'), of('Medication', 'm')]),
    ]);
    expect(split.map(({ patient, resources }) => [patient, resources.map(({ id }) => id)])).toEqual([
      ['Patient/anna', ['anna', 'a', 'm']],
      ['Patient/ben', ['ben', 'b', 'm']],
    ]);
  });

  it('are named by subject, patient or beneficiary, relative, absolute or by urn:uuid', () => {
    const uuid = 'urn:uuid:4f0e';
    const resources = [
      of('Patient', 'anna', { fullUrl: uuid }),
      given('a', uuid),
      of('Coverage', 'c', { beneficiary: { reference: 'https://ehr.example/fhir/Patient/anna' } }),
      of('AllergyIntolerance', 'i', { patient: { reference: 'Patient/anna' } }),
    ];
    const [anna, ...rest] = splitPatients([file(resources)]);
    expect(rest).toEqual([]);
    expect(anna?.resources).toHaveLength(4);
  });

  it('do not get a resource that names nobody, and it is counted', () => {
    const [anna] = splitPatients([file([ANNA, of('Procedure', 'p', { status: 'completed' })])]);
    expect(anna?.resources.map(({ id }) => id)).toEqual(['anna']);
    expect(anna?.droppedWrongPatient).toBe(1);
  });

  it('are told of resources of others that point into their encounters', () => {
    const encounter = of('Encounter', 'e', about('Patient/anna'));
    const split = splitPatients([
      file([ANNA, BEN, encounter, given('x', 'Patient/ben', inside('Encounter/e'))]),
    ]);
    expect(split.map(({ patient, droppedWrongPatient }) => [patient, droppedWrongPatient])).toEqual([
      ['Patient/anna', 1],
      ['Patient/ben', 0],
    ]);
  });

  it('are everybody named where no Patient was sent, and only those sent where some were', () => {
    const both = [given('a', 'Patient/anna'), given('b', 'Patient/ben')];
    expect(splitPatients([file(both)]).map(({ patient }) => patient)).toEqual([
      'Patient/anna',
      'Patient/ben',
    ]);
    expect(splitPatients([file([ANNA, ...both])]).map(({ patient }) => patient)).toEqual(['Patient/anna']);
  });

  it('have sources that are as complete as the files say', () => {
    const partial: FileSource = { completeness: 'partial', reason: 'the file says that more pages follow' };
    const status = (files: readonly FhirFile[], type: string) =>
      splitPatients(files)[0]?.sources.find((source) => source.type === type);
    expect(status([file([ANNA], { incomplete: new Map([['Procedure', partial]]) })], 'Procedure')).toEqual({
      type: 'Procedure',
      ...partial,
      count: 0,
    });
    const ndjson = file([ANNA, given('a', 'Patient/anna')], { answersFor: 'its own types' });
    expect(status([ndjson], 'MedicationAdministration')).toMatchObject({
      completeness: 'complete',
      count: 1,
    });
    expect(status([ndjson], 'Procedure')).toMatchObject({ completeness: 'unsupported' });
    expect(status([file([ANNA])], 'Procedure')).toMatchObject({ completeness: 'complete', reason: null });
  });
});

describe('charts of a patient', () => {
  it('are one for each encounter something belongs to, in order', () => {
    const procedure = of(
      'Procedure',
      'p',
      about('Patient/anna', {
        encounter: { reference: 'Encounter/c' },
        code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '20610' }] },
      }),
    );
    expect(
      named(
        ANNA,
        given('1', 'Patient/anna', inside('Encounter/b')),
        given('2', 'Patient/anna', inside('Encounter/a')),
        procedure,
      ),
    ).toEqual([
      ['Patient/anna', 'Encounter/a', null],
      ['Patient/anna', 'Encounter/b', null],
      ['Patient/anna', 'Encounter/c', null],
    ]);
  });

  it('group administrations without an encounter by date, those without a date last', () => {
    const undated = given('3', 'Patient/anna', { effectiveDateTime: undefined });
    const later = given('2', 'Patient/anna', { effectiveDateTime: '2026-11-24T09:00:00-05:00' });
    expect(named(ANNA, undated, later, given('1', 'Patient/anna'))).toEqual([
      ['Patient/anna', null, '2026-11-23'],
      ['Patient/anna', null, '2026-11-24'],
      ['Patient/anna', null, null],
    ]);
  });

  it('leave out encounters of other drugs and other procedures', () => {
    const heparin = given('1', 'Patient/anna', {
      ...inside('Encounter/a'),
      medicationCodeableConcept: { text: 'heparin' },
    });
    const tablet = given('2', 'Patient/anna', {
      ...inside('Encounter/b'),
      medicationCodeableConcept: { text: 'methylprednisolone 4 mg oral tablet' },
    });
    const surgery = of(
      'Procedure',
      'p',
      about('Patient/anna', {
        status: 'completed',
        encounter: { reference: 'Encounter/c' },
        code: { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '27447' }] },
      }),
    );
    expect(named(ANNA, heparin, tablet, surgery)).toEqual([]);
  });

  it('find the encounter of an administration by time where it names none', () => {
    const encounter = of(
      'Encounter',
      'e',
      about('Patient/anna', {
        status: 'finished',
        period: { start: '2026-11-23T13:00:00-05:00', end: '2026-11-23T15:00:00-05:00' },
      }),
    );
    expect(named(ANNA, encounter, given('1', 'Patient/anna'))).toEqual([
      ['Patient/anna', 'Encounter/e', null],
    ]);
  });

  it('take in every encounter while administrations were read in part', () => {
    const encounter = of('Encounter', 'e', about('Patient/anna', { status: 'finished' }));
    const denied: FileSource = { completeness: 'denied', reason: 'refused' };
    const [patient] = splitPatients([
      file([ANNA, encounter], { incomplete: new Map([['MedicationAdministration', denied]]) }),
    ]);
    if (!patient) throw new Error('no patient');
    expect(splitCharts(patient, DEFAULT_SITE).map((chart) => chart.encounter)).toEqual(['Encounter/e']);
    expect(named(ANNA, encounter)).toEqual([]);
  });

  it('let orders stand in where the system has no administrations', () => {
    const order = of(
      'MedicationRequest',
      'o',
      about('Patient/anna', { encounter: { reference: 'Encounter/e' } }),
    );
    const [patient] = splitPatients([file([ANNA, order], { answersFor: 'its own types' })]);
    if (!patient) throw new Error('no patient');
    expect(splitCharts(patient, DEFAULT_SITE).map((chart) => chart.encounter)).toEqual(['Encounter/e']);
    expect(named(ANNA, order)).toEqual([]);
  });
});
