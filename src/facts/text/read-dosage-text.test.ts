import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toExact } from '../../vocab/rational.ts';
import { DOSAGE_TEXTS } from './dosage-texts.ts';
import { measureDosageTexts } from './measure-dosage-texts.ts';
import { readDosageText, type TextDosage } from './read-dosage-text.ts';

const measured = measureDosageTexts();
const recall = Math.floor((1000 * measured.read) / (measured.read + measured.refused.length)) / 10;

describe(`${measured.texts} written dosage texts, recall ${recall} %`, () => {
  test('no value is read that the text does not say', () => {
    expect(measured.wrong).toEqual([]);
  });
  test('there are at least 300 of them, and most of what they say is read', () => {
    expect(DOSAGE_TEXTS.length).toBeGreaterThanOrEqual(300);
    expect(recall).toBeGreaterThan(95);
  });
});

const mg = (text: TextDosage): string | null => text.doseMg && toExact(text.doseMg);

describe('what a text is refused for', () => {
  test.each([
    ['two doses', '40 mg IA R knee, 20 mg IA R knee', 'more than one amount'],
    ['both sides by letters', '40 mg IA R/L knee', 'names both sides'],
    ['bilateral', 'bilateral knee 40 mg IA', 'names both sides'],
    ['negation', 'Depo-Medrol 40 mg not given', 'says something was not done'],
    ['held', '40 mg IM held', 'says something was not done'],
    ['no injection', 'no injection given', 'says something was not done'],
    ['a question mark', '40 mg IM L deltoid?', 'question mark'],
    ['a plan', 'will give 40 mg IM', 'planned, conditional or past'],
    ['a range', '40-80 mg IM', 'number joined to another'],
    ['two places', '40 mg R knee and R shoulder', 'names more than one place'],
    ['a rate', '1 mg/kg IV', 'amount per weight, time or dose'],
    ['a strength alone', 'Depo-Medrol 40 mg/mL IM', 'strength without a volume'],
    ['a volume alone', '1 mL IM', 'volume without a strength'],
    ['a place as reason', '40 mg IM for R knee pain', 'place stands as a reason'],
    ['length', `40 mg IM ${'x'.repeat(2_000)}`, 'text too long'],
  ])('%s', (_, text, refusal) => {
    expect(readDosageText(text).refusals).toContain(refusal);
  });
  test('negation, doubt and plans leave nothing at all', () => {
    for (const text of ['40 mg IM L deltoid held', 'R knee 40 mg IA?', 'plan 40 mg IM'])
      expect(readDosageText(text)).toMatchObject({
        doseMg: null,
        route: null,
        site: null,
        side: null,
        drug: null,
      });
  });
  test('both sides refuse the dose with the side, and keep site and route', () => {
    const found = readDosageText('b/l knees 40 mg IA');
    expect(found).toMatchObject({ doseMg: null, side: null, site: 'knee', route: 'intra-articular' });
  });
});

describe('what stands beside the value', () => {
  test('steps show the arithmetic of a volume and its strength', () => {
    const found = readDosageText('Depo-Medrol 80mg/ml 1ml IA R knee');
    expect(found.doseSteps).toEqual(['1 mL × 80 mg/mL = 80 mg']);
    expect(readDosageText('methylprednisolone acetate 1 mL of 40 mg/3 mL').doseSteps).toEqual([
      '1 mL × 13.333 mg/mL (exactly 40/3 mg/mL) = 13.333 mg (exactly 40/3 mg)',
    ]);
    expect(found.doseWords).toBe('1ml');
  });
  test('a volume that cannot become milligrams is still a volume', () => {
    const found = readDosageText('2 mL IM L glute');
    expect(found.volumeMl && toExact(found.volumeMl)).toBe('2');
    expect(found.doseMg).toBeNull();
  });
  test('IA needs a joint or a suspension: in the text, or known from elsewhere', () => {
    expect(readDosageText('40 mg IA').route).toBeNull();
    expect(readDosageText('40 mg IA', { site: 'knee' }).route).toBe('intra-articular');
    expect(readDosageText('40 mg IA', { site: 'deltoid' }).route).toBeNull();
    expect(readDosageText('40 mg IA', { drug: 'methylprednisolone-acetate' }).route).toBe('intra-articular');
    expect(readDosageText('40 mg IA', { drug: 'methylprednisolone-sodium-succinate' }).route).toBeNull();
  });
  test('refusals never repeat the text of the chart', () => {
    const name = 'Zebedee';
    const texts = DOSAGE_TEXTS.map(({ text }) => readDosageText(`${text} ${name}`));
    expect(texts.flatMap(({ refusals }) => refusals).some((refusal) => refusal.includes(name))).toBe(false);
  });
});

describe('any text at all', () => {
  const pieces = (
    '40 80 0.5 1,000 .5 - / , . ? ( ) ½ mg mL cc g mg/mL IM IA IV R L left right knee deltoid b/l Depo-Medrol ' +
    'Kenalog-40 lidocaine wasted not-given per x2 __proto__ constructor \n \uD800 \0'
  ).split(' ');
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 300 }),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join(' ')),
    fc.array(fc.constantFrom(...pieces), { maxLength: 40 }).map((parts) => parts.join('')),
  );
  test('never throws, and every milligram without steps is a number of the text', () => {
    const broken = fc.check(
      fc.property(texts, (text) => {
        const found = readDosageText(text);
        const value = mg(found);
        if (value === null || found.doseSteps.length > 0) return true;
        const plain = text.normalize('NFKC').replaceAll(',', '');
        const numbers = (plain.match(/\d*\.?\d+/g) ?? []).map(Number);
        return numbers.some((number) =>
          [1, 1000, 0.001].some((unit) => Math.abs(number * unit - Number(value)) < 1e-9),
        );
      }),
      { numRuns: 500 },
    );
    expect(broken.counterexample).toBeNull();
  });
  test('a dose is never zero or negative', () => {
    const broken = fc.check(
      fc.property(texts, (text) => {
        const { doseMg } = readDosageText(text);
        return doseMg === null || doseMg.n > 0n;
      }),
      { numRuns: 300 },
    );
    expect(broken.counterexample).toBeNull();
  });
  test('denying a text takes every value back', () => {
    const broken = fc.check(
      fc.property(
        fc.constantFrom(...DOSAGE_TEXTS),
        fc.constantFrom('not given', 'held', 'refused'),
        ({ text }, no) => {
          const found = readDosageText(`${text} ${no}`);
          return found.doseMg === null && found.site === null && found.route === null && found.drug === null;
        },
      ),
    );
    expect(broken.counterexample).toBeNull();
  });
  test.each([
    ['a megabyte', 'a'.repeat(1_000_000)],
    ['a megabyte of amounts', '40 mg '.repeat(170_000)],
    ['two thousand characters of dots', 'I.'.repeat(1_000)],
    ['two thousand characters of amounts', '1mg '.repeat(500)],
    ['two thousand characters of brackets', '('.repeat(2_000)],
    ['two thousand characters of places', 'R knee '.repeat(285)],
  ])('%s is read or refused', (_, text) => {
    expect(readDosageText(text).doseMg).toBeNull();
  });
});
