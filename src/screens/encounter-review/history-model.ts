import type { EncounterReport, ReportInjection } from '../../report/report-schema.ts';
import { dayNumber } from '../../vocab/calendar.ts';
import { siteName, type Site } from '../../vocab/site.ts';

export interface Session {
  readonly day: number;
  readonly date: string;
  readonly today: boolean;
}

/** Injections into one site and side, oldest first, with the payer's rule where it counts them. */
export interface Lane {
  readonly name: string;
  readonly sessions: readonly Session[];
  readonly rule: ReportInjection['frequency'];
}

const placeOf = (site: string | null, side: string | null): string =>
  site === null
    ? 'site not recorded'
    : [side === 'bilateral' ? 'both' : side, siteName(site as Site)]
        .filter((part) => part !== null)
        .join(' ');

interface Given {
  readonly lane: string;
  readonly date: string;
  readonly today: boolean;
  readonly rule: ReportInjection['frequency'];
}

function givenOf(report: EncounterReport): readonly Given[] {
  const past = report.history.map((one) => ({
    lane: placeOf(one.site, one.side),
    date: one.date,
    today: false,
    rule: null,
  }));
  const now = report.injections.flatMap((one): Given[] =>
    one.billed && one.serviceDate !== null
      ? [
          {
            lane: placeOf(one.site.value, one.side.value),
            date: one.serviceDate,
            today: true,
            rule: one.frequency,
          },
        ]
      : [],
  );
  return [...past, ...now];
}

/** Lanes by name; one session per date, because that is what payers count. Undatable ones are left out. */
export function lanesOf(report: EncounterReport): readonly Lane[] {
  const lanes = new Map<string, { sessions: Map<string, Session>; rule: ReportInjection['frequency'] }>();
  for (const { lane, date, today, rule } of givenOf(report)) {
    const day = dayNumber(date);
    if (day === null) continue;
    const known = lanes.get(lane) ?? { sessions: new Map<string, Session>(), rule: null };
    known.sessions.set(date, { day, date, today: today || known.sessions.get(date)?.today === true });
    lanes.set(lane, { sessions: known.sessions, rule: known.rule ?? rule });
  }
  return [...lanes]
    .map(([name, { sessions, rule }]) => ({
      name,
      sessions: [...sessions.values()].toSorted((a, b) => a.day - b.day),
      rule,
    }))
    .toSorted((a, b) => a.name.localeCompare(b.name));
}

/** "Session 4 in 365 days; at most 3, 90 days apart." in the words of the rule that counts this lane. */
export function countWords(rule: NonNullable<ReportInjection['frequency']>): string {
  const { earlier, earlierAtMost, windowDays, maxCount, minIntervalDays } = rule;
  const session = earlierAtMost > earlier ? `${earlier + 1} to ${earlierAtMost + 1}` : String(earlier + 1);
  const apart = minIntervalDays === null ? '' : `, ${minIntervalDays} days apart`;
  return `session ${session} in ${windowDays} days; at most ${maxCount}${apart}`;
}
