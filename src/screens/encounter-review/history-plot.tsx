import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { dayNumber, formatDate } from '../../vocab/calendar.ts';
import { siteName, type Site } from '../../vocab/site.ts';
import styles from './history-plot.module.css';

const WIDTH = 320;
const LANE = 22;
const LEFT = 110;
const RIGHT = 12;

interface Session {
  readonly date: string;
  readonly lane: string;
  readonly today: boolean;
}

const laneOf = (site: string | null, side: string | null): string =>
  site === null
    ? 'site not recorded'
    : [side, siteName(site as Site)].filter((part) => part !== null).join(' ');

/** Past sessions and today's, one per lane and date. */
function sessionsOf(report: EncounterReport): readonly Session[] {
  const past = report.history.map((one) => ({
    date: one.date,
    lane: laneOf(one.site, one.side),
    today: false,
  }));
  const today = report.injections
    .filter((one) => one.billed && one.serviceDate !== null)
    .map((one) => ({
      date: one.serviceDate ?? '',
      lane: laneOf(one.site.value, one.side.value),
      today: true,
    }));
  const seen = new Map([...past, ...today].map((one) => [`${one.lane} ${one.date}`, one]));
  return [...seen.values()].toSorted((a, b) => a.date.localeCompare(b.date));
}

/**
 * Injections by site and side over time, with the payer's rolling window shaded: frequency is looked at rather
 * than read. Drawn as SVG with real text, so it prints, follows the colour scheme and needs no plotting library;
 * the same content stands beside it as a list for screen readers. Keyboard: none.
 */
export function HistoryPlot({ report }: { readonly report: EncounterReport }): ReactElement {
  const sessions = sessionsOf(report);
  const end = dayNumber(report.encounter.serviceDate ?? report.asOf.slice(0, 10));
  const rule = report.frequencyRules[0];
  if (sessions.length === 0 || end === null)
    return <p className={styles['none']}>No earlier corticosteroid injection was read.</p>;
  const days = sessions.map((one) => dayNumber(one.date)).filter((day) => day !== null);
  const start = Math.min(...days, end - (rule?.windowDays ?? 365)) - 10;
  const lanes = [...new Set(sessions.map((one) => one.lane))].toSorted((a, b) => a.localeCompare(b));
  const height = lanes.length * LANE + 34;
  const x = (day: number): number =>
    LEFT + ((day - start) / Math.max(1, end - start)) * (WIDTH - LEFT - RIGHT);
  const windowStart = rule ? x(end - rule.windowDays) : null;
  return (
    <figure className={styles['figure']}>
      <figcaption>
        {rule
          ? `Shaded: the last ${rule.windowDays} days. ${report.profileTitle}: at most ${rule.maxCount} sessions${rule.minIntervalDays === null ? '' : `, ${rule.minIntervalDays} days apart`}, for each site and side.`
          : 'The payer profile sets no frequency rule.'}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${height}`} className={styles['plot']} aria-hidden="true" focusable="false">
        {windowStart === null ? null : (
          <rect
            className={styles['window']}
            x={windowStart}
            y={0}
            width={x(end) - windowStart}
            height={height - 20}
          />
        )}
        {lanes.map((lane, index) => (
          <g key={lane}>
            <text className={styles['lane']} x={0} y={index * LANE + 15}>
              {lane}
            </text>
            <line
              className={styles['rule']}
              x1={LEFT}
              x2={WIDTH - RIGHT}
              y1={index * LANE + 11}
              y2={index * LANE + 11}
            />
          </g>
        ))}
        {sessions.map((one) => {
          const day = dayNumber(one.date);
          if (day === null) return null;
          const y = lanes.indexOf(one.lane) * LANE + 11;
          return (
            <circle
              key={`${one.lane} ${one.date}`}
              className={one.today ? styles['today'] : styles['past']}
              cx={x(day)}
              cy={y}
              r={4.5}
            />
          );
        })}
        <text className={styles['tick']} x={LEFT} y={height - 6}>
          {formatDate(sessions[0]?.date ?? '')}
        </text>
        <text className={styles['tick']} x={WIDTH - RIGHT} y={height - 6} textAnchor="end">
          {formatDate(report.encounter.serviceDate ?? report.asOf.slice(0, 10))}
        </text>
      </svg>
      <ul className={styles['list']}>
        {sessions.toReversed().map((one) => (
          <li
            key={`${one.lane} ${one.date}`}
          >{`${formatDate(one.date)}: ${one.lane}${one.today ? ' (this encounter)' : ''}`}</li>
        ))}
      </ul>
    </figure>
  );
}
