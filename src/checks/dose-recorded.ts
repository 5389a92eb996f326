import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';

/** Whether an amount stands anywhere; whether it can be read in milligrams is `dose-in-milligrams`. */
export const doseRecorded = defineCheck({
  id: 'dose-recorded',
  version: 1,
  question: 'Is the dose of the injection recorded?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Documentation: drug, dose, route, site, side',
    read: '2026-11-23',
  },
  prevents:
    'Units that nobody recorded, or a line rejected because its quantity has no support in the record.',
  noun: 'Dose',
  gapTitle: 'Dose not recorded',
  where: 'Dose of the administration, in the medication administration record.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['orders'],
  tables: [],
  messages: {
    recorded: 'Dose recorded: {value}.',
    missing: '{drug} given. The dose is not recorded.',
    nothingGiven: 'The record says {value} was given, and counts the administration as done.',
    textOnly: 'The dose stands in text only: {value}.',
    orderOnly: 'The dose stands in the order only: {value}.',
    notRecognised: 'The dose "{original}" cannot be read as an amount.',
    conflicting: 'The record states more than one dose: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { amount, problem } = injection.dose;
    if (amount.how === 'recorded' && problem === 'zero-or-negative')
      return {
        outcome: 'cannot-tell',
        key: 'nothingGiven',
        params: { value: amount.value },
        evidence: amount.evidence,
        reason: 'conflicting',
      };
    return answerFact(amount, {
      words: (value) => value,
      missing: { params: { drug: drugWords(injection) }, evidence: injectionEvidence(injection) },
    });
  },
});
