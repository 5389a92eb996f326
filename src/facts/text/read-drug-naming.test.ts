import { expect, test } from 'vitest';
import { namesDrug, saysCorticosteroid } from './read-drug-naming.ts';

test.each([
  'Cortisone injection',
  'steroid injection',
  'Corticosteroid, intra-articular',
  'glucocorticosteroid',
  'CORTICO INJ',
  'Kortison',
  'DEXAMETHASON',
  'TRIAMCINOLON ACE 40MG/ML',
  'METHYLPRED 40',
  'methyl prednisolon',
  'betamethason',
  'HYDROCORT SOD SUCC',
  'Kenal-40',
  'Kenacort',
  'Depo-Med 80',
  'depomed',
  'SOLU-MED 125',
  'Medrol inj',
  'Celeston',
  'prednisolone injection',
  'Prednisolon 25 mg',
])('says corticosteroid: %s', (text) => {
  expect(saysCorticosteroid(text)).toBe(true);
});

test.each([
  'Non-steroidal anti-inflammatory',
  'nonsteroidal',
  'corticotropin gel',
  'Depo-medroxyprogesterone 150 mg/mL',
  'Depo-Provera',
  'hydrocodone',
  'methylphenidate',
  'methylene blue',
  'dexmedetomidine',
  'triamterene',
  'betaxolol',
  'ketorolac',
  'kanamycin',
  'Unknown',
  '',
])('says no corticosteroid: %s', (text) => {
  expect(saysCorticosteroid(text)).toBe(false);
});

test.each([
  'Lidocaine 1%',
  'NS',
  'B12 1000 mcg',
  'ketorolac',
  'Influenza vaccine',
  'Ibuprofeno',
  'Инсулин',
  'zinc',
])('names a drug: %s', (text) => {
  expect(namesDrug(text)).toBe(true);
});

test.each([
  '',
  'Unknown',
  'See note',
  'Injection',
  'medication',
  'Other',
  'Depo 80 mg',
  'METH125I',
  'MPA 40 mg/mL vial',
  'intra-articular injection, right knee',
  'Trigger point injection kit',
  '40 mg / 1 mL',
  '---',
])('names none: %s', (text) => {
  expect(namesDrug(text)).toBe(false);
});
