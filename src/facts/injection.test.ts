import { expect, test } from 'vitest';
import {
  ACETATE,
  administration,
  chart,
  coded,
  dosed,
  ENCOUNTER,
  factsOf,
  injectionOf,
  NDC,
  order,
  PATIENT,
  quantity,
  RXNORM,
  SUCCINATE,
  told,
} from '../test-kit/chart-builder.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { evidenceOf } from '../vocab/fact.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';

const period = (start: string, end?: string): Record<string, unknown> => ({
  effectiveDateTime: undefined,
  effectivePeriod: { start, ...(end ? { end } : {}) },
});

test.each([
  ['dateTime', {}, 'recorded 2026-11-20T10:00:00-05:00'],
  ['period', period('2026-11-20T10:00:00-05:00'), 'recorded 2026-11-20T10:00:00-05:00'],
  [
    'both choices, agreeing',
    { effectivePeriod: { start: '2026-11-20T10:00:00-05:00' } },
    'recorded 2026-11-20T10:00:00-05:00',
  ],
  [
    'both choices, differing',
    { effectivePeriod: { start: '2026-11-20T11:00:00-05:00' } },
    'conflicting 2026-11-20T10:00:00-05:00, 2026-11-20T11:00:00-05:00',
  ],
  ['a year', { effectiveDateTime: '2026' }, 'recorded 2026'],
  ['no date', { effectiveDateTime: 'this morning' }, 'not-recognised'],
  ['nothing', { effectiveDateTime: undefined }, 'not-recorded'],
])('reads the time of %s', (_, over, time) => {
  expect(told(injectionOf([administration(over)]).time)).toBe(time);
});

test("a period's end is kept, and a year is no date of service", () => {
  const ended = injectionOf([
    administration(period('2026-11-20T10:00:00-05:00', '2026-11-20T11:00:00-05:00')),
  ]);
  expect(ended.endTime).toBe('2026-11-20T11:00:00-05:00');
  expect(injectionOf([administration({ effectiveDateTime: '2026' })]).serviceDate.date).toBeNull();
});

test.each([
  ['display', [{ actor: { reference: 'Practitioner/x', display: 'R. Osei RN' } }], 'recorded R. Osei RN'],
  ['a name on the resource', [{ actor: { reference: 'Practitioner/n' } }], 'recorded Nia Okoro'],
  ['a reference nobody read', [{ actor: { reference: 'Practitioner/x' } }], 'recorded Practitioner/x'],
  ['one object outside an array', { actor: { display: 'R. Osei RN' } }, 'recorded R. Osei RN'],
  ['an empty actor', [{ actor: {} }], 'not-recorded'],
  ['nothing', undefined, 'not-recorded'],
])('reads the performer by %s', (_, performer, expected) => {
  const nurse = { resourceType: 'Practitioner', id: 'n', name: [{ text: 'Nia Okoro' }] };
  expect(told(injectionOf([administration({ performer }), nurse]).performer)).toBe(expected);
});

const PACKAGED: readonly (readonly [
  name: string,
  over: Readonly<Record<string, unknown>>,
  ndc: string,
  kind: string,
])[] = [
  [
    'a single-dose vial',
    { medicationCodeableConcept: coded(NDC, '00009-3073-01') },
    'recorded 00009307301',
    'single-dose verified',
  ],
  [
    'a multi-dose vial',
    { medicationCodeableConcept: coded(NDC, '00009028003') },
    'recorded 00009028003',
    'multi-dose verified',
  ],
  [
    'a vial whose kind is inferred from its size',
    { medicationCodeableConcept: coded(NDC, '50090055600') },
    'recorded 50090055600',
    'multi-dose inferred',
  ],
  [
    'a powder vial of unknown kind',
    { medicationCodeableConcept: coded(NDC, '00009000302') },
    'recorded 00009000302',
    'not-recognised',
  ],
  [
    'an NDC the table lacks',
    {
      medicationCodeableConcept: {
        coding: [
          { system: NDC, code: '99999999901' },
          { system: RXNORM, code: '155323' },
        ],
      },
    },
    'recorded 99999999901',
    'not-recorded',
  ],
  [
    'an NDC that is none',
    {
      medicationCodeableConcept: {
        coding: [
          { system: NDC, code: '12-34' },
          { system: RXNORM, code: '155323' },
        ],
      },
    },
    'not-recognised',
    'not-recorded',
  ],
  ['no NDC', {}, 'not-recorded', 'not-recorded'],
];
test.each(PACKAGED)('%s', (_, over, ndc, kind) => {
  const { ndc: number, container } = injectionOf([administration(over)]);
  const shown =
    container.how === 'recorded'
      ? `${container.value.kind} ${container.value.verified ? 'verified' : 'inferred'}`
      : container.how;
  expect([told(number), shown]).toEqual([ndc, kind]);
});

test('lot and expiry come from the Medication, the ordered one order-only', () => {
  const medication: RawResource = {
    resourceType: 'Medication',
    id: 'm',
    code: ACETATE,
    batch: { lotNumber: 'L7', expirationDate: '2027-01' },
  };
  const reference = {
    medicationCodeableConcept: undefined,
    medicationReference: { reference: 'Medication/m' },
  };
  const own = injectionOf([administration(reference), medication]);
  expect([told(own.lot), told(own.expiry)]).toEqual(['recorded L7', 'recorded 2027-01']);
  const linked = injectionOf([
    administration({ request: { reference: 'MedicationRequest/o' } }),
    order(reference),
    medication,
  ]);
  expect([told(linked.lot), told(linked.expiry)]).toEqual(['order-only L7', 'order-only 2027-01']);
});

test.each([
  ['a note', { note: [{ text: '20 mg wasted' }] }, 'text-only 20'],
  ['dosage text', { dosage: { text: 'Depo-Medrol 20 mg IA right knee, 20 mg wasted' } }, 'text-only 20'],
  [
    'two notes that differ',
    { note: [{ text: '20 mg wasted' }, { text: '30 mg discarded' }] },
    'conflicting 20, 30',
  ],
  [
    'a volume of a known strength',
    { medicationCodeableConcept: coded(RXNORM, '1743779'), note: [{ text: '0.5 mL wasted' }] },
    'text-only 20',
  ],
  ['a volume of an unknown strength', { note: [{ text: '0.5 mL wasted' }] }, 'not-recognised'],
  ['part of a vial', { note: [{ text: '0.5 vial wasted' }] }, 'not-recognised'],
  ['the rest, without an amount', { note: [{ text: 'rest discarded' }] }, 'not-recognised'],
  ['an amount in doubt', { note: [{ text: '10 mg wasted?' }] }, 'not-recognised'],
  ['two amounts of one text', { note: [{ text: '10 mg wasted and 10 mg discarded' }] }, 'not-recognised'],
  [
    'an amount beside words about it',
    { note: [{ text: '20 mg wasted' }, { text: 'waste witnessed by RN' }] },
    'text-only 20',
  ],
  [
    'an amount beside one nobody can read',
    { note: [{ text: '20 mg wasted' }, { text: '½ vial wasted' }, { text: '0.1 vial wasted' }] },
    'not-recognised',
  ],
  ['zero', { note: [{ text: '0 mg wasted' }] }, 'text-only 0'],
  ['words that deny it', { note: [{ text: 'no waste' }, { text: 'Waste: none' }] }, 'not-recorded'],
  ['nothing', {}, 'not-recorded'],
])('reads what was discarded from %s', (_, over, discarded) => {
  expect(told(injectionOf([administration(over)]).discarded)).toBe(discarded);
});

test('shows what was written of a discard that nobody can read', () => {
  const note = [{ text: '20 mg wasted' }, { text: '½ vial wasted' }, { text: '0.1 vial wasted' }];
  const { discarded } = injectionOf([administration({ note })]);
  expect(discarded.how === 'not-recognised' && discarded.original).toBe('½ vial wasted · 0.1 vial wasted');
  expect(evidenceOf(discarded).map(({ path }) => path)).toEqual([
    'note[0].text',
    'note[1].text',
    'note[2].text',
  ]);
});

test('reasons are stated by the administration, else by the order', () => {
  const said = injectionOf([
    administration({
      reasonCode: [{ text: 'knee pain' }],
      reasonReference: [{ reference: 'Condition/c', display: 'Osteoarthritis' }],
    }),
  ]);
  expect([told(said.rationale), said.reasonConditions]).toEqual([
    'recorded knee pain; Osteoarthritis',
    ['Condition/c'],
  ]);
  const byOrder = injectionOf([
    administration({ request: { reference: 'MedicationRequest/o' } }),
    order({ reasonCode: [{ text: 'flare' }] }),
  ]);
  expect(told(byOrder.rationale)).toBe('order-only flare');
  expect(told(injectionOf([administration()]).rationale)).toBe('not-recorded');
});

test.each([
  ['N/A'],
  ['n/a.'],
  ['None'],
  ['Given as Ordered'],
  ['as ordered'],
  ['Not applicable'],
  ['Per protocol'],
  ['See note'],
  ['-'],
  ['Unknown'],
  ['Other'],
])('"%s" in the field of the reason is none', (text) => {
  const coded = {
    coding: [{ system: 'http://terminology.hl7.org/CodeSystem/reason-medication-given', code: 'b' }],
  };
  expect(told(injectionOf([administration({ reasonCode: [{ text }, coded] })]).rationale)).toBe(
    'not-recorded',
  );
  const also = administration({ reasonCode: [{ text }, { text: 'OA' }] });
  expect(told(injectionOf([also]).rationale)).toBe('recorded OA');
});

test.each([
  ['Patient cannot tolerate oral prednisone.', 'text-only'],
  ['unable to swallow tablets', 'text-only'],
  ['Oral steroids contraindicated: gastric ulcer', 'text-only'],
  ['No dysphagia. Knee pain.', 'not-recorded'],
  ['NPO for procedure', 'not-recorded'],
  ['Denies fever, chills, chest pain, shortness of breath, dysphagia.', 'not-recorded'],
  ['ROS: negative for nausea, vomiting, dysphagia, melena', 'not-recorded'],
  ['Return for hives, dysphagia or trouble breathing.', 'not-recorded'],
  ['Call if fever, rash, intractable vomiting', 'not-recorded'],
  ['Side effects may include nausea, persistent vomiting', 'not-recorded'],
  ['Dysphagia: No', 'not-recorded'],
  ['Dysphagia (-), cough (-)', 'not-recorded'],
  ['Father with dysphagia', 'not-recorded'],
  ['ROS: denies dysphagia. Has dysphagia since a stroke', 'text-only'],
  ['No fever, but has dysphagia', 'text-only'],
  ['No relief with ibuprofen and cannot take oral steroids', 'text-only'],
  ['NPO because of ileus', 'text-only'],
  ['knee pain', 'not-recorded'],
])('of "%s" reads why oral treatment is unsuitable: %s', (text, how) => {
  expect(injectionOf([administration({ reasonCode: [{ text }] })]).oralUnsuitable.how).toBe(how);
});

const OTHER = {
  ...ENCOUNTER,
  id: 'f',
  period: { start: '2026-11-21T08:00:00-05:00', end: '2026-11-21T17:00:00-05:00' },
};
const matches = (
  over: Readonly<Record<string, unknown>>,
  ...others: readonly RawResource[]
): readonly string[] =>
  factsOf([administration(over), ...others]).injections.map(({ encounterMatch }) => encounterMatch);
const NO_CONTEXT = { context: undefined };

test('an administration is of the encounter it names, else of the one whose period alone holds it', () => {
  expect(matches({})).toEqual(['context']);
  expect(matches({ context: { reference: 'Encounter/f' } }, OTHER)).toEqual([]);
  expect(matches({ context: { reference: 'EpisodeOfCare/1' } })).toEqual(['time']);
  expect(matches(NO_CONTEXT)).toEqual(['time']);
  expect(matches(NO_CONTEXT, OTHER)).toEqual(['time']);
  expect(matches({ ...NO_CONTEXT, effectiveDateTime: '2026-11-21T10:00:00-05:00' }, OTHER)).toEqual([]);
  expect(matches(NO_CONTEXT, { ...ENCOUNTER, id: 'twin' })).toEqual([]);
  expect(matches({ ...NO_CONTEXT, effectiveDateTime: '2026-11-22T10:00:00-05:00' })).toEqual([]);
  expect(
    matches(NO_CONTEXT, {
      ...ENCOUNTER,
      id: 'old',
      status: 'finished',
      period: { start: '2020-01-01T08:00:00-05:00' },
    }),
  ).toEqual(['time']);
});

test('without an encounter the administrations of the date are grouped', () => {
  const resources = [
    administration({ context: undefined }),
    administration({ id: 'next', context: undefined, effectiveDateTime: '2026-11-21T10:00:00-05:00' }),
  ];
  const alone = {
    ...chart([]),
    encounter: null,
    serviceDate: '2026-11-20',
    resources: [PATIENT, ...resources],
  };
  const { injections } = readEncounterFacts(alone, DEFAULT_SITE);
  expect(injections.map(({ reference, encounterMatch }) => [reference, encounterMatch])).toEqual([
    ['MedicationAdministration/a', 'grouped-by-date'],
  ]);
});

test('orders nobody carried out are listed, those of an injection and those of tablets are not', () => {
  const facts = factsOf([
    administration({ request: { reference: 'MedicationRequest/done' } }),
    order({ id: 'done' }),
    order({ id: 'open', medicationCodeableConcept: SUCCINATE }),
    order({ id: 'tablet', medicationCodeableConcept: coded(RXNORM, '260330') }),
    order({ id: 'cancelled', medicationCodeableConcept: SUCCINATE, status: 'cancelled' }),
    order({ id: 'elsewhere', medicationCodeableConcept: SUCCINATE, encounter: { reference: 'Encounter/f' } }),
  ]);
  expect(facts.orderedOnly.map(({ reference, drug }) => [reference, told(drug)])).toEqual([
    ['MedicationRequest/open', 'recorded methylprednisolone-sodium-succinate'],
  ]);
});

test('age and weight are those of the date of service', () => {
  const weight = (id: string, value: unknown, unit: string, on: string): RawResource => ({
    resourceType: 'Observation',
    id,
    status: 'final',
    subject: { reference: 'Patient/p' },
    code: coded('http://loinc.org', '29463-7'),
    effectiveDateTime: on,
    valueQuantity: quantity(value, unit),
  });
  const facts = factsOf([
    administration(),
    weight('old', 90, 'kg', '2020-01-01'),
    weight('last', 150, '[lb_av]', '2026-11-01'),
    weight('later', 60, 'kg', '2026-12-01'),
    weight('odd', 60, 'stone', '2026-11-19'),
  ]);
  expect([facts.ageYears, told(facts.weightKg)]).toEqual([65, 'recorded 68.0388555']);
});

test('the order of resources changes no fact', () => {
  const resources = [
    dosed({}, { request: { reference: 'MedicationRequest/o' } }),
    administration({ id: 'b', medicationCodeableConcept: SUCCINATE }),
    order(),
    OTHER,
  ];
  expect(factsOf(resources.toReversed())).toEqual(factsOf(resources));
});

test('resources of another patient are dropped and counted', () => {
  const facts = factsOf([administration(), administration({ id: 'x', subject: { reference: 'Patient/q' } })]);
  expect([facts.injections.length, facts.droppedWrongPatient]).toEqual([1, 1]);
});
