import { describe, expect, test } from 'vitest';
import { SIDES } from '../vocab/site.ts';
import { bodySiteRow, isSide, vendorBodySiteRow } from './body-sites.ts';

const EPIC = 'urn:oid:1.2.840.114350.1.13.999.2.7.10.768076.4040';
const CERNER = 'https://fhir.cerner.com/ec2458f2-1e24-41c8-b71b-0e701af7583d/codeSet/97';

test('every side is one, other words are none', () => {
  expect(SIDES.filter(isSide)).toEqual([...SIDES]);
  expect(['', 'Left', 'LT', 'unilateral', 'constructor', '__proto__'].filter(isSide)).toEqual([]);
});

describe('a code and its system', () => {
  test.each([
    ['SNOMED', '72696002', 'knee', null],
    ['SNOMED', '49076000', 'knee', null],
    ['SNOMED', '6757004', 'knee', 'right'],
    ['SNOMED', '24028007', null, 'right'],
    ['SNOMED', '7771000', null, 'left'],
    ['SNOMED', '51440002', null, 'bilateral'],
    ['V2-0163', 'LT', 'thigh', 'left'],
    ['HCPCS', 'LT', null, 'left'],
    ['HCPCS', 'F1', 'index-finger', 'left'],
    ['HCPCS', ' F1\t', 'index-finger', 'left'],
  ] as const)('%s %j is %s, %s', (system, code, site, side) => {
    expect(bodySiteRow(system, code)).toEqual({ site, side });
  });

  test.each([
    ['SNOMED', 'LT'],
    ['SNOMED', '72696003'],
    ['SNOMED', ''],
    ['SNOMED', 'constructor'],
    ['SNOMED', '__proto__'],
    ['HCPCS', '72696002'],
    ['HCPCS', 'lt'],
    ['HCPCS', 'L T'],
    ['NCI', 'LT'],
  ] as const)('%s %j is no row', (system, code) => {
    expect(bodySiteRow(system, code)).toBeNull();
  });
});

describe('a SNOMED expression of a concept and its laterality', () => {
  test.each([
    ['72696002:272741003=24028007', 'knee', 'right'],
    ['72696002 |Knee| : 272741003 = 24028007', 'knee', 'right'],
    ['72696002 |Knee region structure| : 272741003 |Laterality| = 7771000 |Left|', 'knee', 'left'],
    ['|Knee| 72696002 : 272741003 = 7771000', 'knee', 'left'],
    ['  72696002 : { 272741003 = 51440002 }  ', 'knee', 'bilateral'],
    ['72696002:{272741003=51440002}', 'knee', 'bilateral'],
    ['6757004 : 272741003 = 24028007', 'knee', 'right'],
  ])('%s is %s, %s', (expression, site, side) => {
    expect(bodySiteRow('SNOMED', expression)).toEqual({ site, side });
  });

  test.each([
    ['a concept that carries the other side', '6757004 : 272741003 = 7771000'],
    ['an unknown concept', '72696003 : 272741003 = 24028007'],
    ['an unknown laterality', '72696002 : 272741003 = 24028008'],
    ['two unknown codes', '72696003 : 272741003 = 24028008'],
    ['another attribute', '72696002 : 272741004 = 24028007'],
    ['text before', 'x72696002 : 272741003 = 24028007'],
    ['text after', '72696002 : 272741003 = 24028007, 1 = 2'],
    ['no laterality', '72696002 :'],
    ['no concept', ': 272741003 = 24028007'],
    ['an open term', '72696002 |Knee : 272741003 = 24028007'],
  ])('%s is no row', (_, expression) => {
    expect(bodySiteRow('SNOMED', expression)).toBeNull();
  });

  test.each(['HCPCS', 'V2-0163', 'ICD10CM'] as const)('%s has no expressions', (system) => {
    expect(bodySiteRow(system, '72696002 : 272741003 = 24028007')).toBeNull();
  });
});

describe("a vendor's own list", () => {
  test.each([
    [EPIC, '7', 'deltoid', 'left'],
    [EPIC, ' 7 ', 'deltoid', 'left'],
    [EPIC, '1', 'vastus-lateralis', 'left'],
    ['urn:oid:1.2.840.114350.1.13.999.2.7.4.798276.2015', '10', 'abdomen', null],
    [CERNER, '610', 'hand', 'right'],
    [CERNER, '576', 'arm', 'left'],
  ])('%s %j is %s', (uri, code, site, side) => {
    expect(vendorBodySiteRow(uri, code)).toEqual({ site, side });
  });

  test.each([
    [EPIC, '610'],
    [EPIC, ''],
    [EPIC, 'constructor'],
    [CERNER, '7'],
    ['https://fhir.cerner.com/ec2458f2-1e24-41c8-b71b-0e701af7583d/codeSet/98', '610'],
    ['urn:oid:1.2.840.114350.1.13.999.2.7.4.798276.2010', '4'],
    ['http://snomed.info/sct', '72696002'],
    ['SNOMED', '72696002'],
    ['', '7'],
  ])('%s %j is no row', (uri, code) => {
    expect(vendorBodySiteRow(uri, code)).toBeNull();
  });
});
