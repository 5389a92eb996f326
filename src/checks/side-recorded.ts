import { siteRow } from '../tables/sites.ts';
import { valueOf } from '../vocab/fact.ts';
import { siteName } from '../vocab/site.ts';
import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { byVein } from './subjects.ts';

/** The side of a paired site. Without a site there is no telling whether a side is needed: `site-recorded` owns that. */
export const sideRecorded = defineCheck({
  id: 'side-recorded',
  version: 1,
  question: 'Is the side recorded for an injection into a paired site?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Practice reference for J3250',
    section: 'Modifiers; documentation',
    read: '2026-11-23',
  },
  prevents: 'Line rejected for a missing or clashing anatomical modifier.',
  noun: 'Side',
  gapTitle: 'Side not recorded',
  where: 'Site of the administration, or body site of the procedure, with left or right stated.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  readsWhereOffered: ['orders'],
  tables: ['sites', 'body-sites'],
  messages: {
    recorded: 'Side recorded: {value}.',
    missing: '{drug} given into the {site}. The side is not recorded.',
    bothSidesOneDose: 'Both sides are recorded with one dose, so the dose for each side is not known.',
    textOnly: 'The side stands in text only: {value}.',
    orderOnly: 'The side stands in the order only: {value}.',
    notRecognised: 'The side "{original}" names neither left nor right.',
    conflicting: 'The administration names more than one side: {values}.',
    sidesDiffer: 'The administration and the procedure name different sides; see that finding.',
    noSite: 'Whether a side is needed depends on the site, which is not settled.',
    noSides: 'The {site} has no left and right.',
    byVein: 'Given by vein: no side is asked for.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { side, ownSide } = injection;
    if (byVein(injection)) return { outcome: 'not-applicable', key: 'byVein' };
    const site = valueOf(injection.site);
    if (site === null) return { outcome: 'not-applicable', key: 'noSite' };
    const params = { site: siteName(site) };
    if (!siteRow(site).paired) return { outcome: 'not-applicable', key: 'noSides', params };
    if (side.how === 'conflicting' && ownSide.how !== 'conflicting')
      return { outcome: 'not-applicable', key: 'sidesDiffer' };
    // Said in words too: no reading of "both knees" beside one dose could settle which dose went where.
    if ((side.how === 'recorded' || side.how === 'text-only') && side.value === 'bilateral')
      return {
        outcome: 'gap',
        key: 'bothSidesOneDose',
        evidence: side.evidence,
        searched: [],
        rests: 'presence',
      };
    return answerFact(side, {
      words: (value) => value,
      missing: {
        params: { ...params, drug: drugWords(injection) },
        evidence: injectionEvidence(injection),
      },
    });
  },
});
