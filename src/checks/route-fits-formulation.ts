import { defineCheck } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { evidenceOfAll } from './subjects.ts';
import { formulationRoute } from '../tables/formulation-routes.ts';
import { valueOf } from '../vocab/fact.ts';
import { ROUTE_NAME } from '../vocab/route.ts';

export const routeFitsFormulation = defineCheck({
  id: 'route-fits-formulation',
  version: 1,
  question: 'Does the label of this formulation allow the recorded route?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Depo-Medrol and Solu-Medrol labels; FDA drug safety communication of 2014-04-23',
    section: 'Contraindications; warnings; dosage and administration',
    read: '2026-11-23',
  },
  prevents: 'Denied because drug and route contradict each other, as acetate with an intravenous code',
  noun: 'Route for this formulation',
  gapTitle: 'Route does not fit the formulation',
  where: 'The medication or the route of the administration, whichever is not as it was given.',
  on: 'injection',
  reads: ['administrations', 'orders'],
  tables: ['formulation-routes'],
  messages: {
    fits: 'The label allows the recorded route.',
    contraindicated: '{drug} is recorded as {route}. Label: {says}.',
    warned: '{drug} recorded as {route}. Label warning: {says}.',
    orderOnly: '{drug}: only the order says {route}. Label: {says}.',
    labelNotRead: '{drug} is recorded as {route}. Its label was not checked for that route.',
    notKnown: 'Formulation or route is not known, so there is nothing to compare.',
    noRule: 'No label rule about this drug by this route.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const drug = valueOf(injection.drug);
    const route = valueOf(injection.route);
    if (drug === null || route === null) return { outcome: 'not-applicable', key: 'notKnown' };
    const row = formulationRoute(drug, route);
    if (row === null || row.verdict === 'off-label') return { outcome: 'not-applicable', key: 'noRule' };
    const evidence = evidenceOfAll(injection.drug, injection.route);
    if (row.verdict === 'labelled') return { outcome: 'met', key: 'fits', evidence, rests: 'presence' };
    const params = { drug: drugWords(injection), route: ROUTE_NAME[route], says: row.says };
    if (!row.verified)
      return { outcome: 'cannot-tell', key: 'labelNotRead', params, evidence, reason: 'code-not-in-table' };
    if (injection.route.how === 'order-only')
      return { outcome: 'cannot-tell', key: 'orderOnly', params, evidence, reason: 'order-only' };
    return {
      outcome: 'gap',
      key: row.verdict,
      params,
      evidence,
      searched: ['drug', 'route', 'product label'],
      rests: 'presence',
    };
  },
});
