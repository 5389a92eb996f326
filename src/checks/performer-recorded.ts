import { defineCheck } from './define-check.ts';
import { drugWords, unsettled } from './subjects.ts';
import { evidenceOf } from '../vocab/fact.ts';

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
  where: 'The performer of the administration.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    recorded: 'The person who gave the injection is recorded.',
    unsettled: '{drug}: a name is stated, but not as the one performer of the administration.',
    missing: '{drug}: who gave the injection is not recorded.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { performer } = injection;
    const params = { drug: drugWords(injection) };
    const evidence = evidenceOf(performer);
    if (performer.how === 'not-recorded')
      return {
        outcome: 'gap',
        key: 'missing',
        params,
        evidence,
        searched: performer.searched,
        rests: 'absence',
        restsOn: ['administrations'],
      };
    const reason = unsettled(performer);
    return reason === null
      ? { outcome: 'met', key: 'recorded', evidence, rests: 'presence' }
      : { outcome: 'cannot-tell', key: 'unsettled', params, evidence, reason };
  },
});
