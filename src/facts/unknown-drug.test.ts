import { describe, expect, it } from 'vitest';
import { ACETATE, administration, chart, coded, order, RXNORM } from '../test-kit/chart-builder.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';

const LOCAL = coded('https://ehr.example/local', 'X1');
const DAY = '2026-11-20';

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
    ['a code of a standard system', { medicationCodeableConcept: coded(RXNORM, '5640') }],
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
  });

  it('are listed by reference, whatever their order', () => {
    const [a, b] = [given({ id: 'a' }), given({ id: 'b' })];
    const both = ['MedicationAdministration/a', 'MedicationAdministration/b'];
    expect([factsOf(a, b).unknownDrugs, factsOf(b, a).unknownDrugs]).toEqual([both, both]);
  });
});
