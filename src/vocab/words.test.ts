import { expect, test } from 'vitest';
import { DRUG_NAME, DRUGS, INGREDIENTS, ingredientOf } from './drug.ts';
import {
  conflicting,
  evidenceOf,
  notRecognised,
  notRecorded,
  orderOnly,
  recorded,
  textOnly,
  valueOf,
} from './fact.ts';
import { isIntravenous, isNotInjected, ROUTE_NAME, ROUTES } from './route.ts';
import { siteName, SITES } from './site.ts';

const evidence = [
  { reference: 'MedicationAdministration/a1', versionId: null, path: 'dosage', fragment: '40 mg' },
];

test('a fact has a value where exactly one is stated, and only there', () => {
  expect(valueOf(recorded(40, evidence))).toBe(40);
  expect(valueOf(textOnly(40, evidence))).toBe(40);
  expect(valueOf(orderOnly(40, evidence))).toBe(40);
  expect(valueOf(notRecorded(['dosage']))).toBeNull();
  expect(valueOf(notRecognised('forty', evidence))).toBeNull();
  expect(valueOf(conflicting([40, 80], evidence))).toBeNull();
});

test('a fact that is not recorded has no evidence, every other has its own', () => {
  expect(evidenceOf(notRecorded(['dosage']))).toEqual([]);
  expect(evidenceOf(notRecognised('forty', evidence))).toBe(evidence);
  expect(evidenceOf(conflicting([40, 80], evidence))).toBe(evidence);
  expect(evidenceOf(recorded(40, evidence))).toBe(evidence);
});

test('every drug belongs to its ingredient and has a full name', () => {
  expect(ingredientOf('methylprednisolone-sodium-succinate')).toBe('methylprednisolone');
  expect(new Set(DRUGS.map(ingredientOf))).toEqual(new Set(INGREDIENTS));
  for (const drug of DRUGS) expect(DRUG_NAME[drug].startsWith(ingredientOf(drug))).toBe(true);
});

test('routes into a vein and routes that inject nothing', () => {
  expect(ROUTES.filter(isIntravenous)).toEqual(['intravenous', 'intravenous-push', 'intravenous-infusion']);
  expect(ROUTES.filter(isNotInjected)).toEqual(['oral', 'topical']);
  expect(new Set(Object.values(ROUTE_NAME)).size).toBe(ROUTES.length);
});

test('sites are named in words', () => {
  expect(siteName('thumb-carpometacarpal-joint')).toBe('thumb carpometacarpal joint');
  expect(siteName('anterior-chest')).toBe('front of the chest');
  for (const site of SITES) expect(siteName(site)).not.toContain('-');
});
