import { expect, test } from 'vitest';
import type { Side, Site } from '../vocab/site.ts';
import { anatomicalModifiers, isAnatomical } from './anatomical-modifiers.ts';

test.each<readonly [Site | null, Side | null, readonly string[]]>([
  ['knee', 'right', ['RT', 'RT']],
  ['knee', 'left', ['LT', 'LT']],
  ['index-finger', 'left', ['LT', 'F1']],
  ['index-finger', 'right', ['RT', 'F6']],
  ['upper-eyelid', 'bilateral', ['LT', 'E1', 'RT', 'E3', '50']],
  ['neck', 'left', ['LT']],
  ['neck', 'bilateral', ['LT', 'RT', '50']],
  [null, 'right', ['RT']],
  [null, 'bilateral', ['LT', 'RT', '50']],
  ['knee', null, []],
  [null, null, []],
])('%s, %s bears out %j', (site, side, modifiers) => {
  expect(anatomicalModifiers(site, side)).toEqual(modifiers);
});

test('sides, fingers, toes and eyelids are anatomical; both sides at once and services are not', () => {
  const fingers = ['FA', 'F1', 'F2', 'F3', 'F4', 'F5', 'F6', 'F7', 'F8', 'F9'];
  const toes = ['TA', 'T1', 'T2', 'T3', 'T4', 'T5', 'T6', 'T7', 'T8', 'T9'];
  const all = ['LT', 'RT', 'E1', 'E2', 'E3', 'E4', ...fingers, ...toes];
  expect(all.filter(isAnatomical)).toEqual(all);
  expect(['50', '59', 'JZ', '25', 'lt', '', 'LD'].filter(isAnatomical)).toEqual([]);
});
