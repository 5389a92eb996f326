import {
  decidedLines,
  disagreementOf,
  identityOf,
  isOpen,
  withoutLine,
  type DecidedLine,
  type LineDecision,
} from '../../queries/exports.ts';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';

/**
 * One thing the coder stands on in the Lines column: a line, an injection that made none, or the encounter itself. The
 * key stays with it through readings in which other lines come and go; the line's own key is of one report.
 */
export type DeskItem =
  | { readonly kind: 'line'; readonly key: string; readonly line: DecidedLine }
  | { readonly kind: 'hole'; readonly key: string; readonly hole: Hole }
  | { readonly kind: 'encounter'; readonly key: string };

export type Hole = EncounterReport['unlined'][number];

/** Administrations an item is about; none for the encounter. */
export function administrationsOf(item: DeskItem): readonly string[] {
  switch (item.kind) {
    case 'line':
      return item.line.original.administrations;
    case 'hole':
      return [item.hole.administration];
    case 'encounter':
      return [];
    default:
      return item satisfies never;
  }
}

/** The tables disagree about a code, not about one line of it: the finding speaks of every line with that code. */
function disagreesAbout(report: EncounterReport, { original }: DecidedLine, check: ReportCheck): boolean {
  const about = report.lines.find((line) => line.key === check.line);
  if (about?.role === 'active')
    return about.code === original.code && about.serviceDate === original.serviceDate;
  // Under the CMS table the finding names the practice's line: then the injection joins the two.
  return (
    (check.subject !== null && original.administrations.includes(check.subject)) ||
    about?.administrations.some((one) => original.administrations.includes(one)) === true
  );
}

/** Checks that speak of this item; for the encounter, those that are open and speak of nothing else shown. */
export function checksOf(
  report: EncounterReport,
  items: readonly DeskItem[],
  item: DeskItem,
): readonly ReportCheck[] {
  if (item.kind !== 'encounter') return report.checks.filter((check) => speaksOf(report, item, check));
  const others = items.filter((one) => one.kind !== 'encounter');
  return report.checks.filter(
    (check) => isOpen(check) && !others.some((one) => speaksOf(report, one, check)),
  );
}

const speaksOf = (report: EncounterReport, item: DeskItem, check: ReportCheck): boolean =>
  check.outcome !== 'not-applicable' &&
  (item.kind === 'line' && check.id === 'code-tables-agree'
    ? disagreesAbout(report, item.line, check)
    : (item.kind === 'line' && check.line === item.line.original.key) ||
      (check.subject !== null && administrationsOf(item).includes(check.subject)));

const hasItsOwnBlock = (report: EncounterReport, item: DeskItem, check: ReportCheck): boolean =>
  check.id === 'code-tables-agree' &&
  item.kind === 'line' &&
  disagreementOf(report, item.line.original) !== null;

/**
 * What stands between an item and the claim, gaps before could-not-check. The disagreement of the tables is left to
 * its own block, which stands in every line it concerns.
 */
export const blockersOf = (
  report: EncounterReport,
  items: readonly DeskItem[],
  item: DeskItem,
): readonly ReportCheck[] =>
  checksOf(report, items, item)
    .filter((check) => isOpen(check) && !hasItsOwnBlock(report, item, check))
    .toSorted((a, b) => Number(b.outcome === 'gap') - Number(a.outcome === 'gap'));

/** The open finding that the tables disagree about this line's code, which stands in a block of its own; or null. */
export const tablesFinding = (
  report: EncounterReport,
  items: readonly DeskItem[],
  item: DeskItem,
): ReportCheck | null =>
  checksOf(report, items, item).find(
    (check) => check.outcome === 'gap' && isOpen(check) && hasItsOwnBlock(report, item, check),
  ) ?? null;

/**
 * The Lines column in order: what is about the encounter blocks every line and comes first, then the lines, then the
 * injections that made none.
 */
export function deskItems(report: EncounterReport, decisions: readonly LineDecision[]): readonly DeskItem[] {
  const lines = decidedLines(report, decisions).map((line): DeskItem => ({
    kind: 'line',
    key: identityOf(line.original),
    line,
  }));
  const holes = withoutLine(report.unlined).map((hole): DeskItem => ({
    kind: 'hole',
    key: `hole/${hole.administration}`,
    hole,
  }));
  const own = [...lines, ...holes];
  const encounter: DeskItem = { kind: 'encounter', key: 'encounter' };
  return checksOf(report, own, encounter).length > 0 ? [encounter, ...own] : own;
}

/** Facts that make no line and need none: stopped, entered in error, given elsewhere. */
export const excludedFacts = (report: EncounterReport): readonly Hole[] =>
  report.unlined.filter((hole) => hole.role === 'active' && hole.why === 'not-billed');
