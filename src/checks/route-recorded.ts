import { ROUTE_NAME } from '../vocab/route.ts';
import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';

/** The route decides which procedure goes with the drug and whether the formulation may be given that way. */
export const routeRecorded = defineCheck({
  id: 'route-recorded',
  version: 1,
  question: 'Is the route of the injection recorded?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Documentation: drug, dose, route, site, side',
    read: '2026-11-23',
  },
  prevents: 'Line rejected because the record does not say how the drug was given.',
  noun: 'Route',
  gapTitle: 'Route not recorded',
  where: 'Route of the administration, in the medication administration record.',
  on: 'injection',
  reads: ['administrations'],
  readsWhereOffered: ['orders'],
  tables: ['routes'],
  messages: {
    recorded: 'Route recorded: {value}.',
    missing: '{drug} given. The route is not recorded.',
    textOnly: 'The route stands in text only: {value}.',
    orderOnly: 'The route stands in the order only: {value}.',
    notRecognised: 'The route "{original}" is not in the route table.',
    conflicting: 'The record names more than one route: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate: (injection) =>
    answerFact(injection.route, {
      words: (route) => ROUTE_NAME[route],
      missing: { params: { drug: drugWords(injection) }, evidence: injectionEvidence(injection) },
    }),
});
