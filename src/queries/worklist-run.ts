import { identityOf } from '../ehr/read-identity.ts';
import { SessionExpired, type Session, type WorklistEntry } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import { chartVersions, recordChanged } from './chart-versions.ts';
import { evaluateChart, EvaluationFailed } from './evaluator.ts';
import { keepReading } from './keep-reading.ts';
import type { KeptReading } from './row-summary.ts';
import { endSession, sessionStore } from './session.ts';
import { SharedParts } from './shared-parts.ts';
import { readSiteNow, sessionUnder, type SiteNow } from './site-now.ts';
import { tableChoices } from './table-choices.ts';

/** One encounter that was read. Its chart and its reports are let go: opening it reads it again. */
export interface ReadyRow {
  readonly entry: WorklistEntry;
  readonly status: 'ready';
  readonly name: string | null;
  /** Under each code table a user may switch to, so that switching needs no chart. */
  readonly kept: KeptReading;
  /** The reading before, or null. */
  readonly previous: KeptReading | null;
  /** The site's settings it was evaluated under; the same object for all rows of one configuration. */
  readonly under: SiteNow;
  /** See `chartVersions`. */
  readonly versions: string;
  /** Whether a resource changed since the reading before. */
  readonly changed: boolean;
}

/** One encounter as the run holds it, under every table. */
export type RunRow =
  | { readonly entry: WorklistEntry; readonly status: 'not-evaluated' }
  | {
      readonly entry: WorklistEntry;
      readonly status: 'reading';
      /** As it was read last, or null: it comes back where the reading is stopped. */
      readonly last: ReadyRow | null;
    }
  | ReadyRow
  | { readonly entry: WorklistEntry; readonly status: 'could-not-read'; readonly reason: string };

export interface RunState {
  readonly status: 'idle' | 'listing' | 'reading' | 'done' | 'cancelled' | 'expired';
  readonly rows: readonly RunRow[];
  readonly done: number;
  readonly total: number;
  /** False when the list itself is not whole; `listReason` says why. Null until the list has been read. */
  readonly listComplete: boolean | null;
  readonly listReason: string | null;
  /** Whether the list is of pasted ids, in place of the configured source. */
  readonly pasted: boolean;
  /** The site's settings as last read. Rows evaluated under others are outdated. */
  readonly site: SiteNow;
}

/** Charts read at the same time: each is some seventeen searches against shared clinical infrastructure. */
const AT_ONCE = 4;
/**
 * Rows arrive faster than anybody reads: the table is told of them together, and less often the longer it is, so that
 * choosing a filter stays quick.
 */
const TELL_EVERY_MS = 120;
const ROWS_PER_MS = 20;
const NOT_READ = 'The chart of this encounter could not be read.';

const EMPTY = {
  status: 'idle',
  rows: [],
  done: 0,
  total: 0,
  listComplete: null,
  listReason: null,
  pasted: false,
} satisfies Partial<RunState>;

/** One session's worklist reading, outside React so that leaving the screen does not stop it. */
export class WorklistRun {
  #state: Omit<RunState, 'rows' | 'done' | 'total'>;
  /** What listeners have been told; the same object until they are told again. */
  #shown: RunState;
  #telling: ReturnType<typeof setTimeout> | null = null;
  #abort = new AbortController();
  #waiting: string[] = [];
  #running = 0;
  readonly #listeners = new Set<() => void>();
  readonly #session: Session;
  /** Rows by encounter, in list order. The list that listeners see is made when they are told. */
  readonly #rows = new Map<string, RunRow>();
  /** Settled when the site's settings have been read for what is evaluated next. */
  #siteRead: Promise<void> = Promise.resolve();
  /** The ids the list was last read from, or undefined: the configured source. In memory only. */
  #pasted: string | undefined;
  /** What rows say alike, held once; let go with the rows. */
  #parts = new SharedParts();

  constructor(session: Session) {
    this.#session = session;
    this.#state = { ...EMPTY, site: { site: session.issuer.site } };
    this.#shown = { ...EMPTY, site: this.#state.site };
  }

  readonly read = (): RunState => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  start(pasted?: string): void {
    this.#pasted = pasted;
    this.#restart();
    this.#clear();
    void this.checkSite();
    this.#set({ ...EMPTY, status: 'listing', pasted: pasted !== undefined });
    void this.#list(pasted, this.#abort.signal);
  }

  /** Lists and reads the same list once more: another in its place would be taken for it. */
  again(): void {
    this.start(this.#pasted);
  }

  cancel(): void {
    if (this.#state.status !== 'listing' && this.#state.status !== 'reading') return;
    this.#restart();
    for (const [encounter, row] of this.#rows) this.#rows.set(encounter, stopped(row));
    this.#set({ status: 'cancelled' });
  }

  reevaluate(encounters?: readonly string[]): void {
    const asked = (encounters ?? [...this.#rows.keys()]).filter((one) => this.#rows.has(one));
    if (this.#state.status !== 'listing' && this.#state.status !== 'reading') this.#restart();
    const waiting = new Set(this.#waiting);
    for (const one of asked) waiting.add(one);
    this.#waiting = [...waiting];
    void this.checkSite();
    this.#set({ status: this.#waiting.length > 0 ? 'reading' : this.#state.status });
    this.#pump(this.#abort.signal);
  }

  /**
   * Takes the chart that the open review has just read as the row's reading, so that the list never says less than the
   * review beside it and an export never pairs a decision with an older reading. Marks that stand stay until the row is
   * read again by itself.
   */
  async take(chart: Chart): Promise<void> {
    const row = this.#rows.get(chart.encounter ?? '');
    if (!row || row.status === 'reading' || row.entry.patient !== chart.patient) return;
    const { signal } = this.#abort;
    try {
      const read = await this.#evaluate(row.entry, chart, signal);
      // Read again meanwhile, the row holds what is newer.
      if (signal.aborted || this.#rows.get(row.entry.encounter) !== row) return;
      const last = row.status === 'ready' ? row : null;
      const changed = last !== null && recordChanged(last.versions, read.versions);
      this.#replace({
        entry: row.entry,
        status: 'ready',
        ...read,
        previous: changed ? last.kept : (last?.previous ?? null),
        changed: changed || last?.changed === true,
      });
    } catch (error) {
      // The review says that it could not be evaluated; the row keeps what it had.
      if (!signal.aborted && !(error instanceof EvaluationFailed)) throw error;
    }
  }

  /** Reads the site's settings again: rows evaluated under others are marked, and what is read next is under these. */
  checkSite(): Promise<void> {
    this.#siteRead = this.#siteRead.then(async () => {
      const site = await readSiteNow(this.#session, this.#state.site);
      if (site !== this.#state.site) this.#set({ site });
    });
    return this.#siteRead;
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
    for (const entry of found) {
      if (this.#rows.has(entry.encounter)) continue;
      this.#rows.set(entry.encounter, { entry, status: 'not-evaluated' });
      this.#waiting.push(entry.encounter);
    }
    this.#set({});
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
    const row = this.#rows.get(encounter);
    if (!row) return;
    const { entry } = row;
    const last = row.status === 'ready' ? row : null;
    this.#replace({ entry, status: 'reading', last });
    try {
      const chart = await this.#readChart(entry, signal);
      const read = await this.#evaluate(entry, chart, signal);
      if (signal.aborted) return;
      const changed = last !== null && recordChanged(last.versions, read.versions);
      this.#replace({ entry, status: 'ready', ...read, previous: last?.kept ?? null, changed });
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

  #readChart({ patient, encounter }: WorklistEntry, signal: AbortSignal): Promise<Chart> {
    return this.#session.client.readChart({ patient, encounter, serviceDate: null }, { signal });
  }

  async #evaluate(
    entry: WorklistEntry,
    chart: Chart,
    signal: AbortSignal,
  ): Promise<Pick<ReadyRow, 'kept' | 'name' | 'under' | 'versions'>> {
    await this.#siteRead;
    const under = this.#state.site;
    const tables = tablesOf(sessionUnder(this.#session, under));
    const choices = tables.map((table) => ({ table, profile: null }));
    const evaluated = await evaluateChart({ chart, site: under.site, choices, signal });
    const reports = evaluated.map((report, at) => ({ table: tables[at] ?? null, report }));
    const patient = chart.resources.find((one) => one.resourceType === 'Patient');
    return {
      kept: keepReading({ entry, reports, parts: this.#parts }),
      name: patient ? identityOf(patient).name : null,
      under,
      versions: chartVersions(chart),
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
      this.#clear();
      this.#set({ status: 'expired' });
      endSession('expired');
      return;
    }
    this.#set({ status: 'reading', listComplete: false, listReason: words });
    this.#settle(signal);
  }

  #clear(): void {
    this.#rows.clear();
    this.#parts = new SharedParts();
  }

  #replace(row: RunRow): void {
    this.#rows.set(row.entry.encounter, row);
    this.#set({});
  }

  #set(change: Partial<Omit<RunState, 'rows' | 'done' | 'total'>>): void {
    const statusChanged = change.status !== undefined && change.status !== this.#state.status;
    this.#state = { ...this.#state, ...change };
    if (statusChanged) this.#tell();
    else this.#telling ??= setTimeout(() => this.#tell(), TELL_EVERY_MS + this.#rows.size / ROWS_PER_MS);
  }

  #tell(): void {
    if (this.#telling !== null) clearTimeout(this.#telling);
    this.#telling = null;
    const rows = [...this.#rows.values()];
    const done = rows.filter((row) => row.status === 'ready' || row.status === 'could-not-read').length;
    this.#shown = { ...this.#state, rows, done, total: rows.length };
    for (const listener of this.#listeners) listener();
  }
}

/** Tables to evaluate under; the first is the site's own, which null stands for. */
function tablesOf(session: Session): readonly (string | null)[] {
  const tables = tableChoices(session).map((one) => one.value);
  return tables.length > 0 ? tables : [null];
}

/** A row whose reading was stopped: back to what it last was. */
function stopped(row: RunRow): RunRow {
  if (row.status !== 'reading') return row;
  return row.last
    ? { ...row.last, previous: null, changed: false }
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
