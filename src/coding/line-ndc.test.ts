import { describe, expect, test } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import { aContainer, code, codeByCms } from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, someEvidence, stated } from '../test-kit/injection-builder.ts';
import { notRecorded, orderOnly } from '../vocab/fact.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Side } from '../vocab/site.ts';
import type { Coding, LineNdc } from './claim-line.ts';

/** Packages of the table: 40 mg in 1 mL, 200 mg in 5 mL and 80 mg in 1 mL; powder of 125 mg and 40 mg. */
const ACETATE_1ML = '00009307301';
const ACETATE_5ML = '00009028002';
const ACETATE_80 = '00009347501';
const POWDER_125 = '00009004722';
const POWDER_40 = '00009003928';
/** Powder of 125 mg of which the table does not know whether it is for one patient. */
const POWDER_OF_UNKNOWN_KIND = '00143975425';
/** 11 digits that are no package of the table. */
const UNKNOWN = '00009999999';
const named = (name: string, overrides: Parameters<typeof anInjection>[0] = {}): Injection =>
  anInjection({
    reference: `MedicationAdministration/${name}`,
    ndc: stated(ACETATE_1ML, 'medication'),
    ...overrides,
  });
const ndcs = (coding: Coding): readonly (LineNdc | null)[] =>
  coding.lines.filter(({ role }) => role === 'active').map(({ ndc }) => ndc);
const quantities = (...injections: readonly Injection[]): readonly string[] =>
  ndcs(code(injections)).map((ndc) => (ndc ? `${ndc.quantity} ${ndc.unit}` : 'none'));
const powder = (name: string, code11: string, overrides: Partial<Injection> = {}): Injection =>
  named(name, {
    drug: stated<Drug>('methylprednisolone-sodium-succinate', 'medication'),
    ndc: stated(code11, 'medication'),
    ...overrides,
  });

test('eleven digits, the same as 5-4-2, and the N4 qualifier', () => {
  expect(ndcs(code([named('a1')]))).toEqual([
    { code: ACETATE_1ML, hyphenated: '00009-3073-01', qualifier: 'N4', quantity: '1', unit: 'ML' },
  ]);
});

test.each(['0009307301', '000093073011', '00009-3073-01', '', 'unknown'])(
  '"%s" is no NDC of a line',
  (code11) => {
    expect(quantities(named('a1', { ndc: stated(code11, 'medication') }))).toEqual(['none']);
  },
);

describe('the quantity in its own unit, beside the HCPCS units', () => {
  test.each<[string, Drug, string, string, string]>([
    ['a single-dose vial', 'methylprednisolone-acetate', ACETATE_1ML, '30', '0.75 ML'],
    ['a multi-dose vial', 'methylprednisolone-acetate', ACETATE_5ML, '60', '1.5 ML'],
    ['a vial of unknown kind', 'triamcinolone-acetonide', '00003029305', '40', '1 ML'],
    ['two drugs in one vial', 'betamethasone-acetate-sodium-phosphate', '00517072001', '9', '1.5 ML'],
    ['a strength without a content', 'methylprednisolone-acetate', '00703004501', '40', '1 ML'],
    ['a powder', 'methylprednisolone-sodium-succinate', POWDER_125, '62', '1 UN'],
    ['two of a powder', 'methylprednisolone-sodium-succinate', POWDER_125, '126', '2 UN'],
    ['a whole powder of unknown kind', 'hydrocortisone-sodium-succinate', '00009001103', '100', '1 UN'],
    [
      'the same of another drug',
      'methylprednisolone-sodium-succinate',
      POWDER_OF_UNKNOWN_KIND,
      '250',
      '2 UN',
    ],
    ['part of it', 'methylprednisolone-sodium-succinate', POWDER_OF_UNKNOWN_KIND, '62', 'null null'],
    ['a powder without a content', 'methylprednisolone-sodium-succinate', '25021081030', '40', 'null null'],
    ['a kit', 'triamcinolone-acetonide-er', '65250000301', '32', '1 UN'],
    ['a package not in the table', 'methylprednisolone-acetate', UNKNOWN, '40', 'null null'],
    ['a powder not in the table', 'methylprednisolone-sodium-succinate', UNKNOWN, '125', 'null null'],
    [
      'a fraction no claim can carry',
      'betamethasone-acetate-sodium-phosphate',
      '00517072001',
      '10',
      'null null',
    ],
  ])('of %s', (_, drug, ndc, dose, expected) => {
    const given = { drug: stated(drug, 'medication'), ndc: stated(ndc, 'medication'), dose: aDose(dose) };
    expect(quantities(named('a1', given))).toEqual([expected]);
  });

  test('mL as recorded where the package is not in the table', () => {
    const given = (amount: string): Injection =>
      named('a1', {
        ndc: stated(UNKNOWN, 'medication'),
        dose: aDose(80, { amount: stated(amount, 'dosage.dose') }),
      });
    expect(quantities(given('2 mL'))).toEqual(['2 ML']);
    expect(quantities(given('0.5 ml'))).toEqual(['0.5 ML']);
    expect(quantities(given('2mL'))).toEqual(['2 ML']);
    for (const amount of ['80 mg', '2 mL of 40', '2.2.2 mL', 'about 2 mL'])
      expect(quantities(given(amount))).toEqual(['null null']);
  });

  test('of an unknown kind of container takes no waste modifier with it', () => {
    const coding = codeByCms([powder('a1', POWDER_OF_UNKNOWN_KIND, { dose: aDose(125) })]);
    expect(coding.lines[0]?.modifiers).toEqual([]);
  });
});

describe('several administrations on one line', () => {
  const half = { dose: aDose(20) };
  const left = { side: stated<Side>('left', 'dosage.site') };
  /** Of the CMS line, which sums over places. */
  const summed = (...injections: readonly Injection[]): string => {
    const [ndc] = ndcs(codeByCms(injections));
    return `${ndc?.quantity} ${ndc?.unit}`;
  };

  test('the same product is summed', () => {
    expect(quantities(named('a1', half), named('a2', half))).toEqual(['1 ML']);
    const vial = { dose: aDose(40) };
    expect(quantities(powder('a1', POWDER_40, vial), powder('a2', POWDER_40, vial))).toEqual(['2 UN']);
  });

  test('passes at one place share a vial, as they do for JZ', () => {
    const passes = ['a1', 'a2'].map((name) => powder(name, POWDER_125, { dose: aDose('62.5') }));
    expect(quantities(...passes)).toEqual(['1 UN']);
    const container = aContainer('single-dose', '125');
    const coding = codeByCms(passes.map((each) => ({ ...each, container })));
    expect(coding.lines[0]?.modifiers.map((modifier) => modifier.code)).toEqual(['JZ']);
    expect(coding.lines[0]?.ndc).toMatchObject({ quantity: '1', unit: 'UN' });
  });

  test('half vials at two places may have been one vial or two, so they are not counted', () => {
    expect(summed(powder('a1', POWDER_40, half), powder('a2', POWDER_40, { ...half, ...left }))).toBe(
      'null null',
    );
    const more = { dose: aDose(75) };
    expect(summed(powder('a1', POWDER_125, more), powder('a2', POWDER_125, { ...more, ...left }))).toBe(
      '2 UN',
    );
  });

  test('half vials at two places are two where the other halves are recorded as discarded', () => {
    const wasted = { ...half, discarded: stated(mg(20), 'note') };
    expect(summed(powder('a1', POWDER_40, wasted), powder('a2', POWDER_40, { ...wasted, ...left }))).toBe(
      '2 UN',
    );
    const tooMuch = { ...half, discarded: stated(mg(60), 'note') };
    expect(summed(powder('a1', POWDER_40, tooMuch), powder('a2', POWDER_40, { ...half, ...left }))).toBe(
      '2 UN',
    );
    expect(summed(powder('a1', POWDER_40, tooMuch))).toBe('1 UN');
  });

  test('one volume not known leaves the sum unknown', () => {
    const unknown = { ...half, ndc: stated(UNKNOWN, 'medication') };
    const written = { ...unknown, dose: aDose(20, { amount: stated('0.5 mL', 'dosage.dose') }) };
    expect(quantities(named('a1', unknown), named('a2', written))).toEqual(['null null']);
    expect(quantities(named('a1', written), named('a2', unknown))).toEqual(['null null']);
    expect(quantities(named('a1', written), named('a2', written))).toEqual(['1 ML']);
  });

  test('two products are no single NDC, and the line says so', () => {
    for (const ndc of [stated(ACETATE_80, 'medication'), notRecorded(['medication'])]) {
      const coding = code([named('a1', half), named('a2', { ...half, ndc })]);
      expect(ndcs(coding)).toEqual([null]);
      expect(coding.lines[0]?.remarks).toContain('products with different NDCs');
    }
    expect(code([named('a1', half), named('a2', half)]).lines[0]?.remarks).toEqual([]);
  });
});

test('a second code for the same dose does not count the product again', () => {
  const given = { dose: aDose(100), ndc: stated(ACETATE_80, 'medication') };
  expect(quantities(named('a1', given))).toEqual(['1.25 ML', 'null null']);
});

test('an NDC stated by the order is shown as such', () => {
  const ndc = orderOnly(ACETATE_1ML, [someEvidence('medication', ACETATE_1ML)]);
  const [line] = code([named('a1', { ndc })]).lines;
  expect(line?.ndc?.code).toBe(ACETATE_1ML);
  expect(line?.remarks).toEqual(['NDC from the order']);
});

describe('on the line of discarded drug', () => {
  const container = aContainer('single-dose', '40');
  const discarded = stated(mg(25), 'note');
  const discarding = (overrides: Partial<Injection> = {}): Injection =>
    named('a1', { dose: aDose(15), discarded, container, ...overrides });
  const shown = (...injections: readonly Injection[]) =>
    ndcs(codeByCms(injections)).map((ndc) => `${ndc?.quantity} ${ndc?.unit}`);

  test('mL of what was discarded', () => {
    expect(shown(discarding())).toEqual(['0.375 ML', '0.625 ML']);
  });

  test('mL of what can have been left, where more is recorded', () => {
    expect(shown(discarding({ discarded: stated(mg(40), 'note') }))).toEqual(['0.375 ML', '0.625 ML']);
  });

  test('an opened vial is counted once, with what was given', () => {
    const vial = powder('a1', POWDER_40, { dose: aDose(15), discarded, container });
    expect(shown(vial)).toEqual(['1 UN', 'null null']);
  });

  test('nothing where the strength is not known, or no single product', () => {
    expect(shown(discarding({ ndc: stated(UNKNOWN, 'medication') }))).toEqual(['null null', 'null null']);
    expect(ndcs(codeByCms([discarding({ ndc: notRecorded([]) })]))).toEqual([null, null]);
    const strong = named('a2', {
      ndc: stated(ACETATE_80, 'medication'),
      dose: aDose(80),
      container: aContainer('single-dose', '80'),
    });
    expect(ndcs(codeByCms([discarding(), strong]))).toEqual([null, null]);
  });

  test('its second code does not count it again', () => {
    const vials = named('a1', {
      on: '2023-08-01',
      ndc: stated(ACETATE_80, 'medication'),
      dose: aDose(100),
      discarded: stated(mg(60), 'note'),
      container: aContainer('single-dose', '80'),
    });
    expect(shown(vials)).toEqual(['1.25 ML', 'null null', '0.75 ML', 'null null']);
  });
});
