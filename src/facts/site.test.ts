import { expect, test } from 'vitest';
import {
  coded,
  dosed,
  factsOf,
  injectionOf,
  order,
  RIGHT_KNEE,
  SNOMED,
  told,
} from '../test-kit/chart-builder.ts';
import siteRows from '../tables/data/body-sites.json' with { type: 'json' };
import type { RawResource } from './chart.ts';

const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0163';
const V3 = 'http://terminology.hl7.org/CodeSystem/v3-ActSite';
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const CPT = 'http://www.ama-assn.org/go/cpt';
const LOCAL = 'https://hospital.example/site';
const KNEE = coded(SNOMED, '72696002');
const RIGHT = { system: SNOMED, code: '24028007' };
const LEFT = { system: SNOMED, code: '7771000' };
const kneeWith = (...list: readonly unknown[]): Record<string, unknown> => ({
  coding: [{ system: SNOMED, code: '72696002' }, ...list],
});
const qualifier = (value: unknown): Record<string, unknown> => ({
  url: 'http://nictiz.nl/fhir/StructureDefinition/BodySite-Qualifier',
  valueCodeableConcept: value,
});

const CASES: readonly (readonly [name: string, site: unknown, told: string, side: string])[] = [
  ['site and side in one code', RIGHT_KNEE, 'recorded knee', 'recorded right'],
  [
    'a post-coordinated code',
    coded(SNOMED, '72696002 |Knee region structure| : 272741003 |Laterality| = 24028007 |Right|'),
    'recorded knee',
    'recorded right',
  ],
  [
    'a post-coordinated code that contradicts itself',
    coded(SNOMED, '82169009:272741003=24028007'),
    'not-recognised',
    'not-recorded',
  ],
  [
    'a post-coordinated code about something else',
    coded(SNOMED, '72696002:363698007=24028007'),
    'not-recognised',
    'not-recorded',
  ],
  ['site alone', KNEE, 'recorded knee', 'not-recorded'],
  ['both sides in one code', coded(SNOMED, '36701003'), 'recorded knee', 'recorded bilateral'],
  ['side in a second coding', kneeWith(LEFT), 'recorded knee', 'recorded left'],
  [
    'bilateral qualifier',
    kneeWith({ system: SNOMED, code: '51440002' }),
    'recorded knee',
    'recorded bilateral',
  ],
  [
    'unilateral says no side',
    kneeWith({ system: SNOMED, code: '66459002' }),
    'recorded knee',
    'not-recorded',
  ],
  ['side as a HCPCS modifier', kneeWith({ system: HCPCS, code: 'RT' }), 'recorded knee', 'recorded right'],
  ['CPT 50', kneeWith({ system: CPT, code: '50' }), 'recorded knee', 'recorded bilateral'],
  ['LT of table 0163 is the left thigh', coded(V2, 'LT'), 'recorded thigh', 'recorded left'],
  ['LD of table 0163 is the left deltoid', coded(V2, 'LD'), 'recorded deltoid', 'recorded left'],
  ['LE of table 0163 is the left ear', coded(V2, 'LE'), 'recorded ear', 'recorded left'],
  ['v3 ActSite', coded(V3, 'RVG'), 'recorded ventrogluteal', 'recorded right'],
  ['LT as a HCPCS modifier is a side', coded(HCPCS, 'LT'), 'not-recognised', 'recorded left'],
  ['LD as a HCPCS modifier is an artery', coded(HCPCS, 'LD'), 'not-recognised', 'not-recorded'],
  ['LT without a system is nothing', { coding: [{ code: 'LT' }] }, 'not-recognised', 'not-recorded'],
  ['finger to the modifier', coded(SNOMED, '770842002'), 'recorded index-finger', 'recorded right'],
  ['eyelid as a HCPCS modifier', coded(HCPCS, 'E3'), 'recorded upper-eyelid', 'recorded right'],
  [
    'a wide and a narrow coding',
    {
      coding: [
        { system: SNOMED, code: '7569003' },
        { system: SNOMED, code: '770842002' },
      ],
    },
    'recorded index-finger',
    'recorded right',
  ],
  ['side in the text', { ...KNEE, text: 'Right knee' }, 'recorded knee', 'text-only right'],
  ['text alone', { text: 'L shoulder' }, 'text-only shoulder', 'text-only left'],
  ['inverted text', { text: 'Arm, Lower, Left' }, 'text-only forearm', 'text-only left'],
  ['both sides in text', { text: 'b/l knees' }, 'text-only knee', 'text-only bilateral'],
  ['misspelt text', { text: 'kneee' }, 'text-only knee', 'not-recorded'],
  [
    'side in an extension of the site',
    { ...KNEE, extension: [qualifier({ coding: [RIGHT] })] },
    'recorded knee',
    'recorded right',
  ],
  [
    'side in an extension of the coding',
    {
      coding: [{ system: SNOMED, code: '72696002', extension: [qualifier({ coding: [LEFT] })] }],
    },
    'recorded knee',
    'recorded left',
  ],
  [
    'side as text of an extension',
    { ...KNEE, extension: [qualifier({ text: 'Right' })] },
    'recorded knee',
    'text-only right',
  ],
  [
    'an extension about something else',
    { ...KNEE, extension: [{ url: 'https://ehr.example/approach', valueString: 'Right' }] },
    'recorded knee',
    'not-recorded',
  ],
  ['two sides', kneeWith(LEFT, RIGHT), 'recorded knee', 'conflicting left, right'],
  [
    'two places',
    {
      coding: [
        { system: SNOMED, code: '72696002' },
        { system: SNOMED, code: '16982005' },
      ],
    },
    'conflicting knee, shoulder',
    'not-recorded',
  ],
  [
    'a display of the other side',
    coded(SNOMED, '287679003', 'Right hip'),
    'recorded hip',
    'conflicting left, right',
  ],
  [
    'a text of another place',
    { ...RIGHT_KNEE, text: 'Right shoulder' },
    'conflicting knee, shoulder',
    'recorded right',
  ],
  ['a local code', coded(LOCAL, '12'), 'not-recognised', 'not-recorded'],
  ['a local code with a display', coded(LOCAL, '12', 'Left deltoid'), 'text-only deltoid', 'text-only left'],
  ['nothing', undefined, 'not-recorded', 'not-recorded'],
  ['a number', 6757004, 'not-recorded', 'not-recorded'],
];

test.each(CASES)('%s', (_, site, place, side) => {
  const injection = injectionOf([dosed({ site })]);
  expect([told(injection.ownSite), told(injection.ownSide)]).toEqual([place, side]);
});

test('dosage text fills what the site leaves open, and conflicts where it differs', () => {
  const at = (dosage: Readonly<Record<string, unknown>>): readonly string[] => {
    const injection = injectionOf([dosed(dosage)]);
    return [told(injection.site), told(injection.side)];
  };
  expect(at({ site: undefined, text: 'Depo-Medrol 40 mg IA left knee' })).toEqual([
    'text-only knee',
    'text-only left',
  ]);
  expect(at({ site: KNEE, text: 'Depo-Medrol 40 mg IA left knee' })).toEqual([
    'recorded knee',
    'text-only left',
  ]);
  expect(at({ text: 'Depo-Medrol 40 mg IA left knee' })).toEqual([
    'recorded knee',
    'conflicting left, right',
  ]);
});

test("a side is never taken from the diagnosis or from the patient's other injections", () => {
  const condition: RawResource = {
    resourceType: 'Condition',
    id: 'c',
    subject: { reference: 'Patient/p' },
    encounter: { reference: 'Encounter/e' },
    code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'M17.11'),
  };
  const { injections } = factsOf([
    dosed({ site: KNEE }, { reasonReference: [{ reference: 'Condition/c' }] }),
    dosed({}, { id: 'b' }),
    condition,
  ]);
  expect(injections.map(({ side }) => told(side))).toEqual(['not-recorded', 'recorded right']);
});

const procedure = (bodySite: unknown, over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 'pr',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  code: coded(CPT, '20610'),
  performedDateTime: '2026-11-20T10:05:00-05:00',
  bodySite: [bodySite],
  ...over,
});
const MERGES: readonly (readonly [
  name: string,
  own: unknown,
  procedure: unknown,
  site: string,
  side: string,
])[] = [
  ['procedure fills both', undefined, RIGHT_KNEE, 'recorded knee', 'recorded right'],
  ['procedure fills the side', KNEE, RIGHT_KNEE, 'recorded knee', 'recorded right'],
  ['both agree', RIGHT_KNEE, RIGHT_KNEE, 'recorded knee', 'recorded right'],
  ['sides differ', RIGHT_KNEE, coded(SNOMED, '82169009'), 'recorded knee', 'conflicting left, right'],
  ['places differ', RIGHT_KNEE, coded(SNOMED, '91774008'), 'conflicting knee, shoulder', 'recorded right'],
  [
    'procedure on both sides covers one',
    RIGHT_KNEE,
    coded(SNOMED, '36701003'),
    'recorded knee',
    'recorded right',
  ],
  [
    'procedure is narrower',
    RIGHT_KNEE,
    coded(SNOMED, '1076006'),
    'recorded prepatellar-bursa',
    'recorded right',
  ],
  ['own text, procedure code', { text: 'knee' }, RIGHT_KNEE, 'recorded knee', 'recorded right'],
];
test.each(MERGES)('%s', (_, own, other, site, side) => {
  const injection = injectionOf([dosed({ site: own }), procedure(other)]);
  expect([told(injection.site), told(injection.side)]).toEqual([site, side]);
});

test('an administration that is part of a procedure is matched with that one', () => {
  const injection = injectionOf([
    dosed({ site: KNEE }, { partOf: [{ reference: 'Procedure/pr' }] }),
    procedure(RIGHT_KNEE),
    procedure(coded(SNOMED, '82169009'), { id: 'other' }),
  ]);
  expect([injection.procedure.references, told(injection.side)]).toEqual([
    ['Procedure/pr'],
    'recorded right',
  ]);
});

test("what the administration alone says stays apart from the procedure's", () => {
  const injection = injectionOf([dosed({}), procedure(coded(SNOMED, '82169009'))]);
  expect([told(injection.ownSite), told(injection.ownSide)]).toEqual(['recorded knee', 'recorded right']);
});

test("the order's site is order-only", () => {
  const injection = injectionOf([
    dosed({ site: undefined }, { request: { reference: 'MedicationRequest/o' } }),
    order({ dosageInstruction: [{ site: RIGHT_KNEE }] }),
  ]);
  expect([told(injection.site), told(injection.side)]).toEqual(['order-only knee', 'order-only right']);
  expect(told(injection.ownSite)).toBe('not-recorded');
});

test("a site's own site code is read and an unmapped one listed", () => {
  const resources = [dosed({ site: coded(LOCAL, '12') })];
  const sites = [{ system: LOCAL, code: '12', means: { site: 'deltoid' as const, side: 'left' as const } }];
  const mapped = injectionOf(resources, { sites });
  expect([told(mapped.site), told(mapped.side)]).toEqual(['recorded deltoid', 'recorded left']);
  expect(factsOf(resources).unmappedCodes.map(({ element, code }) => `${element} ${code}`)).toEqual([
    'site 12',
  ]);
});

test('no display of a site code in our own data contradicts its code', () => {
  const contradicting = siteRows.filter(({ system, code, display, doNotLoad }) => {
    if (doNotLoad === true || !system.startsWith('http') || system.includes('<')) return false;
    const injection = injectionOf([dosed({ site: coded(system, code, display) })]);
    return [injection.ownSite, injection.ownSide].some(({ how }) => how === 'conflicting');
  });
  expect(contradicting.map(({ display }) => display)).toEqual([]);
});
