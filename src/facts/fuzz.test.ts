import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  administration,
  chart,
  dosed,
  factsOf,
  injectionOf,
  quantity,
  told,
} from '../test-kit/chart-builder.ts';
import { fuzzedChart, fuzzProblems } from '../test-kit/fuzz-facts.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import { valueOf } from '../vocab/fact.ts';
import { compare, parseDecimal } from '../vocab/rational.ts';
import type { RawResource } from './chart.ts';
import { readEncounterFacts } from './read-encounter-facts.ts';

/** Long enough for a busy machine: nothing here measures time. */
const PATIENT_RUN = { timeout: 120_000 };

test(
  '5,000 generated and mutated resources crash nothing and yield no value the input does not contain',
  PATIENT_RUN,
  () => {
    const troubles = Array.from({ length: 500 }, (_, seed) => ({ seed, problems: fuzzProblems(seed) }));
    expect(troubles.filter(({ problems }) => problems.length > 0)).toEqual([]);
  },
);

test('the mutated charts still hold injections, or the run above would prove nothing', PATIENT_RUN, () => {
  const read = Array.from({ length: 100 }, (_, seed) => readEncounterFacts(fuzzedChart(seed), DEFAULT_SITE));
  const injections = read.flatMap((facts) => facts.injections);
  expect(injections.length).toBeGreaterThan(50);
  expect(injections.filter(({ dose }) => valueOf(dose.mg) !== null).length).toBeGreaterThan(20);
  expect(injections.filter(({ side }) => valueOf(side) !== null).length).toBeGreaterThan(20);
});

const anything = fc.anything({
  withBigInt: false,
  withMap: false,
  withSet: false,
  withDate: false,
  maxDepth: 6,
});

test('no JSON in the place of a resource or of a whole element crashes the readers', PATIENT_RUN, () => {
  fc.assert(
    fc.property(fc.array(anything, { maxLength: 5 }), anything, (resources, element) => {
      const broken = [
        'medicationCodeableConcept',
        'dosage',
        'status',
        'performer',
        'note',
        'request',
        'contained',
        'identifier',
      ].map((key, place) => administration({ id: `b${place}`, [key]: element }));
      const all = [...resources.map((json) => json as RawResource), ...broken];
      expect(() => readEncounterFacts(chart([], { resources: all }), DEFAULT_SITE)).not.toThrow();
    }),
    { numRuns: 200 },
  );
});

test('a recorded mg dose is read as exactly the number that stands there', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2_000_000 }), fc.integer({ min: 0, max: 4 }), (digits, places) => {
      const written = digits / 10 ** places;
      const mg = valueOf(injectionOf([dosed({ dose: quantity(written, 'mg') })]).dose.mg);
      const exact = parseDecimal(written);
      expect(mg && exact && compare(mg, exact)).toBe(0);
    }),
  );
});

test('a volume without a strength is never a number of milligrams', () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom('mL', 'cc', 'ML', '{vial}', '1', 'L'),
      (value, unit) => {
        const { dose } = injectionOf([dosed({ dose: quantity(value, unit) })]);
        expect(valueOf(dose.mg)).toBeNull();
      },
    ),
  );
});

test('without a side in the input there is no side in the facts', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[AC-KM-QS-Zac-km-qs-z0-9 .]{0,40}$/), (text) => {
      const injection = injectionOf([
        dosed({ site: { coding: [{ system: 'http://snomed.info/sct', code: '72696002' }], text } }),
      ]);
      expect(told(injection.side)).toMatch(/^not-re/);
    }),
  );
});

test('a chart of 20,000 resources is read', PATIENT_RUN, () => {
  const many = Array.from({ length: 20_000 }, (_, place) => ({
    resourceType: 'Observation',
    id: `x${place}`,
    subject: { reference: 'Patient/p' },
  }));
  expect(factsOf([...many, administration()]).injections.length).toBe(1);
});
