import { existsSync } from 'node:fs';
import { expect, it } from 'vitest';
import { joinScenarios, loadScenarios, SCENARIO_TAG } from './load-fixtures.ts';
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

it('serves no chart that tells of a reading gone wrong, because a server would serve it as whole', () => {
  const names = loadScenarios('fhir-fixtures').map(({ name }) => name);
  expect(names).toContain('two-to-fix-side-and-prior-therapy');
  expect(names).not.toContain('administrations-not-permitted');
  expect(names).not.toContain('procedures-read-in-part');
});

it('serves no chart that was written for a site of its own, because the app launched is of another', () => {
  expect(existsSync('fhir-fixtures/disagreement-of-the-tables-acknowledged/site.json')).toBe(true);
  const names = loadScenarios('fhir-fixtures').map(({ name }) => name);
  expect(names).not.toContain('disagreement-of-the-tables-acknowledged');
});
