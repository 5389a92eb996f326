import { defineCheck } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { evidenceOfAll } from './subjects.ts';
import { formulationRoute } from '../tables/formulation-routes.ts';
import { valueOf } from '../vocab/fact.ts';
import { ROUTE_NAME } from '../vocab/route.ts';

export const offLabelRoute = defineCheck({
  id: 'off-label-route',
  version: 1,
  question: 'Is the route one that the label of the succinate names?',
  severity: 'note',
  basis: {
    document: 'Solu-Medrol label (DailyMed)',
    section: 'Dosage and administration',
    read: '2026-11-23',
  },
  prevents: 'Questioned because the label names other routes for this salt',
  noun: 'Route named on the label',
  gapTitle: 'Route not named on the label',
  where: 'The medication or the route of the administration.',
  on: 'injection',
  reads: ['administrations', 'orders'],
  tables: ['formulation-routes'],
  messages: {
    named: 'The label names the recorded route.',
    offLabel: '{drug} is recorded as {route}. The label names other routes.',
    notAsked: 'This check asks about the succinate by a known route.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const drug = valueOf(injection.drug);
    const route = valueOf(injection.route);
    const row =
      drug === 'methylprednisolone-sodium-succinate' && route !== null ? formulationRoute(drug, route) : null;
    const evidence = evidenceOfAll(injection.drug, injection.route);
    if (row?.verdict === 'labelled') return { outcome: 'met', key: 'named', evidence, rests: 'presence' };
    if (row?.verdict !== 'off-label' || route === null) return { outcome: 'not-applicable', key: 'notAsked' };
    return {
      outcome: 'gap',
      key: 'offLabel',
      params: { drug: drugWords(injection), route: ROUTE_NAME[route] },
      evidence,
      searched: ['drug', 'route', 'product label'],
      rests: 'presence',
    };
  },
});
