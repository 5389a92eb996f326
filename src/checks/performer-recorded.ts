import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence, quoted } from './subject-words.ts';

/** Reviewers look for the signature of the person who gave the drug beside the order. */
export const performerRecorded = defineCheck({
  id: 'performer-recorded',
  version: 1,
  question: 'Is it recorded who gave the injection?',
  severity: 'fix-before-signing',
  basis: {
    document: 'NGS Medicare, CERT details: drug administration',
    section: 'Administration record: signature of the person who gave the drug',
    read: '2026-11-23',
  },
  prevents: 'Denied for insufficient documentation: nobody is named as having given the drug (CERT)',
  noun: 'Person who gave it',
  gapTitle: 'Person who gave the injection not recorded',
  where: 'Performer of the administration, in the medication administration record.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    recorded: 'Given by {value}.',
    missing: '{drug} given. The person who gave it is not recorded.',
    textOnly: 'The person who gave it stands in text only: {value}.',
    orderOnly: 'The person who gave it stands in the order only: {value}.',
    notRecognised: 'The performer "{original}" names no person.',
    conflicting: 'The record names more than one person: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate: (injection) =>
    answerFact(injection.performer, {
      words: quoted,
      missing: { params: { drug: drugWords(injection) }, evidence: injectionEvidence(injection) },
    }),
});
