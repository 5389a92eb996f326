import { defineCheck, type CheckInput } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { sessionsBefore, scopeOf } from './past-sessions.ts';
import type { Injection } from '../facts/encounter-facts.ts';
import { statesRepeatReason } from '../tables/repeat-reasons.ts';
import { formatDate } from '../vocab/calendar.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

/** An approved authorisation in force on the date. */
const authorised = (date: string, { facts }: CheckInput): CheckInput['facts']['authorisations'] =>
  facts.authorisations.filter(
    ({ outcome, start, end }) =>
      outcome === 'approved' &&
      (start === null || start.slice(0, 10) <= date) &&
      (end === null || date <= end.slice(0, 10)),
  );

const repeatReason = ({ rationale }: Injection): boolean =>
  rationale.how === 'conflicting'
    ? rationale.values.some(statesRepeatReason)
    : statesRepeatReason(valueOf(rationale) ?? '');

export const frequencyWithinPolicy = defineCheck({
  id: 'frequency-within-policy',
  version: 1,
  question: 'Is this injection within the number and spacing of the payer profile?',
  severity: 'resolve-before-claim',
  basis: {
    document: 'Payer profile; Pfizer UK dosing page and MAC articles named in its frequency rules',
    section: 'Sessions per site and side in a rolling window; days between sessions',
    read: '2026-11-23',
  },
  prevents: 'Denied as more frequent than the policy allows (CARC 50)',
  noun: 'Frequency of injections',
  gapTitle: 'More injections, or sooner, than the profile allows',
  where: 'The reason for repeating the injection, or the authorisation.',
  on: 'injection',
  reads: ['administrations', 'procedures'],
  readsWhereOffered: ['authorisations', 'coverage'],
  tables: ['payer-profiles', 'sites', 'repeat-reasons'],
  messages: {
    within: '{count} of {most} sessions in {window} days, same site and side.',
    authorised: 'Beyond the profile, and an approved authorisation is recorded.',
    reasonStated: 'Beyond the profile, and a reason for repeating is recorded.',
    tooMany: '{drug}: session {count} in {window} days at this site and side. The profile has {most}.',
    tooSoon: '{drug}: {days} days after {last}, same site and side. The profile has {interval}.',
    ruleNotConfirmed: '{drug}: session {count} in {window} days, beyond a rule not confirmed at its source.',
    placeUnknown: '{drug}: an earlier injection without a known site or side could be one too many.',
    noRule: 'This profile has no frequency rule for this kind of injection.',
    notKnown: 'Site, side or date is not known, so there is nothing to count.',
  },
  subjects: ({ injections }) => injections,
  evaluate(injection, input) {
    const scope = scopeOf(injection);
    const rule = input.profile.frequency.find((one) => one.scope === scope);
    const { date } = injection.serviceDate;
    if (scope === 'not-known' || date === null) return { outcome: 'not-applicable', key: 'notKnown' };
    if (!rule) return { outcome: 'not-applicable', key: 'noRule', rests: 'absence', restsOn: ['coverage'] };
    const sure = sessionsBefore({ injection, rule, date, history: input.facts.history, doubtful: false });
    const atMost = sessionsBefore({ injection, rule, date, history: input.facts.history, doubtful: true });
    const { exceeded, last } = sure;
    const evidence = [...injectionEvidence(injection), ...atMost.evidence];
    const params = {
      drug: drugWords(injection),
      count: String(sure.count + 1),
      most: String(rule.maxCount),
      window: String(rule.windowDays),
      days: String(last?.daysAgo ?? ''),
      last: last ? formatDate(last.date) : '',
      interval: String(rule.minIntervalDays ?? ''),
    };
    if (exceeded === null && atMost.exceeded === null)
      return {
        outcome: 'met',
        key: 'within',
        params,
        evidence,
        rests: 'absence',
        restsOn: ['administrations', 'procedures', 'coverage'],
      };
    const approvals = authorised(date, input);
    if (approvals.length > 0)
      return {
        outcome: 'met',
        key: 'authorised',
        evidence: approvals.flatMap((one) => one.evidence),
        rests: 'presence',
      };
    if (repeatReason(injection))
      return {
        outcome: 'met',
        key: 'reasonStated',
        evidence: evidenceOf(injection.rationale),
        rests: 'presence',
      };
    if (exceeded === null)
      return {
        outcome: 'cannot-tell',
        key: 'placeUnknown',
        params,
        evidence,
        reason: 'more-than-one-candidate',
      };
    if (!rule.verified)
      return {
        outcome: 'cannot-tell',
        key: 'ruleNotConfirmed',
        params,
        evidence,
        reason: 'code-not-in-table',
      };
    return {
      outcome: 'gap',
      key: exceeded,
      params,
      evidence,
      searched: ['earlier administrations and procedures', 'authorisations', 'reason of the injection'],
      rests: 'absence',
      restsOn: ['authorisations', 'coverage'],
    };
  },
});
