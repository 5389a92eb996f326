import { reasonWords } from '../checks/reasons.ts';
import type { CheckResult } from '../checks/run-checks.ts';
import { reportEvidence } from './report-fact.ts';
import type { ReportCheck } from './report-schema.ts';

/** One check result with everything a person needs to read it. */
export function reportCheck(result: CheckResult): ReportCheck {
  const { check, outcome, reason, acknowledged } = result;
  const words = reason && reasonWords(reason, result.unread);
  return {
    id: check.id,
    version: check.version,
    subject: result.subject,
    line: result.line,
    severity: check.severity,
    outcome,
    messageKey: result.messageKey,
    message: result.message,
    reason,
    reasonWords: words?.sentence ?? null,
    settle: words?.settle ?? null,
    noun: check.noun,
    title: outcome === 'gap' ? check.gapTitle : check.noun,
    where: outcome === 'gap' ? check.where : null,
    question: check.question,
    basis: { ...check.basis },
    prevents: check.prevents,
    searched: [...result.searched],
    acknowledged:
      acknowledged === null
        ? null
        : { who: acknowledged.who, when: acknowledged.when, why: acknowledged.why },
    evidence: reportEvidence(result.evidence),
  };
}
