import { decisionFor } from './authorisations.ts';
import { defineCheck, type Answer, type CheckInput, type Params } from './define-check.ts';
import { drugWords, injectionEvidence } from './subject-words.ts';
import { scopeOf, sessionsBefore, type Sessions } from './past-sessions.ts';
import type { Injection } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import { statesRepeatReason } from '../tables/repeat-reasons.ts';
import { formatDate } from '../vocab/calendar.ts';
import { evidenceOf, valueOf } from '../vocab/fact.ts';

const repeatReason = ({ rationale }: Injection): boolean =>
  rationale.how === 'conflicting'
    ? rationale.values.some(statesRepeatReason)
    : statesRepeatReason(valueOf(rationale) ?? '');

/** No count is certain while part of the window was not read, or another profile may apply. */
const WHOLE_HISTORY = ['administrations', 'procedures', 'coverage'] as const;

/** What makes an injection beyond the profile a settled matter, or null. */
function settled(
  injection: Injection,
  date: string,
  input: CheckInput,
): Answer<'authorised' | 'reasonStated'> | null {
  const { outcome, evidence } = decisionFor([injection.reference], date, input);
  if (outcome === 'approved') return { outcome: 'met', key: 'authorised', evidence, rests: 'presence' };
  if (!repeatReason(injection)) return null;
  return {
    outcome: 'met',
    key: 'reasonStated',
    evidence: evidenceOf(injection.rationale),
    rests: 'presence',
  };
}

const wordsOf = (injection: Injection, rule: FrequencyRule, { count, last }: Sessions): Params => ({
  drug: drugWords(injection),
  count: String(count + 1),
  most: String(rule.maxCount),
  window: String(rule.windowDays),
  days: String(last?.daysAgo ?? ''),
  last: last ? formatDate(last.date) : '',
  interval: String(rule.minIntervalDays ?? ''),
});

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
    tooMany: '{drug}: session {count} in {window} days, same site and side. Profile: {most}.',
    tooSoon: '{drug}: {days} days after {last}, same site and side. Profile: {interval}.',
    ruleNotConfirmed: '{drug}: session {count} in {window} days, beyond a rule not confirmed at its source.',
    placeUnknown: '{drug}: an earlier injection of unknown place, date or drug could be one too many.',
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
    const asked = { injection, rule, date, history: input.facts.history };
    const sure = sessionsBefore({ ...asked, doubtful: false });
    const atMost = sessionsBefore({ ...asked, doubtful: true });
    const params = wordsOf(injection, rule, sure);
    const evidence = [...injectionEvidence(injection), ...atMost.evidence];
    if (sure.exceeded === null && atMost.exceeded === null)
      return { outcome: 'met', key: 'within', params, evidence, rests: 'absence', restsOn: WHOLE_HISTORY };
    const answer = settled(injection, date, input);
    if (answer) return answer;
    const open = { outcome: 'cannot-tell', params, evidence } as const;
    if (sure.exceeded === null) return { ...open, key: 'placeUnknown', reason: 'more-than-one-candidate' };
    if (!rule.verified) return { ...open, key: 'ruleNotConfirmed', reason: 'code-not-in-table' };
    return {
      outcome: 'gap',
      key: sure.exceeded,
      params,
      evidence,
      searched: ['earlier administrations and procedures', 'authorisations', 'reason of the injection'],
      rests: 'absence',
      restsOn: ['authorisations', 'coverage'],
    };
  },
});
