import { describe, expect, test } from 'vitest';
import type { RawResource } from './chart.ts';
import {
  administration,
  coded,
  dosed,
  factsOf,
  INTRA_ARTICULAR,
  RIGHT_KNEE,
  SNOMED,
  told,
} from '../test-kit/chart-builder.ts';

const CPT = 'http://www.ama-assn.org/go/cpt';
const HCPCS = 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const LEFT_KNEE = coded(SNOMED, '82169009');
const KNEE = coded(SNOMED, '72696002');

const procedure = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 'pr',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  code: coded(CPT, '20610'),
  performedDateTime: '2026-11-20T10:05:00-05:00',
  bodySite: [RIGHT_KNEE],
  ...over,
});
const read = (over: Readonly<Record<string, unknown>> = {}) => factsOf([procedure(over)]).procedures;

describe('which procedures are injections: the system decides, never the looks', () => {
  test.each([
    ['CPT', coded(CPT, '20610'), 'joint', 'recorded 20610'],
    ['CPT by OID', coded('urn:oid:2.16.840.1.113883.6.12', '20611'), 'joint', 'recorded 20611'],
    ['HCPCS', coded(HCPCS, 'G0260'), 'spine-joint', 'recorded G0260'],
    ['SNOMED', coded(SNOMED, '231274008'), 'joint', 'recorded 231274008'],
    ['a range row', coded(CPT, '64493'), 'spine-joint', 'recorded 64493'],
    [
      'CPT beside SNOMED',
      {
        coding: [
          { system: SNOMED, code: '59108006' },
          { system: CPT, code: '20610' },
        ],
      },
      'joint',
      'recorded 20610',
    ],
    [
      'two CPT codes',
      {
        coding: [
          { system: CPT, code: '20610' },
          { system: CPT, code: '96372' },
        ],
      },
      'injection-unspecified',
      'conflicting 20610, 96372',
    ],
    ['words alone', { text: 'Right knee steroid injection' }, 'injection-unspecified', 'not-recognised'],
    [
      'a local code with words',
      { coding: [{ system: 'urn:oid:1.2.3', code: '77', display: 'ARTHROCENTESIS KNEE' }] },
      'injection-unspecified',
      'not-recognised',
    ],
  ])('%s', (_, code, family, said) => {
    const [found] = read({ code });
    expect(found?.family).toBe(family);
    expect(found && told(found.code)).toBe(said);
  });
  test.each([
    ['another CPT code', coded(CPT, '99213')],
    ['20610 under SNOMED', coded(SNOMED, '20610')],
    ['20610 under no system', { coding: [{ code: '20610' }] }],
    ['a vaccine', { text: 'Influenza vaccine injection' }],
    ['an appendectomy', { text: 'Appendectomy' }],
    ['nothing', {}],
  ])('%s is none', (_, code) => {
    expect(read({ code })).toEqual([]);
  });
});

describe('status', () => {
  test.each([
    ['completed', {}, true],
    ['in-progress', { status: 'in-progress' }, true],
    ['stopped', { status: 'stopped' }, true],
    ['not-done', { status: 'not-done' }, false],
    ['preparation', { status: 'preparation' }, false],
    ['entered-in-error', { status: 'entered-in-error' }, false],
    ['completed, but refused', { statusReason: { text: 'Patient refused' } }, false],
    ['modified by something unknown', { modifierExtension: [{ url: 'x', valueBoolean: true }] }, false],
  ])('%s counts: %s', (_, over, counts) => {
    expect(read(over)[0]?.counts).toBe(counts);
  });
  test('one that does not count is listed and never matched', () => {
    const { injections, procedures } = factsOf([administration(), procedure({ status: 'not-done' })]);
    expect(procedures).toHaveLength(1);
    expect(injections[0]?.procedure).toEqual({ how: 'none', references: [] });
  });
});

describe('place and side (terminology rule 7: code, second coding, text, extension, modifier)', () => {
  const EXTENSION = {
    coding: [{ system: SNOMED, code: '72696002' }],
    extension: [
      {
        url: 'http://nictiz.nl/fhir/StructureDefinition/BodySite-Qualifier',
        valueCodeableConcept: coded(SNOMED, '7771000'),
      },
    ],
  };
  test.each([
    ['bodySite', {}, 'recorded knee', 'recorded right'],
    ['no side', { bodySite: [KNEE] }, 'recorded knee', 'not-recorded'],
    [
      'a second entry for the side',
      { bodySite: [KNEE, coded(SNOMED, '24028007')] },
      'recorded knee',
      'recorded right',
    ],
    ['left and right entries', { bodySite: [RIGHT_KNEE, LEFT_KNEE] }, 'recorded knee', 'recorded bilateral'],
    ['an extension', { bodySite: [EXTENSION] }, 'recorded knee', 'recorded left'],
    ['one object for an array', { bodySite: RIGHT_KNEE }, 'recorded knee', 'recorded right'],
    ['text', { bodySite: [{ text: 'Knee, Left' }] }, 'text-only knee', 'text-only left'],
    [
      'the SNOMED code',
      { bodySite: undefined, code: coded(SNOMED, '301877006') },
      'recorded knee',
      'not-recorded',
    ],
    [
      'the words of the code',
      { bodySite: undefined, code: { text: 'Injection of steroid into left knee joint' } },
      'text-only knee',
      'text-only left',
    ],
    [
      'a modifier behind the code',
      { bodySite: [KNEE], code: coded(CPT, '20610-LT') },
      'recorded knee',
      'recorded left',
    ],
    [
      'modifier 50',
      { bodySite: [KNEE], code: coded(CPT, '20610-50') },
      'recorded knee',
      'recorded bilateral',
    ],
    [
      'a digit modifier',
      { bodySite: undefined, code: coded(CPT, '20600-F6') },
      'recorded index-finger',
      'recorded right',
    ],
    [
      'a code for the knee beside a shoulder',
      { bodySite: [coded(SNOMED, '16982005')], code: coded(SNOMED, '301877006') },
      'conflicting knee, shoulder',
      'not-recorded',
    ],
    [
      'a display of another joint than its code (rule 10)',
      { bodySite: undefined, code: coded(SNOMED, '301877006', 'Injection of steroid into shoulder joint') },
      'conflicting knee, shoulder',
      'not-recorded',
    ],
    [
      'a modifier of the other side',
      { bodySite: [RIGHT_KNEE], code: coded(CPT, '20610-LT') },
      'recorded knee',
      'conflicting left, right',
    ],
    [
      'a display that lists examples',
      { bodySite: undefined, code: coded(CPT, '20610', 'Injection, large joint (eg, knee)') },
      'not-recorded',
      'not-recorded',
    ],
    [
      'a note, where nothing else does',
      { bodySite: [KNEE], note: [{ text: 'right knee' }] },
      'recorded knee',
      'text-only right',
    ],
    ['not a note against bodySite', { note: [{ text: 'left knee' }] }, 'recorded knee', 'recorded right'],
    [
      'two places',
      { bodySite: [RIGHT_KNEE, coded(SNOMED, '16982005')] },
      'conflicting knee, shoulder',
      'recorded right',
    ],
    ['nothing', { bodySite: undefined }, 'not-recorded', 'not-recorded'],
  ])('%s', (_, over, site, side) => {
    const [found] = read(over);
    expect(found && [told(found.site), told(found.side)]).toEqual([site, side]);
  });
});

describe('encounter', () => {
  const other = {
    resourceType: 'Encounter',
    id: 'other',
    status: 'finished',
    subject: { reference: 'Patient/p' },
    period: { start: '2026-11-20T18:00:00-05:00', end: '2026-11-20T19:00:00-05:00' },
  };
  test.each([
    ['named', {}, 'context'],
    ['by time', { encounter: undefined }, 'time'],
    [
      'by period',
      {
        encounter: undefined,
        performedDateTime: undefined,
        performedPeriod: { start: '2026-11-20T10:00:00-05:00' },
      },
      'time',
    ],
    ['by date alone', { encounter: undefined, performedDateTime: '2026-11-20' }, 'time'],
  ])('%s', (_, over, how) => {
    expect(read(over)[0]?.encounterMatch).toBe(how);
  });
  test.each([
    ['another encounter', { encounter: { reference: 'Encounter/other' } }],
    ['outside', { encounter: undefined, performedDateTime: '2026-11-21T10:00:00-05:00' }],
    ['a year alone', { encounter: undefined, performedDateTime: '2026' }],
    ['no time at all', { encounter: undefined, performedDateTime: undefined }],
  ])('%s is not of this one', (_, over) => {
    expect(read(over)).toEqual([]);
  });
  test('a date that two encounters share belongs to neither', () => {
    const dated = procedure({ encounter: undefined, performedDateTime: '2026-11-20' });
    expect(factsOf([other, dated]).procedures).toEqual([]);
  });
});

describe('administration and procedure', () => {
  const left = administration({
    id: 'b',
    dosage: { dose: { value: 40, unit: 'mg', code: 'mg' }, route: INTRA_ARTICULAR, site: LEFT_KNEE },
  });
  const matchOf = (resources: readonly RawResource[], id = 'a') =>
    factsOf(resources).injections.find(({ reference }) => reference === `MedicationAdministration/${id}`)
      ?.procedure;

  test('one that fits is the match', () => {
    expect(matchOf([administration(), procedure()])).toEqual({
      how: 'matched',
      references: ['Procedure/pr'],
    });
  });
  test('each side finds its own', () => {
    const both = [administration(), left, procedure(), procedure({ id: 'pl', bodySite: [LEFT_KNEE] })];
    expect(matchOf(both)).toEqual({ how: 'matched', references: ['Procedure/pr'] });
    expect(matchOf(both, 'b')).toEqual({ how: 'matched', references: ['Procedure/pl'] });
  });
  test('a bilateral procedure is the match of both sides', () => {
    const both = [administration(), left, procedure({ bodySite: [coded(SNOMED, '36701003')] })];
    expect(matchOf(both)?.how).toBe('matched');
    expect(matchOf(both, 'b')?.how).toBe('matched');
  });
  test('two alike are two candidates, not the first', () => {
    expect(matchOf([administration(), procedure(), procedure({ id: 'pr2' })])).toEqual({
      how: 'more-than-one-candidate',
      references: ['Procedure/pr', 'Procedure/pr2'],
    });
  });
  test('the only procedure of another side is the match, so that the conflict shows', () => {
    expect(matchOf([administration(), procedure({ bodySite: [LEFT_KNEE] })])?.how).toBe('matched');
  });
  test('but not when another administration fits it', () => {
    const right = [administration(), left, procedure()];
    expect(matchOf(right)).toEqual({ how: 'matched', references: ['Procedure/pr'] });
    expect(matchOf(right, 'b')).toEqual({ how: 'none', references: [] });
  });
  test('another route family is no match', () => {
    expect(matchOf([administration(), procedure({ code: coded(CPT, '96372') })])?.how).toBe('none');
    const muscle = dosed({ route: coded(SNOMED, '78421000'), site: coded(SNOMED, '35259002') });
    expect(matchOf([muscle, procedure({ code: coded(CPT, '96372'), bodySite: undefined })])?.how).toBe(
      'matched',
    );
  });
  test('a code with words alone may be any route', () => {
    expect(matchOf([administration(), procedure({ code: { text: 'Knee injection' } })])?.how).toBe('matched');
  });
});

describe('a procedure of another administration', () => {
  const PART_OF = { partOf: [{ reference: 'Procedure/pr' }] };
  const hyaluronate = (site: unknown, over: Readonly<Record<string, unknown>> = {}): RawResource =>
    dosed({ site }, { id: 'h', medicationCodeableConcept: { text: 'hyaluronate' }, ...over });
  const second = (site: unknown): RawResource =>
    dosed({ site }, { id: 'b', effectiveDateTime: '2026-11-20T10:25:00-05:00' });
  const placeOf = (resources: readonly RawResource[], id = 'a') => {
    const injection = factsOf(resources).injections.find(
      ({ reference }) => reference === `MedicationAdministration/${id}`,
    );
    return injection && [injection.procedure.how, told(injection.site), told(injection.side)].join(', ');
  };
  const NONE = 'none, not-recorded, not-recorded';
  const WITHOUT_SITE = dosed({ site: undefined });

  test('lends no place: the other says it is its own', () => {
    const pr = procedure({ bodySite: [LEFT_KNEE] });
    expect(placeOf([WITHOUT_SITE, hyaluronate(LEFT_KNEE, PART_OF), pr])).toBe(NONE);
    expect(placeOf([WITHOUT_SITE, hyaluronate(undefined, PART_OF), pr])).toBe(NONE);
    expect(placeOf([dosed({ site: KNEE }), hyaluronate(LEFT_KNEE, PART_OF), pr])).toBe(
      'none, recorded knee, not-recorded',
    );
  });
  test('is not contradicted by an injection elsewhere', () => {
    const pr = procedure({ bodySite: [LEFT_KNEE] });
    const right = 'none, recorded knee, recorded right';
    expect(placeOf([administration(), hyaluronate(LEFT_KNEE, PART_OF), pr])).toBe(right);
    const unplaced = procedure({ bodySite: undefined });
    expect(placeOf([administration(), hyaluronate(LEFT_KNEE, PART_OF), unplaced])).toBe(right);
  });
  test('is shared where both state its place', () => {
    const both = [administration(), hyaluronate(RIGHT_KNEE, PART_OF), procedure()];
    expect(placeOf(both)).toBe('matched, recorded knee, recorded right');
    expect(placeOf([administration(), { ...second(RIGHT_KNEE), ...PART_OF }, procedure()])).toBe(
      'matched, recorded knee, recorded right',
    );
  });
  test.each([
    ['another corticosteroid', second(RIGHT_KNEE)],
    ['another drug', hyaluronate(RIGHT_KNEE)],
  ])('lends no place: %s fits it by its own', (_, other) => {
    expect(placeOf([WITHOUT_SITE, other, procedure()])).toBe(NONE);
    expect(placeOf([dosed({ site: KNEE }), other, procedure()])).toBe('none, recorded knee, not-recorded');
  });
  test('lends its place to whoever states the most of it', () => {
    const resources = [WITHOUT_SITE, second(KNEE), procedure()];
    expect(placeOf(resources)).toBe(NONE);
    expect(placeOf(resources, 'b')).toBe('matched, recorded knee, recorded right');
  });
  test.each([
    ['nothing else was given', []],
    ['what else was given was given elsewhere', [hyaluronate(LEFT_KNEE)]],
    ['what else was given says no place', [hyaluronate(undefined)]],
    ['the other was not given', [hyaluronate(RIGHT_KNEE, { ...PART_OF, status: 'not-done' })]],
    ['another injection says no more than this one', [second(undefined)]],
  ])('lends it where %s', (_, others) => {
    expect(placeOf([WITHOUT_SITE, ...others, procedure()])).toBe('matched, recorded knee, recorded right');
  });
  test('is contradicted still where another drug went there and names no procedure', () => {
    const pr = procedure({ bodySite: [LEFT_KNEE] });
    expect(placeOf([administration(), hyaluronate(LEFT_KNEE), pr])).toBe(
      'matched, recorded knee, conflicting left, right',
    );
  });
  test('that has several candidates keeps them all', () => {
    const resources = [
      WITHOUT_SITE,
      second(RIGHT_KNEE),
      procedure(),
      procedure({ id: 'pl', bodySite: [LEFT_KNEE] }),
    ];
    expect(placeOf(resources)).toBe('more-than-one-candidate, not-recorded, not-recorded');
  });
});
