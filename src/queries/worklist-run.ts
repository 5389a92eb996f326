import { identityOf } from '../ehr/read-identity.ts';
import { SessionExpired, type Session, type WorklistEntry } from '../ehr/session.ts';
import { evaluateEncounter } from '../report/evaluate-encounter.ts';
import type { EncounterReport } from '../report/report-schema.ts';
import { endSession, sessionStore } from './session.ts';
import { siteOf } from './site-settings.ts';
import { slimReport } from './slim-report.ts';
import type { WorklistRow, WorklistState } from './worklist.ts';

/** Charts read at the same time: each is some seventeen searches against shared clinical infrastructure. */
const AT_ONCE = 2;
/** Rows arrive faster than anybody reads: the table is told of them together, so that typing in a filter stays quick. */
const TELL_EVERY_MS = 120;
const NOT_READ = 'The chart of this encounter could not be read.';

const EMPTY: WorklistState = {
  status: 'idle',
  rows: [],
  done: 0,
  total: 0,
  listComplete: null,
  listReason: null,
};

/** One session's worklist reading, outside React so that leaving the screen does not stop it. */
export class WorklistRun {
  #state: WorklistState = EMPTY;
  /** What listeners have been told; the same object until they are told again. */
  #shown: WorklistState = EMPTY;
  #telling: ReturnType<typeof setTimeout> | null = null;
  #abort = new AbortController();
  #waiting: string[] = [];
  #running = 0;
  readonly #listeners = new Set<() => void>();
  readonly #session: Session;
  readonly #table: string | null;

  constructor(session: Session, table: string | null) {
    this.#session = session;
    this.#table = table;
  }

  readonly read = (): WorklistState => this.#shown;

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
    const previous = row.status === 'ready' ? row.report : null;
    const known = row.status === 'ready' ? row.name : null;
    this.#replace({ entry, status: 'reading', name: known, previous });
    try {
      const { report, name } = await this.#evaluate(entry, signal);
      if (signal.aborted) return;
      this.#replace({ entry, status: 'ready', name, report: slimReport(report), previous });
    } catch (error) {
      if (signal.aborted) return;
      if (error instanceof SessionExpired) return this.#stop(error, signal, NOT_READ);
      this.#replace({ entry, status: 'could-not-read', reason: NOT_READ });
    }
    this.#running -= 1;
    this.#pump(signal);
    this.#settle(signal);
  }

  async #evaluate(
    entry: WorklistEntry,
    signal: AbortSignal,
  ): Promise<{ report: EncounterReport; name: string | null }> {
    const { client, issuer } = this.#session;
    const site = siteOf(issuer.site);
    if (!site.ok) throw new Error('site configuration');
    const subject = { patient: entry.patient, encounter: entry.encounter, serviceDate: null };
    const chart = await client.readChart(subject, { signal });
    const report = evaluateEncounter(chart, {
      asOf: chart.readAt,
      table: this.#table,
      profile: null,
      site: site.value,
    });
    const patient = chart.resources.find((one) => one.resourceType === 'Patient');
    return { report, name: patient ? identityOf(patient).name : null };
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

  #replace(row: WorklistRow): void {
    this.#set({
      rows: this.#state.rows.map((one) => (one.entry.encounter === row.entry.encounter ? row : one)),
    });
  }

  #set(change: Partial<WorklistState>): void {
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
function stopped(row: WorklistRow): WorklistRow {
  if (row.status !== 'reading') return row;
  return row.previous
    ? { entry: row.entry, status: 'ready', name: row.name, report: row.previous, previous: null }
    : { entry: row.entry, status: 'not-evaluated' };
}

const runs = new Map<string, WorklistRun>();

/** The run of this session and table; the same object every time, so that hooks can subscribe to it. */
export function worklistRun(session: Session, table: string | null): WorklistRun {
  const key = `${session.id}|${table ?? ''}`;
  const known = runs.get(key);
  if (known) return known;
  const made = new WorklistRun(session, table);
  runs.set(key, made);
  return made;
}

sessionStore.subscribe(() => {
  if (sessionStore.read().state !== 'ended') return;
  for (const run of runs.values()) run.cancel();
  runs.clear();
});
