import { describe, expect, test } from 'vitest';
import type { Injection } from '../facts/encounter-facts.ts';
import { aProfile, code, codeByCms, linesOf } from '../test-kit/coding-builder.ts';
import {
  aDose,
  anInjection,
  mg,
  noDose,
  onDate,
  someEvidence,
  stated,
} from '../test-kit/injection-builder.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, textOnly, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { Coding, Modifier } from './claim-line.ts';

const evidence = [someEvidence('dosage', 'as written')];
const named = (name: string, overrides: Parameters<typeof anInjection>[0] = {}): Injection =>
  anInjection({ reference: `MedicationAdministration/${name}`, ...overrides });
const into = (site: Site, side: Side): Partial<Injection> => ({
  site: stated<Site>(site, 'dosage.site'),
  side: stated<Side>(side, 'dosage.site'),
});
const modifiers = (coding: Coding, index = 0): readonly Modifier[] => coding.lines[index]?.modifiers ?? [];

describe('RT, LT, digits and eyelids', () => {
  test.each<readonly [Site, Side, string]>([
    ['knee', 'right', 'RT'],
    ['shoulder', 'left', 'LT'],
    ['upper-eyelid', 'left', 'E1'],
    ['lower-eyelid', 'left', 'E2'],
    ['upper-eyelid', 'right', 'E3'],
    ['lower-eyelid', 'right', 'E4'],
    ['thumb', 'left', 'FA'],
    ['index-finger', 'left', 'F1'],
    ['middle-finger', 'left', 'F2'],
    ['ring-finger', 'left', 'F3'],
    ['little-finger', 'left', 'F4'],
    ['thumb', 'right', 'F5'],
    ['little-finger', 'right', 'F9'],
    ['great-toe', 'left', 'TA'],
    ['fifth-toe', 'left', 'T4'],
    ['great-toe', 'right', 'T5'],
    ['fifth-toe', 'right', 'T9'],
    ['finger', 'right', 'RT'],
  ])('%s %s is %s on the practice line and nothing on the CMS line', (site, side, modifier) => {
    const coding = code([named('a1', into(site, side))]);
    expect(linesOf(coding)).toEqual([`J3250-${modifier} ×1`]);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×40']);
  });

  test('the reason names the place, the evidence where it stands', () => {
    const [modifier] = modifiers(code([named('a1')]));
    expect(modifier?.reason).toBe('right knee');
    expect(modifier?.evidence.map(({ path }) => path)).toEqual([
      'dosage.site.coding[0]',
      'dosage.site.coding[0]',
    ]);
  });

  test.each<readonly [string, Partial<Injection>]>([
    ['the side is not recorded', { side: notRecorded(['dosage.site']) }],
    ['the side is not recognised', { side: notRecognised('R/L', evidence) }],
    ['two sides are recorded', { side: conflicting<Side>(['left', 'right'], evidence) }],
    ['both sides have one dose', into('knee', 'bilateral')],
    ['the site is not recorded', { site: notRecorded(['dosage.site']) }],
    ['the site has no side', into('lumbar-spine', 'right')],
    ['it went into a vein', { route: stated<Route>('intravenous', 'dosage.route') }],
    ['it was infused', { route: stated<Route>('intravenous-infusion', 'dosage.route') }],
  ])('none is guessed where %s', (_what, overrides) => {
    expect(linesOf(code([named('a1', overrides)]))).toEqual(['J3250 ×1']);
  });

  test('both sides with one dose are not split, and the line says so', () => {
    const coding = code([named('a1', { ...into('knee', 'bilateral'), dose: aDose(80) })]);
    expect(linesOf(coding)).toEqual(['J3260 ×1']);
    expect(coding.lines[0]?.remarks).toContain('both sides recorded with one dose');
    expect(code([named('a1')]).lines[0]?.remarks).toEqual([]);
  });

  test('an injection into one muscle carries its side, two into both sides carry none', () => {
    const intramuscular = { route: stated<Route>('intramuscular', 'dosage.route') };
    const right = named('a1', { ...intramuscular, ...into('deltoid', 'right') });
    const left = named('a2', { ...intramuscular, ...into('deltoid', 'left') });
    expect(linesOf(code([right]))).toEqual(['J3250-RT ×1']);
    expect(linesOf(code([right, left]))).toEqual(['J3260 ×1']);
  });

  test('a side stated in text or by the order is taken, and the line is marked', () => {
    const inText = code([named('a1', { side: textOnly<Side>('left', evidence) })]);
    expect(linesOf(inText)).toEqual(['J3250-LT ×1']);
    const inOrder = code([named('a1', { side: orderOnly<Side>('left', evidence) })]);
    expect(linesOf(inOrder)).toEqual(['J3250-LT ×1']);
    expect([inText, inOrder].map(({ lines }) => lines[0]?.restsOn)).toEqual(['text-only', 'order-only']);
  });
});

describe('the payer option sideOnDrugLine', () => {
  const profile = aProfile({ sideOnDrugLine: true });

  test('puts the side on the CMS line, and marks what it rests on', () => {
    expect(linesOf(codeByCms([named('a1')], profile))).toEqual(['J1010-RT ×40']);
    const coding = codeByCms([named('a1', { side: textOnly<Side>('left', evidence) })], profile);
    expect(linesOf(coding)).toEqual(['J1010-LT ×40']);
    expect(coding.lines[0]?.restsOn).toBe('text-only');
  });

  test('names every site of a summed line whose side is one', () => {
    const coding = codeByCms([named('a1'), named('a2', into('shoulder', 'right'))], profile);
    expect(linesOf(coding)).toEqual(['J1010-RT ×80']);
    expect(modifiers(coding)[0]?.reason).toBe('right knee, right shoulder');
  });

  test('puts none on a summed line of two sides', () => {
    const both = [named('a1'), named('a2', into('knee', 'left'))];
    expect(linesOf(codeByCms(both, profile))).toEqual(['J1010 ×80']);
    expect(linesOf(codeByCms(both.toReversed(), profile))).toEqual(['J1010 ×80']);
    const unknown = [named('a1'), named('a2', { side: notRecorded(['dosage.site']) })];
    expect(linesOf(codeByCms(unknown, profile))).toEqual(['J1010 ×80']);
  });

  test('is about sides: digits and eyelids stay off the CMS line', () => {
    expect(linesOf(codeByCms([named('a1', into('thumb', 'left'))], profile))).toEqual(['J1010 ×40']);
  });
});

describe('59', () => {
  test('stands on the later line where another site would repeat code and modifiers', () => {
    const coding = code([
      named('a1'),
      named('a2', into('shoulder', 'right')),
      named('a3', into('hip', 'right')),
    ]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1', 'J3250-RT-59 ×1', 'J3250-RT-59 ×1']);
    expect(modifiers(coding, 1)[1]?.reason).toBe('another site than the line before: shoulder, not knee');
    expect(modifiers(coding, 1)[1]?.evidence.map(({ fragment }) => fragment)).toEqual([
      'shoulder',
      '6757004',
    ]);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×120']);
  });

  test('stands on sites of the midline too', () => {
    const midline = (site: Site) => ({
      site: stated<Site>(site, 'dosage.site'),
      side: notRecorded(['dosage.site']),
    });
    const coding = code([named('a1', midline('lumbar-spine')), named('a2', midline('neck'))]);
    expect(linesOf(coding)).toEqual(['J3250 ×1', 'J3250-59 ×1']);
  });

  test.each<readonly [string, Partial<Injection>, readonly string[]]>([
    ['the side already tells them apart', into('knee', 'left'), ['J3250-RT ×1', 'J3250-LT ×1']],
    ['the codes differ', { ...into('shoulder', 'right'), dose: aDose(80) }, ['J3250-RT ×1', 'J3260-RT ×1']],
    [
      'only the side of one site differs',
      { side: notRecorded(['dosage.site']) },
      ['J3250-RT ×1', 'J3250 ×1'],
    ],
    [
      'the date differs',
      { ...into('shoulder', 'right'), serviceDate: onDate('2026-11-24') },
      ['J3250-RT ×1', 'J3250-RT ×1'],
    ],
  ])('does not where %s', (_what, overrides, lines) => {
    expect(linesOf(code([named('a1'), named('a2', overrides)]))).toEqual(lines);
  });

  test('a line of several sites differs from one that has none of them', () => {
    const intramuscular = (name: string, site: Site) =>
      named(name, {
        ...into(site, 'right'),
        dose: aDose(20),
        route: stated<Route>('intramuscular', 'dosage.route'),
      });
    const both = [intramuscular('a2', 'deltoid'), intramuscular('a3', 'gluteus')];
    const coding = code([named('a1'), ...both]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1', 'J3250-RT-59 ×1']);
    expect(modifiers(coding, 1)[1]?.reason).toBe(
      'another site than the line before: deltoid and gluteus, not knee',
    );
    expect(linesOf(code([named('a1', into('gluteus', 'right')), ...both]))).toEqual([
      'J3250-RT ×1',
      'J3250-RT ×1',
    ]);
    const open = both.map((each, index) =>
      index === 0 ? each : { ...each, site: notRecorded(['dosage.site']) },
    );
    expect(linesOf(code([named('a1', { side: notRecorded([]) }), ...open]))).toEqual([
      'J3250 ×1',
      'J3250 ×1',
    ]);
  });

  test('does not where a site is not known: the sites are not known to differ', () => {
    const unknown = { site: notRecorded(['dosage.site']), side: notRecorded(['dosage.site']) };
    const coding = code([named('a1', { side: notRecorded(['dosage.site']) }), named('a2', unknown)]);
    expect(linesOf(coding)).toEqual(['J3250 ×1', 'J3250 ×1']);
  });

  test('does not where one site stands on two lines because one side is not known', () => {
    const coding = code([
      named('a1', into('knee', 'bilateral')),
      named('a2', { side: notRecorded(['dosage.site']) }),
    ]);
    expect(linesOf(coding)).toEqual(['J3250 ×1', 'J3250 ×1']);
  });
});

describe('52, by the practice rule', () => {
  const ordered = (name: string, dose: string | null): Pick<Injection, 'order'> => ({
    order: {
      how: 'request',
      references: [`MedicationRequest/${name}`],
      dose: dose === null ? null : aDose(dose),
      requester: notRecorded(['requester']),
      evidence: [],
    },
  });

  test('less given than ordered', () => {
    const coding = code([named('a1', { dose: aDose(20), ...ordered('o1', '40') })]);
    expect(linesOf(coding)).toEqual(['J3250-RT-52 ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×20']);
    expect(modifiers(coding)[1]?.reason).toBe('practice rule: 20 mg given of 40 mg ordered');
    expect(coding.lines.map(({ remarks }) => remarks)).toEqual([
      [],
      ['a smaller dose is handled by units, without 52'],
    ]);
    expect(modifiers(coding)[1]?.evidence.map(({ fragment }) => fragment)).toEqual(['20 mg', '40 mg']);
  });

  test('an administration that was stopped', () => {
    const coding = code([
      named('a1', { status: 'stopped', billing: { billed: true, partial: true }, ...ordered('o1', null) }),
    ]);
    expect(linesOf(coding)).toEqual(['J3250-RT-52 ×1']);
    expect(modifiers(coding)[1]?.reason).toBe('practice rule: stopped');
    expect(modifiers(coding)[1]?.evidence).toMatchObject([{ path: 'status', fragment: 'stopped' }]);
  });

  test('both reasons stand once each', () => {
    const coding = code([
      named('a1', { dose: aDose(20), billing: { billed: true, partial: true }, ...ordered('o1', '40') }),
    ]);
    expect(linesOf(coding)).toEqual(['J3250-RT-52 ×1']);
    expect(modifiers(coding)[1]?.reason).toBe('practice rule: 20 mg given of 40 mg ordered; stopped');
  });

  test.each<readonly [string, Partial<Injection>]>([
    ['as much given as ordered', { dose: aDose(40), ...ordered('o1', '40') }],
    ['more given than ordered', { dose: aDose(80), ...ordered('o1', '40') }],
    ['an order without a dose', { dose: aDose(20), ...ordered('o1', null) }],
    [
      'an order whose dose has no mg',
      { dose: aDose(20), order: { ...ordered('o1', '40').order, dose: noDose() } },
    ],
    [
      'several orders',
      { dose: aDose(20), order: { ...ordered('o1', '40').order, how: 'more-than-one-candidate' } },
    ],
    [
      'an order that was not read',
      { dose: aDose(20), order: { ...ordered('o1', '40').order, how: 'reference-not-read' } },
    ],
    [
      'two orders under one link',
      { dose: aDose(20), order: { ...ordered('o1', '40').order, references: ['a', 'b'] } },
    ],
  ])('%s asks for none', (_what, overrides) => {
    const coding = code([named('a1', overrides)]);
    expect(linesOf(coding).join()).not.toContain('52');
    expect(coding.lines.flatMap(({ remarks }) => remarks)).toEqual([]);
  });

  test('an order found by drug and date counts as well', () => {
    const order = { ...ordered('o1', '40').order, how: 'drug-and-date' } as const;
    expect(linesOf(code([named('a1', { dose: aDose(20), order })]))).toEqual(['J3250-RT-52 ×1']);
  });

  test('doses are summed where one order has several administrations', () => {
    const half = { dose: aDose(20), ...ordered('o1', '40') };
    expect(linesOf(code([named('a1', half), named('a2', half)]))).toEqual(['J3250-RT ×1']);
    const knees = [named('a1', half), named('a2', { ...half, ...into('knee', 'left') })];
    expect(linesOf(code(knees))).toEqual(['J3250-RT ×1', 'J3250-LT ×1']);
    const less = [named('a1', { ...half, dose: aDose(15) }), named('a2', half)];
    expect(linesOf(code(less))).toEqual(['J3250-RT-52 ×1']);
    expect(modifiers(code(less))[1]?.reason).toBe('practice rule: 35 mg given of 40 mg ordered');
  });

  test('two orders are not summed, nor two dates of one order', () => {
    const short = { dose: aDose(20), ...ordered('o1', '40') };
    const full = { dose: aDose(80), ...ordered('o2', '80'), ...into('shoulder', 'left') };
    expect(linesOf(code([named('a1', short), named('a2', full)]))).toEqual(['J3250-RT-52 ×1', 'J3260-LT ×1']);
    const nextDay = named('a2', { ...short, on: '2026-11-24', dose: aDose(40) });
    expect(linesOf(code([named('a1', short), nextDay]))).toEqual(['J3250-RT-52 ×1', 'J3250-RT ×1']);
  });

  test('what was not given counts for nothing, and a dose not known leaves the sum unknown', () => {
    const short = { dose: aDose(20), ...ordered('o1', '40') };
    const notDone = named('a2', { ...short, billing: { billed: false, excluded: 'not-done', evidence } });
    expect(linesOf(code([named('a1', short), notDone]))).toEqual(['J3250-RT-52 ×1']);
    const orderDose: Fact<ReturnType<typeof mg>> = orderOnly(mg(5), evidence);
    for (const dose of [noDose(), aDose(20, { mg: orderDose })])
      expect(linesOf(code([named('a1', short), named('a2', { ...short, dose })]))).toEqual(['J3250-RT ×1']);
    const undated = named('a2', {
      ...short,
      serviceDate: { date: null, basis: 'not-recorded', neighbour: null },
    });
    expect(linesOf(code([named('a1', short), undated]))).toEqual(['J3250-RT ×1']);
  });

  test('an administration whose link names several orders is not counted with one of them', () => {
    const short = { dose: aDose(20), ...ordered('o1', '40') };
    const order = {
      ...ordered('o1', '40').order,
      references: ['MedicationRequest/o1', 'MedicationRequest/o2'],
    };
    const other = named('a2', { ...into('knee', 'left'), dose: aDose(20), order });
    expect(linesOf(code([named('a1', short), other]))).toEqual(['J3250-RT-52 ×1', 'J3250-LT ×1']);
  });

  test('a shortfall smaller than what is shown still shows its exact amounts', () => {
    const coding = code([named('a1', { dose: aDose('39.9999'), ...ordered('o1', '40') })]);
    expect(modifiers(coding)[1]?.reason).toBe(
      'practice rule: 40 mg (exactly 39.9999 mg) given of 40 mg ordered',
    );
  });
});
