import type { EncounterReport } from '../../report/report-schema.ts';

type Count = Readonly<Record<string, number>>;

/** Sums over all reports. Plain data: it goes into the checkpoint and, sorted, into `summary.json`. */
export interface Totals {
  readonly patients: number;
  readonly encounters: number;
  readonly signState: Count;
  readonly claimState: Count;
  /** `check-id` to outcome to count. */
  readonly checks: Readonly<Record<string, Count>>;
  /** `role table code` to units. */
  readonly units: Count;
  readonly unlined: Count;
  readonly disagreements: Count;
  readonly acknowledged: number;
  readonly editions: Count;
  readonly profiles: Count;
  readonly droppedWrongPatient: number;
  readonly unmappedCodes: Count;
}

export const NO_TOTALS: Totals = {
  patients: 0,
  encounters: 0,
  signState: {},
  claimState: {},
  checks: {},
  units: {},
  unlined: {},
  disagreements: {},
  acknowledged: 0,
  editions: {},
  profiles: {},
  droppedWrongPatient: 0,
  unmappedCodes: {},
};

/** Distinct local codes kept in the summary: a site that maps nothing must not outgrow memory. */
const MOST_CODES = 5_000;

function plus(count: Count, keys: readonly (readonly [string, number])[]): Count {
  const next = { ...count };
  for (const [key, by] of keys) next[key] = (next[key] ?? 0) + by;
  return next;
}

const once = (keys: readonly string[]): readonly (readonly [string, number])[] => keys.map((key) => [key, 1]);

/** The totals with one patient's reports added. */
export function addPatient(totals: Totals, reports: readonly EncounterReport[]): Totals {
  return reports.reduce(addReport, { ...totals, patients: totals.patients + 1 });
}

function addReport(totals: Totals, report: EncounterReport): Totals {
  const checks = { ...totals.checks };
  for (const { id, outcome } of report.checks) checks[id] = plus(checks[id] ?? {}, once([outcome]));
  const codes = report.unmappedCodes.map(
    ({ element, system, code, count }) => [`${element} ${system} ${code}`, count] as const,
  );
  const room = MOST_CODES - Object.keys(totals.unmappedCodes).length;
  return {
    ...totals,
    encounters: totals.encounters + 1,
    signState: plus(totals.signState, once([report.signState])),
    claimState: plus(totals.claimState, once([report.claimState])),
    checks,
    units: plus(
      totals.units,
      report.lines.map(({ role, table, code, units }) => [`${role} ${table} ${code}`, units]),
    ),
    unlined: plus(totals.unlined, once(report.unlined.map(({ role, why }) => `${role} ${why}`))),
    disagreements: plus(totals.disagreements, once(report.disagreements.map(({ code }) => code))),
    acknowledged:
      totals.acknowledged + report.disagreements.filter(({ acknowledged }) => acknowledged).length,
    editions: plus(
      totals.editions,
      once(Object.entries(report.tables.editions).map(([table, edition]) => `${table} ${edition}`)),
    ),
    profiles: plus(totals.profiles, once([report.profile])),
    droppedWrongPatient: totals.droppedWrongPatient + report.droppedWrongPatient,
    unmappedCodes: plus(
      totals.unmappedCodes,
      codes.filter(([code]) => room > 0 || code in totals.unmappedCodes),
    ),
  };
}
