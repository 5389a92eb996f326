import { formatDate } from '../../vocab/calendar.ts';
import type { EncounterReport } from '../report-schema.ts';
import {
  asideText,
  crossCheckOf,
  decidedLines,
  disagreementOf,
  lineText,
  mayHideMore,
  type DecidedLine,
  type LineDecision,
} from './decisions.ts';
import { findingTexts, ofEncounter, ofPlace, openFindings, type ExportedFinding } from './findings.ts';
import { meaningsOf } from './listings.ts';
import type { EarlierDecision } from './lay-over.ts';
import { noLineWords } from './no-line.ts';
import { otherDecisions, otherDecisionText, type ExportedDecisions } from './other-decisions.ts';

const indented = (text: string): string => text.replaceAll(/^(?=.)/gm, '  ');

/** Lines with arithmetic, cross-check, what stands open and what was decided, as plain text to copy. Names no patient. */
export function linesText(report: EncounterReport, decided: ExportedDecisions): string {
  const { active, titles, editions } = report.tables;
  const title = `${titles[active] ?? active}, edition ${editions[active] ?? 'not stated'}`;
  const open = openFindings(report.checks);
  const lines = decidedLines(report, decided.decisions);
  const holes = report.unlined.filter((row) => row.role === 'active');
  const unlined = holes.map((hole) =>
    [`No line: ${hole.words}`, ...openTexts(ofPlace(open, hole)).map(indented)].join('\n'),
  );
  return [
    title,
    ...mayHideMore(report),
    ...openTexts(ofEncounter(report, open)).map((text) => `The encounter. ${text}`),
    ...lines.map((line) => lineBlock(report, line, ofPlace(open, line.original))),
    ...unlined,
    ...(lines.length + holes.length === 0 ? [noLineWords(report)] : []),
    ...otherDecisions(decided).map((one) => otherBlock(report, one)),
    ...questionsBeside(decided).map((text) => `Clinician asked:\n${indented(text)}`),
    ...decided.asides.map((one) => `Set aside, not recorded. ${asideText(one)}`),
  ].join('\n\n');
}

const openTexts = (findings: readonly ExportedFinding[]): readonly string[] => [
  ...findingTexts(findings, 'gap').map((text) => `To resolve: ${text}`),
  ...findingTexts(findings, 'cannot-tell').map((text) => `Could not check: ${text}`),
];

function lineBlock(report: EncounterReport, line: DecidedLine, open: readonly ExportedFinding[]): string {
  const { original, decision, stands } = line;
  const changed = decision?.action === 'changed';
  const cross = crossCheckOf(report, original).map(lineText);
  const { crossCheck, titles, editions } = report.tables;
  const edition = editions[crossCheck];
  const meaning = changed ? meaningsOf(report, line).join('; ') : original.description;
  const computed = [
    ...original.arithmetic,
    ...original.modifierReasons.map((one) => `${one.code}: ${one.reason}`),
  ];
  const details = [
    // What was computed for the proposal was not computed for what the coder put in its place.
    ...(changed ? [`Proposed: ${lineText(original)}, ${original.description}`] : []),
    ...computed.map((step) => (changed ? `Proposed: ${step}` : step)),
    `${titles[crossCheck] ?? crossCheck}${edition ? `, edition ${edition}` : ''}: ${cross.length > 0 ? cross.join(' + ') : 'no line'}`,
    ...[disagreementOf(report, original)?.message].filter((message) => message !== undefined),
    ...openTexts(open),
    ...(decision ? [decisionText(decision, lineText(original))] : []),
  ];
  const head = `${lineText(line)}${stands ? '' : ' (removed)'}, ${formatDate(original.serviceDate)}: ${meaning}`;
  return [head, ...details.map(indented)].join('\n');
}

/** A decision that stands on no line here, with its reason or question. */
const otherBlock = (report: EncounterReport, other: EarlierDecision): string =>
  [
    otherDecisionText(report, other),
    ...(other.decision.action === 'accepted'
      ? []
      : [indented(decisionText(other.decision, lineText(other.on)))]),
  ].join('\n');

/** Questions that no decided line carries: about an injection without a line, or about the encounter. */
function questionsBeside({ asked, decisions }: ExportedDecisions): readonly string[] {
  const onLines = new Set(decisions.map((one) => (one.action === 'asked' ? one.query : null)));
  return [...new Set(asked.map(({ text }) => text))].filter((text) => !onLines.has(text));
}

function decisionText(decision: LineDecision, original: string): string {
  switch (decision.action) {
    case 'accepted':
      return 'Accepted.';
    case 'changed':
      return `Changed by the coder from ${original}: ${decision.reason}`;
    case 'removed':
      return `Removed: ${decision.reason}`;
    case 'asked':
      return `Clinician asked:\n${indented(decision.query)}`;
    default:
      return decision satisfies never;
  }
}
