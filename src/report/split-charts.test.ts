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

const JOINT = { coding: [{ system: 'http://www.ama-assn.org/go/cpt', code: '20610' }] };
const AT_TWO = '2026-11-23T14:00:00-05:00';
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

  it('all get what names no patient and may serve any of them, and of other types nothing that names nobody', () => {
    const serving = [
      'Medication',
      'Practitioner',
      'PractitionerRole',
      'Organization',
      'Location',
      'Substance',
      'Binary',
    ];
    const nameless = [...serving, 'Procedure', 'Observation'].map((type) => of(type, 'x'));
    const split = splitPatients([file([ANNA, BEN, ...nameless])]);
    expect(split.map(({ resources }) => resources.map(({ resourceType }) => resourceType))).toEqual([
      ['Patient', ...serving],
      ['Patient', ...serving],
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

  it('are ordered by reference, whatever the order of the file', () => {
    const order = (...resources: readonly RawResource[]) =>
      splitPatients([file(resources)]).map(({ patient }) => patient);
    expect(order(BEN, ANNA)).toEqual(['Patient/anna', 'Patient/ben']);
    expect(order(given('b', 'Patient/ben'), given('a', 'Patient/anna'))).toEqual([
      'Patient/anna',
      'Patient/ben',
    ]);
  });

  it('are nobody where a file names nobody', () => {
    expect(splitPatients([file([of('Procedure', 'p'), of('Medication', 'm')])])).toEqual([]);
    const nameless = [of('Procedure', 'p'), of('Medication', 'm'), given('a', 'Patient/anna')];
    expect(splitPatients([file(nameless)]).map(({ patient }) => patient)).toEqual(['Patient/anna']);
  });

  it('are named by their fullUrl without an id, and not at all without either', () => {
    const nameless = { resourceType: 'Patient' };
    const ofUrl = (fullUrl: string) =>
      splitPatients([file([{ ...nameless, fullUrl }, given('a', fullUrl)])]).map(({ patient, resources }) => [
        patient,
        resources.length,
      ]);
    expect(ofUrl('urn:uuid:4f0e')).toEqual([['Patient/4f0e', 2]]);
    expect(ofUrl('https://ehr.example/fhir/Patient/4f0e')).toEqual([['Patient/4f0e', 2]]);
    const split = splitPatients([file([nameless, given('a', 'Patient/anna')])]);
    expect(
      split.map(({ patient, resources, droppedWrongPatient }) => [
        patient,
        resources.length,
        droppedWrongPatient,
      ]),
    ).toEqual([['Patient/anna', 1, 1]]);
  });

  it('count what names nobody or somebody else, and not what serves all', () => {
    const resources = [ANNA, given('b', 'Patient/ben'), of('Procedure', 'p'), of('Medication', 'm')];
    expect(splitPatients([file(resources)]).map(({ droppedWrongPatient }) => droppedWrongPatient)).toEqual([
      2,
    ]);
    expect(splitPatients([file([ANNA, of('Medication', 'm')])])[0]?.droppedWrongPatient).toBe(0);
  });

  it.each([
    ['their own administration', given('x', 'Patient/anna', inside('Encounter/e')), 0],
    ["another's administration", given('x', 'Patient/ben', inside('Encounter/e')), 1],
    ["another's administration, by fullUrl", given('x', 'Patient/ben', inside('urn:uuid:e')), 1],
    [
      "another's procedure",
      of('Procedure', 'x', about('Patient/ben', { encounter: { reference: 'Encounter/e' } })),
      1,
    ],
    ["nobody's procedure", of('Procedure', 'x', { encounter: { reference: 'Encounter/e' } }), 1],
    ["another's, of an episode of theirs", given('x', 'Patient/ben', inside('EpisodeOfCare/s')), 0],
    ["another's, of no encounter", given('x', 'Patient/ben'), 0],
    ["another's, of an encounter nobody sent", given('x', 'Patient/ben', inside('Encounter/other')), 0],
    ['one that serves all', of('Medication', 'x', { encounter: { reference: 'Encounter/e' } }), 0],
  ])('are told of what points into their encounters among several patients: %s', (_, resource, count) => {
    const encounter = { resourceType: 'Encounter', fullUrl: 'urn:uuid:e', ...about('Patient/anna') };
    const nameless = { resourceType: 'Encounter', ...about('Patient/anna') };
    const episode = of('EpisodeOfCare', 's', { patient: { reference: 'Patient/anna' } });
    const split = splitPatients([file([ANNA, BEN, encounter, nameless, episode, resource])]);
    expect(split.map(({ droppedWrongPatient }) => droppedWrongPatient)).toEqual([count, 0]);
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
    expect(status([ndjson], 'Procedure')).toEqual({
      type: 'Procedure',
      completeness: 'unsupported',
      reason: 'the input has no file of this type',
      count: 0,
    });
    expect(status([file([ANNA])], 'Procedure')).toMatchObject({ completeness: 'complete', reason: null });
    expect(status([ndjson, file([])], 'Procedure')).toMatchObject({ completeness: 'complete' });
  });

  it('have of several files the worst that any says, whatever their order', () => {
    const saying = (completeness: FileSource['completeness']) =>
      file([ANNA], { incomplete: new Map([['Procedure', { completeness, reason: 'told' }]]) });
    const files = [saying('unsupported'), saying('denied'), file([ANNA])];
    const stated = (order: readonly FhirFile[]) =>
      splitPatients(order)[0]?.sources.find(({ type }) => type === 'Procedure')?.completeness;
    expect([stated(files), stated(files.toReversed())]).toEqual(['denied', 'denied']);
  });
});

describe('charts of a patient', () => {
  it('are one for each encounter something belongs to, in order', () => {
    const procedure = of(
      'Procedure',
      'p',
      about('Patient/anna', {
        encounter: { reference: 'Encounter/c' },
        code: JOINT,
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
    const first = given('1', 'Patient/anna');
    for (const order of [
      [undated, later, first],
      [later, undated, first],
      [first, later, undated],
    ])
      expect(named(ANNA, ...order)).toEqual([
        ['Patient/anna', null, '2026-11-23'],
        ['Patient/anna', null, '2026-11-24'],
        ['Patient/anna', null, null],
      ]);
  });

  it('take the date of a time in UTC in the zone of the site', () => {
    const late = given('1', 'Patient/anna', { effectiveDateTime: '2026-11-24T02:00:00Z' });
    const [patient] = splitPatients([file([ANNA, late])]);
    if (!patient) throw new Error('no patient');
    const site = { ...DEFAULT_SITE, timeZone: 'America/New_York' };
    expect(splitCharts(patient, site).map(({ serviceDate }) => serviceDate)).toEqual(['2026-11-23']);
  });

  it('are not made by date for procedures that state no encounter', () => {
    const procedure = of(
      'Procedure',
      'p',
      about('Patient/anna', { code: JOINT, performedDateTime: '2026-11-23' }),
    );
    expect(named(ANNA, procedure)).toEqual([]);
  });

  it('include an encounter asked for that the file has, whatever it holds, and no other', () => {
    const encounter = of('Encounter', 'e', about('Patient/anna'));
    const [patient] = splitPatients([file([ANNA, encounter])]);
    if (!patient) throw new Error('no patient');
    const asked = (reference: string | null) =>
      splitCharts(patient, DEFAULT_SITE, reference).map((chart) => chart.encounter);
    expect([asked('Encounter/e'), asked('Encounter/gone'), asked(null)]).toEqual([['Encounter/e'], [], []]);
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

  it.each([
    ['MedicationAdministration', 'partial', true],
    ['MedicationAdministration', 'denied', true],
    ['MedicationAdministration', 'failed', true],
    ['Procedure', 'denied', true],
    ['MedicationAdministration', 'unsupported', false],
    ['Procedure', 'unsupported', false],
    ['Condition', 'denied', false],
  ] as const)(
    'take in every encounter only while one may hide an injection: %s %s',
    (type, completeness, all) => {
      const encounter = of('Encounter', 'e', about('Patient/anna', { status: 'finished' }));
      const incomplete = new Map([[type, { completeness, reason: 'told' }]]);
      const [patient] = splitPatients([file([ANNA, encounter], { incomplete })]);
      if (!patient) throw new Error('no patient');
      expect(splitCharts(patient, DEFAULT_SITE).map((chart) => chart.encounter)).toEqual(
        all ? ['Encounter/e'] : [],
      );
      expect(named(ANNA, encounter)).toEqual([]);
    },
  );

  it.each(['MedicationRequest', 'MedicationDispense'])(
    'let a %s stand in only where the system has no administrations',
    (type) => {
      const ordered = of(type, 'o', about('Patient/anna', { encounter: { reference: 'Encounter/e' } }));
      const encounters = (...resources: readonly RawResource[]) =>
        splitPatients([file(resources, { answersFor: 'its own types' })]).flatMap((patient) =>
          splitCharts(patient, DEFAULT_SITE).map((chart) => chart.encounter),
        );
      expect(encounters(ANNA, ordered)).toEqual(['Encounter/e']);
      expect(encounters(ANNA, ordered, given('1', 'Patient/anna', inside('Encounter/a')))).toEqual([
        'Encounter/a',
      ]);
      expect(named(ANNA, ordered)).toEqual([]);
    },
  );

  it.each([
    ['MedicationAdministration', { effectiveDateTime: AT_TWO }],
    ['MedicationAdministration', { effectivePeriod: { start: AT_TWO } }],
    ['Procedure', { performedDateTime: AT_TWO }],
    ['Procedure', { performedPeriod: { start: AT_TWO } }],
    ['MedicationRequest', { authoredOn: AT_TWO }],
    ['MedicationDispense', { whenHandedOver: AT_TWO }],
  ])('find the encounter of a %s that names none by its time: %j', (type, time) => {
    const encounter = of(
      'Encounter',
      'e',
      about('Patient/anna', {
        status: 'finished',
        period: { start: '2026-11-23T13:00:00-05:00', end: '2026-11-23T15:00:00-05:00' },
      }),
    );
    const encounters = (more: object) => {
      const resource = of(type, '1', about('Patient/anna', { status: 'completed', code: JOINT, ...more }));
      const files = [file([ANNA, encounter, resource], { answersFor: 'its own types' })];
      return splitPatients(files).flatMap((patient) =>
        splitCharts(patient, DEFAULT_SITE).map((chart) => chart.encounter),
      );
    };
    expect(encounters(time)).toEqual(['Encounter/e']);
    expect(encounters({})).not.toContain('Encounter/e');
  });
});
