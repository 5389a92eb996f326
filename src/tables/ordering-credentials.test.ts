import { expect, test } from 'vitest';
import { mayOrder } from './ordering-credentials.ts';

test.each([
  'A. Levin, MD',
  'A. Levin, M.D.',
  'Levin A (DO)',
  'Levin A;DPM',
  'A. Levin MBBS FRCS',
  'R. Osei, NP',
  'R. Osei, FNP-BC, FNP',
  'R. Osei\tAPRN',
  'R. Osei,DNP',
  'R. Osei, PA',
  'R. Osei, PA-C',
  'R. Osei, FNP-BC',
  'R. Osei NP-C',
  'R. Osei, FNP-C',
  'R. Osei, RN, NP',
])('%s may order', (name) => {
  expect(mayOrder(name)).toBe(true);
});

test.each([
  '',
  'R. Osei',
  'R. Osei, RN',
  'R. Osei, MA',
  'M. D. Moore',
  'Domd',
  'A. Do',
  'Pa Moore',
  'DOE, J',
])('"%s" names nobody who may order', (name) => {
  expect(mayOrder(name)).toBe(false);
});
