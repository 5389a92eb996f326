import type { Injection, PastInjection, ProcedureFamily } from '../facts/encounter-facts.ts';
import type { FrequencyRule } from '../tables/payer-profile.ts';
import { liesIn, siteRow } from '../tables/sites.ts';
import { daysBetween } from '../vocab/calendar.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { valueOf } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';

/** Earlier sessions of the same kind at the same place, for frequency rules. */
export type Scope = FrequencyRule['scope'] | 'other' | 'not-known';

const INTO_TISSUE: ReadonlySet<Route> = new Set([
  'tendon-sheath',
  'soft-tissue',
  'periarticular',
  'perineural',
]);

/** The kind of session a route and a site make; `other` for what no rule counts (a muscle, a vein). */
function kindOf(route: Route | null, site: Site | null): Scope {
  if (route === null) return 'not-known';
  if (route === 'epidural' || route === 'trigger-point') return route;
  const intoJoint = route === 'intra-articular' || route === 'intrabursal';
  if (!intoJoint && !INTO_TISSUE.has(route)) return 'other';
  if (site === null) return 'not-known';
  if (site === 'sacroiliac-joint') return 'sacroiliac';
  return intoJoint ? 'joint-or-bursa' : 'tendon';
}

/** The scope of an injection; `not-known` while its site, or the side of a paired site, is not. */
export function scopeOf(injection: Injection): Scope {
  const site = valueOf(injection.site);
  const scope = kindOf(valueOf(injection.route), site);
  if (scope === 'other' || scope === 'trigger-point') return scope;
  if (site === null) return 'not-known';
  return siteRow(site).paired && valueOf(injection.side) === null ? 'not-known' : scope;
}

type Match = 'same' | 'perhaps' | 'other';

const sameSide = (past: Side | null, now: Side | null, paired: boolean): Match => {
  if (!paired || now === null) return 'same';
  if (past === null) return 'perhaps';
  return past === now || past === 'bilateral' || now === 'bilateral' ? 'same' : 'other';
};

/** A joint counts together with its bursae; elsewhere one site lies in the other. An epidural counts per region. */
function sameSite(past: Site, now: Site, scope: Scope): boolean {
  if (liesIn(past, now) || liesIn(now, past)) return true;
  const [a, b] = [siteRow(past), siteRow(now)];
  const digits = a.kind === 'digit' || b.kind === 'digit';
  return scope === 'joint-or-bursa' && !digits && a.region === b.region;
}

const SCOPE_OF_FAMILY: Readonly<Record<ProcedureFamily, Scope>> = {
  joint: 'joint-or-bursa',
  'spine-joint': 'sacroiliac',
  tendon: 'tendon',
  'soft-tissue': 'tendon',
  nerve: 'tendon',
  'nerve-tunnel': 'tendon',
  'trigger-point': 'trigger-point',
  epidural: 'epidural',
  intralesional: 'other',
  administration: 'other',
  'injection-unspecified': 'not-known',
};

/** What an earlier injection was: by its route, else by the family of its procedure. */
function pastKind({ route, site, family }: PastInjection): Scope {
  if (route === null && family !== null) return SCOPE_OF_FAMILY[family];
  return kindOf(route, site);
}

function matches(past: PastInjection, injection: Injection, scope: Scope): Match {
  const kind = pastKind(past);
  if (kind !== scope && kind !== 'not-known') return 'other';
  if (scope === 'trigger-point') return kind === scope ? 'same' : 'perhaps';
  const site = valueOf(injection.site);
  if (past.site === null || site === null) return 'perhaps';
  if (!sameSite(past.site, site, scope)) return 'other';
  return sameSide(past.side, valueOf(injection.side), siteRow(site).paired);
}

/**
 * How many days before, at least: a month, a year or nothing may be any of its days, and a short month is taken for
 * one of 31 days. Null: surely not before.
 */
function daysAgoOf(past: string, date: string): number | null {
  const most = daysBetween(past + '0000-01-01'.slice(past.length), date);
  if (!most || most < 0) return null;
  const least = (daysBetween(past + '9999-12-28'.slice(past.length), date) ?? 0) - 3;
  return past.length === 10 ? most : Math.max(1, least);
}

export interface Sessions {
  readonly count: number;
  readonly last: { readonly date: string; readonly daysAgo: number } | null;
  /** Which limit the injection goes beyond, or null. */
  readonly exceeded: 'tooMany' | 'tooSoon' | null;
  readonly evidence: readonly Evidence[];
}

/** Distinct earlier dates inside the rolling window, and the limit they exceed together with this injection. */
export function sessionsBefore(asked: {
  readonly injection: Injection;
  readonly rule: FrequencyRule;
  readonly date: string;
  readonly history: readonly PastInjection[];
  /** Whether injections that may have been at this place count as well. */
  readonly doubtful: boolean;
}): Sessions {
  const { injection, rule, date, history, doubtful } = asked;
  const span = Math.max(rule.windowDays, rule.minIntervalDays ?? 0);
  const counted = history.flatMap((past) => {
    const match = matches(past, injection, rule.scope);
    const daysAgo = daysAgoOf(past.date, date);
    const counts = doubtful ? match !== 'other' : match === 'same' && !past.doubtful;
    return counts && daysAgo !== null && daysAgo < span ? [{ past, daysAgo }] : [];
  });
  const dates = new Set(
    counted
      .filter(({ daysAgo }) => daysAgo < rule.windowDays)
      .map(({ past }) => (past.date.length < 10 ? past : past.date)),
  );
  const nearest = [...counted].sort((a, b) => a.daysAgo - b.daysAgo)[0];
  const last = nearest ? { date: nearest.past.date, daysAgo: nearest.daysAgo } : null;
  const tooSoon = last !== null && rule.minIntervalDays !== null && last.daysAgo < rule.minIntervalDays;
  return {
    count: dates.size,
    last,
    exceeded: dates.size + 1 > rule.maxCount ? 'tooMany' : tooSoon ? 'tooSoon' : null,
    evidence: counted.flatMap(({ past }) => past.evidence),
  };
}
