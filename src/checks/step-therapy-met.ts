import { defineCheck } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import type { PriorTherapy } from '../facts/encounter-facts.ts';
import type { StepTherapy } from '../tables/payer-profile.ts';
import { daysBetween } from '../vocab/calendar.ts';

const isStep = (therapy: PriorTherapy, step: StepTherapy): boolean =>
  therapy.standing === 'counts' && step.kinds.includes(therapy.kind);

const hasOutcome = ({ outcome }: PriorTherapy, step: StepTherapy): boolean =>
  step.outcomes.some((accepted) => accepted === outcome);

/** Of which the result is still wanted; a therapy that was ruled out has none. */
const isOpen = (therapy: PriorTherapy, step: StepTherapy): boolean =>
  !hasOutcome(therapy, step) && therapy.outcome !== 'contraindicated';

const daysTo = (day: string | null, date: string): number | null =>
  day === null ? null : daysBetween(day.slice(0, 10), date);

/** An allergy stands until it is resolved, and what goes on without an end is not over. */
const stands = ({ found, ongoing }: PriorTherapy): boolean => found === 'allergy' || ongoing === true;

/** Whether no full date stands to count the days from. */
const isUndated = (one: PriorTherapy, date: string): boolean =>
  !stands(one) && daysTo(one.end ?? one.start, date) === null;

/** Whether the therapy, or a part of its period, lies before the injection and within the look-back. */
function isWithin(one: PriorTherapy, date: string, lookbackDays: number): boolean {
  if (stands(one)) return true;
  const last = daysTo(one.end ?? one.start, date);
  const first = daysTo(one.start, date) ?? last;
  return last !== null && first !== null && first > 0 && last <= lookbackDays;
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
    const within = (one: PriorTherapy): boolean => isWithin(one, date, step.lookbackDays);
    const steps = facts.therapies.filter((one) => isStep(one, step));
    const ended = steps.filter((one) => hasOutcome(one, step));
    const dated = ended.filter(within);
    const open = ended.filter((one) => isUndated(one, date));
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
      key: steps.some((one) => within(one) && isOpen(one, step)) ? 'outcomeNotStated' : 'missing',
      params,
      evidence: evidence.length > 0 ? evidence : injectionEvidence(injection),
      searched: ['orders', 'procedures', 'service orders', 'notes', 'encounter note'],
      rests: 'absence',
    };
  },
});
