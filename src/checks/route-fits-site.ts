import { defineCheck } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { evidenceOfAll } from './subjects.ts';
import { routeReaches } from '../tables/route-sites.ts';
import { valueOf } from '../vocab/fact.ts';
import { ROUTE_NAME } from '../vocab/route.ts';
import { siteName } from '../vocab/site.ts';

export const routeFitsSite = defineCheck({
  id: 'route-fits-site',
  version: 1,
  question: 'Can the recorded route reach the recorded site?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250',
    section: 'Route and site of the injection',
    read: '2026-11-23',
  },
  prevents: 'Denied because route and site contradict each other',
  noun: 'Route and site together',
  gapTitle: 'Route and site contradict each other',
  where: 'The route or the site of the administration, whichever is not as it was given.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  tables: ['route-sites', 'sites'],
  messages: {
    fits: 'The recorded route reaches the recorded site.',
    misfit: '{drug}: the route says {route}, the site says {site}.',
    orderOnly: '{drug}: only the order says {route}, and the site says {site}.',
    notKnown: 'Route or site is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const route = valueOf(injection.route);
    const site = valueOf(injection.site);
    if (route === null || site === null) return { outcome: 'not-applicable', key: 'notKnown' };
    const evidence = evidenceOfAll(injection.route, injection.site);
    if (routeReaches(route, site)) return { outcome: 'met', key: 'fits', evidence, rests: 'presence' };
    const params = { drug: drugWords(injection), route: ROUTE_NAME[route], site: siteName(site) };
    if (injection.route.how === 'order-only' || injection.site.how === 'order-only')
      return { outcome: 'cannot-tell', key: 'orderOnly', params, evidence, reason: 'order-only' };
    return {
      outcome: 'gap',
      key: 'misfit',
      params,
      evidence,
      searched: ['route', 'site'],
      rests: 'presence',
    };
  },
});
