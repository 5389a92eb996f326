import { expect, test } from 'vitest';
import { toExact } from '../vocab/rational.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { labelDoseFor } from './label-doses.ts';

const ACETATE: Drug = 'methylprednisolone-acetate';
const SUCCINATE: Drug = 'methylprednisolone-sodium-succinate';

test.each<readonly [Route | null, Site | null, string | null]>([
  ['intra-articular', 'knee', '20-80 verified'],
  ['intra-articular', 'shoulder', '20-80 verified'],
  ['intra-articular', 'ankle', '20-80 verified'],
  ['periarticular', 'knee', '20-80 verified'],
  ['intra-articular', 'elbow', '10-40 verified'],
  ['intra-articular', 'wrist', '10-40 verified'],
  ['intra-articular', 'acromioclavicular-joint', '4-10 verified'],
  ['intra-articular', 'index-finger', '4-10 verified'],
  ['intra-articular', 'hip', '20-80 lead'],
  ['intrabursal', 'subacromial-bursa', '4-30 lead'],
  ['tendon-sheath', 'lateral-epicondyle', '4-30 lead'],
  ['intralesional', 'skin', '20-60 lead'],
  ['intradermal', null, '20-60 lead'],
  ['intramuscular', 'deltoid', '40-120 verified'],
  ['intramuscular', null, '40-120 verified'],
  ['intramuscular', 'knee', '40-120 verified'],
  ['intravenous', 'antecubital-fossa', null],
  ['epidural', 'lumbar-spine', null],
  ['intra-articular', 'sacroiliac-joint', null],
  ['intra-articular', null, null],
  [null, 'knee', null],
  [null, null, null],
])('acetate, %s, %s', (route, site, expected) => {
  const dose = labelDoseFor({ drug: ACETATE, route, site });
  const range = dose?.maxMg ? `${toExact(dose.minMg)}-${toExact(dose.maxMg)}` : 'no range';
  expect(dose && `${range} ${dose.verified ? 'verified' : 'lead'}`).toBe(expected);
  expect(dose?.maxMgPerKg ?? null).toBeNull();
});

test.each<Route>(['intravenous', 'intravenous-push', 'intravenous-infusion', 'intramuscular'])(
  'succinate, %s, is limited by weight, and to 1000 mg for an adult without one',
  (route) => {
    const dose = labelDoseFor({ drug: SUCCINATE, route, site: null });
    expect(dose?.maxMg).toBeNull();
    expect(dose?.maxMgPerKg && toExact(dose.maxMgPerKg)).toBe('30');
    expect(dose?.maxMgAdultWithoutWeight && toExact(dose.maxMgAdultWithoutWeight)).toBe('1000');
    expect(dose?.verified).toBe(true);
    expect(dose?.source).not.toBe('');
  },
);

test('a drug or place the label rows do not name has no range', () => {
  expect(labelDoseFor({ drug: SUCCINATE, route: 'intra-articular', site: 'knee' })).toBeNull();
  expect(
    labelDoseFor({ drug: 'triamcinolone-acetonide', route: 'intra-articular', site: 'knee' }),
  ).toBeNull();
});

test('the range names its place in words', () => {
  expect(labelDoseFor({ drug: ACETATE, route: 'intra-articular', site: 'hip' })?.where).toBe('hip');
});
