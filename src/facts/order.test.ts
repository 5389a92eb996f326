import { describe, expect, test } from 'vitest';
import {
  administration,
  coded,
  injectionOf,
  order,
  PLAIN_METHYLPREDNISOLONE,
  quantity,
  RXNORM,
  SNOMED,
  SUCCINATE,
  told,
} from '../test-kit/chart-builder.ts';
import type { RawResource } from './chart.ts';

const requested = (reference: string): RawResource => administration({ request: { reference } });
const instructed = (...doses: readonly unknown[]): RawResource =>
  order({ dosageInstruction: doses.map((doseQuantity) => ({ doseAndRate: [{ doseQuantity }] })) });

test('a request leads to its order, with the requester', () => {
  const { order: link } = injectionOf([
    requested('MedicationRequest/o'),
    order({ requester: { reference: 'Practitioner/d' } }),
    { resourceType: 'Practitioner', id: 'd', name: [{ given: ['Ada'], family: 'Osei' }] },
  ]);
  expect([link.how, link.references, told(link.requester)]).toEqual([
    'request',
    ['MedicationRequest/o'],
    'recorded Ada Osei',
  ]);
});

test('without a request the one order of the same ingredient and day is the order', () => {
  const { order: link } = injectionOf([administration(), order()]);
  expect([link.how, link.references]).toEqual(['drug-and-date', ['MedicationRequest/o']]);
});

test('two orders of the day are candidates, and none is chosen', () => {
  const { order: link, route } = injectionOf([
    administration({ dosage: {} }),
    order({ dosageInstruction: [{ route: coded('http://snomed.info/sct', '78421000') }] }),
    order({ id: 'o2' }),
  ]);
  expect([link.how, link.references]).toEqual([
    'more-than-one-candidate',
    ['MedicationRequest/o', 'MedicationRequest/o2'],
  ]);
  expect([link.dose, told(route)]).toEqual([null, 'not-recorded']);
});

test.each([
  ['cancelled', { status: 'cancelled' }],
  ['a draft', { status: 'draft' }],
  ['a plan', { intent: 'plan' }],
  ['of another day', { authoredOn: '2026-11-19T09:00:00-05:00' }],
  ['of another drug', { medicationCodeableConcept: coded(RXNORM, '1085754') }],
])('an order that is %s is no order of this injection', (_, over) => {
  expect(injectionOf([administration(), order(over)]).order.how).toBe('none');
});

test('a request that leads to nothing read says so', () => {
  const { order: link } = injectionOf([requested('MedicationRequest/gone')]);
  expect([link.how, link.references]).toEqual(['reference-not-read', ['MedicationRequest/gone']]);
});

test.each(['entered-in-error', 'cancelled', 'draft'])(
  'a request for an order that is %s is no order',
  (status) => {
    const dosageInstruction = [{ doseAndRate: [{ doseQuantity: quantity(80, 'mg') }] }];
    const withdrawn = order({ status, dosageInstruction });
    const { order: link } = injectionOf([requested('MedicationRequest/o'), withdrawn]);
    expect([link.how, link.dose]).toEqual(['none', null]);
    const standing = injectionOf([requested('MedicationRequest/o'), withdrawn, order({ id: 'o2' })]);
    expect(standing.order.references).toEqual(['MedicationRequest/o2']);
  },
);

test.each([
  ['for another corticosteroid', { medicationCodeableConcept: coded(RXNORM, '1085754') }],
  ['for another drug', { medicationCodeableConcept: { text: 'lidocaine 1% injection' } }],
  ['not to give it', { doNotPerform: true }],
])('a request that leads to an order %s is no order, and nothing is read from it', (_, over) => {
  const dosageInstruction = [{ doseAndRate: [{ doseQuantity: quantity(10, 'mg') }] }];
  const { order: link, drug } = injectionOf([
    administration({
      medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE,
      request: { reference: 'MedicationRequest/o' },
    }),
    order({ dosageInstruction, ...over }),
  ]);
  expect([link.how, link.dose, told(drug)]).toEqual(['none', null, 'not-recognised']);
});

test('a request for another salt than the one coded is no order', () => {
  const succinate = order({ medicationCodeableConcept: SUCCINATE });
  expect(injectionOf([requested('MedicationRequest/o'), succinate]).order.how).toBe('none');
});

describe('the order of the day', () => {
  const BY_MOUTH = { dosageInstruction: [{ route: coded(SNOMED, '26643006') }] };
  const into = (code: string): object => ({ dosageInstruction: [{ route: coded(SNOMED, code) }] });
  const found = (over: object, own: object = {}): string =>
    injectionOf([administration({ ...own }), order({ ...over })]).order.how;

  test.each<[string, object, object?]>([
    ['another salt', { medicationCodeableConcept: SUCCINATE }],
    ['another salt in words', { medicationCodeableConcept: { text: 'Solu-Medrol 125 mg' } }],
    [
      'another salt than the words given',
      { medicationCodeableConcept: SUCCINATE },
      { medicationCodeableConcept: { text: 'Depo-Medrol' } },
    ],
    ['the ingredient by mouth', { medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE, ...BY_MOUTH }],
    ['a tablet', { medicationCodeableConcept: { text: 'methylprednisolone 4 mg tablet' } }],
    ['a vein', into('47625008')],
    ['a muscle', into('78421000')],
    ['not to be given', { doNotPerform: true }],
  ])('is not one for %s', (_, over, own) => {
    expect(found(over, own)).toBe('none');
  });

  test.each<[string, object, object?]>([
    ['the ingredient alone', { medicationCodeableConcept: PLAIN_METHYLPREDNISOLONE }],
    ['the same salt in words', { medicationCodeableConcept: { text: 'Depo-Medrol' } }],
    ['the joint', into('12130007')],
    ['a route less exact', into('78421000'), { dosage: { route: { text: 'trigger point' } } }],
    [
      'the plain salt of a presentation',
      { medicationCodeableConcept: { text: 'Kenalog' } },
      { medicationCodeableConcept: { text: 'Zilretta' } },
    ],
  ])('may be one for %s', (_, over, own) => {
    expect(found(over, own)).toBe('drug-and-date');
  });

  const GIVEN_LATE = { effectiveDateTime: '2026-11-21T00:10:00Z' };
  test.each([
    ['before', '2026-11-20T20:05:00Z'],
    ['after', '2026-11-21T00:05:00Z'],
  ])('is of the local day where both are in UTC: written %s midnight there', (_, authoredOn) => {
    const resources = [administration(GIVEN_LATE), order({ authoredOn })];
    expect(injectionOf(resources).order.how).toBe('drug-and-date');
    expect(injectionOf(resources, { timeZone: 'America/Los_Angeles' }).order.how).toBe('drug-and-date');
  });
});

const DOSES: readonly (readonly [name: string, order: RawResource, mg: string, problem: string | null])[] = [
  ['mg', instructed(quantity(80, 'mg')), 'recorded 80', null],
  ['the same dose twice', instructed(quantity(80, 'mg'), quantity(0.08, 'g')), 'recorded 80', null],
  ['two doses', instructed(quantity(80, 'mg'), quantity(40, 'mg')), 'not-recognised', 'several-doses'],
  ['mL without a strength', instructed(quantity(2, 'mL')), 'not-recognised', 'volume-without-strength'],
  [
    'mL × the ordered product',
    order({
      medicationCodeableConcept: coded(RXNORM, '1358612'),
      dosageInstruction: [{ doseAndRate: [{ doseQuantity: quantity(2, 'mL') }] }],
    }),
    'recorded 80',
    null,
  ],
  [
    'a range',
    order({
      dosageInstruction: [
        { doseAndRate: [{ doseRange: { low: quantity(40, 'mg'), high: quantity(80, 'mg') } }] },
      ],
    }),
    'not-recognised',
    'not-exact',
  ],
  [
    "Epic's three kinds of one dose",
    order({
      dosageInstruction: [
        {
          doseAndRate: [
            { type: { coding: [{ code: 'calculated' }] }, doseQuantity: quantity(79.6, 'mg') },
            { type: { coding: [{ code: 'ordered' }] }, doseQuantity: quantity(80, 'mg') },
          ],
        },
      ],
    }),
    'recorded 80',
    null,
  ],
];
test.each(DOSES)('reads the ordered dose: %s', (_, ordered, mg, problem) => {
  const { order: link } = injectionOf([requested('MedicationRequest/o'), ordered]);
  expect([link.dose && told(link.dose.mg), link.dose?.problem]).toEqual([mg, problem]);
});

test("the order's dose never becomes the administration's", () => {
  const injection = injectionOf([
    administration({ dosage: {}, request: { reference: 'MedicationRequest/o' } }),
    instructed(quantity(80, 'mg')),
  ]);
  expect([told(injection.dose.amount), told(injection.dose.mg)]).toEqual(['not-recorded', 'not-recorded']);
});

test("a volume given × the ordered product's strength is order-only", () => {
  const injection = injectionOf([
    administration({ dosage: { dose: quantity(2, 'mL') }, request: { reference: 'MedicationRequest/o' } }),
    order({ medicationCodeableConcept: coded(RXNORM, '1358612') }),
  ]);
  expect([told(injection.dose.amount), told(injection.dose.mg)]).toEqual(['recorded 2 mL', 'order-only 80']);
});
