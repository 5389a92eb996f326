import { answerFact } from './answer-fact.ts';
import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence, quoted } from './subject-words.ts';
import { formatDateTime } from '../vocab/calendar.ts';

/** The date of service chooses every table row. The hour is read along, but a date alone is enough. */
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
  where: 'Date and time of the administration, in the medication administration record.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    recorded: 'Date recorded: {value}.',
    missing: '{drug} given. The date is not recorded.',
    notADay: '{drug}: the recorded time ({value}) names no single day.',
    textOnly: 'The date stands in text only: {value}.',
    orderOnly: 'The date stands in the order only: {value}.',
    notRecognised: 'The time "{original}" is not a date.',
    conflicting: 'The record names more than one time: {values}.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection) {
    const { time, serviceDate } = injection;
    const params = { drug: drugWords(injection) };
    if (time.how === 'recorded' && serviceDate.date === null)
      return {
        outcome: 'gap',
        key: 'notADay',
        params: { ...params, value: quoted(formatDateTime(time.value)) },
        evidence: time.evidence,
        searched: ['effective[x]'],
        rests: 'presence',
      };
    return answerFact(time, {
      words: formatDateTime,
      missing: { params, evidence: injectionEvidence(injection) },
    });
  },
});
