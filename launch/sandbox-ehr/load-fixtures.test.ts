import { expect, it } from 'vitest';
import { joinScenarios, SCENARIO_TAG } from './load-fixtures.ts';
import { referenceTo, type Resource, textAt } from './resource.ts';

const chart = (family: string): readonly Resource[] => [
  { resourceType: 'Patient', id: 'p', name: [{ family }] },
  { resourceType: 'Practitioner', id: 'shared', name: [{ text: 'A. Levin MD' }] },
  { resourceType: 'Procedure', id: 'x', code: { text: family }, subject: { reference: 'Patient/p' } },
];

it('keeps two charts apart that use the same ids, and what they share once', () => {
  const joined = joinScenarios([
    { name: 'first', resources: chart('Stone') },
    { name: 'second', resources: chart('Hale') },
  ]);
  expect(joined.map(referenceTo)).toEqual([
    'Patient/p',
    'Practitioner/shared',
    'Procedure/x',
    'Patient/p-1',
    'Procedure/x-1',
  ]);
  expect(textAt(joined[4], 'subject.reference')).toBe('Patient/p-1');
  expect(joined[3]).toMatchObject({ meta: { tag: [{ system: SCENARIO_TAG, code: 'second' }] } });
});
