import { identityOf } from '../ehr/read-identity.ts';
import { SessionExpired, type Session, type WorklistEntry } from '../ehr/session.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { evaluateChart, EvaluationFailed } from './evaluator.ts';
import { endSession, sessionStore } from './session.ts';
import { slimReport } from './slim-report.ts';

/**
 * A slim report for each code table a user may switch to; null is the site's own. Charts are not kept, so switching
 * tables must not need them.
 */
export type ReportsByTable = ReadonlyMap<string | null, EncounterReport>;

/** One encounter as the run holds it, under every table. */
export type RunRow =
  | { readonly entry: WorklistEntry; readonly status: 'not-evaluated' }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'reading';
      readonly name: string | null;
      readonly previous: ReportsByTable | null;
    }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'ready';
      readonly name: string | null;
      readonly reports: ReportsByTable;
      readonly previous: ReportsByTable | null;
    }
  | { readonly entry: WorklistEntry; readonly status: 'could-not-read'; readonly reason: string };

export interface RunState {
  readonly status: 'idle' | 'listing' | 'reading' | 'done' | 'cancelled' | 'expired';
  readonly rows: readonly RunRow[];
  readonly done: number;
  readonly total: number;
  /** False when the list itself is not whole; `listReason` says why. Null until the list has been read. */
  readonly listComplete: boolean | null;
  readonly listReason: string | null;
}

/** Charts read at the same time: each is some seventeen searches against shared clinical infrastructure. */
const AT_ONCE = 4;
/** Rows arrive faster than anybody reads: the table is told of them together, so that typing in a filter stays quick. */
const TELL_EVERY_MS = 120;
const NOT_READ = 'The chart of this encounter could not be read.';

const TABLES: readonly (string | null)[] = [null, 'practice', 'cms-hcpcs'];

const EMPTY: RunState = {
  status: 'idle',
  rows: [],
  done: 0,
  total: 0,
  listComplete: null,
  listReason: null,
};

/** One session's worklist reading, outside React so that leaving the screen does not stop it. */
export class WorklistRun {
  #state: RunState = EMPTY;
  /** What listeners have been told; the same object until they are told again. */
  #shown: RunState = EMPTY;
  #telling: ReturnType<typeof setTimeout> | null = null;
  #abort = new AbortController();
  #waiting: string[] = [];
  #running = 0;
  readonly #listeners = new Set<() => void>();
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  readonly read = (): RunState => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(pasted?: string): void {
    this.#restart();
    this.#set({ ...EMPTY, status: 'listing' });
    void this.#list(pasted, this.#abort.signal);
  }

  cancel(): void {
    if (this.#state.status !== 'listing' && this.#state.status !== 'reading') return;
    this.#restart();
    this.#set({ status: 'cancelled', rows: this.#state.rows.map(stopped) });
  }

  reevaluate(encounters?: readonly string[]): void {
    const known = this.#state.rows.map((row) => row.entry.encounter);
    const asked = encounters ? known.filter((one) => encounters.includes(one)) : known;
    if (this.#state.status !== 'listing' && this.#state.status !== 'reading') this.#restart();
    this.#waiting.push(...asked.filter((one) => !this.#waiting.includes(one)));
    this.#set({ status: this.#waiting.length > 0 ? 'reading' : this.#state.status });
    this.#pump(this.#abort.signal);
  }

  #restart(): void {
    this.#abort.abort();
    this.#abort = new AbortController();
    this.#waiting = [];
    this.#running = 0;
  }

  async #list(pasted: string | undefined, signal: AbortSignal): Promise<void> {
    try {
      const options = pasted === undefined ? { signal } : { signal, pasted };
      const end = await this.#session.client.listWorklist((found) => this.#add(found, signal), options);
      if (signal.aborted) return;
      this.#set({ listComplete: end.complete, listReason: end.reason, status: 'reading' });
      this.#settle(signal);
    } catch (error) {
      this.#stop(error, signal, 'The list of encounters could not be read.');
    }
  }

  #add(found: readonly WorklistEntry[], signal: AbortSignal): void {
    if (signal.aborted) return;
    const known = new Set(this.#state.rows.map((row) => row.entry.encounter));
    const fresh = found.filter((entry) => !known.has(entry.encounter));
    this.#waiting.push(...fresh.map((entry) => entry.encounter));
    this.#set({
      rows: [...this.#state.rows, ...fresh.map((entry) => ({ entry, status: 'not-evaluated' as const }))],
    });
    this.#pump(signal);
  }

  #pump(signal: AbortSignal): void {
    while (!signal.aborted && this.#running < AT_ONCE) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#running += 1;
      void this.#readRow(next, signal);
    }
  }

  async #readRow(encounter: string, signal: AbortSignal): Promise<void> {
    const row = this.#state.rows.find((one) => one.entry.encounter === encounter);
    if (!row) return;
    const { entry } = row;
    const previous = row.status === 'ready' ? row.reports : null;
    const known = row.status === 'ready' ? row.name : null;
    this.#replace({ entry, status: 'reading', name: known, previous });
    try {
      const read = await this.#evaluate(entry, signal);
      if (signal.aborted) return;
      this.#replace({ entry, status: 'ready', ...read, previous });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SessionExpired) return this.#stop(error, signal, NOT_READ);
      const reason = error instanceof EvaluationFailed ? error.message : NOT_READ;
      this.#replace({ entry, status: 'could-not-read', reason });
    }
    this.#running -= 1;
    this.#pump(signal);
    this.#settle(signal);
  }

  async #evaluate(
    entry: WorklistEntry,
    signal: AbortSignal,
  ): Promise<{ readonly reports: ReportsByTable; readonly name: string | null }> {
    const { client, issuer } = this.#session;
    const subject = { patient: entry.patient, encounter: entry.encounter, serviceDate: null };
    const chart = await client.readChart(subject, { signal });
    const choices = TABLES.map((table) => ({ table, profile: null }));
    const reports = await evaluateChart({ chart, site: issuer.site, choices, signal });
    const patient = chart.resources.find((one) => one.resourceType === 'Patient');
    return {
      reports: new Map(reports.map((report, at) => [TABLES[at] ?? null, slimReport(report)] as const)),
      name: patient ? identityOf(patient).name : null,
    };
  }

  #settle(signal: AbortSignal): void {
    if (signal.aborted || this.#state.status !== 'reading') return;
    if (this.#running === 0 && this.#waiting.length === 0) this.#set({ status: 'done' });
  }

  #stop(error: unknown, signal: AbortSignal, words: string): void {
    if (signal.aborted) return;
    if (error instanceof SessionExpired) {
      this.#restart();
      this.#set({ status: 'expired', rows: [] });
      endSession('expired');
      return;
    }
    this.#set({ status: 'reading', listComplete: false, listReason: words });
    this.#settle(signal);
  }

  #replace(row: RunRow): void {
    this.#set({
      rows: this.#state.rows.map((one) => (one.entry.encounter === row.entry.encounter ? row : one)),
    });
  }

  #set(change: Partial<RunState>): void {
    const next = { ...this.#state, ...change };
    const done = next.rows.filter((row) => row.status === 'ready' || row.status === 'could-not-read').length;
    const statusChanged = next.status !== this.#state.status;
    this.#state = { ...next, done, total: next.rows.length };
    if (statusChanged) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), TELL_EVERY_MS);
  }

  #tell(): void {
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#telling = null;
    this.#shown = this.#state;
    for (const listener of this.#listeners) listener();
  }
}

/** A row whose reading was stopped: back to what it last was. */
function stopped(row: RunRow): RunRow {
  if (row.status !== 'reading') return row;
  return row.previous
    ? { entry: row.entry, status: 'ready', name: row.name, reports: row.previous, previous: null }
    : { entry: row.entry, status: 'not-evaluated' };
}

const runs = new Map<string, WorklistRun>();

/** The run of this session; the same object every time, so that hooks can subscribe to it. */
export function worklistRun(session: Session): WorklistRun {
  const known = runs.get(session.id);
  if (known) return known;
  const made = new WorklistRun(session);
  runs.set(session.id, made);
  return made;
}

sessionStore.subscribe(() => {
  if (sessionStore.read().state !== 'ended') return;
  for (const run of runs.values()) run.cancel();
  runs.clear();
});
