import type { EncounterReport } from '../report-schema.ts';
import { lineText, type FindingAside, type LineDecision, type SentQuestion } from './decisions.ts';
import type { EarlierDecision } from './lay-over.ts';

/** All that was decided about one encounter, as it leaves with one reading of it. */
export interface ExportedDecisions {
  /** About lines of this reading. */
  readonly decisions: readonly LineDecision[];
  readonly asides: readonly FindingAside[];
  readonly asked: readonly SentQuestion[];
  /** About lines that state something else now, or are not proposed any more. */
  readonly earlier: readonly EarlierDecision[];
  /** About lines of another table. */
  readonly elsewhere: readonly EarlierDecision[];
}

/** What the coder decided about lines that are not this reading's: said in words, and never as a line. */
export const otherDecisions = ({
  earlier,
  elsewhere,
}: Pick<ExportedDecisions, 'earlier' | 'elsewhere'>): readonly EarlierDecision[] => [
  ...earlier,
  ...elsewhere,
];

const DONE = {
  accepted: 'was accepted',
  changed: 'was changed',
  removed: 'was removed',
  asked: 'waits for the clinician',
} as const satisfies Record<LineDecision['action'], string>;

/** "J3250-RT × 1 of Practice reference was accepted. The line has changed since." */
export function otherDecisionText(
  report: Pick<EncounterReport, 'tables'>,
  { decision, on, now }: EarlierDecision,
): string {
  const to = decision.action === 'changed' ? ` to ${lineText(decision)}` : '';
  const table = report.tables.titles[on.under] ?? on.under;
  const what = `${lineText(on)} of ${table} ${DONE[decision.action]}${to}.`;
  if (on.under !== report.tables.active) return `${what} Lines here are of another table.`;
  return now === null ? `${what} No such line is proposed any more.` : `${what} The line has changed since.`;
}
