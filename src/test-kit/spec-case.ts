import { describe, expect, it } from 'vitest';
import type { RawResource } from '../facts/chart.ts';
import { readBundle } from '../report/file-sources.ts';
import { reportFiles } from '../report/report-files.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import type { Settings } from '../report/settings.ts';
import { DEFAULT_SITE, type SiteConfiguration } from '../tables/site-configuration.ts';
import { visit, type Visit } from './spec-visit.ts';

type Role = 'active' | 'cross-check';
type Outcome = 'met' | 'gap' | 'cannot-tell' | 'not-applicable';

/** What a report must hold. Everything left out is not looked at. */
export interface Expected {
  /** The whole set of lines of the active table, as "J3250 1 RT". */
  readonly active?: readonly string[];
  /** The whole set of lines of the cross-check. */
  readonly cross?: readonly string[];
  readonly unlined?: readonly string[];
  readonly sign?: EncounterReport['signState'];
  readonly claim?: EncounterReport['claimState'];
  /** Outcomes a check must have; null: the check must be asked about nothing. */
  readonly checks?: Readonly<Record<string, Outcome | readonly Outcome[]>>;
  /** Every check that is a gap, each once; "cannot-tell" likewise. `code-tables-agree` and notes are left out. */
  readonly gaps?: readonly string[];
  readonly cannotTell?: readonly string[];
  /** Facts of the first injection, as "recorded 40". */
  readonly facts?: Readonly<Record<string, string>>;
  readonly reports?: number;
  /** Encounter the expectation is about; without it the only or first report. */
  readonly of?: string | null;
}

export interface SpecCase {
  /** What the case is, and the sentence of the rules it comes from. */
  readonly name: string;
  readonly rule: string;
  readonly chart: readonly RawResource[];
  readonly bundle?: Readonly<Record<string, unknown>>;
  readonly settings?: Partial<Omit<Settings, 'site'>> & { readonly site?: Partial<SiteConfiguration> };
  readonly expect: Expected;
}

export const reportsOfCase = ({
  chart,
  bundle = {},
  settings = {},
}: SpecCase): readonly EncounterReport[] => {
  const entry = chart.map((resource) => ({ resource }));
  const { site = {}, ...rest } = settings;
  const text = JSON.stringify({ resourceType: 'Bundle', type: 'collection', entry, ...bundle });
  return reportFiles([readBundle(JSON.parse(text))], {
    asOf: null,
    table: null,
    profile: null,
    ...rest,
    site: { ...DEFAULT_SITE, ...site },
  });
};

const linesOf = ({ lines }: EncounterReport, role: Role): readonly string[] =>
  lines
    .filter((line) => line.role === role)
    .map(({ code, units, modifiers }) => [code, units, ...modifiers.toSorted()].join(' '))
    .toSorted();

const findings = ({ checks }: EncounterReport, outcome: Outcome): readonly string[] =>
  [
    ...new Set(
      checks
        .filter((one) => one.outcome === outcome && one.severity !== 'note' && one.id !== 'code-tables-agree')
        .map(({ id }) => id),
    ),
  ].toSorted();

const WORST: readonly Outcome[] = ['gap', 'cannot-tell', 'met', 'not-applicable'];
/** The worst outcome of a check over its subjects; a check without subjects is not applicable. */
const outcomeOf = ({ checks }: EncounterReport, id: string): Outcome =>
  WORST.find((outcome) => checks.some((one) => one.id === id && one.outcome === outcome)) ?? 'not-applicable';

function factOf({ injections: [first] }: EncounterReport, name: string): string {
  const facts: Readonly<Record<string, { readonly how: string; readonly value: string | null }>> = first
    ? { drug: first.drug, doseMg: first.doseMg, route: first.route, site: first.site, side: first.side }
    : {};
  const fact = facts[name];
  if (fact) return [fact.how, fact.value].filter((word) => word !== null).join(' ');
  if (name === 'excluded') return String(first?.excluded);
  if (name === 'serviceDate') return String(first?.serviceDate);
  return `no fact ${name}`;
}

/** What a report says about everything an expectation names, in the expectation's own shape. */
export function said(reports: readonly EncounterReport[], { of, ...asked }: Expected): Expected {
  const report = of === undefined ? reports[0] : reports.find(({ encounter }) => encounter.reference === of);
  const count = asked.reports === undefined ? {} : { reports: reports.length };
  if (!report) return { ...count };
  const same = (id: string, wanted: Outcome | readonly Outcome[]): Outcome | readonly Outcome[] => {
    const found = outcomeOf(report, id);
    return typeof wanted !== 'string' && wanted.includes(found) ? wanted : found;
  };
  const mapped = <T, U>(record: Readonly<Record<string, T>>, to: (key: string, value: T) => U) =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [key, to(key, value)]));
  return {
    ...count,
    ...(asked.active ? { active: linesOf(report, 'active') } : {}),
    ...(asked.cross ? { cross: linesOf(report, 'cross-check') } : {}),
    ...(asked.unlined
      ? {
          unlined: report.unlined
            .filter(({ role }) => role === 'active')
            .map(({ why }) => why)
            .toSorted(),
        }
      : {}),
    ...(asked.sign ? { sign: report.signState } : {}),
    ...(asked.claim ? { claim: report.claimState } : {}),
    ...(asked.checks ? { checks: mapped(asked.checks, same) } : {}),
    ...(asked.gaps ? { gaps: findings(report, 'gap') } : {}),
    ...(asked.cannotTell ? { cannotTell: findings(report, 'cannot-tell') } : {}),
    ...(asked.facts ? { facts: mapped(asked.facts, (name) => factOf(report, name)) } : {}),
  };
}

const sorted = ({ active, cross, unlined, gaps, cannotTell, ...rest }: Expected): Expected => ({
  ...rest,
  ...(active ? { active: active.toSorted() } : {}),
  ...(cross ? { cross: cross.toSorted() } : {}),
  ...(unlined ? { unlined: unlined.toSorted() } : {}),
  ...(gaps ? { gaps: gaps.toSorted() } : {}),
  ...(cannotTell ? { cannotTell: cannotTell.toSorted() } : {}),
});

const KNOWN: ReadonlySet<string> = new Set(['recorded', 'text-only']);
const SIDES: Readonly<Record<string, string>> = { RT: 'right', LT: 'left' };

/** What holds for every chart: no amount and no side that the record does not state, and nothing clear beside a gap. */
function broken({ lines, injections, signState, checks }: EncounterReport): readonly string[] {
  const ofLine = lines.flatMap((line) => {
    const behind = injections.filter(({ administration }) => line.administrations.includes(administration));
    const doses = behind.every(({ doseMg, billed }) => billed && KNOWN.has(doseMg.how));
    const sides = line.modifiers.every(
      (code) => !(code in SIDES) || behind.every(({ side }) => side.value === SIDES[code]),
    );
    return [
      ...(doses && behind.length > 0 && line.units > 0 ? [] : [`${line.code} rests on no recorded dose`]),
      ...(sides ? [] : [`${line.code} carries a side nobody stated`]),
    ];
  });
  const open = checks.some(
    ({ severity, outcome }) =>
      severity === 'fix-before-signing' && (outcome === 'gap' || outcome === 'cannot-tell'),
  );
  const isClear = signState === 'no-gaps' || signState === 'nothing-to-check';
  return [...ofLine, ...(open && isClear ? ['clear beside an open check'] : [])];
}

/** Runs every case of one topic as a whole file: bundle in, reports out. */
export function specCases(topic: string, cases: readonly SpecCase[]): void {
  describe.each([topic])('%s', () => {
    it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
      const { rule } = one;
      const { of: _of, ...expected } = sorted(one.expect);
      const reports = reportsOfCase(one);
      expect({ rule, ...said(reports, one.expect) }).toEqual({ rule, ...expected });
      expect(reports.flatMap(broken)).toEqual([]);
    });
  });
}

/** A case in one row: its name, what differs from a complete visit, and what the report must hold. */
export type VisitRow = readonly [
  name: string,
  over: Visit,
  expect: Expected,
  settings?: SpecCase['settings'],
];

/** Cases of one rule, each a complete visit with something changed. */
export const visitCases = (topic: string, rule: string, rows: readonly VisitRow[]): void =>
  specCases(
    topic,
    rows.map(([name, over, expected, settings = {}]) => ({
      name,
      rule,
      chart: visit(over),
      expect: expected,
      settings,
    })),
  );
