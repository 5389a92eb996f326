import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { procedureOf, unclaimedForOtherRoute } from './subjects.ts';

export const procedureRecorded = defineCheck({
  id: 'procedure-recorded',
  version: 1,
  question: 'Is there an injection procedure for the drug?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'MAC article A59553 (LCD L37913)',
    section: 'Drug and procedure on the same claim',
    read: '2026-11-23',
  },
  prevents: 'Drug line denied for want of an administration or injection procedure',
  noun: 'Injection procedure',
  gapTitle: 'Injection procedure not found',
  where: 'The procedures of the encounter.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  tables: ['procedures'],
  messages: {
    matched: 'An injection procedure is recorded for it.',
    several: '{drug}: several procedures could be the one for it.',
    otherRoute: 'A procedure is recorded, for another route; see whether procedure and route fit.',
    missing: '{drug}: no injection procedure was found for it.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { facts }) {
    const params = { drug: drugWords(injection) };
    const matched = procedureOf(injection, facts);
    if (injection.procedure.how === 'matched')
      return {
        outcome: 'met',
        key: 'matched',
        evidence: matched?.evidence ?? injectionEvidence(injection),
        rests: 'presence',
      };
    if (injection.procedure.how === 'more-than-one-candidate')
      return {
        outcome: 'cannot-tell',
        key: 'several',
        params,
        evidence: facts.procedures
          .filter(({ reference }) => injection.procedure.references.includes(reference))
          .flatMap(({ evidence }) => evidence),
        reason: 'more-than-one-candidate',
      };
    if (unclaimedForOtherRoute(injection, facts).length > 0)
      return { outcome: 'not-applicable', key: 'otherRoute' };
    return {
      outcome: 'gap',
      key: 'missing',
      params,
      evidence: injectionEvidence(injection),
      searched: ['Procedure of this encounter'],
      rests: 'absence',
      restsOn: ['procedures'],
    };
  },
});
