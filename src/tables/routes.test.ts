import { describe, expect, test } from 'vitest';
import { ROUTES } from '../vocab/route.ts';
import { isRoute, routeRow, routeTextRow, vendorRouteRow } from './routes.ts';

const EPIC = 'urn:oid:1.2.840.114350.1.13.999.2.7.4.798268.7025';
const CERNER = 'https://fhir.cerner.com/ec2458f2-1e24-41c8-b71b-0e701af7583d/codeSet/4001';

test('every route is one, other words are none', () => {
  expect(ROUTES.filter(isRoute)).toEqual([...ROUTES]);
  expect(['', 'IM', 'Intramuscular', 'constructor', '__proto__'].filter(isRoute)).toEqual([]);
});

describe('a code and its system', () => {
  test.each([
    ['SNOMED', '78421000', 'intramuscular', true],
    ['SNOMED', '12130007', 'intra-articular', true],
    ['SNOMED', '26643006', 'oral', false],
    ['SNOMED', '428191002', null, null],
    ['SNOMED', '445755006', null, true],
    ['SNOMED', ' 78421000\n', 'intramuscular', true],
    ['V3-ROUTE', 'IM', 'intramuscular', true],
    ['V3-ROUTE', 'IA', 'other', true],
    ['V2-0162', 'IA', 'other', true],
    ['NCI', 'C28161', 'intramuscular', true],
    ['NCI', ' C28161 ', 'intramuscular', true],
    // NCI codes under the SNOMED URI
    ['SNOMED', 'C28161', 'intramuscular', true],
    ['SNOMED', ' C38223 ', 'intra-articular', true],
  ] as const)('%s %j is %s, injected %s', (system, code, route, injected) => {
    expect(routeRow(system, code)).toEqual({ route, injected });
  });

  test.each([
    ['SNOMED', 'IM'],
    ['SNOMED', '78421001'],
    ['SNOMED', 'C'],
    ['SNOMED', 'c28161'],
    ['SNOMED', '1C28161'],
    ['SNOMED', 'C28161 IM'],
    ['SNOMED', 'C99999999'],
    ['SNOMED', ''],
    ['SNOMED', 'constructor'],
    ['NCI', '78421000'],
    ['NCI', '__proto__'],
    ['V3-ROUTE', 'C28161'],
    ['V2-0162', 'C28161'],
    ['HCPCS', 'C28161'],
    ['V2-0162', 'im'],
  ] as const)('%s %j is no row', (system, code) => {
    expect(routeRow(system, code)).toBeNull();
  });
});

describe("a vendor's own list", () => {
  test.each([
    [EPIC, '6', 'intramuscular', true],
    [EPIC, ' 11 ', 'intravenous', true],
    [EPIC, '15', 'oral', false],
    [EPIC, '71', 'other', false],
    [EPIC, '110', 'other', false],
    ['urn:oid:1.2.840.114350.1.13.999.2.7.10.768076.4030', '5', 'subcutaneous', true],
    [CERNER, '318167', 'intramuscular', true],
  ])('%s %j is %s, injected %s', (uri, code, route, injected) => {
    expect(vendorRouteRow(uri, code)).toEqual({ route, injected });
  });

  test.each([
    [EPIC, '2'],
    [EPIC, ''],
    [EPIC, 'constructor'],
    [CERNER, '6'],
    ['http://snomed.info/sct', '78421000'],
    ['NCI', 'C28161'],
    ['', '6'],
  ])('%s %j is no row', (uri, code) => {
    expect(vendorRouteRow(uri, code)).toBeNull();
  });
});

describe('text', () => {
  test.each([
    ['IM', 'intramuscular', true],
    [' im\n', 'intramuscular', true],
    ['IM Injection', 'intramuscular', true],
    ['Vastus \t Lateralis   IM', 'intramuscular', true],
    ['intra articular', 'intra-articular', true],
    ['By  Mouth', 'oral', false],
    ['IA', null, null],
  ])('%j is %s, injected %s', (text, route, injected) => {
    expect(routeTextRow(text)).toEqual({ route, injected });
  });

  test.each(['', ' ', 'iminjection', 'im injection left', 'C28161', '78421000', 'constructor', '__proto__'])(
    '%j is no row',
    (text) => {
      expect(routeTextRow(text)).toBeNull();
    },
  );
});

test('takes a bare "inj" for no route: half of a listed text is not the text', () => {
  expect(routeTextRow('inj')).toBeNull();
  expect(routeTextRow('Inj')).toBeNull();
});
