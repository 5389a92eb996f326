import { expect, test } from 'vitest';
import { SITES } from '../vocab/site.ts';
import { bodySiteRow } from './body-sites.ts';
import routeRows from './data/routes.json' with { type: 'json' };
import siteData from './data/body-sites.json' with { type: 'json' };
import { routeRow, routeTextRow, vendorRouteRow } from './routes.ts';
import { liesIn, siteRow } from './sites.ts';

test('every site has its row, and every row that lies in another ends at the top', () => {
  expect(SITES.map((site) => siteRow(site).site)).toEqual([...SITES]);
  expect(SITES.every((site) => liesIn(site, site))).toBe(true);
});

test.each([
  ['knee', true, 'large', 'large'],
  ['ankle', true, 'medium', 'large'],
  ['wrist', true, 'medium', 'medium'],
  ['acromioclavicular-joint', true, 'medium', 'small'],
  ['finger', true, 'small', 'small'],
  ['subacromial-bursa', true, 'large', null],
  ['deltoid', true, null, null],
  ['cervical-spine', false, null, null],
  ['abdomen', false, null, null],
] as const)('%s: paired %s, coded as %s, %s on the label', (site, paired, codingSize, labelSize) => {
  expect(siteRow(site)).toMatchObject({ paired, codingSize, labelSize });
});

test.each([
  ['knee', { left: 'LT', right: 'RT' }],
  ['thumb', { left: 'FA', right: 'F5' }],
  ['little-finger', { left: 'F4', right: 'F9' }],
  ['great-toe', { left: 'TA', right: 'T5' }],
  ['fifth-toe', { left: 'T4', right: 'T9' }],
  ['upper-eyelid', { left: 'E1', right: 'E3' }],
  ['lower-eyelid', { left: 'E2', right: 'E4' }],
  ['neck', null],
] as const)('%s has the modifiers %o', (site, modifiers) => {
  expect(siteRow(site).modifiers).toEqual(modifiers);
});

test.each([
  ['index-finger', 'finger', true],
  ['index-finger', 'hand', true],
  ['prepatellar-bursa', 'knee', true],
  ['deltoid', 'arm', true],
  ['knee', 'prepatellar-bursa', false],
  ['knee', 'thigh', false],
] as const)('%s lies in %s: %s', (inner, outer, answer) => {
  expect(liesIn(inner, outer)).toBe(answer);
});

test('rows that record wrong public labels are never loaded, nor unverified coded ones', () => {
  expect(routeRow('SNOMED', '372451000')?.route).toBe('other');
  expect(routeRow('SNOMED', '12130007')?.route).toBe('intra-articular');
  expect(bodySiteRow('SNOMED', '287679003')).toEqual({ site: 'hip', side: 'left' });
  const unverified = siteData.filter(({ verified, system }) => !verified && system.startsWith('http'));
  expect(unverified.map(({ code }) => code)).toEqual(['287679003']);
});

test('every verified coded route that names one route is found', () => {
  const names: Readonly<Record<string, 'SNOMED' | 'V3-ROUTE' | 'V2-0162' | 'NCI'>> = {
    'http://snomed.info/sct': 'SNOMED',
    'http://terminology.hl7.org/CodeSystem/v3-RouteOfAdministration': 'V3-ROUTE',
    'http://terminology.hl7.org/CodeSystem/v2-0162': 'V2-0162',
    'http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl': 'NCI',
  };
  const lost = routeRows.filter(({ system, code, route, verified }) => {
    const name = names[system];
    return name !== undefined && verified && routeRow(name, code)?.route !== route;
  });
  expect(lost).toEqual([]);
});

test.each([
  ['intra-articular', 'intra-articular'],
  ['  Intra-Articular ', 'intra-articular'],
  ['IA', null],
  ['IL', null],
  ['IO', null],
  ['somewhere', undefined],
])('the text "%s" names the route %s', (text, route) => {
  expect(routeTextRow(text)?.route).toBe(route);
});

test('a vendor list is found by the tail of its OID and by nothing else', () => {
  const epic = 'urn:oid:1.2.840.114350.1.13.861.1.7.4.798268.7025';
  expect(vendorRouteRow(epic, '6')?.route).toBe('intramuscular');
  expect(vendorRouteRow('urn:oid:1.2.3.7.4.798268.7025', '6')).toBeNull();
  expect(vendorRouteRow('https://fhir.cerner.com/ec2458f2/codeSet/4001', '318170')?.route).toBe(
    'intravenous',
  );
});

test.each([
  ['V2-0163', 'LT', 'thigh', 'left'],
  ['HCPCS', 'LT', null, 'left'],
  ['V2-0163', 'LD', 'deltoid', 'left'],
  ['CPT', '50', null, 'bilateral'],
  ['SNOMED', '66459002', null, null],
] as const)('%s %s is site %s, side %s', (system, code, site, side) => {
  expect(bodySiteRow(system, code)).toEqual({ site, side });
});

test('HCPCS LD is a coronary artery, which is no site of ours', () => {
  expect(bodySiteRow('HCPCS', 'LD')).toBeNull();
});
