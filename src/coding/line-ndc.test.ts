import { describe, expect, test } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import { aContainer, code, codeByCms } from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, someEvidence, stated } from '../test-kit/injection-builder.ts';
import { notRecorded, orderOnly } from '../vocab/fact.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Coding, LineNdc } from './claim-line.ts';

const ACETATE_1ML = '00009307301';
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
const succinate = (overrides: Partial<Injection>) => ({
  drug: stated<Drug>('methylprednisolone-sodium-succinate', 'medication'),
  ...overrides,
});

test('eleven digits, the same as 5-4-2, and the N4 qualifier', () => {
  expect(ndcs(code([named('a1')]))).toEqual([
    { code: ACETATE_1ML, hyphenated: '00009-3073-01', qualifier: 'N4', quantity: null, unit: null },
  ]);
});

test.each(['0009307301', '000093073011', '00009-3073-01', '', 'unknown'])(
  '"%s" is no NDC of a line',
  (code11) => {
    expect(quantities(named('a1', { ndc: stated(code11, 'medication') }))).toEqual(['none']);
  },
);

describe('the quantity in its own unit, beside the HCPCS units', () => {
  test('mL of a suspension by the strength of the container', () => {
    const container = aContainer('multi-dose', '400', { volumeMl: mg('5') });
    expect(quantities(named('a1', { dose: aDose(60), container }))).toEqual(['0.75 ML']);
  });

  test('mL as recorded where the container is not known', () => {
    const recorded = (amount: string) => aDose(80, { amount: stated(amount, 'dosage.dose') });
    expect(quantities(named('a1', { dose: recorded('2 mL') }))).toEqual(['2 ML']);
    expect(quantities(named('a1', { dose: recorded('0.5 ml') }))).toEqual(['0.5 ML']);
    expect(quantities(named('a1', { dose: recorded('2mL') }))).toEqual(['2 ML']);
    for (const amount of ['80 mg', '2 mL of 40', '2.2.2 mL', 'about 2 mL'])
      expect(quantities(named('a1', { dose: recorded(amount) }))).toEqual(['null null']);
  });

  test('vials of a powder, counted as opened', () => {
    const container = aContainer('single-dose', '125', { volumeMl: mg('2') });
    expect(quantities(named('a1', succinate({ dose: aDose(62), container })))).toEqual(['1 UN']);
    expect(quantities(named('a1', succinate({ dose: aDose(126), container })))).toEqual(['2 UN']);
    expect(quantities(named('a1', succinate({ dose: aDose(62) })))).toEqual(['null null']);
    const empty = aContainer('single-dose', '0');
    expect(quantities(named('a1', succinate({ container: empty })))).toEqual(['null null']);
  });

  test('neither where it is not known how the drug is counted', () => {
    const container = aContainer('single-dose', '32');
    const drug = stated<Drug>('triamcinolone-acetonide-er', 'medication');
    expect(quantities(named('a1', { drug, dose: aDose(32), container }))).toEqual(['null null']);
  });

  test('not as a fraction no claim can carry', () => {
    const container = aContainer('multi-dose', '30', { volumeMl: mg('1') });
    expect(quantities(named('a1', { container }))).toEqual(['null null']);
  });

  test('not where the container has no volume', () => {
    const container = aContainer('multi-dose', '200', { volumeMl: null });
    expect(quantities(named('a1', { container }))).toEqual(['null null']);
    expect(quantities(named('a1', { container: aContainer('multi-dose', null) }))).toEqual(['null null']);
  });
});

describe('several administrations on one line', () => {
  const container = aContainer('multi-dose', '200', { volumeMl: mg('5') });
  const half = { dose: aDose(20), container };

  test('the same product is summed', () => {
    expect(quantities(named('a1', half), named('a2', half))).toEqual(['1 ML']);
    const vial = succinate({ dose: aDose(40), container: aContainer('single-dose', '40') });
    expect(quantities(named('a1', vial), named('a2', vial))).toEqual(['2 UN']);
  });

  test('half vials may have been one vial or two, so they are not counted', () => {
    const half = succinate({ dose: aDose(20), container: aContainer('single-dose', '40') });
    expect(quantities(named('a1', half), named('a2', half))).toEqual(['null null']);
    const more = succinate({ dose: aDose(75), container: aContainer('single-dose', '125') });
    expect(quantities(named('a1', more), named('a2', more))).toEqual(['2 UN']);
  });

  test('one volume not known leaves the sum unknown', () => {
    expect(quantities(named('a1', half), named('a2', { dose: aDose(20) }))).toEqual(['null null']);
    expect(quantities(named('a1', { dose: aDose(20) }), named('a2', half))).toEqual(['null null']);
  });

  test('vials of two sizes are not counted together', () => {
    const small = succinate({ dose: aDose(40), container: aContainer('single-dose', '40') });
    const large = succinate({ dose: aDose(125), container: aContainer('single-dose', '125') });
    const none = succinate({ dose: aDose(40) });
    expect(quantities(named('a1', small), named('a2', large))).toEqual(['null null']);
    expect(quantities(named('a1', small), named('a2', none))).toEqual(['null null']);
  });

  test('two products are no single NDC, and the line says so', () => {
    for (const ndc of [stated('00009347501', 'medication'), notRecorded(['medication'])]) {
      const coding = code([named('a1', half), named('a2', { ...half, ndc })]);
      expect(ndcs(coding)).toEqual([null]);
      expect(coding.lines[0]?.remarks).toContain('products with different NDCs');
    }
    expect(code([named('a1', half), named('a2', half)]).lines[0]?.remarks).toEqual([]);
  });
});

test('a second code for the same dose does not count the product again', () => {
  const container = aContainer('multi-dose', '400', { volumeMl: mg('5') });
  expect(quantities(named('a1', { dose: aDose(100), container }))).toEqual(['1.25 ML', 'null null']);
});

test('an NDC stated by the order is shown as such', () => {
  const ndc = orderOnly(ACETATE_1ML, [someEvidence('medication', ACETATE_1ML)]);
  const [line] = code([named('a1', { ndc })]).lines;
  expect(line?.ndc?.code).toBe(ACETATE_1ML);
  expect(line?.remarks).toEqual(['NDC from the order']);
});

describe('on the line of discarded drug', () => {
  const discarding = (overrides: Parameters<typeof anInjection>[0]) =>
    named('a1', { dose: aDose(15), discarded: stated(mg(25), 'note'), ...overrides });
  const shown = (...injections: readonly Injection[]) =>
    ndcs(codeByCms(injections)).map((ndc) => `${ndc?.quantity} ${ndc?.unit}`);

  test('mL of what was discarded', () => {
    expect(shown(discarding({ container: aContainer('single-dose', '40') }))).toEqual([
      '0.375 ML',
      '0.625 ML',
    ]);
  });

  test('an opened vial is counted once, with what was given', () => {
    const vial = succinate({ container: aContainer('single-dose', '40') });
    expect(shown(discarding(vial))).toEqual(['1 UN', 'null null']);
  });

  test('nothing where strengths differ or are not known', () => {
    const weak = discarding({ container: aContainer('single-dose', '40') });
    const strong = named('a2', { dose: aDose(80), container: aContainer('single-dose', '80') });
    expect(shown(weak, strong)[1]).toBe('null null');
    const unknown = named('a2', {
      dose: aDose(80),
      container: aContainer('single-dose', '80', { volumeMl: null }),
    });
    expect(shown(weak, unknown)[1]).toBe('null null');
    expect(shown(discarding({ container: aContainer('single-dose', '40', { volumeMl: null }) }))[1]).toBe(
      'null null',
    );
    expect(
      ndcs(codeByCms([discarding({ container: aContainer('single-dose', '40'), ndc: notRecorded([]) })])),
    ).toEqual([null, null]);
  });

  test('its second code does not count it again', () => {
    const vial = named('a1', {
      on: '2023-08-01',
      dose: aDose(40),
      discarded: stated(mg(60), 'note'),
      container: aContainer('single-dose', '100', { volumeMl: mg('1') }),
    });
    expect(shown(vial)).toEqual(['0.4 ML', '0.6 ML', 'null null']);
  });
});
