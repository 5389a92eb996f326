import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence, quoted } from './subject-words.ts';

export const ndcRecorded = defineCheck({
  id: 'ndc-recorded',
  version: 1,
  question: 'Is the NDC of the product recorded, where the payer asks for it?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Deficit Reduction Act of 2005, as applied by state Medicaid billing instructions',
    section: 'NDC of physician-administered drugs',
    read: '2026-11-23',
  },
  prevents: 'Rejected for a missing or invalid NDC (CARC 16 with RARC M119)',
  noun: 'NDC',
  gapTitle: 'NDC not recorded',
  where: 'The product of the administration.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['coverage'],
  tables: ['payer-profiles', 'ndc'],
  messages: {
    recorded: 'NDC recorded: {value}.',
    notAsked: 'This profile does not ask for the NDC.',
    missing: '{drug}: the NDC of the product is not recorded.',
    textOnly: 'The NDC stands in text only: {value}.',
    orderOnly: 'The NDC stands with the order only: {value}.',
    notRecognised: 'The NDC "{original}" is not one of the known forms.',
    conflicting: 'The record names more than one NDC: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate: (injection, { profile }) =>
    profile.requireNdc
      ? answerFact(injection.ndc, {
          words: quoted,
          missing: { params: { drug: drugWords(injection) }, evidence: injectionEvidence(injection) },
          restsOn: ['administrations'],
        })
      : { outcome: 'not-applicable', key: 'notAsked', rests: 'absence', restsOn: ['coverage'] },
});
