import type { ClaimLine } from '../coding/claim-line.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { Evidence } from '../vocab/evidence.ts';
import type { CannotTellReason, Outcome } from '../vocab/outcome.ts';
import type { Acknowledgement } from '../tables/site-configuration.ts';
import { unreadSources } from './completeness.ts';
import {
  SUBJECTS_FROM,
  type Answer,
  type CheckDefinition,
  type CheckInput,
  type FactGroup,
  type SubjectKind,
  type SubjectOf,
} from './define-check.ts';
import { fillMessage } from './fill-message.ts';
import { lineKeyOf } from './line-key.ts';
import { sourcesInWords } from './reasons.ts';

/** Any check, whatever its subjects and message keys: what the registry holds. */
export type AnyCheck<Kind extends SubjectKind = SubjectKind> = {
  readonly [K in Kind]: CheckDefinition<K, string>;
}[Kind];

/** What a check says about itself, whatever its subjects: everything but its two functions. */
export type CheckMetadata = Omit<
  CheckDefinition<SubjectKind, string>,
  'subjects' | 'evaluate' | 'acknowledgedBy'
>;

/** Message keys the runner itself uses; no check may declare them. */
export const RUNNER_KEYS = ['noSubject', 'sourceUnavailable', 'checkError'] as const;

/** One check's result about one subject, or about the encounter where the check has none. */
export interface CheckResult {
  readonly check: CheckMetadata;
  /** Reference of the subject; the encounter's for encounter-level results; null where it has none. */
  readonly subject: string | null;
  /** Key of the line the result is about, else null. */
  readonly line: string | null;
  readonly outcome: Outcome;
  readonly messageKey: string;
  readonly message: string;
  readonly reason: CannotTellReason | null;
  /** Sources that were not fully read and hold the answer back; empty unless reason is source-unavailable. */
  readonly unread: readonly SourceType[];
  readonly evidence: readonly Evidence[];
  readonly searched: readonly string[];
  readonly acknowledged: Acknowledgement | null;
}

interface Subject<Kind extends SubjectKind> {
  readonly about: SubjectOf[Kind];
  readonly reference: string | null;
  readonly line: string | null;
}

/** Runs every check over the facts. Same facts, same results, in the order of the registry and the subjects. */
export const runChecks = (registry: readonly AnyCheck[], input: CheckInput): readonly CheckResult[] =>
  registry.flatMap((check) => runCheck(check, input));

/** One check. A throw becomes `cannot-tell: check-error` of this check alone. */
export function runCheck<Kind extends SubjectKind>(
  check: AnyCheck<Kind>,
  input: CheckInput,
): readonly CheckResult[] {
  const ofEncounter = { subject: input.facts.encounter.reference, line: null };
  const subjects = findSubjects(check, input);
  if (subjects === null) return [{ ...ofEncounter, ...unanswered(check) }];
  const results = subjects.map((subject) => judge(check, subject, input));
  const unread = unreadSources(SUBJECTS_FROM[check.on], input);
  if (unread.length > 0) return [...results, { ...ofEncounter, ...unavailable(check, unread) }];
  return results.length > 0 ? results : [{ ...ofEncounter, ...noSubject(check) }];
}

function findSubjects<Kind extends SubjectKind>(
  check: AnyCheck<Kind>,
  input: CheckInput,
): readonly Subject<Kind>[] | null {
  try {
    return check.subjects(input).map((about) => ({ about, ...nameSubject(check.on, about, input) }));
  } catch {
    return null;
  }
}

/** What a result is filed under. Subjects of every kind either carry a reference or belong to a line. */
function nameSubject(
  kind: SubjectKind,
  about: SubjectOf[SubjectKind],
  { coding, facts }: CheckInput,
): { readonly reference: string | null; readonly line: string | null } {
  if ('administrations' in about) {
    const line = kind === 'line' ? about : lineOf(about, coding.lines);
    return {
      reference: about.administrations[0] ?? facts.encounter.reference,
      line: line && 'units' in line ? lineKeyOf(line, coding.lines) : null,
    };
  }
  return { reference: about.reference, line: null };
}

const lineOf = (
  about: { readonly code: string; readonly serviceDate: string },
  lines: readonly ClaimLine[],
): ClaimLine | null =>
  lines.find(
    (line) => line.role === 'active' && line.code === about.code && line.serviceDate === about.serviceDate,
  ) ?? null;

function judge<Kind extends SubjectKind>(
  check: AnyCheck<Kind>,
  { about, reference, line }: Subject<Kind>,
  input: CheckInput,
): CheckResult {
  const filed = { subject: reference, line };
  try {
    const answer = check.evaluate(about, input);
    const unread = unreadFor(check, answer, input);
    const evidence = 'evidence' in answer ? inOrder(answer.evidence) : [];
    if (unread.length > 0) return { ...filed, ...unavailable(check, unread), evidence };
    const isGap = answer.outcome === 'gap';
    const reason = answer.outcome === 'cannot-tell' ? answer.reason : null;
    return {
      ...filed,
      check,
      outcome: answer.outcome,
      messageKey: answer.key,
      message: fillMessage(check.messages, answer.key, answer.params ?? {}),
      reason,
      unread: reason === 'source-unavailable' ? readsOf(check, input) : [],
      evidence,
      searched: isGap ? answer.searched : [],
      acknowledged: isGap ? (check.acknowledgedBy?.(about, input.site.acknowledgements) ?? null) : null,
    };
  } catch {
    return { ...filed, ...unanswered(check) };
  }
}

const readsOf = (check: CheckMetadata, input: CheckInput): readonly SourceType[] =>
  unreadSources([...check.reads, ...(check.readsWhereOffered ?? [])], input);

/**
 * The unread sources an answer leans on: none when it rests on something found, because what was found
 * stays found. A group in `readsWhereOffered` that this EHR does not offer holds nothing back.
 */
function unreadFor(check: CheckMetadata, answer: Answer<string>, input: CheckInput): readonly SourceType[] {
  if (answer.outcome === 'cannot-tell' || answer.rests !== 'absence') return [];
  const needed = answer.restsOn ?? [...check.reads, ...(check.readsWhereOffered ?? [])];
  const offered: readonly FactGroup[] = check.readsWhereOffered ?? [];
  return unreadSources(needed, input, offered);
}

type Held = Omit<CheckResult, 'subject' | 'line'>;

/** The result of a check that was not answered, before it is filed under a subject. */
const unanswered = (check: CheckMetadata): Held => ({
  check,
  outcome: 'cannot-tell',
  messageKey: 'checkError',
  message: `${check.noun} could not be checked, because the check itself stopped with an error.`,
  reason: 'check-error',
  unread: [],
  evidence: [],
  searched: [],
  acknowledged: null,
});

const unavailable = (check: CheckMetadata, unread: readonly SourceType[]): Held => ({
  ...unanswered(check),
  messageKey: 'sourceUnavailable',
  message: `${check.noun} could not be checked. ${sourcesInWords(unread)} could not be fully read.`,
  reason: 'source-unavailable',
  unread,
});

const noSubject = (check: CheckMetadata): Held => ({
  ...unanswered(check),
  outcome: 'not-applicable',
  messageKey: 'noSubject',
  message: 'Nothing in this encounter for this check to look at.',
  reason: null,
});

const key = (evidence: Evidence): string =>
  [evidence.reference, evidence.path, evidence.fragment, evidence.versionId ?? ''].join('\u0000');

/** Evidence once each, in an order that does not depend on the order of resources in the chart. */
function inOrder(evidence: readonly Evidence[]): readonly Evidence[] {
  const byKey = new Map(evidence.map((one) => [key(one), one]));
  return [...byKey].sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0)).map(([, one]) => one);
}
