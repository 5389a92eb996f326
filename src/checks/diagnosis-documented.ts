import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { diagnosisWords, reasonsOf } from './subjects.ts';

export const diagnosisDocumented = defineCheck({
  id: 'diagnosis-documented',
  version: 1,
  question: 'Is a diagnosis recorded for the encounter or named as the reason?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Noridian, Documentation requirements: drug administration',
    section: 'Diagnosis and medical need in the record',
    read: '2026-11-23',
  },
  prevents: 'Denied because no diagnosis supports the drug or the procedure (CARC 11)',
  noun: 'Diagnosis',
  gapTitle: 'Diagnosis not recorded for this encounter',
  where: 'The encounter diagnoses, or the reason of the administration or the procedure.',
  on: 'injection',
  reads: ['administrations', 'procedures', 'diagnoses'],
  tables: [],
  messages: {
    recorded: 'A diagnosis is recorded for this injection.',
    reasonUnread: '{drug}: the condition named as the reason could not be read.',
    problemListOnly: '{drug}: no encounter diagnosis. The problem list alone has {problem}.',
    missing: '{drug}: no diagnosis is recorded for this encounter.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { facts }) {
    const reasons = reasonsOf(injection, facts);
    const standing = facts.diagnoses.filter(
      (each) => each.standing === 'encounter-diagnosis' || reasons.includes(each.reference),
    );
    if (standing.length > 0)
      return {
        outcome: 'met',
        key: 'recorded',
        evidence: standing.flatMap(({ evidence }) => evidence),
        rests: 'presence',
      };
    const params = { drug: drugWords(injection) };
    if (reasons.length > 0)
      return {
        outcome: 'cannot-tell',
        key: 'reasonUnread',
        params,
        evidence: injectionEvidence(injection),
        reason: 'source-unavailable',
      };
    const gap = {
      outcome: 'gap',
      searched: ['Condition of this encounter', 'reasonReference'],
      rests: 'absence',
      restsOn: ['diagnoses', 'procedures'],
    } as const;
    const problem = facts.diagnoses.find((each) => each.standing === 'problem-list');
    return problem
      ? {
          ...gap,
          key: 'problemListOnly',
          params: { ...params, problem: diagnosisWords(problem) },
          evidence: problem.evidence,
        }
      : { ...gap, key: 'missing', params, evidence: injectionEvidence(injection) };
  },
});
