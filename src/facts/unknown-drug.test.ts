import { describe, expect, it } from 'vitest';
import {
  ACETATE,
  administration,
  chart,
  coded,
  NDC,
  order,
  RXNORM,
  SNOMED,
  told,
} from '../test-kit/chart-builder.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';

const LOCAL = coded('https://ehr.example/local', 'X1');
const DAY = '2026-11-20';
const ATC = 'http://www.whocc.no/atc';

type Over = Readonly<Record<string, unknown>>;
const given = (over: Over): RawResource => administration({ medicationCodeableConcept: LOCAL, ...over });
const factsOf = (...resources: readonly RawResource[]) => readEncounterFacts(chart(resources), DEFAULT_SITE);
const unknown = (over: Over, ...others: readonly RawResource[]) =>
  factsOf(given(over), ...others).unknownDrugs;
const noConcept = (over: Over): Over => ({ medicationCodeableConcept: undefined, ...over });

describe('drugs that could not be made out', () => {
  it.each<[string, Over]>([
    ['a local code without words', {}],
    ['a Medication nobody read', noConcept({ medicationReference: { reference: 'Medication/gone' } })],
    ['no medication at all', noConcept({})],
    ['words that name none', { medicationCodeableConcept: { text: 'See note' } }],
    ['a display that says nothing', { medicationCodeableConcept: coded(RXNORM, '9999999', 'Unknown') }],
    ['an RxNorm code no table knows', { medicationCodeableConcept: coded(RXNORM, '9999999') }],
    ['an NDC no table knows', { medicationCodeableConcept: coded(NDC, '99999999901') }],
    ['an ATC code no table knows', { medicationCodeableConcept: coded(ATC, 'H02BX01') }],
    ['no dosage to say how it was given', { dosage: undefined }],
    ['a stopped administration', { status: 'stopped' }],
    ['a status that says nothing', { status: 'unknown' }],
    ['no status', { status: undefined }],
    ['an extension nobody understands', { modifierExtension: [{ url: 'https://ehr.example/x' }] }],
    ['a day of the encounter and no context', { context: undefined, effectiveDateTime: DAY }],
  ])('lists %s', (_, over) => {
    expect(unknown(over)).toEqual(['MedicationAdministration/a']);
  });

  it.each<[string, Over]>([
    ['words', { medicationCodeableConcept: { text: 'ibuprofen 400 mg tablet' } }],
    ['a display', noConcept({ medicationReference: { reference: 'Medication/gone', display: 'heparin' } })],
    ['words that no table knows', { medicationCodeableConcept: { text: 'Influenza vaccine' } }],
    ['the code of a known therapy', { medicationCodeableConcept: coded(RXNORM, '5640') }],
    ['the code of an oral steroid', { medicationCodeableConcept: coded(RXNORM, '8640') }],
    ['a route without a needle', { dosage: { route: coded(SNOMED, '26643006') } }],
    ['a corticosteroid nobody says which', { medicationCodeableConcept: { text: 'Cortisone injection' } }],
    ['one of our drugs', { medicationCodeableConcept: ACETATE }],
    ['a status that counts nothing', { status: 'not-done' }],
    ['a denial', { dosage: { text: 'not given' } }],
    ['another encounter', { context: { reference: 'Encounter/other' } }],
  ])('does not list an administration with %s', (_, over) => {
    expect(unknown(over)).toEqual([]);
  });

  it('asks the order as well', () => {
    const request = { request: { reference: 'MedicationRequest/o' } };
    expect(unknown(request, order({ medicationCodeableConcept: { text: 'heparin' } }))).toEqual([]);
    expect(unknown(request, order({ medicationCodeableConcept: LOCAL }))).toHaveLength(1);
    expect(unknown(request, order({ medicationCodeableConcept: { text: 'Injection' } }))).toHaveLength(1);
    const byMouth = { dosageInstruction: [{ route: coded(SNOMED, '26643006') }] };
    expect(
      unknown({ ...request, dosage: {} }, order({ ...byMouth, medicationCodeableConcept: LOCAL })),
    ).toEqual([]);
  });

  it('are listed by reference, whatever their order', () => {
    const [a, b] = [given({ id: 'a' }), given({ id: 'b' })];
    const both = ['MedicationAdministration/a', 'MedicationAdministration/b'];
    expect([factsOf(a, b).unknownDrugs, factsOf(b, a).unknownDrugs]).toEqual([both, both]);
  });
});

describe('a corticosteroid nobody says which', () => {
  const named = (text: string, over: Over = {}): RawResource =>
    given({ medicationCodeableConcept: { text }, ...over });
  const byOrder = { request: { reference: 'MedicationRequest/o' } };
  const drugsOf = (...resources: readonly RawResource[]) =>
    factsOf(...resources).injections.map(({ drug, ingredient }) => [told(drug), told(ingredient)]);
  const NOT_RECOGNISED = [['not-recognised', 'not-recognised']];

  it.each(['Cortisone injection', 'steroid', 'DEXAMETHASON', 'Medrol inj'])(
    'is an injection whose drug is not recognised: %s',
    (text) => {
      expect(drugsOf(named(text))).toEqual(NOT_RECOGNISED);
    },
  );

  it('stays one beside a code no table knows and the name of another drug', () => {
    const concept = { ...coded(RXNORM, '9999999', 'steroid injection'), text: 'lidocaine and cortison' };
    expect(drugsOf(given({ medicationCodeableConcept: concept }))).toEqual(NOT_RECOGNISED);
  });

  it.each<[string, Over]>([
    ['its order', { medicationCodeableConcept: ACETATE }],
    ['text', { medicationCodeableConcept: { text: 'Depo-Medrol' } }],
  ])('takes its drug from %s where that names one', (_, over) => {
    const [drug] = drugsOf(named('steroid injection', byOrder), order(over));
    expect(drug?.[0]).toBe('order-only methylprednisolone-acetate');
  });

  it('is one by its order where the administration says nothing', () => {
    const steroid = order({ medicationCodeableConcept: { text: 'Cortisone injection' } });
    expect(drugsOf(given(byOrder), steroid)).toEqual(NOT_RECOGNISED);
    expect(drugsOf(named('Unknown', byOrder), steroid)).toEqual(NOT_RECOGNISED);
    expect(drugsOf(named('zoledronic acid', byOrder), steroid)).toEqual([]);
  });

  it.each<[string, RawResource]>([
    ['a tablet', named('cortisone 25 mg tablet', { dosage: {} })],
    ['a dose pack', named('Medrol 4 mg', { dosage: {} })],
    ['a cream', named('Cortisone cream', { dosage: {} })],
    ['eye drops', named('steroid eye drops', { dosage: {} })],
    ['an inhaler', named('steroid inhaler', { dosage: {} })],
    ['by mouth', named('DEXAMETHASON', { dosage: { route: coded(SNOMED, '26643006') } })],
    ['by the nose', named('steroid', { dosage: { route: coded(SNOMED, '46713006') } })],
  ])('is none as %s', (_, resource) => {
    expect(drugsOf(resource)).toEqual([]);
    expect(factsOf(resource).unknownDrugs).toEqual([]);
  });
});
