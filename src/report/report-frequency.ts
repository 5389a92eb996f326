import { scopeOf, sessionsBefore } from '../checks/past-sessions.ts';
import type { Injection, PastInjection } from '../facts/encounter-facts.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import type { ReportInjection } from './report-schema.ts';

/**
 * The rule that counts this injection and the earlier sessions it counts: the very numbers the frequency check works
 * with, for a plot. Null while kind, place or date is not known, and where the profile sets no rule.
 */
export function reportFrequency(
  injection: Injection,
  profile: PayerProfile,
  history: readonly PastInjection[],
): ReportInjection['frequency'] {
  const scope = scopeOf(injection);
  const rule = profile.frequency.find((one) => one.scope === scope);
  const { date } = injection.serviceDate;
  if (!rule || date === null) return null;
  const asked = { injection, rule, date, history };
  return {
    scope: rule.scope,
    maxCount: rule.maxCount,
    windowDays: rule.windowDays,
    minIntervalDays: rule.minIntervalDays,
    earlier: sessionsBefore({ ...asked, doubtful: false }).count,
    earlierAtMost: sessionsBefore({ ...asked, doubtful: true }).count,
  };
}
