import type { ReactElement } from 'react';
import type { EncounterReport } from '../../report/report-schema.ts';
import { dateOfDay, dayNumber, formatDate } from '../../vocab/calendar.ts';
import { countWords, lanesOf, type Lane } from './history-model.ts';
import styles from './history-plot.module.css';

const WIDTH = 320;
const LANE = 34;
const EDGE = 6;
const DAYS_SHOWN = 365;

/**
 * Injections by site and side over time, each lane with its payer's rolling window shaded: frequency is looked at
 * rather than read. Drawn as SVG with text beside it, so it prints, follows the colour scheme and needs no plotting
 * library; the same content stands in words for screen readers. Keyboard: none.
 */
export function HistoryPlot({ report }: { readonly report: EncounterReport }): ReactElement {
  const lanes = lanesOf(report);
  const last = report.encounter.serviceDate ?? report.asOf.slice(0, 10);
  const end = Math.max(dayNumber(last) ?? 0, ...lanes.flatMap((lane) => lane.sessions.map((one) => one.day)));
  if (lanes.length === 0 || end === 0)
    return <p className={styles['none']}>No dated corticosteroid injection was read.</p>;
  const windows = lanes.map((lane) => lane.rule?.windowDays ?? DAYS_SHOWN);
  const first = Math.min(
    ...lanes.flatMap((lane) => lane.sessions.map((one) => one.day)),
    end - Math.max(...windows),
  );
  const start = first - Math.ceil((end - first) / 40);
  return (
    <figure className={styles['figure']}>
      {lanes.map((lane) => (
        <LaneRow key={lane.name} lane={lane} start={start} end={end} />
      ))}
      <p className={styles['axis']} aria-hidden="true">
        <span>{formatDate(dateOfDay(start))}</span>
        <span>{formatDate(dateOfDay(end))}</span>
      </p>
      <figcaption>{captionOf(report, lanes)}</figcaption>
    </figure>
  );
}

function captionOf(report: EncounterReport, lanes: readonly Lane[]): string {
  if (lanes.some((lane) => lane.rule))
    return `Shaded: the window ${report.profileTitle} counts in. Filled: this encounter.`;
  return report.frequencyRules.length === 0
    ? `${report.profileTitle} sets no frequency rule. Filled: this encounter.`
    : `Not counted: no rule of ${report.profileTitle} fits, or site or side is not known. Filled: this encounter.`;
}

interface LaneRowProps {
  readonly lane: Lane;
  readonly start: number;
  readonly end: number;
}

function LaneRow({ lane, start, end }: LaneRowProps): ReactElement {
  const x = (day: number): number => EDGE + ((day - start) / Math.max(1, end - start)) * (WIDTH - 2 * EDGE);
  const { rule, name, sessions } = lane;
  const today = sessions.findLast((one) => one.today)?.day ?? end;
  return (
    <div className={styles['lane']}>
      <p className={styles['words']}>
        <strong>{name}</strong>
        {rule ? <span>{countWords(rule)}</span> : null}
      </p>
      <svg
        viewBox={`0 0 ${WIDTH} ${LANE / 2}`}
        className={styles['plot']}
        role="img"
        aria-label={sessions
          .map((one) => `${formatDate(one.date)}${one.today ? ', this encounter' : ''}`)
          .join('; ')}
      >
        {rule ? (
          <rect
            className={styles['window']}
            x={x(today - rule.windowDays)}
            y={0}
            width={x(today) - x(today - rule.windowDays)}
            height={LANE / 2}
          />
        ) : null}
        <line className={styles['rule']} x1={0} x2={WIDTH} y1={LANE / 4} y2={LANE / 4} />
        {sessions.map((one) => (
          <circle
            key={one.date}
            className={one.today ? styles['today'] : styles['past']}
            cx={x(one.day)}
            cy={LANE / 4}
            r={4.5}
          >
            <title>{formatDate(one.date)}</title>
          </circle>
        ))}
      </svg>
      <p className={styles['dates']} aria-hidden="true">
        {sessions.map((one) => formatDate(one.date)).join(' · ')}
      </p>
    </div>
  );
}
