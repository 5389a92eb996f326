import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { Session, WorklistEntry } from '../ehr/session.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { chartQuery } from './chart.ts';
import type { EncounterSubject } from './encounter-subject.ts';
import { summaryUnder, type RowSummary } from './row-summary.ts';
import { outdatedUnder, sessionUnder, type Outdated, type SiteNow } from './site-now.ts';
import { watchReturns } from './return-to-page.ts';
import { worklistRun, type RunRow, type RunState } from './worklist-run.ts';

/** One encounter of the worklist. A row always says where it stands; none is blank. */
export type WorklistRow =
  | { readonly entry: WorklistEntry; readonly status: 'not-evaluated' }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'reading';
      readonly name: string | null;
      readonly previous: RowSummary | null;
    }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'ready';
      /** The patient's name as read; in memory only. */
      readonly name: string | null;
      /** What the row needs of its report, which is not kept. */
      readonly summary: RowSummary;
      /** The reading before the last re-evaluation, or null: what changed since is marked. */
      readonly previous: RowSummary | null;
      /** Whether a resource of the chart changed since the reading before. */
      readonly changed: boolean;
      /** Set when the site's settings changed since: the row says so until it is read again. */
      readonly outdated: Outdated;
    }
  | { readonly entry: WorklistEntry; readonly status: 'could-not-read'; readonly reason: string };

export interface WorklistState extends Omit<RunState, 'rows' | 'site'> {
  readonly rows: readonly WorklistRow[];
  /** Whether the site configured a source to list encounters from. */
  readonly configured: boolean;
}

export interface WorklistControls {
  /** Lists and reads. `pasted` (encounter ids) replaces the configured source. */
  readonly start: (pasted?: string) => void;
  /** Lists and reads the same list again, pasted or configured. */
  readonly again: () => void;
  /** Stops; rows already read stay. */
  readonly cancel: () => void;
  /** Reads the named encounters again (`Encounter/id`), or all of them. */
  readonly reevaluate: (encounters?: readonly string[]) => void;
}

/** The worklist's session under the site's settings of now, for whatever is opened from it. */
export interface WorklistSession {
  readonly current: Session;
}

/**
 * The worklist of this session: streams encounters in, reads each with its own patient, at most a few at a time.
 * It survives leaving the screen and ends with the session.
 */
export function useWorklist(
  session: Session,
  choices: { readonly table: string | null },
): WorklistState & WorklistControls & WorklistSession {
  const run = worklistRun(session);
  const state = useSyncExternalStore(run.subscribe, run.read, run.read);
  const { table } = choices;
  const { site, ...shown } = state;
  const rows = useMemo(
    () => state.rows.map((row) => rowUnder(row, { table, site })),
    [state.rows, table, site],
  );
  const current = useMemo(() => sessionUnder(session, site), [session, site]);
  useEffect(() => watchReturns(() => void run.checkSite()), [run]);
  const start = useCallback((pasted?: string) => run.start(pasted), [run]);
  const again = useCallback(() => run.again(), [run]);
  const cancel = useCallback(() => run.cancel(), [run]);
  const reevaluate = useCallback((encounters?: readonly string[]) => run.reevaluate(encounters), [run]);
  const configured = session.issuer.worklist.source !== 'pasted';
  return { ...shown, rows, configured, current, start, again, cancel, reevaluate };
}

/**
 * Gives the row of an encounter what its review has just read. Without a worklist nothing happens. `report` is the newest
 * one shown, or null while a newer reading runs.
 */
export function useRowFollows(
  session: Session,
  { patient, encounter, serviceDate }: EncounterSubject,
  report: EncounterReport | null,
): void {
  const queryClient = useQueryClient();
  useEffect(() => {
    // Once the review has its report: the row's own evaluation must not hold it up.
    if (report === null || session.patient !== null) return;
    const { queryKey } = chartQuery(session, { patient, encounter, serviceDate });
    const chart = queryClient.getQueryData(queryKey);
    if (chart) void worklistRun(session).take(chart);
  }, [queryClient, session, patient, encounter, serviceDate, report]);
}

/** What a row is shown under. */
interface Shown {
  readonly table: string | null;
  readonly site: SiteNow;
}

/** Rows are immutable, and thousands of them stay as they are when one arrives: each is made once per table. */
const made = new WeakMap<RunRow, Shown & { readonly row: WorklistRow }>();

function rowUnder(row: RunRow, shown: Shown): WorklistRow {
  const known = made.get(row);
  if (known && known.table === shown.table && known.site === shown.site) return known.row;
  const fresh = makeRow(row, shown);
  made.set(row, { ...shown, row: fresh });
  return fresh;
}

/** The row under the table chosen now. A table it was not evaluated under leaves it not evaluated. */
function makeRow(row: RunRow, { table, site }: Shown): WorklistRow {
  switch (row.status) {
    case 'ready': {
      const { entry, name, changed, previous, under } = row;
      const summary = summaryUnder(row.kept, table);
      if (!summary) return { entry, status: 'not-evaluated' };
      const outdated = outdatedUnder(summary.said, { under, now: site, followsSite: table === null });
      const before = previous && summaryUnder(previous, table);
      return { entry, status: 'ready', name, summary, previous: before, changed, outdated };
    }
    case 'reading': {
      const { entry, last } = row;
      return {
        entry,
        status: 'reading',
        name: last?.name ?? null,
        previous: last && summaryUnder(last.kept, table),
      };
    }
    case 'not-evaluated':
    case 'could-not-read':
      return row;
    default:
      return row satisfies never;
  }
}
