/** The ten rules the data force (terminology reference, section 0), one test each. */
import { expect, test } from 'vitest';
import {
  ACETATE,
  administration,
  coded,
  dosed,
  factsOf,
  injectionOf,
  NDC,
  order,
  PLAIN_METHYLPREDNISOLONE,
  quantity,
  RIGHT_KNEE,
  RXNORM,
  SNOMED,
  told,
  UCUM,
} from '../test-kit/chart-builder.ts';
import type { RawResource } from './chart.ts';

const V2_ROUTE = 'http://terminology.hl7.org/CodeSystem/v2-0162';
const V3_ROUTE = 'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration';
const V2_SITE = 'http://terminology.hl7.org/CodeSystem/v2-0163';
const HCPCS = 'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets';
const CPT = 'http://www.ama-assn.org/go/cpt';
const drugBy = (over: Readonly<Record<string, unknown>>, ...others: readonly RawResource[]): string =>
  told(injectionOf([administration(over), ...others]).drug);
const named = (concept: unknown): string => drugBy({ medicationCodeableConcept: concept });
const procedure = (over: Readonly<Record<string, unknown>> = {}): RawResource => ({
  resourceType: 'Procedure',
  id: 'pr',
  status: 'completed',
  subject: { reference: 'Patient/p' },
  encounter: { reference: 'Encounter/e' },
  code: coded(CPT, '20610'),
  performedDateTime: '2026-11-20T10:05:00-05:00',
  ...over,
});

test('rule 1: the plain ingredient falls through codings, NDC, text and form, else the salt is unknown', () => {
  const { coding } = PLAIN_METHYLPREDNISOLONE as { coding: unknown[] };
  const beside = (other: unknown): unknown => ({ coding: [...coding, other] });
  const form = (text: string): readonly [Record<string, unknown>, RawResource] => [
    { medicationCodeableConcept: undefined, medicationReference: { reference: 'Medication/m' } },
    { resourceType: 'Medication', id: 'm', code: PLAIN_METHYLPREDNISOLONE, form: { text } },
  ];
  expect(named(beside({ system: RXNORM, code: '155323' }))).toBe('recorded methylprednisolone-acetate');
  expect(named(beside({ system: NDC, code: '0009-0047-22' }))).toBe(
    'recorded methylprednisolone-sodium-succinate',
  );
  expect(named({ coding, text: 'Depo-Medrol' })).toBe('text-only methylprednisolone-acetate');
  expect(named({ coding, text: 'SOLU-MEDROL' })).toBe('text-only methylprednisolone-sodium-succinate');
  expect(drugBy(...form('Suspension for injection'))).toBe('recorded methylprednisolone-acetate');
  expect(drugBy(...form('Powder for injection'))).toBe('recorded methylprednisolone-sodium-succinate');
  expect(named(PLAIN_METHYLPREDNISOLONE)).toBe('not-recognised');
});

test('rule 2: a product name without "sodium succinate" is the succinate, one with "acetate" the acetate', () => {
  expect(named(coded(RXNORM, '311659', 'methylprednisolone 40 MG Injection'))).toBe(
    'recorded methylprednisolone-sodium-succinate',
  );
  expect(named(coded(RXNORM, '1358610', 'methylprednisolone acetate 40 MG/ML Injectable Suspension'))).toBe(
    'recorded methylprednisolone-acetate',
  );
});

test('rule 3: 62.5 mg/mL covers two vial sizes, so a vial of it is no number of milligrams', () => {
  const vial = { dose: { value: 1, unit: 'vial', system: UCUM, code: '{vial}' } };
  const given = (code: string): string =>
    told(injectionOf([dosed(vial, { medicationCodeableConcept: coded(RXNORM, code) })]).dose.mg);
  expect([given('314099'), given('207193'), given('207191')]).toEqual([
    'not-recognised',
    'not-recognised',
    'recorded 40',
  ]);
  expect(
    told(
      injectionOf([
        dosed({ dose: quantity(2, 'mL') }, { medicationCodeableConcept: coded(RXNORM, '314099') }),
      ]).dose.mg,
    ),
  ).toBe('recorded 125');
});

test('rule 4: IA is intra-arterial by HL7 code, and intra-articular only as clinic text beside a joint', () => {
  const routed = (route: unknown, site: unknown): string =>
    told(
      injectionOf([dosed({ route, site }, { medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE })]).route,
    );
  expect(routed(coded(V2_ROUTE, 'IA'), undefined)).toBe('recorded other');
  expect(routed(coded(V3_ROUTE, 'IA'), undefined)).toBe('recorded other');
  expect(routed({ text: 'IA' }, RIGHT_KNEE)).toBe('text-only intra-articular');
  expect(routed({ text: 'IA' }, undefined)).toBe('not-recognised');
});

test('rule 5: LT, RT, LD and LE are read by code system, never by letters', () => {
  const placed = (system: string | undefined, code: string): readonly string[] => {
    const { ownSite, ownSide } = injectionOf([dosed({ site: { coding: [{ system, code }] } })]);
    return [told(ownSite), told(ownSide)];
  };
  expect(placed(V2_SITE, 'LT')).toEqual(['recorded thigh', 'recorded left']);
  expect(placed(V2_SITE, 'RT')).toEqual(['recorded thigh', 'recorded right']);
  expect(placed(HCPCS, 'LT')).toEqual(['not-recognised', 'recorded left']);
  expect(placed(V2_SITE, 'LD')).toEqual(['recorded deltoid', 'recorded left']);
  expect(placed(HCPCS, 'LD')).toEqual(['not-recognised', 'not-recorded']);
  expect(placed(V2_SITE, 'LE')).toEqual(['recorded ear', 'recorded left']);
  expect(placed(undefined, 'LT')).toEqual(['not-recognised', 'not-recorded']);
});

test('rule 6: route codes outside the hierarchy, NCI codes under the SNOMED URI and the value set URL are routes', () => {
  const routed = (system: string, code: string): string =>
    told(injectionOf([dosed({ route: coded(system, code), site: undefined })]).route);
  expect(routed(SNOMED, '255559005')).toBe('recorded intramuscular');
  expect(routed(SNOMED, '255560000')).toBe('recorded intravenous');
  expect(routed(SNOMED, '263887005')).toBe('recorded subcutaneous');
  expect(routed(SNOMED, '131183008')).toBe('recorded intra-articular');
  expect(routed(SNOMED, 'C38276')).toBe('recorded intravenous');
  expect(routed('http://hl7.org/fhir/ValueSet/route-codes', '12130007')).toBe('recorded intra-articular');
  expect(factsOf([dosed({ route: coded(SNOMED, '260548002') })]).injections).toEqual([]);
});

test('rule 7: a side sits in the code, a second coding, text, an extension, the procedure or the order, else it is unknown', () => {
  const KNEE = { system: SNOMED, code: '72696002' };
  const LEFT = { system: SNOMED, code: '7771000' };
  const side = (site: unknown, ...others: readonly RawResource[]): string =>
    told(injectionOf([dosed({ site }, { request: { reference: 'MedicationRequest/o' } }), ...others]).side);
  expect(side(coded(SNOMED, '82169009'))).toBe('recorded left');
  expect(side({ coding: [KNEE, LEFT] })).toBe('recorded left');
  expect(side({ coding: [KNEE], text: 'Left knee' })).toBe('text-only left');
  expect(
    side({
      coding: [KNEE],
      extension: [{ url: 'urn:BodySite-Qualifier', valueCodeableConcept: { coding: [LEFT] } }],
    }),
  ).toBe('recorded left');
  expect(side({ coding: [KNEE] }, procedure({ bodySite: [coded(SNOMED, '82169009')] }))).toBe(
    'recorded left',
  );
  expect(side({ coding: [KNEE] }, order({ dosageInstruction: [{ site: coded(SNOMED, '82169009') }] }))).toBe(
    'order-only left',
  );
  expect(side({ coding: [KNEE] })).toBe('not-recorded');
});

test('rule 8: status alone is no proof', () => {
  const billing = (over: Readonly<Record<string, unknown>>): unknown =>
    injectionOf([administration(over)]).billing;
  const method = { coding: [{ system: 'urn:local', code: 'Not Given' }] };
  expect(billing({ dosage: { dose: quantity(40, 'mg'), method } })).toMatchObject({
    excluded: 'recorded-as-not-given',
  });
  expect(billing({ status: 'not-done', dosage: undefined })).toMatchObject({ excluded: 'not-done' });
  const condition = (id: string, verification?: string): RawResource => ({
    resourceType: 'Condition',
    id,
    subject: { reference: 'Patient/p' },
    encounter: { reference: 'Encounter/e' },
    category: [coded('http://terminology.hl7.org/CodeSystem/condition-category', 'encounter-diagnosis')],
    code: coded('http://hl7.org/fhir/sid/icd-10-cm', 'M17.11'),
    ...(verification
      ? {
          verificationStatus: coded(
            'http://terminology.hl7.org/CodeSystem/condition-ver-status',
            verification,
          ),
        }
      : {}),
  });
  const { diagnoses } = factsOf([condition('good'), condition('bad', 'entered-in-error')]);
  expect(diagnoses.map(({ reference }) => reference)).toEqual(['Condition/good']);
});

test('rule 9: without administrations the procedure and the order stand; one in progress is not yet a dose given', () => {
  const { injections, procedures, orderedOnly } = factsOf([
    procedure(),
    order({ medicationCodeableConcept: ACETATE }),
  ]);
  expect(injections).toEqual([]);
  expect(procedures.map(({ reference, family }) => [reference, family])).toEqual([['Procedure/pr', 'joint']]);
  expect(orderedOnly.map(({ reference, drug }) => [reference, told(drug)])).toEqual([
    ['MedicationRequest/o', 'recorded methylprednisolone-acetate'],
  ]);
  expect(injectionOf([administration({ status: 'in-progress' })]).billing).toMatchObject({
    excluded: 'in-progress',
  });
});

test('rule 10: a code is checked against its display and text, and wrong public labels are not believed', () => {
  const hip = injectionOf([dosed({ site: coded(SNOMED, '287679003', 'Right hip') })]);
  expect([told(hip.ownSite), told(hip.ownSide)]).toEqual(['recorded hip', 'conflicting left, right']);
  const routed = (route: unknown): string => told(injectionOf([dosed({ route, site: undefined })]).route);
  expect(routed(coded(SNOMED, '12130007', 'Intramuscular route'))).toBe(
    'conflicting intra-articular, intramuscular',
  );
  expect(routed(coded(SNOMED, '372451000', 'Intra-articular'))).toBe('conflicting intra-articular, other');
  expect(routed(coded(SNOMED, '12130007', 'Rectal'))).toBe('conflicting intra-articular, other');
  expect(named({ ...ACETATE, text: 'Solu-Medrol' })).toBe(
    'conflicting methylprednisolone-acetate, methylprednisolone-sodium-succinate',
  );
});
