import { describe, expect, test } from 'vitest';
import {
  aRow,
  aTable,
  CMS,
  code,
  codeByCms,
  linesOf,
  PRACTICE,
  unlinedOf,
} from '../test-kit/coding-builder.ts';
import { aDose, anInjection, mg, noDose, someEvidence, stated } from '../test-kit/injection-builder.ts';
import type { DoseProblem, Injection } from '../facts/encounter-facts.ts';
import type { ExcludedReason } from '../vocab/excluded.ts';
import { conflicting, notRecognised, notRecorded, orderOnly, textOnly } from '../vocab/fact.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { UnlinedReason } from './claim-line.ts';

const evidence = [someEvidence('dosage', 'as written')];
const named = (name: string, overrides: Parameters<typeof anInjection>[0] = {}): Injection =>
  anInjection({ reference: `MedicationAdministration/${name}`, ...overrides });
const into = (site: Site | null, side: Side | null): Partial<Injection> => ({
  site: site ? stated<Site>(site, 'dosage.site') : notRecorded(['dosage.site']),
  side: side ? stated<Side>(side, 'dosage.site') : notRecorded(['dosage.site']),
});
const by = (route: Route) => ({ route: stated<Route>(route, 'dosage.route') });
const of = (drug: Drug) => ({ drug: stated<Drug>(drug, 'medicationCodeableConcept') });
const SUCCINATE = of('methylprednisolone-sodium-succinate');

describe('which administrations make which line', () => {
  test('two passes into the right knee are summed in both tables', () => {
    const coding = code([named('a1', { dose: aDose(20) }), named('a2', { dose: aDose(20) })]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×40']);
    expect(coding.lines[0]?.administrations).toEqual([
      'MedicationAdministration/a1',
      'MedicationAdministration/a2',
    ]);
  });

  test('right and left knee are two lines of the practice table, one of CMS', () => {
    const coding = code([named('a1'), named('a2', into('knee', 'left'))]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1', 'J3250-LT ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×80']);
  });

  test('the right knee and the left shoulder are two lines', () => {
    expect(linesOf(code([named('a1'), named('a2', into('shoulder', 'left'))]))).toEqual([
      'J3250-RT ×1',
      'J3250-LT ×1',
    ]);
  });

  test('unknown sites share one group, whatever their side', () => {
    const coding = code([
      named('a1', { ...into(null, null), dose: aDose(30) }),
      named('a2', { ...into(null, 'left'), dose: aDose(30) }),
    ]);
    expect(linesOf(coding)).toEqual(['J3260 ×1']);
  });

  test('a known site whose side is not known stands apart from the same site with a side', () => {
    const coding = code([named('a1'), named('a2', into('knee', null))]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1', 'J3250 ×1']);
  });

  test.each<Route>([
    'intravenous',
    'intravenous-push',
    'intravenous-infusion',
    'intramuscular',
    'subcutaneous',
  ])('given by the route %s the site is ignored', (route) => {
    const systemic = { ...SUCCINATE, ...by(route), dose: aDose(60) };
    const coding = code([
      named('a1', { ...systemic, ...into('deltoid', 'right') }),
      named('a2', { ...systemic, ...into('gluteus', 'left') }),
    ]);
    expect(linesOf(coding)).toEqual(['J2930 ×1']);
  });

  test('a route that is not systemic keeps the sites apart, a route not recorded too', () => {
    for (const route of [stated<Route>('soft-tissue', 'dosage.route'), notRecorded(['dosage.route'])]) {
      const coding = code([named('a1', { route }), named('a2', { route, ...into('shoulder', 'left') })]);
      expect(linesOf(coding)).toHaveLength(2);
    }
  });

  test('acetate and succinate are never summed', () => {
    const coding = code([named('a1'), named('a2', SUCCINATE)]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1', 'J2930-RT ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×40', 'J2919 ×8']);
  });

  test('two dates of service are never summed', () => {
    const coding = code([named('a1'), named('a2', { on: '2026-11-24' })]);
    expect(coding.lines.map(({ serviceDate }) => serviceDate)).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-23',
      '2026-11-24',
    ]);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×40', 'J1010 ×40']);
  });

  test('without times, lines stand in the order of dates and then of references', () => {
    const time = notRecorded(['effectiveDateTime']);
    const coding = code([
      named('a1', { time, on: '2026-11-25' }),
      named('a3', { time, on: '2026-11-24' }),
      named('a2', { time, on: '2026-11-24', ...into('hip', 'right') }),
    ]);
    const active = coding.lines.filter(({ role }) => role === 'active');
    expect(active.map(({ administrations }) => administrations[0]?.slice(-2))).toEqual(['a2', 'a3', 'a1']);
  });

  test('the same administration twice counts once', () => {
    expect(linesOf(code([named('a1'), named('a1')]), 'cross-check')).toEqual(['J1010 ×40']);
  });

  test('two alike within five minutes are summed and marked', () => {
    const coding = code([
      named('a1', { alike: ['MedicationAdministration/a2'] }),
      named('a2', { alike: ['MedicationAdministration/a1'] }),
    ]);
    expect(linesOf(coding)).toEqual(['J3260-RT ×1']);
    expect(coding.lines[0]?.remarks).toContain('alike administrations within five minutes are summed');
  });

  test('a stopped administration counts what was given and is marked', () => {
    const stopped = named('a1', {
      status: 'stopped',
      billing: { billed: true, partial: true },
      dose: aDose(20),
    });
    const coding = code([stopped]);
    expect(linesOf(coding)).toEqual(['J3250-RT-52 ×1']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×20']);
    expect(coding.lines.every(({ remarks }) => remarks.includes('given in part'))).toBe(true);
  });

  test('lines stand in the order of time, then reference, whatever the order of resources', () => {
    const at = (name: string, time: string, site: Site): Injection =>
      named(name, { ...into(site, 'right'), time: stated(time, 'effectiveDateTime') });
    const injections = [
      at('a3', '2026-11-23T09:00:00-05:00', 'ankle'),
      at('a2', '2026-11-23T13:30:00Z', 'wrist'),
      at('a1', '2026-11-23T09:00:00-05:00', 'knee'),
      named('a0', { ...into('hip', 'right'), time: notRecorded(['effectiveDateTime']) }),
    ];
    const order = ['right wrist', 'right knee', 'right ankle', 'right hip'];
    for (const shuffled of [injections, injections.toReversed()]) {
      const lines = code(shuffled).lines.filter(({ role }) => role === 'active');
      expect(lines.map(({ modifiers }) => modifiers[0]?.reason)).toEqual(order);
    }
  });
});

const SENTENCE = /^[A-Z].{10,}\.$/;

describe('what makes no line, and why', () => {
  const unlined = (overrides: Parameters<typeof anInjection>[0]): readonly string[] => {
    const coding = code([named('a1', overrides)]);
    expect(coding.lines).toEqual([]);
    for (const { words } of coding.unlined) expect(words).toMatch(SENTENCE);
    expect(unlinedOf(coding, 'cross-check')).toEqual(unlinedOf(coding));
    return unlinedOf(coding).map((words) => words.replace('a1 ', ''));
  };
  const recognised = (problem: DoseProblem) => ({
    dose: aDose(0, { mg: notRecognised('2 mL', evidence), problem }),
  });

  test.each<readonly [string, Parameters<typeof anInjection>[0], UnlinedReason]>([
    ['no dose', { dose: noDose() }, 'dose-not-recorded'],
    ['zero mg', { dose: aDose(0) }, 'dose-zero-or-negative'],
    ['negative mg', { dose: aDose(-40) }, 'dose-zero-or-negative'],
    ['an amount read as zero', recognised('zero-or-negative'), 'dose-zero-or-negative'],
    ['mL without strength', recognised('volume-without-strength'), 'dose-not-convertible'],
    [
      'an amount without mg',
      { dose: { ...noDose(), amount: stated('2 mL', 'dosage.dose') } },
      'dose-not-convertible',
    ],
    [
      'an amount nobody understands',
      { dose: { ...noDose(), mg: notRecognised('some', evidence) } },
      'dose-not-convertible',
    ],
    ['two doses', { dose: aDose(0, { mg: conflicting([mg(40), mg(80)], evidence) }) }, 'dose-conflicting'],
    ['a dose in the order only', { dose: aDose(0, { mg: orderOnly(mg(40), evidence) }) }, 'dose-order-only'],
    [
      'an unknown drug',
      { drug: notRecognised('x', evidence), ingredient: notRecognised('x', evidence) },
      'drug-not-recognised',
    ],
    ['no salt', { drug: notRecognised('methylprednisolone', evidence) }, 'formulation-not-recorded'],
    [
      'two drugs',
      { drug: conflicting(['methylprednisolone-acetate', 'triamcinolone-acetonide'], evidence) },
      'drug-conflicting',
    ],
    ['a tablet', by('oral'), 'route-not-injected'],
    ['a cream', by('topical'), 'route-not-injected'],
    ['no date', { serviceDate: { date: null, basis: 'not-recorded', neighbour: null } }, 'date-not-recorded'],
  ])('%s', (_what, overrides, why) => {
    expect(unlined(overrides)).toEqual([why]);
  });

  test.each<ExcludedReason>([
    'not-done',
    'entered-in-error',
    'on-hold',
    'in-progress',
    'status-unknown',
    'recorded-as-not-given',
    'duplicate-resource',
    'modifier-not-understood',
  ])('an administration excluded as %s, before anything else is asked', (excluded) => {
    const billing = { billed: false, excluded, evidence } as const;
    expect(unlined({ billing, dose: noDose(), ...by('oral') })).toEqual(['not-billed']);
  });

  test('every reason has its own sentence, and none speaks of money', () => {
    const excluded = (['not-done', 'on-hold', 'in-progress'] as const).map((reason, index) =>
      named(`x${index}`, { billing: { billed: false, excluded: reason, evidence } }),
    );
    const { unlined } = code([...excluded, named('a1', { dose: noDose() }), named('a2', { dose: aDose(0) })]);
    const words = unlined.filter(({ role }) => role === 'active').map((each) => each.words);
    expect(new Set(words).size).toBe(5);
    for (const sentence of words) {
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(sentence).not.toMatch(/bill|pay|claim|\$/i);
    }
  });

  test('reasons stand in the order of references and roles, and only where a line is missing', () => {
    const coding = code([named('a2', { dose: noDose() }), named('a3'), named('a1', { dose: noDose() })]);
    expect(coding.unlined.map(({ administration, role }) => `${administration.slice(-2)} ${role}`)).toEqual([
      'a1 active',
      'a1 cross-check',
      'a2 active',
      'a2 cross-check',
    ]);
    expect(code([named('a1')]).unlined).toEqual([]);
  });

  test('one without a dose does not hold the others back', () => {
    const coding = code([named('a1', { dose: noDose() }), named('a2')]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1']);
    expect(unlinedOf(coding)).toEqual(['a1 dose-not-recorded']);
  });

  test('an amount no one could give makes no line and no crash', () => {
    const coding = code([named('a1', { dose: aDose('1e30') })]);
    expect(coding.lines).toEqual([]);
    expect(unlinedOf(coding)).toEqual(['a1 dose-not-convertible']);
    expect(coding.unlined[0]?.words).toContain('too large');
  });
});

describe('what a line rests on', () => {
  test.each<readonly [string, Partial<Injection>]>([
    ['dose', { dose: aDose(40, { mg: textOnly(mg(40), evidence) }) }],
    ['drug', { drug: textOnly('methylprednisolone-acetate', evidence) }],
    ['route', { route: textOnly('intra-articular', evidence) }],
    ['time', { time: textOnly('2026-11-23T14:05:00-05:00', evidence) }],
  ])('a %s in text marks the lines of both tables', (_what, overrides) => {
    const coding = code([named('a1', overrides)]);
    expect(coding.lines.map(({ restsOn }) => restsOn)).toEqual(['text-only', 'text-only']);
  });

  test('a side in text marks the line that carries it, and not the line that does not', () => {
    const coding = code([named('a1', { side: textOnly('right', evidence) })]);
    expect(linesOf(coding)).toEqual(['J3250-RT ×1']);
    expect(coding.lines.map(({ restsOn }) => restsOn)).toEqual(['text-only', 'recorded']);
  });

  test('a site in text marks the practice line even without a modifier: it decides what is summed', () => {
    const coding = code([
      named('a1', { site: textOnly<Site>('knee', evidence), side: notRecorded(['dosage.site']) }),
    ]);
    expect(linesOf(coding)).toEqual(['J3250 ×1']);
    expect(coding.lines.map(({ restsOn }) => restsOn)).toEqual(['text-only', 'recorded']);
  });

  test('one of two administrations is enough for a remark', () => {
    const marked = named('a2', {
      billing: { billed: true, partial: true },
      serviceDate: { date: '2026-11-23', basis: 'utc-zone-not-stated', neighbour: '2026-11-24' },
      side: stated<Side>('bilateral', 'dosage.site'),
      alike: ['MedicationAdministration/a1'],
      ndc: orderOnly('00009307301', evidence),
    });
    const crossCheck = code([named('a1'), marked]).lines.find(({ role }) => role === 'cross-check');
    expect(crossCheck?.remarks).toEqual([
      'given in part',
      'zone not stated',
      'both sides recorded with one dose',
      'alike administrations within five minutes are summed',
      'products with different NDCs',
      'NDC from the order',
      'a smaller dose is handled by units, without 52',
    ]);
  });

  test.each<readonly [string, Partial<Injection>]>([
    ['drug', { drug: orderOnly('methylprednisolone-acetate', evidence) }],
    ['route', { route: orderOnly('intra-articular', evidence) }],
  ])('a %s stated by the order makes a line, marked', (_what, overrides) => {
    const coding = code([named('a1', { ...overrides, dose: aDose(40, { mg: textOnly(mg(40), evidence) }) })]);
    expect(coding.lines.map(({ restsOn }) => restsOn)).toEqual(['order-only', 'order-only']);
  });

  test('a line rests on the weakest of its administrations', () => {
    const coding = code([named('a1'), named('a2', { route: textOnly('intra-articular', evidence) })]);
    expect(coding.lines[0]?.restsOn).toBe('text-only');
    expect(code([named('a1')]).lines[0]?.restsOn).toBe('recorded');
  });
});

describe('drugs and tables', () => {
  test('another corticosteroid takes its line from CMS, in words', () => {
    const coding = code([named('a1', of('triamcinolone-acetonide'))]);
    expect(linesOf(coding)).toEqual(['J3301 ×4']);
    expect(linesOf(coding, 'cross-check')).toEqual(['J3301 ×4']);
    const [active, crossCheck] = coding.lines;
    expect(active).toMatchObject({ table: 'cms-hcpcs', edition: CMS.edition, system: CMS.system });
    expect(active?.remarks).toEqual(['not in the practice table']);
    expect(crossCheck?.remarks).toEqual([]);
    expect(coding.disagreements).toEqual([]);
  });

  test('with CMS active the practice table says that it does not know the drug', () => {
    const coding = codeByCms([named('a1', of('betamethasone-acetate-sodium-phosphate'))]);
    expect(linesOf(coding)).toEqual(['J0702 ×7']);
    expect(unlinedOf(coding, 'cross-check')).toEqual(['a1 drug-not-in-table']);
    expect(coding.unlined[0]?.words).toMatch(SENTENCE);
    expect(unlinedOf(coding)).toEqual([]);
  });

  test.each<readonly [Drug, string]>([
    ['triamcinolone-acetonide-preservative-free', 'J3300 ×40'],
    ['triamcinolone-acetonide-er', 'J3304 ×40'],
    ['triamcinolone-diacetate', 'J3302 ×8'],
    ['triamcinolone-hexacetonide', 'J3303 ×8'],
    ['dexamethasone-sodium-phosphate', 'J1100 ×40'],
    ['hydrocortisone-acetate', 'J1700 ×2'],
    ['hydrocortisone-sodium-phosphate', 'J1710 ×1'],
    ['hydrocortisone-sodium-succinate', 'J1720 ×1'],
  ])('40 mg %s is %s', (drug, line) => {
    expect(linesOf(code([named('a1', of(drug))]))).toEqual([line]);
  });

  test('a presentation whose only code is unverified has none, and never that of the plain drug', () => {
    const coding = code([named('a1', of('triamcinolone-acetonide-suprachoroidal'))]);
    expect(linesOf(coding)).toEqual([]);
    expect(unlinedOf(coding)).toEqual(['a1 drug-not-in-table']);
  });

  test('a code that has ended leaves the drug without one', () => {
    const drug = of('dexamethasone-acetate');
    expect(linesOf(code([named('a1', { ...drug, on: '2025-03-31' })]))).toEqual(['J1094 ×40']);
    const ended = code([named('a1', { ...drug, on: '2025-04-01' })]);
    expect(unlinedOf(ended)).toEqual(['a1 no-row-in-force']);
    expect(ended.unlined[0]?.words).toMatch(SENTENCE);
  });

  test('the practice line of succinate says where its unit comes from', () => {
    const [line] = code([named('a1', SUCCINATE)]).lines;
    expect(line).toMatchObject({ table: 'practice', edition: '2026-11', code: 'J2930' });
    expect(line?.remarks.join()).toMatch(/taken from CMS/);
    expect(code([named('a1')]).lines[0]?.remarks).toEqual([]);
  });

  test('a practice code never carries the HCPCS system', () => {
    const systems = code([named('a1')]).lines.map(({ system }) => system);
    expect(systems).toEqual([
      'https://injectcheck.example/code-table/practice',
      'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
    ]);
  });

  test("a site's own table can be active, with CMS beside it and behind it", () => {
    const own = aTable([aRow({ code: 'X0001', unitMg: '25' })]);
    const coding = code([named('a1'), named('a2', SUCCINATE)], { active: own });
    expect(linesOf(coding)).toEqual(['X0001-RT ×2', 'J2919 ×8']);
    expect(coding.lines[1]?.remarks).toContain('not in the table "Own table"');
    expect(coding.editions).toEqual({ own: '2026-09', 'cms-hcpcs': CMS.edition });
    expect([coding.activeTable, coding.crossCheckTable]).toEqual(['own', 'cms-hcpcs']);
  });

  test('only CMS stands behind another table, and only for drugs it knows', () => {
    const own = aTable([aRow()]);
    const drugs = [named('a1', SUCCINATE)];
    expect(unlinedOf(code(drugs, { active: own, crossCheck: PRACTICE }))).toEqual(['a1 drug-not-in-table']);
    expect(unlinedOf(code(drugs, { active: aTable([aRow()], { id: CMS.id }), crossCheck: CMS }))).toEqual([
      'a1 drug-not-in-table',
    ]);
    const smallCms = aTable([aRow()], { id: CMS.id });
    expect(unlinedOf(code(drugs, { active: own, crossCheck: smallCms }))).toEqual(['a1 drug-not-in-table']);
  });

  test('an unverified row or one without a mass never decides a code', () => {
    for (const row of [aRow({ verified: false }), aRow({ unitMg: null })]) {
      const coding = code([named('a1')], { active: aTable([row]) });
      expect(linesOf(coding)).toEqual(['J1010 ×40']);
    }
  });
});

describe('a date the record leaves open', () => {
  const between = (date: string, neighbour: string | null): Injection =>
    named('a1', { serviceDate: { date, basis: 'utc-zone-not-stated', neighbour } });

  test('where the neighbour takes another code there is no line in that table', () => {
    for (const injection of [between('2024-04-01', '2024-03-31'), between('2024-03-31', '2024-04-01')]) {
      const coding = code([injection]);
      expect(linesOf(coding)).toEqual(['J3250-RT ×1']);
      expect(unlinedOf(coding)).toEqual([]);
      expect(linesOf(coding, 'cross-check')).toEqual([]);
      expect(unlinedOf(coding, 'cross-check')).toEqual(['a1 date-ambiguous']);
      expect(coding.unlined[0]?.words).toMatch(SENTENCE);
    }
  });

  test('where it takes the same code the line stands and says so', () => {
    const coding = code([between('2026-11-23', '2026-11-22')]);
    expect(linesOf(coding, 'cross-check')).toEqual(['J1010 ×40']);
    expect(coding.lines.every(({ remarks }) => remarks.includes('zone not stated'))).toBe(true);
  });

  test('a drug without a code on either date has none, and one with a code on one of them is open', () => {
    const dexamethasone = (date: string, neighbour: string): Injection => ({
      ...between(date, neighbour),
      ...of('dexamethasone-acetate'),
    });
    expect(unlinedOf(code([dexamethasone('2025-06-02', '2025-06-01')]))).toEqual(['a1 no-row-in-force']);
    expect(unlinedOf(code([dexamethasone('2025-04-01', '2025-03-31')]))).toEqual(['a1 date-ambiguous']);
  });
});
