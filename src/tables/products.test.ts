import { expect, test } from 'vitest';
import { DRUGS, ingredientOf } from '../vocab/drug.ts';
import { toExact } from '../vocab/rational.ts';
import drugRows from './data/drugs.json' with { type: 'json' };
import ndcRows from './data/ndc.json' with { type: 'json' };
import { knownSystem } from './code-systems.ts';
import { drugRow } from './drugs.ts';
import { ndcRow, normaliseNdc } from './ndc.ts';

const SYSTEMS: Readonly<Record<string, 'RXNORM' | 'SNOMED' | 'ATC' | 'HCPCS'>> = {
  'http://www.nlm.nih.gov/research/umls/rxnorm': 'RXNORM',
  'http://snomed.info/sct': 'SNOMED',
  'http://www.whocc.no/atc': 'ATC',
  'https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets': 'HCPCS',
};

test('every verified drug row is found by its system and code, and names its own ingredient', () => {
  const lost = drugRows.filter(({ system, code, drugKey }) => {
    const row = drugRow(SYSTEMS[system] ?? 'RXNORM', code);
    return !row || (row.ingredient !== null && !drugKey.startsWith(row.ingredient));
  });
  expect(lost.map(({ code }) => code)).toEqual([]);
});

test('every salt of a row belongs to its ingredient', () => {
  const wrong = drugRows.filter(({ system, code }) => {
    const row = drugRow(SYSTEMS[system] ?? 'RXNORM', code);
    return row?.drug && ingredientOf(row.drug) !== row.ingredient;
  });
  expect(wrong).toEqual([]);
});

test.each([
  ['RXNORM', '6902', null, null],
  ['RXNORM', '155323', 'methylprednisolone-acetate', 'injectable'],
  ['RXNORM', '311659', 'methylprednisolone-sodium-succinate', 'injectable'],
  ['RXNORM', '260330', null, 'oral'],
  ['RXNORM', '1086259', 'triamcinolone-acetonide-preservative-free', 'injectable'],
  ['RXNORM', '578806', 'betamethasone-acetate-sodium-phosphate', 'injectable'],
  ['RXNORM', '8640', null, 'oral'],
  ['ATC', 'D07AA01', null, 'topical'],
  ['HCPCS', 'J3304', 'triamcinolone-acetonide-er', null],
  ['SNOMED', '412248005', 'methylprednisolone-sodium-succinate', null],
] as const)('%s %s is %s, %s', (system, code, drug, form) => {
  expect(drugRow(system, code)).toMatchObject({ drug, form });
});

test.each([
  ['SNOMED', '155323'],
  ['RXNORM', 'constructor'],
  ['RXNORM', ''],
  ['RXNORM', '155323 155323'],
] as const)('%s %s is no row', (system, code) => {
  expect(drugRow(system, code)).toBeNull();
});

test('salts that a source inferred carry the mark', () => {
  expect(drugRow('RXNORM', '372866')?.saltVerified).toBe(false);
  expect(drugRow('RXNORM', '155323')?.saltVerified).toBe(true);
});

test('strengths are exact, and a solution sold in two sizes has none per container', () => {
  const strength = (code: string): string | null => {
    const found = drugRow('RXNORM', code)?.strength;
    if (!found) return null;
    return found.per === 'mL' ? `${toExact(found.mgPerMl)}/mL` : `${toExact(found.mg)}/container`;
  };
  expect([strength('1358612'), strength('207193'), strength('207191'), strength('330037')]).toEqual([
    '40/mL',
    '62.5/mL',
    '40/container',
    null,
  ]);
});

test('every verified NDC is found with its content', () => {
  const lost = ndcRows.filter(({ code, mgPerVial }) => {
    const row = ndcRow(code);
    return !row || (mgPerVial && (!row.mgPerContainer || toExact(row.mgPerContainer) !== String(mgPerVial)));
  });
  expect(lost.map(({ code }) => code)).toEqual([]);
});

test.each([
  ['00009307301', 'single-dose', true, 'ML'],
  ['00009028003', 'multi-dose', true, 'ML'],
  ['50090055600', 'multi-dose', false, 'ML'],
  ['50090209800', 'single-dose', false, 'ML'],
  ['00009004722', 'single-dose', true, 'UN'],
  ['00009000302', null, false, 'UN'],
])('%s is a %s container, verified %s, counted in %s', (ndc, kind, kindVerified, quantityUnit) => {
  expect(ndcRow(ndc)).toMatchObject({ kind, kindVerified, quantityUnit });
});

test.each([
  ['00009-3073-01', '00009307301'],
  ['0009-3073-01', '00009307301'],
  ['70121-1573-1', '70121157301'],
  ['25021-820-10', '25021082010'],
  ['00009307301', '00009307301'],
  [' 0009-3073-01 ', '00009307301'],
  ['urn:ndc:0009-3073-01', '00009307301'],
  ['0009307301', '00009307301'],
  ['7012115731', '70121157301'],
  ['9999999999', null],
  ['12-34', null],
  ['0009-3073', null],
  ['123456-1234-12', null],
  ['0009-3073-0A', null],
  ['00000000000', null],
  ['', null],
])('NDC "%s" in 11 digits is %s', (written, ndc) => {
  expect(normaliseNdc(written)).toBe(ndc);
});

test.each([
  ['http://snomed.info/sct', 'SNOMED'],
  ['http://snomed.info/sct/731000124108', 'SNOMED'],
  ['http://www.nlm.nih.gov/research/umls/rxnorm/', 'RXNORM'],
  ['http://hl7.org/fhir/sid/ndc|2020', 'NDC'],
  ['2.16.840.1.113883.6.88', 'RXNORM'],
  ['http://terminology.hl7.org/CodeSystem/v3-ActSite', 'V2-0163'],
  ['http://hl7.org/fhir/ValueSet/route-codes', 'SNOMED'],
  ['https://h.example/ndc', 'NDC'],
  ['https://h.example/other', null],
  ['constructor', null],
  [null, null],
])('%s is the system %s', (uri, system) => {
  expect(knownSystem(uri, { 'https://h.example/ndc': 'NDC' })).toBe(system);
});

test('every drug a code table can bill can be named by a code, but for three nobody found codes of', () => {
  const named = new Set(
    drugRows.flatMap(({ system, code }) => drugRow(SYSTEMS[system] ?? 'RXNORM', code)?.drug ?? []),
  );
  expect(DRUGS.filter((drug) => !named.has(drug))).toEqual([
    'triamcinolone-acetonide-suprachoroidal',
    'hydrocortisone-acetate',
    'hydrocortisone-sodium-phosphate',
  ]);
});
