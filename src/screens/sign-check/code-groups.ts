import type { EncounterReport, ReportLine } from '../../report/report-schema.ts';
import { formatDate } from '../../vocab/calendar.ts';

type Disagreement = EncounterReport['disagreements'][number];
type Unlined = EncounterReport['unlined'][number];

export interface ComparedRow {
  readonly table: string;
  readonly code: string;
  readonly units: number | null;
  readonly meaning: string;
}

/** What one set of administrations supports: its lines in the active table, and the other table beside them. */
interface OwnGroup {
  readonly key: string;
  readonly administrations: readonly string[];
  readonly lines: readonly ReportLine[];
  /** Reasons in place of a line. */
  readonly holes: readonly Unlined[];
  readonly cross: readonly ReportLine[];
  readonly crossHoles: readonly Unlined[];
  readonly disagreements: readonly Disagreement[];
}

/** A group beside the others. */
export interface CodeGroup extends OwnGroup {
  /** Lines of the groups after the first under the same disagreement and cross-check: compared once, with the first's. */
  readonly alike: readonly ReportLine[];
  /** True where an earlier group compares this one's lines with its own. */
  readonly comparedAbove: boolean;
}

const meet = (a: readonly string[], b: readonly string[]): boolean => a.some((one) => b.includes(one));

/** Lines grouped by the administrations they rest on, then administrations without a line. */
export function codeGroups(report: EncounterReport): readonly CodeGroup[] {
  const active = report.lines.filter((line) => line.role === 'active');
  const groups = new Map<string, readonly ReportLine[]>();
  for (const line of active) {
    const key = line.administrations.join(' ');
    groups.set(key, [...(groups.get(key) ?? []), line]);
  }
  const lined = [...groups].map(([key, lines]) =>
    groupOf(report, key, lines[0]?.administrations ?? [], lines),
  );
  // Excluded administrations are listed apart, with the word why.
  const excluded = report.injections.filter((one) => !one.billed).map((one) => one.administration);
  const covered = new Set([...active.flatMap((line) => line.administrations), ...excluded]);
  const bare = report.unlined
    .filter((row) => row.role === 'active' && !covered.has(row.administration))
    .map((row) => groupOf(report, row.administration, [row.administration], []));
  return comparedOnce([...lined, ...bare]);
}

/** What the other table says about a group; its own key where it says nothing that could stand once for two. */
const saidOf = ({ key, disagreements, cross, crossHoles }: OwnGroup): string =>
  disagreements[0] && cross[0] && !crossHoles[0] ? JSON.stringify([disagreements, cross]) : key;

/** Two knees under one disagreement are one thing to compare, not two. */
const comparedOnce = (groups: readonly OwnGroup[]): readonly CodeGroup[] =>
  groups.map((group) => {
    const [first, ...later] = groups.filter((other) => saidOf(other) === saidOf(group));
    return { ...group, alike: later.flatMap((other) => other.lines), comparedAbove: first !== group };
  });

function groupOf(
  report: EncounterReport,
  key: string,
  administrations: readonly string[],
  lines: readonly ReportLine[],
): OwnGroup {
  const unlined = report.unlined.filter((row) => administrations.includes(row.administration));
  return {
    key,
    administrations,
    lines,
    holes: unlined.filter((row) => row.role === 'active'),
    cross: report.lines.filter(
      (line) => line.role === 'cross-check' && meet(line.administrations, administrations),
    ),
    crossHoles: unlined.filter((row) => row.role === 'cross-check'),
    disagreements: report.disagreements.filter((one) => meet(one.administrations, administrations)),
  };
}

const codeOf = (line: ReportLine): string => [line.code, ...line.modifiers].join('-');

/** "J1010-JZ × 80". */
export const lineWords = (line: ReportLine): string =>
  `${codeOf(line)}\u00a0×\u00a0${line.units.toLocaleString('en')}`;

/** The title of a table as the report names it. */
export const tableTitle = (report: EncounterReport, id: string): string => report.tables.titles[id] ?? id;

/** "Practice reference, edition 2026-11". */
export const tableWithEdition = (report: EncounterReport, id: string): string =>
  `${tableTitle(report, id)}, edition ${report.tables.editions[id] ?? 'not stated'}`;

/** Both tables row by row: the lines, what CMS attaches to the same number, and the other table's lines. */
export function comparedRows(report: EncounterReport, group: CodeGroup): readonly ComparedRow[] {
  const rowOf = (line: ReportLine): ComparedRow => ({
    table: tableTitle(report, line.table),
    code: codeOf(line),
    units: line.units,
    meaning: line.description,
  });
  return [
    ...[...group.lines, ...group.alike].map(rowOf),
    ...group.disagreements
      .filter((one) => !group.cross.some((line) => line.code === one.code))
      .map((one) => sameNumber(one)),
    ...group.cross.map(rowOf),
  ];
}

function sameNumber(one: Disagreement): ComparedRow {
  const ended = one.kinds.includes('not-in-force') ? `not in force on ${formatDate(one.serviceDate)}` : null;
  return {
    table: 'CMS, same number',
    code: one.code,
    units: null,
    meaning: [one.cmsMeaning, ended].filter((words) => words !== null).join('; ') || 'not listed',
  };
}
