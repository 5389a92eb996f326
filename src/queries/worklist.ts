import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { Session, WorklistEntry } from '../ehr/session.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { worklistRun, type RunRow, type RunState } from './worklist-run.ts';

/** One encounter of the worklist. A row always says where it stands; none is blank. */
export type WorklistRow =
  | { readonly entry: WorklistEntry; readonly status: 'not-evaluated' }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'reading';
      readonly name: string | null;
      readonly previous: EncounterReport | null;
    }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'ready';
      /** The patient's name as read; in memory only. */
      readonly name: string | null;
      /** Without evidence (see `slimReport`). */
      readonly report: EncounterReport;
      /** The report before the last re-evaluation, or null: what changed since is marked. */
      readonly previous: EncounterReport | null;
    }
  | { readonly entry: WorklistEntry; readonly status: 'could-not-read'; readonly reason: string };

export interface WorklistState extends Omit<RunState, 'rows'> {
  readonly rows: readonly WorklistRow[];
}

export interface WorklistControls {
  /** Lists and reads. `pasted` (encounter ids) replaces the configured source. */
  readonly start: (pasted?: string) => void;
  /** Stops; rows already read stay. */
  readonly cancel: () => void;
  /** Reads the named encounters again (`Encounter/id`), or all of them. */
  readonly reevaluate: (encounters?: readonly string[]) => void;
}

/**
 * The worklist of this session: streams encounters in, reads each with its own patient, at most a few at a time.
 * It survives leaving the screen and ends with the session.
 */
export function useWorklist(
  session: Session,
  choices: { readonly table: string | null },
): WorklistState & WorklistControls {
  const run = worklistRun(session);
  const state = useSyncExternalStore(run.subscribe, run.read, run.read);
  const { table } = choices;
  const rows = useMemo(() => state.rows.map((row) => rowUnder(row, table)), [state.rows, table]);
  const start = useCallback((pasted?: string) => run.start(pasted), [run]);
  const cancel = useCallback(() => run.cancel(), [run]);
  const reevaluate = useCallback((encounters?: readonly string[]) => run.reevaluate(encounters), [run]);
  return { ...state, rows, start, cancel, reevaluate };
}

/** Rows are immutable, and thousands of them stay as they are when one arrives: each is made once per table. */
const made = new WeakMap<RunRow, { readonly table: string | null; readonly row: WorklistRow }>();

function rowUnder(row: RunRow, table: string | null): WorklistRow {
  const known = made.get(row);
  if (known && known.table === table) return known.row;
  const fresh = makeRow(row, table);
  made.set(row, { table, row: fresh });
  return fresh;
}

/** The row under the table chosen now. A table it was not evaluated under leaves it not evaluated. */
function makeRow(row: RunRow, table: string | null): WorklistRow {
  switch (row.status) {
    case 'ready': {
      const { entry, name, previous } = row;
      const report = row.reports.get(table);
      if (!report) return { entry, status: 'not-evaluated' };
      return { entry, status: 'ready', name, report, previous: previous?.get(table) ?? null };
    }
    case 'reading':
      return { ...row, previous: row.previous?.get(table) ?? null };
    case 'not-evaluated':
    case 'could-not-read':
      return row;
    default:
      return row satisfies never;
  }
}
