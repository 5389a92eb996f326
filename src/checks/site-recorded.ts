import { siteName } from '../vocab/site.ts';
import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { byVein } from './subjects.ts';

/** Where the drug went. Given by vein it has no site that matters here. */
export const siteRecorded = defineCheck({
  id: 'site-recorded',
  version: 1,
  question: 'Is the site of the injection recorded?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250, J3260 and J2930',
    section: 'Documentation: drug, dose, route, site, side',
    read: '2026-11-23',
  },
  prevents: 'Line rejected because the record does not say where the drug was injected.',
  noun: 'Site',
  gapTitle: 'Site not recorded',
  where: 'Site of the administration, or body site of the procedure.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  readsWhereOffered: ['orders'],
  tables: ['sites', 'body-sites'],
  messages: {
    recorded: 'Site recorded: {value}.',
    missing: '{drug} injected. The site is not recorded.',
    textOnly: 'The site stands in text only: {value}.',
    orderOnly: 'The site stands in the order only: {value}.',
    notRecognised: 'The site "{original}" is not in the site table.',
    conflicting: 'The administration names more than one site: {values}.',
    sitesDiffer: 'The administration and the procedure name different sites; see that finding.',
    byVein: 'Given by vein: no injection site is asked for.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    if (byVein(injection)) return { outcome: 'not-applicable', key: 'byVein' };
    if (injection.site.how === 'conflicting' && injection.ownSite.how !== 'conflicting')
      return { outcome: 'not-applicable', key: 'sitesDiffer' };
    return answerFact(injection.site, {
      words: siteName,
      missing: { params: { drug: drugWords(injection) }, evidence: injectionEvidence(injection) },
    });
  },
});
