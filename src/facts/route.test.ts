import { expect, test } from 'vitest';
import {
  administration,
  coded,
  dosed,
  factsOf,
  injectionOf,
  order,
  PLAIN_METHYLPREDNISOLONE,
  SNOMED,
  told,
} from '../test-kit/chart-builder.ts';
import routeRows from '../tables/data/routes.json' with { type: 'json' };
import { readRouteText } from './text/read-route-text.ts';

const V3 = 'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration';
const V2 = 'http://terminology.hl7.org/CodeSystem/v2-0162';
const NCI = 'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl';
const EPIC = 'urn:oid:1.2.840.114350.1.13.861.1.7.4.798268.7025';
const LOCAL = 'https://hospital.example/route';
const both = (...list: readonly (readonly [string, string])[]): Record<string, unknown> => ({
  coding: list.map(([system, code]) => ({ system, code })),
});

const CASES: readonly (readonly [name: string, route: unknown, told: string])[] = [
  ['SNOMED', coded(SNOMED, '12130007'), 'recorded intra-articular'],
  ['SNOMED outside the route hierarchy', coded(SNOMED, '131183008'), 'recorded intra-articular'],
  [
    'SNOMED under the value set URL',
    coded('http://hl7.org/fhir/ValueSet/route-codes', '12130007'),
    'recorded intra-articular',
  ],
  ['SNOMED intrasynovial', coded(SNOMED, '418877009'), 'recorded intra-articular'],
  ['SNOMED intramuscular', coded(SNOMED, '78421000', 'IM use'), 'recorded intramuscular'],
  ['HL7 v3 joint injection', coded(V3, 'IARTINJ'), 'recorded intra-articular'],
  ['HL7 v3 push', coded(V3, 'IVPUSH'), 'recorded intravenous-push'],
  ['HL7 v3 IV', coded(V3, 'IV'), 'recorded intravenous'],
  ['HL7 v3 subconjunctival SCINJ is no subcutaneous', coded(V3, 'SCINJ'), 'recorded ocular'],
  ['HL7 v2', coded(V2, 'IM'), 'recorded intramuscular'],
  ['HL7 v2 bursa', coded(V2, 'IB'), 'recorded intrabursal'],
  ['IA of HL7 v2 is intra-arterial', coded(V2, 'IA'), 'recorded other'],
  ['IA of HL7 v3 is intra-arterial', coded(V3, 'IA'), 'recorded other'],
  ['NCI', coded(NCI, 'C38223'), 'recorded intra-articular'],
  ['NCI under the SNOMED URI', coded(SNOMED, 'C28161'), 'recorded intramuscular'],
  ['tendon', coded(SNOMED, '419762003'), 'recorded tendon-sheath'],
  ['infiltration', coded(SNOMED, '718329006'), 'recorded soft-tissue'],
  ['intralesional keeps its own name', coded(SNOMED, '372466002'), 'recorded intralesional'],
  ['epidural', coded(SNOMED, '404820008'), 'recorded epidural'],
  ['intradiscal', coded(SNOMED, '372465003'), 'recorded other'],
  ['two codings of one route', both([SNOMED, '12130007'], [V3, 'IARTINJ']), 'recorded intra-articular'],
  ['a general and a special coding', both([SNOMED, '47625008'], [V3, 'IVPUSH']), 'recorded intravenous-push'],
  [
    'two codings of two routes',
    both([SNOMED, '12130007'], [SNOMED, '78421000']),
    'conflicting intra-articular, intramuscular',
  ],
  [
    'a display that names another route',
    coded(SNOMED, '12130007', 'Intramuscular route'),
    'conflicting intra-articular, intramuscular',
  ],
  [
    'a text that names another route',
    { ...coded(SNOMED, '12130007'), text: 'IM' },
    'conflicting intra-articular, intramuscular',
  ],
  ['text', { text: 'Intra-articular' }, 'text-only intra-articular'],
  ['misspelt text', { text: 'Intra-articularl' }, 'text-only intra-articular'],
  ['text in strange case', { text: 'IntraMUSCULAR' }, 'text-only intramuscular'],
  ['a local code with a display', coded(LOCAL, '7', 'Intra-articular'), 'text-only intra-articular'],
  [
    "Epic's own code with the display that agrees",
    coded(EPIC, '6', 'Intramuscular'),
    'recorded intramuscular',
  ],
  ["Epic's own code alone", coded(EPIC, '6'), 'not-recognised'],
  ["Epic's own code under another display", coded(EPIC, '6', 'Intra-articular'), 'text-only intra-articular'],
  ['a local code alone', coded(LOCAL, '7'), 'not-recognised'],
  ['letters without a system', { coding: [{ code: 'IM' }] }, 'not-recognised'],
  ['the root concept of the hierarchy', coded(SNOMED, '284009009'), 'not-recognised'],
  ['a method in the place of a route', coded(SNOMED, '422145002'), 'not-recognised'],
  ['injection without saying where', coded(V3, 'PARENTINJ'), 'not-recognised'],
  ['a code nobody knows', coded(SNOMED, '1'), 'not-recognised'],
  ['percutaneous', coded(SNOMED, '428191002'), 'not-recognised'],
  ['nothing', undefined, 'not-recorded'],
  ['an empty concept', {}, 'not-recorded'],
  ['a string', 'Intra-articular', 'text-only intra-articular'],
  ['a number', 12130007, 'not-recorded'],
];

test.each(CASES)('%s', (_, route, expected) => {
  expect(told(injectionOf([dosed({ route, site: undefined })]).route)).toBe(expected);
});

test('IA as text is intra-articular beside a joint, and nothing beside a muscle', () => {
  const at = (site: unknown): string =>
    told(
      injectionOf([
        dosed({ route: { text: 'IA' }, site }, { medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE }),
      ]).route,
    );
  expect(at(coded(SNOMED, '6757004'))).toBe('text-only intra-articular');
  expect(at(coded(SNOMED, '16217661000119109'))).toBe('not-recognised');
  expect(at(undefined)).toBe('not-recognised');
});

test('a push stated as method makes a plain intravenous route a push', () => {
  const dosage = { route: coded(SNOMED, '47625008'), site: undefined };
  expect(told(injectionOf([dosed({ ...dosage, method: coded(SNOMED, '420620005', 'Push') })]).route)).toBe(
    'recorded intravenous-push',
  );
  expect(told(injectionOf([dosed({ ...dosage, method: { text: 'Administered' } })]).route)).toBe(
    'recorded intravenous',
  );
});

test("the order's route is order-only, and only where the administration states none", () => {
  const ordered = order({ dosageInstruction: [{ route: coded(SNOMED, '47625008') }] });
  const request = { request: { reference: 'MedicationRequest/o' } };
  expect(told(injectionOf([dosed({ route: undefined }, request), ordered]).route)).toBe(
    'order-only intravenous',
  );
  expect(told(injectionOf([dosed({}, request), ordered]).route)).toBe('recorded intra-articular');
  expect(told(injectionOf([dosed({ route: coded(LOCAL, '7') }, request), ordered]).route)).toBe(
    'order-only intravenous',
  );
});

test("a site's own route code is read and an unmapped one listed", () => {
  const resources = [dosed({ route: coded(LOCAL, '7'), site: undefined })];
  const routes = [{ system: LOCAL, code: '7', means: 'intra-articular' as const }];
  expect(told(injectionOf(resources, { routes }).route)).toBe('recorded intra-articular');
  expect(factsOf(resources, { routes }).unmappedCodes).toEqual([]);
  expect(factsOf(resources).unmappedCodes).toEqual([
    { system: LOCAL, code: '7', display: null, element: 'route', count: 1 },
  ]);
});

test('no display of a route code in our own data contradicts its code', () => {
  const contradicting = routeRows.filter(({ system, code, display, doNotLoad }) => {
    if (
      doNotLoad === true ||
      !system.startsWith('http') ||
      system.includes('<') ||
      system.includes('v2-0165')
    )
      return false;
    const { injections } = factsOf([dosed({ route: coded(system, code, display), site: undefined })]);
    return injections.some(({ route }) => route.how === 'conflicting');
  });
  expect(contradicting.map(({ display }) => display)).toEqual([]);
  expect(readRouteText('Intra-articular route').route).toBe('intra-articular');
});

test('administrations of other drugs by needle are listed, tablets and excluded rows are not', () => {
  const lidocaine = { medicationCodeableConcept: { text: 'lidocaine 1 %' } };
  const { otherInjectables } = factsOf([
    administration({ id: 'needle', ...lidocaine }),
    administration({ id: 'mouth', ...lidocaine, dosage: { route: coded(SNOMED, '26643006') } }),
    administration({ id: 'not-done', ...lidocaine, status: 'not-done' }),
    administration({ id: 'silent', ...lidocaine, dosage: {} }),
  ]);
  expect(otherInjectables).toEqual(['MedicationAdministration/needle']);
});
