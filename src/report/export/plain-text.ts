import { formatDate } from '../../vocab/calendar.ts';
import type { EncounterReport } from '../report-schema.ts';
import {
  asideText,
  crossCheckOf,
  decidedLines,
  disagreementOf,
  mayHideMore,
  type FindingAside,
  type LineDecision,
} from './decisions.ts';

const lineText = (code: string, modifiers: readonly string[], units: number): string =>
  `${[code, ...modifiers].join('-')} × ${units}`;

/** Lines with arithmetic, cross-check and decisions as plain text to copy. Names no patient. */
export function linesText(
  report: EncounterReport,
  decisions: readonly LineDecision[],
  asides: readonly FindingAside[] = [],
): string {
  const title = `${report.tables.titles[report.tables.active] ?? report.tables.active}, edition ${report.tables.editions[report.tables.active] ?? 'not stated'}`;
  const blocks = decidedLines(report, decisions).map(
    ({ original, decision, code, units, modifiers, stands }) => {
      const cross = crossCheckOf(report, original);
      const edition = report.tables.editions[report.tables.crossCheck];
      return [
        `${lineText(code, modifiers, units)}${stands ? '' : ' (removed)'}, ${formatDate(original.serviceDate)}: ${original.description}`,
        ...original.arithmetic.map((step) => `  ${step}`),
        ...original.modifierReasons.map((one) => `  ${one.code}: ${one.reason}`),
        `  ${report.tables.titles[report.tables.crossCheck] ?? report.tables.crossCheck}${edition ? `, edition ${edition}` : ''}: ${cross.length > 0 ? cross.map((line) => lineText(line.code, line.modifiers, line.units)).join(' + ') : 'no line'}`,
        ...[disagreementOf(report, original)?.message]
          .filter((message) => message !== undefined)
          .map((message) => `  ${message}`),
        ...(decision
          ? [`  ${decisionText(decision, lineText(original.code, original.modifiers, original.units))}`]
          : []),
      ].join('\n');
    },
  );
  const unlined = report.unlined.filter((row) => row.role === 'active').map((row) => `No line: ${row.words}`);
  const aside = asides.map((one) => `Set aside, not recorded. ${asideText(one)}`);
  return [title, ...mayHideMore(report), ...blocks, ...unlined, ...aside].join('\n\n');
}

function decisionText(decision: LineDecision, original: string): string {
  switch (decision.action) {
    case 'accepted':
      return 'Accepted.';
    case 'changed':
      return `Changed from ${original}: ${decision.reason}`;
    case 'removed':
      return `Removed: ${decision.reason}`;
    case 'asked':
      return 'Clinician asked.';
    default:
      return decision satisfies never;
  }
}
