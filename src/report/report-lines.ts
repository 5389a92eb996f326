import type { CheckResult } from '../checks/run-checks.ts';
import { lineKeyOf } from '../checks/line-key.ts';
import type { ClaimLine, Coding } from '../coding/claim-line.ts';
import type { EncounterFacts } from '../facts/encounter-facts.ts';
import { toExact } from '../vocab/rational.ts';
import { reportEvidence } from './report-fact.ts';
import type { ReportLine } from './report-schema.ts';

/** All lines of both tables, with what links and supports each. */
export const reportLines = (
  facts: EncounterFacts,
  coding: Coding,
  results: readonly CheckResult[],
): ReportLine[] =>
  coding.lines.map((line) => ({
    key: lineKeyOf(line, coding.lines),
    role: line.role,
    table: line.table,
    edition: line.edition,
    code: line.code,
    system: line.system,
    description: line.description,
    drug: line.drug,
    serviceDate: line.serviceDate,
    units: line.units,
    modifiers: line.modifiers.map(({ code }) => code),
    modifierReasons: line.modifiers.map(({ code, reason, evidence }) => ({
      code,
      reason,
      evidence: reportEvidence(evidence),
    })),
    doseMg: toExact(line.doseMg),
    billedMg: toExact(line.billedMg),
    discardedMg: line.discardedMg === null ? null : toExact(line.discardedMg),
    ndc: line.ndc && { ...line.ndc },
    arithmetic: [...line.arithmetic],
    administrations: [...line.administrations],
    diagnoses: diagnosesOf(line, facts),
    restsOn: line.restsOn,
    supported:
      line.restsOn === 'recorded' && !results.some(questions(line, lineKeyOf(line, coding.lines), facts)),
    remarks: [...line.remarks],
  }));

/**
 * Codes of the diagnoses a line is linked to: those its administrations name as the reason, else those of the
 * encounter. A problem list alone links nothing.
 */
function diagnosesOf(line: ClaimLine, { injections, diagnoses }: EncounterFacts): string[] {
  const reasons = injections
    .filter(({ reference }) => line.administrations.includes(reference))
    .flatMap(({ reasonConditions }) => reasonConditions);
  const named = diagnoses.filter(({ reference }) => reasons.includes(reference));
  const linked = named.length > 0 ? named : diagnoses.filter(({ standing }) => standing !== 'problem-list');
  return [...new Set(linked.flatMap(({ icd10 }) => icd10 ?? []))].sort();
}

/**
 * Whether a result stands open against a line before the claim: about the line, about what it bills, or about no
 * injection at all, for what is about the encounter, a procedure or a diagnosis blocks every line. The disagreement of
 * the tables is counted apart and does not make the record support a line any less.
 */
const questions =
  (line: ClaimLine, key: string, { injections }: EncounterFacts) =>
  ({ check, outcome, subject, line: about, acknowledged }: CheckResult): boolean =>
    check.severity !== 'note' &&
    check.id !== 'code-tables-agree' &&
    (outcome === 'gap' || outcome === 'cannot-tell') &&
    acknowledged === null &&
    (about === null
      ? line.administrations.some((reference) => reference === subject) ||
        !injections.some(({ reference }) => reference === subject)
      : about === key);
