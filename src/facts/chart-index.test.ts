import { describe, expect, test } from 'vitest';
import { chart } from '../test-kit/chart-builder.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { evidence, indexChart, typeAndId, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { RawResource } from './chart.ts';

const indexed = (...resources: readonly RawResource[]): ChartIndex =>
  indexChart(chart(resources), DEFAULT_SITE);
const holder: RawResource = {
  resourceType: 'MedicationAdministration',
  id: 'a',
  meta: { versionId: '3' },
  contained: [null, { resourceType: 'Medication', id: 'm' }, { resourceType: 'Substance', id: 's' }],
};
const medication: RawResource = { resourceType: 'Medication', id: 'm1' };

function first(index: ChartIndex, type: string): IndexedResource {
  const [found] = index.ofType(type);
  if (!found) throw new Error(`No ${type}`);
  return found;
}

test.each([
  ['relative', { reference: 'Medication/m1' }, 'Medication/m1'],
  ['absolute', { reference: 'https://ehr.example/fhir/Medication/m1' }, 'Medication/m1'],
  ['versioned', { reference: 'Medication/m1/_history/2' }, 'Medication/m1'],
  ['contained', { reference: '#m' }, 'MedicationAdministration/a#m'],
  ['urn:uuid', { reference: 'urn:uuid:7' }, 'Medication/m2'],
  ['fullUrl of another server', { reference: 'https://other.example/x?id=9' }, 'Medication/m3'],
  ['a bare string', 'Medication/m1', 'Medication/m1'],
])('a %s reference is resolved', (_, reference, found) => {
  const index = indexed(
    holder,
    medication,
    { resourceType: 'Medication', id: 'm2', fullUrl: 'urn:uuid:7' },
    { resourceType: 'Medication', id: 'm3', fullUrl: 'https://other.example/x?id=9' },
  );
  const resolved = index.resolve(first(index, 'MedicationAdministration'), reference);
  expect(resolved).toMatchObject({ how: 'resolved', resource: { reference: found } });
});

test.each([
  ['nothing', undefined, { how: 'none' }],
  [
    'a missing resource',
    { reference: 'Medication/gone', display: 'x' },
    { how: 'not-read', reference: 'Medication/gone', display: 'x' },
  ],
  ['a missing contained one', { reference: '#gone' }, { how: 'not-read' }],
  ['a logical reference', { identifier: { value: '7' } }, { how: 'logical', identifier: '7' }],
  ['a display', { display: 'Depo-Medrol' }, { how: 'display-only', display: 'Depo-Medrol' }],
  ['a prototype key', { reference: '__proto__' }, { how: 'not-read' }],
])('%s stays unresolved', (_, reference, answer) => {
  const index = indexed(holder, medication);
  expect(index.resolve(first(index, 'MedicationAdministration'), reference)).toMatchObject(answer);
});

test.each([
  ['one bearer', [{ system: 'urn:x', value: '7' }], { system: 'urn:x', value: '7' }, 'resolved'],
  ['another system', [{ system: 'urn:y', value: '7' }], { system: 'urn:x', value: '7' }, 'logical'],
  ['no system on one of them', [{ value: '7' }], { system: 'urn:x', value: '7' }, 'logical'],
])('a logical reference with %s is %s', (_, identifier, asked, how) => {
  const index = indexed(holder, { ...medication, identifier });
  const from = first(index, 'MedicationAdministration');
  expect(index.resolve(from, { identifier: asked }).how).toBe(how);
  expect(index.resolve(from, { identifier: asked, type: 'Practitioner' }).how).toBe('logical');
});

test('a logical reference that two resources bear names neither', () => {
  const identifier = [{ system: 'urn:x', value: '7' }];
  const index = indexed(holder, { ...medication, identifier }, { ...medication, id: 'm9', identifier });
  const asked = { identifier: { system: 'urn:x', value: '7' } };
  expect(index.resolve(first(index, 'MedicationAdministration'), asked).how).toBe('logical');
});

test('contained resources see their siblings, and evidence names the container', () => {
  const index = indexed(holder);
  const resolved = index.resolve(first(index, 'MedicationAdministration'), { reference: '#m' });
  if (resolved.how !== 'resolved') throw new Error('contained resource not found');
  expect(index.resolve(resolved.resource, { reference: '#s' })).toMatchObject({ how: 'resolved' });
  expect(evidence(resolved.resource, 'code', '155323')).toEqual({
    reference: 'MedicationAdministration/a',
    versionId: '3',
    path: 'contained[1].code',
    fragment: '155323',
  });
});

test('of one resource in several copies the newest is kept, in any order', () => {
  const copy = (versionId: string | undefined, lastUpdated: string, lot: string): RawResource => ({
    ...medication,
    meta: { versionId, lastUpdated },
    lot,
  });
  const kept = (...copies: readonly RawResource[]): unknown =>
    first(indexed(...copies), 'Medication').json['lot'];
  const [old, young] = [
    copy('9', '2026-01-01T00:00:00Z', 'old'),
    copy('10', '2026-01-01T00:00:00Z', 'young'),
  ];
  expect([kept(old, young), kept(young, old)]).toEqual(['young', 'young']);
  const [before, after] = [
    copy('a', '2026-01-01T00:00:00Z', 'old'),
    copy('b', '2026-02-01T00:00:00Z', 'young'),
  ];
  expect([kept(before, after), kept(after, before)]).toEqual(['young', 'young']);
  expect(indexed(old, young).ofType('Medication')).toHaveLength(1);
});

describe('of two copies that nothing tells apart', () => {
  const MEDICATIONS = { type: 'Medication', completeness: 'complete', reason: null, count: 2 } as const;
  const copy = (over: Readonly<Record<string, unknown>>): RawResource => ({ ...medication, ...over });
  const both = (...copies: readonly RawResource[]) =>
    [copies, copies.toReversed()].map((resources) => {
      const index = indexChart(chart(resources, { sources: [MEDICATIONS] }), DEFAULT_SITE);
      return [first(index, 'Medication').json['lot'], index.chart.sources[0]?.completeness];
    });
  const [a, b] = [copy({ lot: 'a' }), copy({ lot: 'b' })];
  const at = (versionId: string): Readonly<Record<string, unknown>> => ({ meta: { versionId } });

  test('the same one is kept in any order, and the source is read in part', () => {
    const kept = both(a, b);
    expect(kept).toEqual([
      ['b', 'partial'],
      ['b', 'partial'],
    ]);
    expect(both({ ...a, ...at('1') }, { ...b, ...at('1') }).map(([, read]) => read)).toEqual([
      'partial',
      'partial',
    ]);
    expect(new Set(both(a, { ...b, ...at('2') }, copy({ lot: 'c', ...at('1') })).map(String)).size).toBe(1);
  });
  test.each([
    ['say the same', a, copy({ lot: 'a', fullUrl: 'urn:uuid:7', meta: { tag: [] } })],
    ['are versions', { ...a, ...at('1') }, { ...b, ...at('2') }],
  ])('the source stays complete where they %s', (_, one, other) => {
    expect(both(one, other).map(([, read]) => read)).toEqual(['complete', 'complete']);
  });
});

test.each([
  ['subject', { subject: { reference: 'Patient/q' } }],
  ['patient', { patient: { reference: 'https://ehr.example/fhir/Patient/q' } }],
  ['beneficiary', { beneficiary: { reference: 'Patient/q' } }],
  ['urn:uuid', { subject: { reference: 'urn:uuid:q' } }],
])('a resource that names another patient by %s is dropped and counted', (_, over) => {
  const index = indexed({ resourceType: 'Coverage', id: 'x', ...over });
  expect([index.ofType('Coverage').length, index.droppedWrongPatient]).toEqual([0, 1]);
});

test('a resource that names this patient in any form is kept', () => {
  const named = ['Patient/p', 'https://ehr.example/fhir/Patient/p', 'urn:uuid:p', '#p'];
  const index = indexChart(
    chart([], {
      resources: [
        { resourceType: 'Patient', id: 'p', fullUrl: 'urn:uuid:p' },
        ...named.map((reference, at) => ({
          resourceType: 'Condition',
          id: `c${at}`,
          subject: { reference },
        })),
        { resourceType: 'Condition', id: 'silent' },
      ],
    }),
    DEFAULT_SITE,
  );
  expect([index.ofType('Condition').length, index.droppedWrongPatient]).toEqual([5, 0]);
});

test.each([
  ['Patient/p', 'Patient/p'],
  ['https://x/fhir/Patient/p/_history/1', 'Patient/p'],
  ['#p', null],
  ['urn:uuid:1', null],
  ['patient/p', null],
])('%s names %s', (reference, named) => {
  expect(typeAndId(reference)).toBe(named);
});

test('what is no resource is left out', () => {
  const junk = [null, 7, 'x', [], {}, { resourceType: 5 }] as unknown as readonly RawResource[];
  expect(indexChart(chart([], { resources: junk }), DEFAULT_SITE).ofType('Patient')).toEqual([]);
});
