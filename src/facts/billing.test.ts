import { expect, test } from 'vitest';
import { administration, dosed, factsOf, injectionOf } from '../test-kit/chart-builder.ts';
import type { Billing } from './encounter-facts.ts';

const outcome = (billing: Billing): string =>
  billing.billed ? (billing.partial ? 'billed in part' : 'billed') : billing.excluded;

const CASES: readonly (readonly [name: string, over: Readonly<Record<string, unknown>>, outcome: string])[] =
  [
    ['completed', {}, 'billed'],
    ['stopped', { status: 'stopped' }, 'billed in part'],
    [
      'stopped, with why',
      { status: 'stopped', statusReason: [{ text: 'patient refused the rest' }] },
      'billed in part',
    ],
    ['not-done', { status: 'not-done' }, 'not-done'],
    ['entered-in-error', { status: 'entered-in-error' }, 'entered-in-error'],
    ['on-hold', { status: 'on-hold' }, 'on-hold'],
    ['in-progress', { status: 'in-progress' }, 'in-progress'],
    ['unknown', { status: 'unknown' }, 'status-unknown'],
    ['no status', { status: undefined }, 'status-unknown'],
    ['a status nobody defined', { status: 'given' }, 'status-unknown'],
    ['a prototype key as status', { status: 'constructor' }, 'status-unknown'],
    ['status as a number', { status: 1 }, 'status-unknown'],
    ['a reason why it was refused', { statusReason: [{ text: 'Refused' }] }, 'recorded-as-not-given'],
    ['one reason outside an array', { statusReason: { text: 'Patient refused' } }, 'recorded-as-not-given'],
    [
      'a coded reason not given',
      {
        statusReason: [
          {
            coding: [
              { system: 'http://terminology.hl7.org/CodeSystem/reason-medication-not-given', code: 'b' },
            ],
          },
        ],
      },
      'recorded-as-not-given',
    ],
    ['a harmless reason', { statusReason: [{ text: 'given late' }] }, 'billed'],
    ['a note that denies it', { note: [{ text: 'Held.' }] }, 'recorded-as-not-given'],
    ['a note about another drug', { note: [{ text: 'Patient refused oral naproxen in August.' }] }, 'billed'],
    [
      'a modifier nobody understands',
      { modifierExtension: [{ url: 'https://ehr.example/negated', valueBoolean: true }] },
      'modifier-not-understood',
    ],
    ['no modifiers', { modifierExtension: [] }, 'billed'],
  ];
test.each(CASES)('%s', (_, over, expected) => {
  expect(outcome(injectionOf([administration(over)]).billing)).toBe(expected);
});

const DOSAGES: readonly (readonly [
  name: string,
  dosage: Readonly<Record<string, unknown>>,
  outcome: string,
])[] = [
  [
    'method Not Given',
    { method: { coding: [{ code: 'Not Given', system: 'urn:local' }] } },
    'recorded-as-not-given',
  ],
  ['method Hold Dose', { method: { text: 'Hold Dose' } }, 'recorded-as-not-given'],
  ['method Administered', { method: { text: 'Administered' } }, 'billed'],
  ['method Delayed Administered', { method: { text: 'Delayed Administered' } }, 'billed'],
  ['text that denies it', { text: 'not given, pt left' }, 'recorded-as-not-given'],
  ['text of a dose', { text: 'Depo-Medrol 40 mg IA right knee' }, 'billed'],
  [
    'modifier on the dosage',
    { modifierExtension: [{ url: 'https://ehr.example/x' }] },
    'modifier-not-understood',
  ],
];
test.each(DOSAGES)('%s', (_, dosage, expected) => {
  expect(outcome(injectionOf([dosed(dosage)]).billing)).toBe(expected);
});

test('an exclusion carries the words it rests on', () => {
  const { billing } = injectionOf([administration({ statusReason: [{ text: 'Refused' }] })]);
  expect(billing).toMatchObject({
    evidence: [{ path: 'status' }, { path: 'statusReason[0].text', fragment: 'Refused' }],
  });
});

test('the same resource twice is one injection, the newest version', () => {
  const { injections } = factsOf([
    dosed({ dose: { value: 80, unit: 'mg' } }, { meta: { versionId: '2' } }),
    dosed({ dose: { value: 40, unit: 'mg' } }, { meta: { versionId: '1' } }),
  ]);
  expect(injections.map(({ versionId }) => versionId)).toEqual(['2']);
});

test('the same identifier on two resources is billed once', () => {
  const identifier = [{ system: 'https://ehr.example/mar', value: '77' }];
  const { injections } = factsOf([
    administration({ id: 'a', identifier }),
    administration({ id: 'b', identifier, effectiveDateTime: '2026-11-20T10:01:00-05:00' }),
    administration({ id: 'c', identifier: [{ system: 'https://ehr.example/mar', value: '78' }] }),
  ]);
  expect(injections.map(({ reference, billing }) => [reference, outcome(billing)])).toEqual([
    ['MedicationAdministration/a', 'billed'],
    ['MedicationAdministration/c', 'billed'],
    ['MedicationAdministration/b', 'duplicate-resource'],
  ]);
});

test('two that are alike within five minutes are both billed and name each other', () => {
  const at = (
    minute: string,
    id: string,
    over: Readonly<Record<string, unknown>> = {},
  ): ReturnType<typeof administration> =>
    administration({ id, effectiveDateTime: `2026-11-20T10:${minute}:00-05:00`, ...over });
  const { injections } = factsOf([
    at('00', 'a'),
    at('05', 'b'),
    at('11', 'c'),
    at('00', 'd', { status: 'not-done' }),
    dosed({ dose: { value: 20, unit: 'mg' } }, { id: 'e' }),
  ]);
  const alike = new Map(injections.map((injection) => [injection.reference.slice(-1), injection.alike]));
  expect(alike.get('a')).toEqual(['MedicationAdministration/b']);
  expect(alike.get('b')).toEqual(['MedicationAdministration/a']);
  expect([alike.get('c'), alike.get('d'), alike.get('e')]).toEqual([[], [], []]);
});
