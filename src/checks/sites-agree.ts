import { defineCheck } from './define-check.ts';
import { drugWords } from './subject-words.ts';
import { byVein, evidenceOfAll, procedureOf } from './subjects.ts';
import { liesIn } from '../tables/sites.ts';
import { valueOf } from '../vocab/fact.ts';
import { siteName, type Site } from '../vocab/site.ts';

const sameSite = (a: Site, b: Site): boolean => liesIn(a, b) || liesIn(b, a);

export const sitesAgree = defineCheck({
  id: 'sites-agree',
  version: 1,
  question: 'Do the administration and the procedure name the same site?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Blue Cross Blue Shield of Michigan, The Record, July 2016',
    section: 'Joint injections: exact injection site',
    read: '2026-11-23',
  },
  prevents: 'Denied because drug line and procedure line name different places',
  noun: 'Agreement of sites',
  gapTitle: 'Administration and procedure name different sites',
  where: 'The site of the administration or of the procedure, whichever is not as it was given.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  tables: ['sites'],
  messages: {
    agree: 'The administration and the procedure name the same site.',
    oneStatement: 'One place in the record states the site, and no other differs.',
    differ: '{drug}: the administration says {site}, the procedure {other}.',
    ownSites: 'The administration itself names two sites; see that finding.',
    noSite: 'No site is recorded, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections.filter((injection) => !byVein(injection)),
  evaluate(injection, { facts }) {
    const { ownSite } = injection;
    const drug = drugWords(injection);
    // Two sites inside the administration itself are a finding of `site-recorded`.
    if (ownSite.how === 'conflicting') return { outcome: 'not-applicable', key: 'ownSites' };
    const procedure = procedureOf(injection, facts);
    const own = valueOf(ownSite);
    const other = procedure ? valueOf(procedure.site) : null;
    if (own === null && other === null)
      return { outcome: 'not-applicable', key: 'noSite', rests: 'absence', restsOn: ['procedures'] };
    const evidence = evidenceOfAll(ownSite, ...(procedure ? [procedure.site] : []));
    if (own === null || other === null)
      return { outcome: 'met', key: 'oneStatement', evidence, rests: 'absence', restsOn: ['procedures'] };
    if (sameSite(own, other)) return { outcome: 'met', key: 'agree', evidence, rests: 'presence' };
    return {
      outcome: 'gap',
      key: 'differ',
      params: { drug, site: siteName(own), other: siteName(other) },
      evidence,
      searched: ['dosage.site', 'Procedure.bodySite'],
      rests: 'presence',
    };
  },
});
