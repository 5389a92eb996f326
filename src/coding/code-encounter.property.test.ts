import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { DoseFact, Injection } from '../facts/encounter-facts.ts';
import { aContainer, code, codeByCms, lineWords } from '../test-kit/coding-builder.ts';
import {
  aDose,
  anInjection,
  mg,
  noDose,
  onDate,
  someEvidence,
  stated,
} from '../test-kit/injection-builder.ts';
import { DRUGS } from '../vocab/drug.ts';
import {
  conflicting,
  notRecognised,
  notRecorded,
  orderOnly,
  textOnly,
  valueOf,
  type Fact,
} from '../vocab/fact.ts';
import { add, compare, divide, rational, subtract, type Rational } from '../vocab/rational.ts';
import { ROUTES } from '../vocab/route.ts';
import { SIDES, SITES } from '../vocab/site.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import type { Coding } from './claim-line.ts';

const evidence = [someEvidence('dosage', 'as written')];

/** A value known in any of the six ways. */
const factOf = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<Fact<T>> =>
  fc.oneof(
    { weight: 6, arbitrary: values.map((value) => stated(value, 'dosage', 'value')) },
    { weight: 2, arbitrary: values.map((value) => textOnly(value, evidence)) },
    { weight: 1, arbitrary: values.map((value) => orderOnly(value, evidence)) },
    fc.constant(notRecorded(['dosage'])),
    fc.constant(notRecognised('?', evidence)),
    fc.tuple(values, values).map((pair) => conflicting<T>(pair, evidence)),
  );

const milligrams = fc
  .tuple(fc.bigInt({ min: -5n, max: 5000n }), fc.constantFrom(1n, 2n, 3n, 8n, 1000n))
  .map(([n, d]) => asMilligrams(rational(n, d)));

const doses: fc.Arbitrary<DoseFact> = fc.oneof(
  { weight: 9, arbitrary: factOf(milligrams).map((known) => aDose(0, { mg: known })) },
  fc.constant(noDose()),
);
const dates = fc.constantFrom(
  '2016-06-01',
  '2023-06-30',
  '2023-07-01',
  '2024-03-31',
  '2024-04-01',
  '2026-11-23',
);
const containers = fc.oneof(
  fc.constant(notRecorded(['medication'])),
  fc
    .tuple(
      fc.constantFrom<'single-dose' | 'multi-dose'>('single-dose', 'multi-dose'),
      fc.constantFrom('40', '80', '125', null),
    )
    .map(([kind, content]) => aContainer(kind, content)),
);

/** Packages of every kind the table has: mL, vials, part of a vial of unknown kind, strength alone, unknown. */
const ndcs = fc
  .constantFrom('00009307301', '00009004722', '00143975425', '00703004501', '99999999999', null)
  .map((code11) => (code11 === null ? notRecorded(['medication']) : stated(code11, 'medication')));

const injection: fc.Arbitrary<Injection> = fc
  .record({
    minute: fc.integer({ min: 0, max: 59 }),
    date: dates,
    drug: factOf(fc.constantFrom(...DRUGS)),
    dose: doses,
    route: factOf(fc.constantFrom(...ROUTES)),
    site: factOf(fc.constantFrom(...SITES)),
    side: factOf(fc.constantFrom(...SIDES)),
    container: containers,
    ndc: ndcs,
    discarded: factOf(milligrams),
    partial: fc.boolean(),
    isBilled: fc.integer({ min: 0, max: 9 }).map((chance) => chance > 0),
  })
  .map(({ minute, date, partial, isBilled, ...rest }) =>
    anInjection({
      ...rest,
      time: stated(`${date}T10:${String(minute).padStart(2, '0')}:00-05:00`, 'effectiveDateTime'),
      serviceDate: onDate(date),
      billing: isBilled ? { billed: true, partial } : { billed: false, excluded: 'not-done', evidence },
    }),
  );

const encounter = fc
  .array(injection, { minLength: 1, maxLength: 5 })
  .map((injections) =>
    injections.map((each, index) => ({ ...each, reference: `MedicationAdministration/a${index}` })),
  );

const both = (injections: readonly Injection[]): readonly Coding[] => [
  code(injections),
  codeByCms(injections),
];
const isDiscard = (words: { readonly discardedMg: Milligrams | null }): boolean => words.discardedMg !== null;
const sum = (values: readonly Rational[]): Rational =>
  values.reduce((total, each) => add(total, each), rational(0n));

test('the lines of a group stand for at least the mg that were given', () => {
  fc.assert(
    fc.property(encounter, (injections) => {
      for (const { lines } of both(injections)) {
        for (const line of lines.filter((each) => !isDiscard(each))) {
          const group = lines.filter(
            (each) =>
              !isDiscard(each) &&
              each.role === line.role &&
              each.administrations.join() === line.administrations.join(),
          );
          expect(compare(sum(group.map(({ billedMg }) => billedMg)), line.doseMg)).toBeGreaterThanOrEqual(0);
        }
      }
    }),
  );
});

test('every dose on a line is the sum of recorded or text-only doses of its administrations, and nothing else', () => {
  fc.assert(
    fc.property(encounter, (injections) => {
      for (const { lines } of both(injections)) {
        for (const line of lines) {
          const behind = injections.filter(({ reference }) => line.administrations.includes(reference));
          expect(behind.every(({ billing }) => billing.billed)).toBe(true);
          expect(behind.every(({ dose }) => dose.mg.how === 'recorded' || dose.mg.how === 'text-only')).toBe(
            true,
          );
          expect(sum(behind.flatMap(({ dose }) => valueOf(dose.mg) ?? []))).toEqual(
            rational(line.doseMg.n, line.doseMg.d),
          );
          expect(new Set(behind.map(({ drug }) => valueOf(drug)))).toEqual(new Set([line.drug]));
          expect(new Set(behind.map(({ serviceDate }) => serviceDate.date))).toEqual(
            new Set([line.serviceDate]),
          );
        }
      }
    }),
  );
});

test('a line with any text-only dose is marked, one with any order-only drug is marked as that', () => {
  fc.assert(
    fc.property(encounter, (injections) => {
      for (const line of code(injections).lines) {
        const behind = injections.filter(({ reference }) => line.administrations.includes(reference));
        const hows = behind.flatMap(({ dose, drug, route }) => [dose.mg.how, drug.how, route.how]);
        const allowed = hows.includes('order-only')
          ? ['order-only']
          : hows.includes('text-only')
            ? ['text-only', 'order-only']
            : ['recorded', 'text-only', 'order-only'];
        expect(allowed).toContain(line.restsOn);
      }
    }),
  );
});

test('in each role an administration has a line or a reason, never both and never neither', () => {
  fc.assert(
    fc.property(encounter, (injections) => {
      for (const { lines, unlined } of both(injections)) {
        for (const role of ['active', 'cross-check'] as const) {
          for (const { reference } of injections) {
            const isLined = lines.some(
              (line) => line.role === role && line.administrations.includes(reference),
            );
            const reasons = unlined.filter((each) => each.role === role && each.administration === reference);
            expect(reasons.length).toBe(isLined ? 0 : 1);
          }
        }
      }
    }),
  );
});

test('the order of resources changes nothing', () => {
  fc.assert(
    fc.property(encounter, fc.infiniteStream(fc.nat()), (injections, keys) => {
      const shuffled = injections
        .map((each) => ({ each, key: keys.next().value ?? 0 }))
        .toSorted((a, b) => a.key - b.key)
        .map(({ each }) => each);
      expect(code(shuffled)).toEqual(code(injections));
      expect(codeByCms(shuffled)).toEqual(codeByCms(injections));
    }),
  );
});

/** One administration as two at the same place and time: so much, and the rest. */
function split(whole: Injection, dose: Milligrams, part: Rational): readonly [Injection, Injection] {
  const as = (name: string, value: Rational): Injection => ({
    ...whole,
    reference: `${whole.reference}-${name}`,
    dose: { ...whole.dose, mg: stated(asMilligrams(value), 'dosage.dose', 'part') },
  });
  // What was discarded stands once, with one of the two.
  return [as('x', part), { ...as('y', subtract(dose, part)), discarded: notRecorded(['note']) }];
}

const words = (coding: Coding): readonly string[] =>
  coding.lines
    .map(({ ndc, ...line }) => {
      const carried = ndc && `${ndc.code} ${ndc.quantity} ${ndc.unit}`;
      return `${line.role} ${line.serviceDate} ${lineWords({ ndc, ...line })} ${carried}`;
    })
    .toSorted();

test('splitting an administration in two at the same site on the same date never changes the lines or their NDC', () => {
  const recorded = injection
    .filter(({ dose }) => dose.mg.how === 'recorded' && dose.mg.value.n > 0n)
    .map((each) => ({ ...each, reference: 'MedicationAdministration/whole' }));
  fc.assert(
    fc.property(recorded, encounter, fc.integer({ min: 1, max: 99 }), (whole, others, percent) => {
      const dose = valueOf(whole.dose.mg) ?? mg(0);
      const part = divide(rational(dose.n * BigInt(percent), dose.d), rational(100n)) ?? dose;
      const parts = split(whole, dose, part);
      expect(words(code([...others, ...parts]))).toEqual(words(code([...others, whole])));
      expect(words(codeByCms([...others, ...parts]))).toEqual(words(codeByCms([...others, whole])));
    }),
  );
});

test('acting on the practice or the CMS table is the same coding seen from two sides', () => {
  fc.assert(
    fc.property(encounter, (injections) => {
      const [practice, cms] = [code(injections), codeByCms(injections)];
      const of = (coding: Coding, table: string) =>
        coding.lines
          .filter((line) => line.table === table && !line.remarks.includes('not in the practice table'))
          .map(lineWords);
      expect(of(cms, 'practice')).toEqual(of(practice, 'practice'));
      expect(of(cms, 'cms-hcpcs')).toEqual(of(practice, 'cms-hcpcs'));
      expect(cms.disagreements).toEqual(practice.disagreements);
    }),
  );
});
