import type { EncounterReport, ReportCheck, ReportLine } from '../report-schema.ts';

/** What an export says of a finding. */
export type ExportedFinding = Pick<
  ReportCheck,
  'id' | 'outcome' | 'severity' | 'acknowledged' | 'message' | 'subject' | 'line'
>;

/** What tells which finding, question or set-aside belongs where. */
export interface Desk {
  readonly lines: readonly Pick<ReportLine, 'key' | 'role' | 'administrations'>[];
  readonly unlined: readonly Pick<EncounterReport['unlined'][number], 'administration' | 'role'>[];
}

/** Something said about a line, an administration, or neither: then it is about the encounter. */
interface Said {
  readonly subject: string | null;
  readonly line?: string | null;
}

/** A place of an export: a line, or an injection that made none. */
export type Place = Pick<ReportLine, 'key' | 'administrations'> | { readonly administration: string };

const touches = ({ subject, line = null }: Said, place: Place): boolean =>
  'key' in place
    ? line === place.key || (subject !== null && place.administrations.includes(subject))
    : subject === place.administration;

/** Whether it is about nothing that has a place of its own, and so about the encounter. */
const isOfEncounter = ({ lines, unlined }: Desk, said: Said): boolean =>
  ![...lines, ...unlined].some((place) => place.role === 'active' && touches(said, place));

export const ofPlace = <T extends Said>(all: readonly T[], place: Place): readonly T[] =>
  all.filter((one) => touches(one, place));

export const ofEncounter = <T extends Said>(desk: Desk, all: readonly T[]): readonly T[] =>
  all.filter((one) => isOfEncounter(desk, one));

/** A gap or a cannot-tell that counts before the claim. */
export const isOpen = ({
  outcome,
  severity,
  acknowledged,
}: Pick<ReportCheck, 'outcome' | 'severity' | 'acknowledged'>): boolean =>
  (outcome === 'gap' || outcome === 'cannot-tell') && severity !== 'note' && acknowledged === null;

/**
 * Findings that stand open, those put aside among them: nothing was recorded by that. The disagreement of the tables
 * is left out, because every export says it by itself wherever it gives a code.
 */
export const openFindings = <T extends ExportedFinding>(checks: readonly T[]): readonly T[] =>
  checks.filter((check) => isOpen(check) && !(check.id === 'code-tables-agree' && check.outcome === 'gap'));

/** "The side is not recorded. [side-recorded]", each once: two injections of one line may say the same. */
export const findingTexts = (
  findings: readonly ExportedFinding[],
  outcome: 'gap' | 'cannot-tell',
): readonly string[] => [
  ...new Set(
    findings.filter((one) => one.outcome === outcome).map(({ id, message }) => `${message} [${id}]`),
  ),
];
