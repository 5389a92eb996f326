import type { PastInjection } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import type { Acknowledgement } from '../tables/site-configuration.ts';

/** At most three sessions of a joint in a rolling year, 90 days apart. */
export const frequencyRule = (changes: Partial<FrequencyRule> = {}): FrequencyRule => ({
  scope: 'joint-or-bursa',
  maxCount: 3,
  windowDays: 365,
  minIntervalDays: 90,
  source: 'test',
  verified: true,
  ...changes,
});

/** An earlier injection into the right knee. */
export const pastInjection = (changes: Partial<PastInjection> = {}): PastInjection => ({
  date: '2026-08-01',
  doubtful: false,
  drug: 'methylprednisolone-acetate',
  route: 'intra-articular',
  site: 'knee',
  side: 'right',
  from: 'administration',
  family: null,
  evidence: [],
  ...changes,
});

/** The tables' disagreement about J3250, accepted by the site. */
export const ACKNOWLEDGED: Acknowledgement = {
  check: 'code-tables-agree',
  code: 'J3250',
  who: 'Compliance lead',
  when: '2026-11-01',
  why: 'contract',
};
