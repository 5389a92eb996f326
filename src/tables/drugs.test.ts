import { describe, expect, test } from 'vitest';
import { DRUGS, INGREDIENTS } from '../vocab/drug.ts';
import { rational } from '../vocab/rational.ts';
import data from './data/drugs.json' with { type: 'json' };
import { drugRow, isDrug, isIngredient, type DrugRow } from './drugs.ts';

const NO_DRUGS = ['', 'Depo-Medrol', 'oral-steroid', 'constructor', '__proto__'];

test('every drug and ingredient is one, other words are neither', () => {
  expect(DRUGS.filter(isDrug)).toEqual([...DRUGS]);
  expect(INGREDIENTS.filter(isIngredient)).toEqual([...INGREDIENTS]);
  expect(NO_DRUGS.filter(isDrug)).toEqual([]);
  expect(NO_DRUGS.filter(isIngredient)).toEqual([]);
  expect(isDrug('methylprednisolone')).toBe(false);
  expect(isIngredient('methylprednisolone-acetate')).toBe(false);
});

const NOTHING: DrugRow = {
  drug: null,
  ingredient: null,
  form: null,
  saltVerified: true,
  strength: null,
};
const METHYLPREDNISOLONE: DrugRow = { ...NOTHING, ingredient: 'methylprednisolone' };
const ACETATE: DrugRow = { ...METHYLPREDNISOLONE, drug: 'methylprednisolone-acetate' };
const SUCCINATE: DrugRow = { ...METHYLPREDNISOLONE, drug: 'methylprednisolone-sodium-succinate' };

describe('a whole row', () => {
  test.each<readonly ['RXNORM' | 'SNOMED' | 'ATC' | 'HCPCS', string, DrugRow]>([
    ['RXNORM', '6902', METHYLPREDNISOLONE],
    ['RXNORM', ' 6902\t', METHYLPREDNISOLONE],
    ['RXNORM', '22584', { ...ACETATE, form: 'injectable' }],
    ['RXNORM', '8640', { ...NOTHING, form: 'oral' }],
    ['RXNORM', '372866', { ...ACETATE, form: 'injectable', saltVerified: false }],
    ['ATC', 'H02AB04', METHYLPREDNISOLONE],
    ['ATC', 'D07AA01', { ...METHYLPREDNISOLONE, form: 'topical' }],
    ['ATC', 'H02AB07', { ...NOTHING, form: 'oral' }],
    ['SNOMED', '35150008', NOTHING],
    ['SNOMED', '412248005', SUCCINATE],
    ['HCPCS', 'J1030', ACETATE],
  ])('%s %j', (system, code, row) => {
    expect(drugRow(system, code)).toEqual(row);
  });

  test.each([
    ['ATC', '6902'],
    ['HCPCS', 'j1030'],
    ['HCPCS', 'J10 30'],
    ['RXNORM', '311659=40'],
    ['RXNORM', '6902,22584'],
    ['RXNORM', '__proto__'],
    ['SNOMED', 'constructor'],
    ['SNOMED', ''],
  ] as const)('%s %j is none', (system, code) => {
    expect(drugRow(system, code)).toBeNull();
  });
});

describe('strength', () => {
  test.each([
    ['a concentration', '1358610', { per: 'mL', mgPerMl: rational(40n), containerMl: null }],
    ['one container', '1743779', { per: 'mL', mgPerMl: rational(40n), containerMl: rational(1n) }],
    ['a brand with a fraction', '207193', { per: 'mL', mgPerMl: rational(125n, 2n), containerMl: null }],
    ['a powder', '311659', { per: 'container', mg: rational(40n) }],
    ['an inferred salt', '1357886', { per: 'container', mg: rational(2000n) }],
    ['a tablet', '197969', null],
    ['a product without one', '1545709', null],
    ['a component, which is no product', '1743705', null],
    ['a component with a concentration', '337312', null],
  ] as const)('%s', (_, code, strength) => {
    expect(drugRow('RXNORM', code)).not.toBeNull();
    expect(drugRow('RXNORM', code)?.strength ?? null).toEqual(strength);
  });
});

const RXNORM_ROWS = data.filter(({ system }) => system === 'http://www.nlm.nih.gov/research/umls/rxnorm');

test('every RxNorm code of the data carries the mark of an inferred salt', () => {
  expect(RXNORM_ROWS.length).toBeGreaterThan(200);
  const said = RXNORM_ROWS.map(({ code, saltVerified }) => [code, saltVerified !== false]);
  expect(RXNORM_ROWS.map(({ code }) => [code, drugRow('RXNORM', code)?.saltVerified])).toEqual(said);
});

test('only injectable products have an amount a container, and only products have a strength', () => {
  const products = data.filter(({ code }) => drugRow('RXNORM', code)?.strength?.per === 'container');
  expect(products.length).toBeGreaterThan(5);
  expect(
    products.filter(({ injectable, tty }) => injectable !== true || !/^S[CB]D$/.test(tty ?? '')),
  ).toEqual([]);
  const others = RXNORM_ROWS.filter(({ tty }) => tty !== 'SCD' && tty !== 'SBD');
  expect(others.filter(({ code }) => drugRow('RXNORM', code)?.strength !== null)).toEqual([]);
});
