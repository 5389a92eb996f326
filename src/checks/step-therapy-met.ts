import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import type { PriorTherapy } from '../facts/encounter-facts.ts';
import type { StepTherapy } from '../tables/payer-profile.ts';
import { daysBetween } from '../vocab/calendar.ts';

const isStep = (therapy: PriorTherapy, step: StepTherapy): boolean =>
  therapy.standing === 'counts' && step.kinds.includes(therapy.kind);

const hasOutcome = ({ outcome }: PriorTherapy, step: StepTherapy): boolean =>
  step.outcomes.some((accepted) => accepted === outcome);

/** Days from the therapy to the injection; null where no full date stands. */
function daysBefore({ start, end }: PriorTherapy, date: string): number | null {
  const last = end ?? start;
  return last === null ? null : daysBetween(last.slice(0, 10), date);
}

/** Names of different therapies, each once. */
const different = (therapies: readonly PriorTherapy[]): number =>
  new Set(therapies.map(({ kind, name }) => `${kind}|${name.toLowerCase()}`)).size;

export const stepTherapyMet = defineCheck({
  id: 'step-therapy-met',
  version: 1,
  question: 'Are the earlier therapies and their results recorded that the payer asks for?',
  severity: 'resolve-before-claim',
  basis: { document: 'Payer profile of the deployment', section: 'stepTherapy', read: '2026-11-23' },
  prevents: 'Denied because earlier therapy was not tried and found wanting (CARC 50)',
  noun: 'Step therapy',
  gapTitle: 'Step therapy not shown',
  where: 'The earlier orders with their outcome, or the encounter note.',
  on: 'injection',
  reads: ['administrations', 'orders', 'procedures', 'services', 'notes'],
  readsWhereOffered: ['statements', 'allergies', 'coverage'],
  tables: ['payer-profiles', 'therapies'],
  messages: {
    notAsked: 'This profile does not ask for step therapy.',
    noDate: 'The date of the injection is not known, so there is nothing to look back from.',
    shown: '{found} of {count} earlier therapies asked for are recorded with their result.',
    undated: '{drug}: earlier therapy is recorded without a date; {days} days are asked for.',
    noteUnread: '{drug}: {found} of {count} earlier therapies found. The note text could not be read.',
    outcomeNotStated: '{drug}: earlier therapy is recorded, and not how it ended.',
    missing: '{drug}: {found} of {count} earlier therapies found.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, { facts, profile }) {
    const step = profile.stepTherapy;
    if (step === null)
      return { outcome: 'not-applicable', key: 'notAsked', rests: 'absence', restsOn: ['coverage'] };
    const { date } = injection.serviceDate;
    if (date === null) return { outcome: 'not-applicable', key: 'noDate' };
    const within = (one: PriorTherapy): boolean => {
      const days = daysBefore(one, date);
      return days !== null && days > 0 && days <= step.lookbackDays;
    };
    const steps = facts.therapies.filter((one) => isStep(one, step));
    const ended = steps.filter((one) => hasOutcome(one, step));
    const dated = ended.filter(within);
    const open = ended.filter((one) => daysBefore(one, date) === null);
    const params = {
      drug: drugWords(injection),
      found: String(different(dated)),
      count: String(step.count),
      days: String(step.lookbackDays),
    };
    const evidence = steps.flatMap((one) => one.evidence);
    if (different(dated) >= step.count)
      return { outcome: 'met', key: 'shown', params, evidence, rests: 'presence' };
    if (different([...dated, ...open]) >= step.count)
      return { outcome: 'cannot-tell', key: 'undated', params, evidence, reason: 'date-ambiguous' };
    if (facts.note.textRead === false || facts.note.state === 'not-readable')
      return { outcome: 'cannot-tell', key: 'noteUnread', params, evidence, reason: 'source-unavailable' };
    return {
      outcome: 'gap',
      key: steps.some(within) && ended.length < steps.length ? 'outcomeNotStated' : 'missing',
      params,
      evidence: evidence.length > 0 ? evidence : injectionEvidence(injection),
      searched: ['orders', 'procedures', 'service orders', 'notes', 'encounter note'],
      rests: 'absence',
    };
  },
});
