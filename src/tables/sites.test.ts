import { expect, test } from 'vitest';
import { SITES, type Site } from '../vocab/site.ts';
import data from './data/sites.json' with { type: 'json' };
import { isSite, liesIn, siteRow } from './sites.ts';

const NO_SITES = ['', 'Knee', 'knee ', 'left', 'constructor', '__proto__', 'toString'];

test('every site is one, other words are none', () => {
  expect(SITES.filter(isSite)).toEqual([...SITES]);
  expect(NO_SITES.filter(isSite)).toEqual([]);
});

test('every site of the data has one row, and no site is without', () => {
  expect(data.rows.map(({ site }) => site).toSorted()).toEqual([...SITES].toSorted());
});

test.each(data.rows)('$site has what the data says', ({ source, ...row }) => {
  expect(source).not.toBe('');
  expect(isSite(row.site) && siteRow(row.site)).toEqual(row);
});

test.each([
  ['ankle', { within: null, region: 'ankle', codingSize: 'medium', labelSize: 'large', verified: true }],
  [
    'index-finger',
    { within: 'finger', region: 'hand', kind: 'digit', modifiers: { left: 'F1', right: 'F6' } },
  ],
  ['upper-eyelid', { within: 'eye', kind: 'eyelid', codingSize: null, labelSize: null }],
  ['thumb-carpometacarpal-joint', { codingSize: 'small', labelSize: null, verified: false }],
  ['abdomen', { within: null, kind: 'region', paired: false, modifiers: null, verified: true }],
] as const)('%s', (site, properties) => {
  expect(siteRow(site)).toMatchObject(properties);
});

test.each(NO_SITES)('%j has no row, and the error names it', (word) => {
  expect(() => siteRow(word as Site)).toThrow(new Error(`No site row for ${word}`));
});

test.each([
  ['knee', 'knee', true],
  ['prepatellar-bursa', 'knee', true],
  ['index-finger', 'finger', true],
  ['index-finger', 'hand', true],
  ['dorsogluteal', 'buttock', true],
  ['hand', 'index-finger', false],
  ['knee', 'hip', false],
  ['index-finger', 'thumb', false],
  ['index-finger', 'foot', false],
] as const)('%s in %s: %s', (inner, outer, lies) => {
  expect(liesIn(inner, outer)).toBe(lies);
});
