import type { Injection } from '../facts/encounter-facts.ts';
import type { CodeTable } from '../tables/code-table.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import { WASTE_MODIFIERS } from '../tables/waste-modifiers.ts';
import { add } from '../vocab/rational.ts';
import { valueOf } from '../vocab/fact.ts';
import { isIntravenous, type Route } from '../vocab/route.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import type { DosedInjection } from './dosed-injection.ts';

/** Administrations of one drug and one date whose doses are summed before units are counted. Never empty. */
export interface AdministrationGroup {
  readonly first: DosedInjection;
  readonly members: readonly DosedInjection[];
  readonly totalMg: Milligrams;
}

/** Routes that act on the whole body: where the needle went does not separate them. */
const SYSTEMIC: ReadonlySet<Route> = new Set(['intramuscular', 'subcutaneous']);
const isSystemic = (route: Route): boolean => isIntravenous(route) || SYSTEMIC.has(route);

/**
 * Where an administration went, as a key: systemic routes share one place, unknown sites share one, and a known
 * site is told apart by its side, an unknown side being a side of its own.
 */
export function placeOf(injection: Injection): string {
  const route = valueOf(injection.route);
  if (route !== null && isSystemic(route)) return 'systemic';
  const site = valueOf(injection.site);
  return site === null ? 'site unknown' : `${site}/${valueOf(injection.side) ?? 'side unknown'}`;
}

/** Both dates an administration may belong to: its own, and the neighbour where the zone is not stated. */
const possibleDates = ({ date, injection }: DosedInjection): readonly string[] =>
  injection.serviceDate.neighbour === null ? [date] : [date, injection.serviceDate.neighbour];

/** Whether a waste modifier may stand on a date of service, whichever of its possible dates it is. */
export const takesModifier = (dosed: DosedInjection, modifier: keyof typeof WASTE_MODIFIERS): boolean =>
  possibleDates(dosed).every((date) => date >= WASTE_MODIFIERS[modifier].from);

/** Whether discarded drug is reported for this administration at all. */
const reportsWaste = (dosed: DosedInjection, table: CodeTable, profile: PayerProfile): boolean =>
  table.modifierRules.waste && profile.waste && takesModifier(dosed, 'JW');

/** The container's kind where it is known well enough to carry a modifier: an inferred kind never decides one. */
export function isFromSingleDose(injection: Injection): boolean {
  const container = valueOf(injection.container);
  return container !== null && container.verified && container.kind === 'single-dose';
}

function keyOf(dosed: DosedInjection, table: CodeTable, profile: PayerProfile): string {
  const place = table.grouping === 'per-site' && placeOf(dosed.injection);
  const standsApart = reportsWaste(dosed, table, profile) && isFromSingleDose(dosed.injection);
  return JSON.stringify([dosed.drug, dosed.date, place, standsApart]);
}

/** Sum of exact doses; callers hand in at least one. */
export const sumMg = (doses: readonly Milligrams[]): Milligrams =>
  asMilligrams(doses.reduce((sum, dose) => asMilligrams(add(sum, dose)), asMilligrams({ n: 0n, d: 1n })));

/**
 * Groups administrations as the table says: per drug, date, site and side, or per drug and date. Where waste is
 * reported, single-dose containers stand apart from all others. Drugs, salts and dates are never summed together.
 */
export function groupAdministrations(
  dosed: readonly DosedInjection[],
  table: CodeTable,
  profile: PayerProfile,
): readonly AdministrationGroup[] {
  const groups = new Map<string, readonly [DosedInjection, ...DosedInjection[]]>();
  for (const each of dosed) {
    const key = keyOf(each, table, profile);
    const group = groups.get(key);
    groups.set(key, group ? [...group, each] : [each]);
  }
  return [...groups.values()].map((members) => ({
    first: members[0],
    members,
    totalMg: sumMg(members.map(({ doseMg }) => doseMg)),
  }));
}
