import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import {
  aContainer,
  aProfile,
  aRow,
  aTable,
  code,
  codeByCms,
  lineWords,
  linesOf,
} from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, onDate, someEvidence, stated } from '../test-kit/injection-builder.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, textOnly } from '../vocab/fact.ts';
import { add, compare, type Rational } from '../vocab/rational.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';

const evidence = [someEvidence('note[0].text', '20 mg wasted')];
const discarding = (amount: string) => ({
  discarded: stated(mg(amount), 'note[0].text', `${amount} mg wasted`),
});

interface Vial {
  readonly content?: string;
  readonly given: string;
  readonly discarded?: string;
  readonly on?: CalendarDate;
}
/** An injection from a single-dose vial of 40 mg unless said otherwise. */
const fromVial = (
  name: string,
  { content = '40', given, discarded, on }: Vial,
  more: Partial<Injection> = {},
) =>
  anInjection({
    reference: `MedicationAdministration/${name}`,
    ...(on ? { on } : {}),
    dose: aDose(given),
    container: aContainer('single-dose', content),
    ...(discarded === undefined ? {} : discarding(discarded)),
    ...more,
  });
const into = (site: Site, side: Side): Partial<Injection> => ({
  site: stated<Site>(site, 'dosage.site'),
  side: stated<Side>(side, 'dosage.site'),
});
const SUCCINATE = { drug: stated<Drug>('methylprednisolone-sodium-succinate', 'medication') };

const lines = (...injections: readonly Injection[]): readonly string[] => linesOf(codeByCms(injections));

describe('the cases of the spec', () => {
  test('40 mg vial, 40 mg given', () => {
    expect(lines(fromVial('a1', { given: '40' }))).toEqual(['J1010-JZ ×40']);
  });

  test('40 mg vial, 20 mg given, 20 mg recorded as discarded', () => {
    expect(lines(fromVial('a1', { given: '20', discarded: '20' }))).toEqual(['J1010 ×20', 'J1010-JW ×20']);
  });

  test('40 mg vial, 30 mg given, 10 mg discarded, while one unit covered 40 mg', () => {
    for (const on of ['2023-07-01', '2024-03-31'])
      expect(lines(fromVial('a1', { given: '30', discarded: '10', on }))).toEqual(['J1030-JZ ×1']);
  });

  test('40 mg vial, 12.5 mg given, rest discarded', () => {
    expect(lines(fromVial('a1', { given: '12.5', discarded: '27.5' }))).toEqual([
      'J1010 ×13',
      'J1010-JW ×27',
    ]);
  });

  test('from a 5 mL multi-dose vial', () => {
    const container = aContainer('multi-dose', '200', { volumeMl: mg('5') });
    for (const discarded of [notRecorded(['note']), stated(mg('10'), 'note')])
      expect(lines(fromVial('a1', { given: '40' }, { container, discarded }))).toEqual(['J1010 ×40']);
  });

  test('container not known', () => {
    const container = notRecorded(['medication']);
    expect(lines(fromVial('a1', { given: '40' }, { container }))).toEqual(['J1010 ×40']);
    expect(lines(fromVial('a1', { given: '20', discarded: '20' }, { container }))).toEqual(['J1010 ×20']);
  });

  test('125 mg succinate vial, 62 mg given, 63 mg discarded', () => {
    const vial = fromVial('a1', { content: '125', given: '62', discarded: '63' }, SUCCINATE);
    expect(lines(vial)).toEqual(['J2919 ×13', 'J2919-JW ×12']);
  });
});

describe('dates and switches', () => {
  test('JZ begins on 1 July 2023', () => {
    expect(lines(fromVial('a1', { given: '40', on: '2023-06-30' }))).toEqual(['J1030 ×1']);
    expect(lines(fromVial('a1', { given: '40', on: '2023-07-01' }))).toEqual(['J1030-JZ ×1']);
  });

  test('JW begins on 1 January 2017', () => {
    const vial = (on: CalendarDate) => fromVial('a1', { content: '80', given: '40', discarded: '40', on });
    expect(lines(vial('2016-12-31'))).toEqual(['J1030 ×1']);
    expect(lines(vial('2017-01-01'))).toEqual(['J1030 ×1', 'J1030-JW ×1']);
  });

  test('a date that may be the day before carries only what both dates allow', () => {
    const open = (date: CalendarDate, neighbour: CalendarDate) =>
      fromVial('a1', { given: '40' }, { serviceDate: { date, basis: 'utc-zone-not-stated', neighbour } });
    expect(lines(open('2023-07-01', '2023-06-30'))).toEqual(['J1030 ×1']);
    expect(lines(open('2023-07-02', '2023-07-01'))).toEqual(['J1030-JZ ×1']);
  });

  test('neither stands where the profile does not report waste', () => {
    const coding = codeByCms([fromVial('a1', { given: '20', discarded: '20' })], aProfile({ waste: false }));
    expect(linesOf(coding)).toEqual(['J1010 ×20']);
  });

  test('neither stands on practice lines', () => {
    const coding = code([fromVial('a1', { given: '20', discarded: '20' })]);
    expect(linesOf(coding)).toEqual(['J3250-RT-52 ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×20', 'J1010-JW ×20']);
  });
});

describe('what the record must say', () => {
  test('a remainder without a recorded discard carries nothing', () => {
    expect(lines(fromVial('a1', { given: '30' }))).toEqual(['J1010 ×30']);
    expect(lines(fromVial('a1', { given: '30', discarded: '0' }))).toEqual(['J1010 ×30']);
    expect(lines(fromVial('a1', { content: '125', given: '62', on: '2023-08-01' }, SUCCINATE))).toEqual([
      'J2930 ×1',
    ]);
  });

  test('a discard stated in text counts and marks both lines', () => {
    const vial = fromVial('a1', { given: '20' }, { discarded: textOnly(mg(20), evidence) });
    const coding = codeByCms([vial]);
    expect(linesOf(coding)).toEqual(['J1010 ×20', 'J1010-JW ×20']);
    const cms = coding.lines.filter(({ role }) => role === 'active');
    expect(cms.map(({ restsOn }) => restsOn)).toEqual(['text-only', 'text-only']);
    expect(cms[1]?.modifiers[0]?.evidence.map(({ fragment }) => fragment)).toContain('20 mg wasted');
  });

  test.each([
    ['the record contradicts itself about', conflicting([mg(20), mg(10)], evidence)],
    ['nobody can read', notRecognised('0.5 vial wasted', evidence)],
  ])('a discard %s is not nothing, and carries nothing', (_, discarded) => {
    for (const given of ['20', '40']) {
      const coding = codeByCms([fromVial('a1', { given }, { discarded })]);
      expect(linesOf(coding)).toEqual([`J1010 ×${given}`]);
      expect(coding.lines[0]?.remarks).toContain('how much was discarded is not determined');
      expect(coding.lines[0]?.restsOn).toBe('recorded');
    }
    const beside = fromVial('a2', { given: '20', discarded: '20' }, into('knee', 'left'));
    expect(lines(fromVial('a1', { given: '40' }, { discarded }), beside)).toEqual(['J1010 ×60']);
    const on = '2023-08-01';
    expect(lines(fromVial('a1', { given: '30', on }, { discarded }))).toEqual(['J1030 ×1']);
  });

  test('a rest that a discard explains in part keeps JZ off although the units cover both', () => {
    const covered: Vial = { content: '80', given: '30', discarded: '10', on: '2024-03-20' };
    expect(lines(fromVial('a1', covered))).toEqual(['J1030 ×1']);
    const powder = fromVial('a1', { content: '125', given: '116', discarded: '2' }, SUCCINATE);
    expect(lines(powder)).toEqual(['J2919 ×24']);
    const all = { content: '125', given: '116', discarded: '4' };
    expect(lines(fromVial('a1', { ...all, content: '120' }, SUCCINATE))).toEqual(['J2919-JZ ×24']);
    const tooMuch: Vial = { given: '30', discarded: '20', on: '2023-08-01' };
    expect(lines(fromVial('a1', tooMuch))).toEqual(['J1030 ×1']);
  });

  test('a container kind inferred from the pack never decides, one from the order marks the line', () => {
    const inferred = aContainer('single-dose', '40', { verified: false });
    expect(lines(fromVial('a1', { given: '40' }, { container: inferred }))).toEqual(['J1010 ×40']);
    const known = aContainer('single-dose', '40');
    const container = known.how === 'recorded' ? orderOnly(known.value, evidence) : known;
    const coding = codeByCms([fromVial('a1', { given: '40' }, { container })]);
    expect(linesOf(coding)).toEqual(['J1010-JZ ×40']);
    expect(coding.lines[0]?.restsOn).toBe('order-only');
  });

  test('a single-dose container whose content is not known carries nothing', () => {
    expect(lines(fromVial('a1', { given: '40' }, { container: aContainer('single-dose', null) }))).toEqual([
      'J1010 ×40',
    ]);
    expect(lines(fromVial('a1', { given: '40' }, { container: aContainer('single-dose', '0') }))).toEqual([
      'J1010 ×40',
    ]);
  });

  test('more discarded than was left is held to the label amount', () => {
    expect(lines(fromVial('a1', { given: '30', discarded: '30' }))).toEqual(['J1010 ×30', 'J1010-JW ×10']);
    const jw = codeByCms([fromVial('a1', { given: '20', discarded: '30' })]).lines[1];
    expect(jw?.discardedMg).toEqual(mg(20));
    expect(jw?.modifiers[0]?.reason).toBe(
      '30 mg recorded as discarded, at most 20 mg were left from a single-dose container',
    );
  });

  test('one note beside two passes is held to what one vial had left', () => {
    const passes = ['a1', 'a2'].map((name) => fromVial(name, { given: '10', discarded: '20' }));
    const coding = codeByCms(passes);
    expect(linesOf(coding)).toEqual(['J1010 ×20', 'J1010-JW ×20']);
    expect(coding.lines[1]?.discardedMg).toEqual(mg(20));
  });

  test('what one place discarded too much is not taken from the rest of another', () => {
    const full = fromVial('a1', { given: '40', discarded: '10' });
    expect(lines(full, fromVial('a2', { given: '20' }, into('knee', 'left')))).toEqual(['J1010 ×60']);
    const over = fromVial('a1', { given: '30', discarded: '20' });
    const under = fromVial('a2', { given: '20', discarded: '15' }, into('knee', 'left'));
    expect(lines(over, under)).toEqual(['J1010 ×50', 'J1010-JW ×25']);
  });

  test('a discard beside a vial that was used up is said, and claims nothing', () => {
    const coding = codeByCms([fromVial('a1', { given: '40', discarded: '10' })]);
    expect(linesOf(coding)).toEqual(['J1010 ×40']);
    expect(coding.lines[0]?.remarks).toEqual([
      '10 mg recorded as discarded, but nothing was left to discard',
    ]);
  });

  test('a container stated in text marks the line only where it decided something', () => {
    const known = aContainer('single-dose', '40');
    const container = known.how === 'recorded' ? textOnly(known.value, evidence) : known;
    const rests = (vial: Vial, more: Partial<Injection> = {}) =>
      codeByCms([fromVial('a1', vial, { container, ...more })]).lines[0]?.restsOn;
    expect(rests({ given: '40' })).toBe('text-only');
    expect(rests({ given: '30' })).toBe('recorded');
    expect(rests({ given: '40', on: '2023-06-30' })).toBe('recorded');
    expect(rests({ given: '35', discarded: '4' }, SUCCINATE)).toBe('text-only');
    const practice = code([fromVial('a1', { given: '40' }, { container })]).lines[0];
    expect(practice?.restsOn).toBe('recorded');
  });

  test('a container that says it holds less than nothing holds nothing known', () => {
    expect(lines(fromVial('a1', { content: '-40', given: '40' }))).toEqual(['J1010 ×40']);
  });

  test('a discard too small for a unit is said, and claims nothing', () => {
    const coding = codeByCms([fromVial('a1', { content: '40', given: '35', discarded: '4' }, SUCCINATE)]);
    expect(linesOf(coding)).toEqual(['J2919 ×7']);
    expect(coding.lines[0]?.remarks).toContain('4 mg discarded makes no whole unit');
  });
});

describe('several administrations', () => {
  test('containers opened are counted for the dose: 60 mg take two vials of 40 mg', () => {
    expect(lines(fromVial('a1', { given: '60', discarded: '20' }))).toEqual(['J1010 ×60', 'J1010-JW ×20']);
    expect(lines(fromVial('a1', { given: '80' }))).toEqual(['J1010-JZ ×80']);
  });

  test('two passes at one place share a vial', () => {
    const passes = [fromVial('a1', { given: '20' }), fromVial('a2', { given: '20' })];
    expect(lines(...passes)).toEqual(['J1010-JZ ×40']);
  });

  test('two places do not: half a vial at each leaves two remainders nobody explained', () => {
    const halves = [fromVial('a1', { given: '20' }), fromVial('a2', { given: '20' }, into('knee', 'left'))];
    expect(lines(...halves)).toEqual(['J1010 ×40']);
    const explained = halves.map((half) => ({ ...half, ...discarding('20') }));
    expect(lines(...explained)).toEqual(['J1010 ×40', 'J1010-JW ×40']);
  });

  test('one unexplained remainder keeps JZ off, and leaves a recorded discard its line', () => {
    const first = fromVial('a1', { given: '20', discarded: '20' });
    const second = fromVial('a2', { given: '20' }, into('knee', 'left'));
    expect(lines(first, second)).toEqual(['J1010 ×40', 'J1010-JW ×20']);
    const before2024 = { on: '2023-08-01', content: '80' } as const;
    const covered = fromVial('a1', { given: '70', discarded: '2', ...before2024 });
    const open = fromVial('a2', { given: '5', ...before2024 }, into('knee', 'left'));
    expect(lines(covered, open)).toEqual(['J1040 ×1']);
  });

  test('a single-dose and a multi-dose administration of one day are two lines', () => {
    const multi = anInjection({
      reference: 'MedicationAdministration/a2',
      container: aContainer('multi-dose', '200'),
    });
    expect(lines(fromVial('a1', { given: '40' }), multi)).toEqual(['J1010-JZ ×40', 'J1010 ×40']);
    expect(
      lines(fromVial('a1', { given: '40', on: '2016-06-01' }), {
        ...multi,
        serviceDate: onDate('2016-06-01'),
      }),
    ).toEqual(['J1040 ×1']);
  });

  test('vials of two sizes are counted each by their own content', () => {
    const small = fromVial('a1', { given: '40' });
    const large = fromVial('a2', { content: '80', given: '60', discarded: '20' });
    expect(lines(small, large)).toEqual(['J1010 ×100', 'J1010-JW ×20']);
  });

  test('given by vein, places play no part', () => {
    const route = stated<Route>('intravenous', 'dosage.route');
    const half = (name: string, side: Side) =>
      fromVial(name, { given: '20' }, { ...into('antecubital-fossa', side), route });
    expect(lines(half('a1', 'left'), half('a2', 'right'))).toEqual(['J1010-JZ ×40']);
  });

  test('one container whose content is not known leaves the whole group without', () => {
    const unknown = fromVial('a2', { given: '40' }, { container: aContainer('single-dose', null) });
    expect(lines(fromVial('a1', { given: '40' }), unknown)).toEqual(['J1010 ×80']);
  });
});

describe('lines of discarded drug', () => {
  test('carry the discarded amount, their own arithmetic and no dose-reduction or 59', () => {
    const coding = codeByCms([fromVial('a1', { given: '12.5', discarded: '27.5' })]);
    const [given, discarded] = coding.lines;
    expect(given?.discardedMg).toBeNull();
    expect(given?.modifiers).toEqual([]);
    expect(discarded?.discardedMg).toEqual(mg('27.5'));
    expect(discarded?.billedMg).toEqual(mg('27'));
    expect(discarded?.arithmetic).toEqual([
      '40 mg opened, 12.5 mg given, 27.5 mg discarded',
      '27.5 mg discarded, in whole units at most 27 mg, J1010-JW × 27',
    ]);
    expect(discarded?.modifiers.map(({ reason }) => reason)).toEqual([
      '27.5 mg discarded from a single-dose container',
    ]);
  });

  test('carry the side where the payer wants it on the drug line', () => {
    const coding = codeByCms(
      [fromVial('a1', { given: '20', discarded: '20' })],
      aProfile({ sideOnDrugLine: true }),
    );
    expect(linesOf(coding)).toEqual(['J1010-RT ×20', 'J1010-RT-JW ×20']);
  });

  test('may need several codes', () => {
    const vial = fromVial('a1', { content: '100', given: '40', discarded: '60', on: '2023-08-01' });
    const coding = codeByCms([vial]);
    expect(linesOf(coding)).toEqual(['J1030 ×1', 'J1030-JW ×1', 'J1020-JW ×1']);
    expect(coding.lines[2]?.arithmetic[1]).toBe(
      '60 mg discarded, in whole units at most 60 mg, J1030-JW × 1 and J1020-JW × 1',
    );
  });

  test("follow a site's own table that reports waste", () => {
    const rules = { anatomical: true, distinct: true, reduced: true, waste: true };
    const own = aTable([aRow({ unitMg: '10' })], { modifierRules: rules });
    const coding = code([fromVial('a1', { given: '25', discarded: '15' })], { active: own });
    expect(linesOf(coding)).toEqual(['X0001-RT-52 ×3', 'X0001-RT-JW ×1']);
  });
});

test('reasons of JZ say which of the two it is', () => {
  const reason = (injection: Injection) => codeByCms([injection]).lines[0]?.modifiers[0]?.reason;
  expect(reason(fromVial('a1', { given: '40' }))).toBe('single-dose container, nothing discarded');
  expect(reason(fromVial('a1', { given: '30', discarded: '10', on: '2023-08-01' }))).toBe(
    'the units already cover dose and waste',
  );
});

/** Vials of the table, by NDC, and vials of any size without one. Of the powder no mL is known. */
const vials = fc.oneof(
  fc.constantFrom(
    { content: 40, ndc: '00009307301', mgPerMl: 40, isSuccinate: false },
    { content: 80, ndc: '00009347501', mgPerMl: 80, isSuccinate: false },
    { content: 40, ndc: '00009003928', mgPerMl: null, isSuccinate: true },
    { content: 125, ndc: '00009004722', mgPerMl: null, isSuccinate: true },
  ),
  fc.record({
    content: fc.integer({ min: 1, max: 200 }),
    ndc: fc.constant(null),
    mgPerMl: fc.constant(null),
    isSuccinate: fc.boolean(),
  }),
);
const pass = fc.record({
  given: fc.integer({ min: 1, max: 2000 }),
  wasted: fc.integer({ min: 0, max: 4000 }),
});

test('given and discarded together never stand for more than was opened, in units, mg and NDC quantity', () => {
  fc.assert(
    fc.property(
      vials,
      fc.array(pass, { minLength: 1, maxLength: 3 }),
      fc.constantFrom<CalendarDate>('2020-05-05', '2023-08-01', '2026-11-23'),
      ({ content, ndc, mgPerMl, isSuccinate }, passes, on) => {
        const tenths = (of: (each: (typeof passes)[number]) => number): number =>
          passes.reduce((sum, each) => sum + of(each), 0);
        const [given, wasted] = [tenths((each) => each.given), tenths((each) => each.wasted)];
        const opened = Math.ceil(given / 10 / content) * content;
        const injections = passes.map((each, index) =>
          fromVial(
            `a${index}`,
            {
              content: String(content),
              given: String(each.given / 10),
              discarded: String(each.wasted / 10),
              on,
            },
            {
              ...(isSuccinate ? SUCCINATE : {}),
              ...(ndc === null ? {} : { ndc: stated(ndc, 'medication') }),
            },
          ),
        );
        const cms = codeByCms(injections).lines.filter(({ role }) => role === 'active');
        const discarded = cms.filter(({ discardedMg }) => discardedMg !== null);
        const billed = cms.reduce<Rational>((sum, { billedMg }) => add(sum, billedMg), mg(0));
        const isWithin = discarded.length === 0 || compare(billed, mg(opened)) <= 0;
        expect(isWithin ? [] : cms.map(lineWords)).toEqual([]);
        for (const { billedMg, doseMg, discardedMg } of discarded) {
          expect(compare(billedMg, discardedMg ?? mg(0))).toBeLessThanOrEqual(0);
          expect(compare(add(doseMg, discardedMg ?? mg(0)), mg(opened))).toBeLessThanOrEqual(0);
        }
        const quantity = cms.reduce((sum, line) => sum + Number(line.ndc?.quantity ?? 0), 0);
        // Quantities are compared as numbers: exact decimals of at most four places, far above rounding.
        const most = ndc === null ? 0 : mgPerMl === null ? opened / content : opened / mgPerMl;
        expect(quantity).toBeLessThanOrEqual(most + 1e-9);
        const isZeroWaste = cms.some((line) => lineWords(line).includes('JZ'));
        expect(isZeroWaste ? given + wasted : opened * 10).toBe(opened * 10);
      },
    ),
  );
});
