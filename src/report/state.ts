import type { EncounterFacts } from '../facts/encounter-facts.ts';
import { isUndecided } from '../facts/read-billing.ts';
import { SUBJECTS_FROM, SOURCES_OF, type SubjectKind } from '../checks/define-check.ts';
import type { CheckResult } from '../checks/run-checks.ts';
import { SOURCE_TYPES, type SourceType } from '../vocab/completeness.ts';
import type { Severity } from '../vocab/outcome.ts';
import type { EncounterReport, ReportCheck, ReportState } from './report-schema.ts';

export type Counts = EncounterReport['counts'];

/** How many checks of a scope ran to their end, and how many did not. */
export interface Ran {
  readonly ran: number;
  readonly notRun: number;
}

/** Severities each state looks at. */
const SIGN: ReadonlySet<Severity> = new Set(['fix-before-signing']);
const CLAIM: ReadonlySet<Severity> = new Set(['fix-before-signing', 'resolve-before-claim']);

/** The kinds an encounter has to have been read for, before "none" means none. */
const NEEDED_KINDS: readonly SubjectKind[] = ['injection', 'procedure', 'encounter'];
export const SUBJECT_SOURCES: readonly SourceType[] = [
  ...new Set<SourceType>(
    NEEDED_KINDS.flatMap((kind) => SUBJECTS_FROM[kind]).flatMap((group) => SOURCES_OF[group]),
  ),
];

/** What the states rest on beside the checks. */
export interface StateInput {
  readonly facts: EncounterFacts;
  readonly checks: readonly ReportCheck[];
  /** Administrations of the encounter whose drug nobody could make out: any of them may be an injection. */
  readonly unknownDrugs: number;
}

/** Sources that supply subjects and were not completely read. */
export const unreadSubjectSources = ({ facts }: Pick<StateInput, 'facts'>): readonly SourceType[] =>
  SUBJECT_SOURCES.filter(
    (type) =>
      !facts.sources.some((source) => source.type === type) ||
      facts.sources.some((source) => source.type === type && source.completeness !== 'complete'),
  );

/** `no-gaps` and `nothing-to-check` are the only clear states, and both need everything to have been read. */
function stateOf(severities: ReadonlySet<Severity>, input: StateInput): ReportState {
  const counted = input.checks.filter(({ severity }) => severities.has(severity));
  if (counted.some(({ outcome, acknowledged }) => outcome === 'gap' && acknowledged === null)) return 'gaps';
  if (counted.some(({ outcome }) => outcome === 'cannot-tell')) return 'cannot-tell';
  if (countUndecided(input.facts) > 0) return 'cannot-tell';
  if (input.unknownDrugs > 0 || input.facts.unplaced.length > 0 || unreadSubjectSources(input).length > 0)
    return 'cannot-tell';
  return hasSomethingToCheck(input.facts) ? 'no-gaps' : 'nothing-to-check';
}

/** Injections of which the record does not say whether they were given. They are not billed, and not absent either. */
export const countUndecided = ({ injections }: Pick<EncounterFacts, 'injections'>): number =>
  injections.filter(({ billing }) => isUndecided(billing)).length;

/** Excluded rows are no injections; an injection procedure alone is something to check. */
export const hasSomethingToCheck = ({ injections, procedures }: EncounterFacts): boolean =>
  injections.some(({ billing }) => billing.billed) || procedures.some(({ counts }) => counts);

export const signStateOf = (input: StateInput): ReportState => stateOf(SIGN, input);
export const claimStateOf = (input: StateInput): ReportState => stateOf(CLAIM, input);

/** Gaps and unknowns are counted as findings, checks run as checks: one check may have several findings. */
export function countsOf(checks: readonly ReportCheck[]): Counts {
  const open = checks.filter(({ acknowledged }) => acknowledged === null);
  const count = (severities: ReadonlySet<Severity>, outcome: ReportCheck['outcome']): number =>
    open.filter((check) => severities.has(check.severity) && check.outcome === outcome).length;
  const sign = signRan(checks);
  const toFix = count(SIGN, 'gap');
  return {
    toFix,
    toResolve: count(CLAIM, 'gap') - toFix,
    signCouldNotCheck: count(SIGN, 'cannot-tell'),
    claimCouldNotCheck: count(CLAIM, 'cannot-tell'),
    checksRan: sign.ran,
    checksNotRun: sign.notRun,
  };
}

/** A check that could not tell about any one subject did not run to its end. */
function ranOf(checks: readonly ReportCheck[], severities: ReadonlySet<Severity>): Ran {
  const ids = new Set(checks.filter(({ severity }) => severities.has(severity)).map(({ id }) => id));
  const notRun = [...ids].filter((id) =>
    checks.some((check) => check.id === id && check.outcome === 'cannot-tell'),
  ).length;
  return { ran: ids.size - notRun, notRun };
}

export const signRan = (checks: readonly ReportCheck[]): Ran => ranOf(checks, SIGN);
export const claimRan = (checks: readonly ReportCheck[]): Ran => ranOf(checks, CLAIM);

/**
 * Sources that hold findings back: while one that supplies subjects is unread only those are named, because
 * nothing else can be said before they are read.
 */
function unreadOf(
  results: readonly CheckResult[],
  severities: ReadonlySet<Severity>,
  facts: EncounterFacts,
): readonly SourceType[] {
  const unread = new Set([
    ...results.filter(({ check }) => severities.has(check.severity)).flatMap((result) => result.unread),
    // Without this an encounter read in part, which no check before signing asks about, would read "No gaps found".
    ...unreadSubjectSources({ facts }),
  ]);
  const subjects = SUBJECT_SOURCES.filter((type) => unread.has(type));
  return subjects.length > 0 ? subjects : SOURCE_TYPES.filter((type) => unread.has(type));
}

export const signUnread = (results: readonly CheckResult[], facts: EncounterFacts): readonly SourceType[] =>
  unreadOf(results, SIGN, facts);
export const claimUnread = (results: readonly CheckResult[], facts: EncounterFacts): readonly SourceType[] =>
  unreadOf(results, CLAIM, facts);
