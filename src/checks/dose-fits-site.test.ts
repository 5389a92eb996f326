import { describe, expect, it } from 'vitest';
import {
  evidence,
  facts,
  inShort,
  injection,
  judged,
  judgedInjection,
  sources,
} from '../test-kit/check-input.ts';
import type { EncounterFacts, Injection } from '../facts/encounter-facts.ts';
import type { Drug } from '../vocab/drug.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { parseDecimal, rational } from '../vocab/rational.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { asMilligrams } from '../vocab/units.ts';
import { doseFitsSite } from './dose-fits-site.ts';

const at = evidence('dosage.dose', 'dose');
const ACETATE = 'methylprednisolone-acetate';
const SUCCINATE = 'methylprednisolone-sodium-succinate';

const given = (drug: Drug, mg: string, route: Route, site: Site | null): Partial<Injection> => ({
  drug: recorded(drug, []),
  route: recorded(route, []),
  site: site === null ? notRecorded([]) : recorded(site, []),
  dose: {
    amount: recorded(`${mg} mg`, at),
    mg: recorded(asMilligrams(parseDecimal(mg) ?? rational(0n)), at),
    steps: [],
    problem: null,
  },
});
const weighing = (kg: bigint): Partial<EncounterFacts> => ({
  weightKg: recorded(rational(kg), evidence('valueQuantity', `${kg} kg`, 'Observation/1')),
});

describe('dose-fits-site', () => {
  it.each<[string, Route, Site, string]>([
    ['80', 'intra-articular', 'knee', 'met within'],
    ['80.001', 'intra-articular', 'knee', 'gap above'],
    ['10', 'intra-articular', 'knee', 'met within'],
    ['80', 'intra-articular', 'ankle', 'met within'],
    ['40', 'intra-articular', 'wrist', 'met within'],
    ['41', 'intra-articular', 'elbow', 'gap above'],
    ['10', 'intra-articular', 'index-finger', 'met within'],
    ['80', 'intra-articular', 'index-finger', 'gap above'],
    ['80', 'intra-articular', 'hip', 'met within'],
    ['81', 'intra-articular', 'hip', 'cannot-tell leadOnly'],
    ['40', 'intrabursal', 'olecranon-bursa', 'cannot-tell leadOnly'],
    ['120', 'intramuscular', 'deltoid', 'met within'],
    ['160', 'intramuscular', 'deltoid', 'gap above'],
    ['80', 'epidural', 'lumbar-spine', 'not-applicable noRange'],
  ])('%s mg of the acetate %s into the %s: %s', (mg, route, site, expected) => {
    expect(inShort(judgedInjection(doseFitsSite, given(ACETATE, mg, route, site)))).toEqual([expected]);
  });

  it('names the dose and the most, with the dose as evidence', () => {
    const [result] = judgedInjection(doseFitsSite, given(ACETATE, '80', 'intra-articular', 'thumb'));
    expect(result?.message).toContain('80 mg on one date. The label names up to 10 mg');
    expect(result?.evidence).toEqual(at);
    expect(result?.searched).toEqual(['dosage.dose', 'site', 'body weight']);
  });

  it('says that the row is a lead where it is', () => {
    const [result] = judgedInjection(doseFitsSite, given(ACETATE, '81', 'intra-articular', 'hip'));
    expect(result).toMatchObject({ outcome: 'cannot-tell', reason: 'code-not-in-table' });
  });

  it.each<[string, bigint, string]>([
    ['2400', 80n, 'met within'],
    ['2401', 80n, 'gap above'],
  ])('judges %s mg of the succinate at %s kg by weight: %s', (mg, kg, expected) => {
    const results = judgedInjection(doseFitsSite, given(SUCCINATE, mg, 'intravenous', null), weighing(kg));
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.evidence).toContainEqual(expect.objectContaining({ reference: 'Observation/1' }));
  });

  it.each<[string, number | null, string]>([
    ['1000', 18, 'met withoutWeight'],
    ['1001', 64, 'cannot-tell weightUnknown'],
    ['125', 17, 'cannot-tell weightUnknown'],
    ['125', null, 'cannot-tell weightUnknown'],
  ])('without a weight, %s mg at age %s: %s', (mg, ageYears, expected) => {
    const results = judgedInjection(doseFitsSite, given(SUCCINATE, mg, 'intravenous', null), { ageYears });
    expect(inShort(results)).toEqual([expected]);
    expect(results[0]?.reason).toBe(expected.startsWith('cannot-tell') ? 'source-unavailable' : null);
  });

  it('does not take an unread weight for an absent one', () => {
    const given125 = given(SUCCINATE, '125', 'intravenous', null);
    const of = (Observation: 'denied' | 'unsupported') =>
      inShort(judgedInjection(doseFitsSite, given125, { sources: sources({ Observation }) }));
    expect(of('denied')).toEqual(['cannot-tell sourceUnavailable']);
    expect(of('unsupported')).toEqual(['met withoutWeight']);
  });

  const two = (first: Partial<Injection>, second: Partial<Injection>) =>
    inShort(
      judged(doseFitsSite, {
        facts: facts({
          injections: [injection(first), injection({ reference: 'MedicationAdministration/2', ...second })],
        }),
      }),
    );
  const knee = given(ACETATE, '60', 'intra-articular', 'knee');

  it('sums one place on one date, once', () => {
    expect(two(knee, knee)).toEqual(['gap above', 'not-applicable counted']);
  });

  it.each<[string, Partial<Injection>]>([
    ['the other side', { ...knee, side: recorded('left', []) }],
    ['another site', { ...knee, site: recorded('shoulder', []) }],
    ['another route', { ...knee, route: recorded('periarticular', []) }],
    ['another date', { ...knee, serviceDate: { date: '2026-11-24', basis: 'own-offset', neighbour: null } }],
  ])('does not sum %s', (_, other) => {
    expect(two(knee, other)).toEqual(['met within', 'met within']);
  });

  it('does not sum doses by vein: the limit by weight is for one dose', () => {
    const vein = given(SUCCINATE, '600', 'intravenous', null);
    expect(two(vein, vein)).toEqual(['met withoutWeight', 'met withoutWeight']);
  });

  it.each([
    ['drug', { drug: notRecorded([]) }],
    ['route', { route: notRecorded([]) }],
    ['dose', { dose: { ...injection().dose, mg: notRecorded([]) } }],
  ])('compares nothing while the %s is not known', (_, changes) => {
    expect(inShort(judgedInjection(doseFitsSite, changes))).toEqual(['not-applicable notKnown']);
    const site = judgedInjection(doseFitsSite, { site: notRecorded([]) });
    expect(inShort(site)).toEqual(['not-applicable noRange']);
  });
});
