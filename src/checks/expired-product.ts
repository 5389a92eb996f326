import { defineCheck } from './define-check.ts';
import { drugWords, quoted } from './subject-words.ts';
import { dayNumber, formatDate } from '../vocab/calendar.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

/** The last day on which a product marked `expiry` is in date; "2027-03" runs to the end of March. */
function lastDay(expiry: string): number | null {
  const month = /^(\d{4})-(\d{2})$/.exec(expiry);
  if (!month) return dayNumber(expiry);
  const next =
    Number(month[2]) === 12
      ? `${Number(month[1]) + 1}-01`
      : `${month[1]}-${String(Number(month[2]) + 1).padStart(2, '0')}`;
  const first = dayNumber(`${next}-01`);
  return first === null ? null : first - 1;
}

export const expiredProduct = defineCheck({
  id: 'expired-product',
  version: 1,
  question: 'Was the product in date when it was given?',
  severity: 'fix-before-signing',
  basis: {
    document: 'Depo-Medrol and Solu-Medrol labels (DailyMed)',
    section: 'How supplied: lot and expiry on the container',
    read: '2026-11-23',
  },
  prevents: 'A recorded expiry before the date of service calls the administration into question',
  noun: 'Expiry of the product',
  gapTitle: 'Recorded expiry is before the injection',
  where: 'The expiry of the product given, or the date of the administration.',
  on: 'injection',
  reads: ['administrations'],
  tables: [],
  messages: {
    inDate: 'In date: expires {expiry}.',
    expired: '{drug}: the recorded expiry is {expiry}, before the injection.',
    notClear: '{drug}: the recorded expiry ({expiry}) is not one date.',
    noDate: 'The date of the injection is not known, so there is nothing to compare.',
  },
  subjects: ({ injections }) => injections.filter(({ expiry }) => expiry.how !== 'not-recorded'),
  evaluate(injection) {
    const { expiry, serviceDate } = injection;
    const evidence = evidenceOf(expiry);
    const given = serviceDate.date === null ? null : dayNumber(serviceDate.date);
    if (given === null) return { outcome: 'not-applicable', key: 'noDate' };
    const written = valueOf(expiry);
    const last = written === null ? null : lastDay(written);
    const params = {
      drug: drugWords(injection),
      expiry: written === null ? 'as recorded' : quoted(formatDate(written)),
    };
    if (last === null)
      return {
        outcome: 'cannot-tell',
        key: 'notClear',
        params,
        evidence,
        reason: expiry.how === 'conflicting' ? 'conflicting' : 'date-ambiguous',
      };
    return last < given
      ? {
          outcome: 'gap',
          key: 'expired',
          params,
          evidence: [...evidence, ...evidenceOf(injection.time)],
          searched: ['Medication.batch.expirationDate', 'effective[x]'],
          rests: 'presence',
        }
      : { outcome: 'met', key: 'inDate', params, evidence, rests: 'presence' };
  },
});
