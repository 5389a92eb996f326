import { expect, test } from 'vitest';
import { knownSystem, localSystem } from './code-systems.ts';

const EPIC = 'urn:oid:1.2.840.114350.1.13.999.2.7.10.768076.4040';
const CERNER = 'https://fhir.cerner.com/ec2458f2-1e24-41c8-b71b-0e701af7583d/codeSet/97';

test.each([
  ['  http://snomed.info/sct ', 'SNOMED'],
  ['http://snomed.info/sct//', 'SNOMED'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm//', 'RXNORM'],
  ['2.16.840.1.113883.6.96|2025', 'SNOMED'],
  ['http://snomed.info/sct|http://snomed.info/sct/731000124108', 'SNOMED'],
  ['http://snomed.info/sct/731000124108/version/20250901', 'SNOMED'],
  ['https://snomed.info/sct/900000000000207008', 'SNOMED'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm|2025-09', 'RXNORM'],
  ['2.16.840.1.113883.6.96', 'SNOMED'],
  ['urn:oid:2.16.840.1.113883.6.12', 'CPT'],
  ['http://hl7.org/fhir/sid/icd-10-cm', 'ICD10CM'],
  ['http://terminology.hl7.org/CodeSystem/v2-0163', 'V2-0163'],
])('%j is a spelling of %s', (uri, system) => {
  expect(knownSystem(uri, {})).toBe(system);
});

test.each([
  '',
  'SNOMED',
  '2',
  '12.16.840.1.113883.6.96',
  'x2.16.840.1.113883.6.96',
  '2.16.840.1.113883.6.96x',
  'oid:2.16.840.1.113883.6.96',
  'http://snomed.info/sctx',
  '2.16.840.1.113883.6.96.1',
  'urn:oid:urn:oid:2.16.840.1.113883.6.96',
  'http://snomed.info/sct/\nx',
  'http://snomed.info/sct|\nx',
  'see http://snomed.info/sct/731000124108',
  'http://x.example/http://snomed.info/sct/1',
  'http://www.nlm.nih.gov/research/umls/rxnorm/2025',
])('%j is a system nobody published', (uri) => {
  expect(knownSystem(uri, {})).toBeNull();
});

test("a site's own alias goes first, as it is written", () => {
  const aliases = { 'http://snomed.info/sct': 'NCI', 'urn:own': 'NDC' } as const;
  expect(knownSystem('http://snomed.info/sct', aliases)).toBe('NCI');
  expect(knownSystem('http://snomed.info/sct/', aliases)).toBe('SNOMED');
  expect(knownSystem('urn:own', aliases)).toBe('NDC');
  expect(knownSystem('urn:own/', aliases)).toBeNull();
  expect(knownSystem(null, aliases)).toBeNull();
});

test.each([
  [EPIC, 'EPIC:7.10.768076.4040'],
  ['urn:oid:1.2.840.114350.1.13.861.1.7.4.798268.7025', 'EPIC:7.4.798268.7025'],
  [CERNER, 'CERNER:97'],
])("%s is a vendor's own list, %s", (uri, name) => {
  expect(localSystem(uri)).toBe(name);
});

test.each([
  `x${EPIC}`,
  `${EPIC}x`,
  `${EPIC}.1x`,
  'urn:oid:1.2.840.114350.1.14.999.2.7.10.768076.4040',
  'urn:oid:1.2.840.114350.1.13.7.10.768076',
  `x${CERNER}`,
  `${CERNER}/x`,
  'https://fhir.cerner.com/codeSet/97',
  'https://fhir.cerner.com/a/b/codeSet/97',
  'http://snomed.info/sct',
])('%s is none', (uri) => {
  expect(localSystem(uri)).toBeNull();
});
