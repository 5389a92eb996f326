import type { EncounterReport, ReportCheck, ReportEvidence } from '../../report/report-schema.ts';
import { STATED_BY } from '../../ui/source-words.ts';
import { formatDateTime } from '../../vocab/calendar.ts';

export interface StatementOf {
  readonly source: string;
  readonly time: string;
  readonly says: string;
  readonly evidence: readonly ReportEvidence[];
}

/** The statements behind a conflict, one for each resource that makes one, in the order they were read. */
export function statementsOf(report: EncounterReport, check: ReportCheck): readonly StatementOf[] {
  const byResource = new Map<string, readonly ReportEvidence[]>();
  for (const one of check.evidence) {
    byResource.set(one.reference, [...(byResource.get(one.reference) ?? []), one]);
  }
  // Two values inside one resource: each fragment is a statement of its own.
  const alone = byResource.size === 1 ? check.evidence.map((one) => [one]) : [...byResource.values()];
  return alone.map((evidence) => {
    const reference = evidence[0]?.reference ?? '';
    const type = reference.split('/')[0] ?? '';
    return {
      source: STATED_BY[type] ?? type,
      time: timeOf(report, reference),
      says: [...new Set(evidence.map((one) => one.fragment))].join(', '),
      evidence,
    };
  });
}

function timeOf(report: EncounterReport, reference: string): string {
  const time =
    report.injections.find((injection) => injection.administration === reference)?.time ??
    report.procedures.find((procedure) => procedure.reference === reference)?.time ??
    null;
  return time === null ? 'time not stated' : formatDateTime(time);
}
