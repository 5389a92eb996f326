import { defineCheck, type FactGroup } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { reasonsOf } from './subjects.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

const WRITTEN: readonly FactGroup[] = ['administrations', 'orders', 'procedures'];

export const rationaleDocumented = defineCheck({
  id: 'rationale-documented',
  version: 1,
  question: 'Is the reason for the injection stated?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Blue Cross Blue Shield of Michigan, The Record, July 2016',
    section: 'Joint injections: reason for each injection and plan',
    read: '2026-11-23',
  },
  prevents: 'Denied because the need for the service is not shown in the record (CARC 50)',
  noun: 'Reason for the injection',
  gapTitle: 'Reason for the injection not recorded',
  where: 'The administration, its order, the procedure, or the encounter note.',
  on: 'injection',
  reads: ['administrations', 'orders', 'procedures', 'diagnoses', 'notes'],
  tables: [],
  messages: {
    stated: 'The reason for the injection is stated.',
    byDiagnosis: 'A diagnosis is named as the reason for the injection.',
    noteUnread: '{drug}: no reason in the coded record. The note text could not be read.',
    missing: '{drug}: no reason for the injection was found.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { facts, site }) {
    const { rationale } = injection;
    if (valueOf(rationale) !== null || rationale.how === 'conflicting' || rationale.how === 'not-recognised')
      return { outcome: 'met', key: 'stated', evidence: evidenceOf(rationale), rests: 'presence' };
    const reasons = reasonsOf(injection, facts);
    const named = facts.diagnoses.filter(({ reference }) => reasons.includes(reference));
    if (named.length > 0)
      return {
        outcome: 'met',
        key: 'byDiagnosis',
        evidence: named.flatMap(({ evidence }) => evidence),
        rests: 'presence',
      };
    const params = { drug: drugWords(injection) };
    const notesAsked = site.priorTherapySources === 'structured-and-notes';
    if (notesAsked && (facts.note.textRead === false || facts.note.state === 'not-readable'))
      return {
        outcome: 'cannot-tell',
        key: 'noteUnread',
        params,
        evidence: facts.note.evidence,
        reason: 'source-unavailable',
      };
    return {
      outcome: 'gap',
      key: 'missing',
      params,
      evidence: injectionEvidence(injection),
      searched: rationale.how === 'not-recorded' ? rationale.searched : [],
      rests: 'absence',
      restsOn: notesAsked ? [...WRITTEN, 'notes'] : WRITTEN,
    };
  },
});
