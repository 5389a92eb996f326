import { defineCheck } from './define-check.ts';
import { drugWords, unsettled } from './subjects.ts';
import { formatDate } from '../vocab/calendar.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

export const timeRecorded = defineCheck({
  id: 'time-recorded',
  version: 1,
  question: 'Is the date of the injection recorded?',
  severity: 'fix-before-signing',
  basis: {
    document: 'First Coast Service Options, Checklist: drugs and biologicals',
    section: 'Administration record: date of service',
    read: '2026-11-23',
  },
  prevents: 'Denied for insufficient documentation: no date of service for the drug (CERT)',
  noun: 'Date and time',
  gapTitle: 'Date of the injection not recorded',
  where: 'The date and time of the administration.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    recorded: 'The date of the injection is recorded.',
    unsettled: '{drug}: the date is stated, but not in the date field of the administration.',
    notADay: '{drug}: the recorded time ({time}) names no single day.',
    missing: '{drug}: the date of the injection is not recorded.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { time, serviceDate } = injection;
    const params = { drug: drugWords(injection) };
    const evidence = evidenceOf(time);
    if (time.how === 'not-recorded')
      return {
        outcome: 'gap',
        key: 'missing',
        params,
        evidence,
        searched: time.searched,
        rests: 'absence',
        restsOn: ['administrations'],
      };
    const reason = unsettled(time);
    if (reason !== null && time.how !== 'not-recognised')
      return { outcome: 'cannot-tell', key: 'unsettled', params, evidence, reason };
    if (serviceDate.date !== null && time.how === 'recorded')
      return { outcome: 'met', key: 'recorded', evidence, rests: 'presence' };
    return {
      outcome: 'gap',
      key: 'notADay',
      params: { ...params, time: formatDate(valueOf(time) ?? '').slice(0, 20) || 'not a date' },
      evidence,
      searched: ['effective[x]'],
      rests: 'presence',
    };
  },
});
