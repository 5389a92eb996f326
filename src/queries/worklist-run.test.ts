import { beforeAll, expect, it } from 'vitest';
import { SessionExpired, type FhirReader, type Session, type WorklistEntry } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import { aReader, aSession } from '../test-kit/session-builder.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { summaryUnder } from './row-summary.ts';
import { endSession, sessionStore } from './session.ts';
import { WorklistRun, worklistRun } from './worklist-run.ts';

const entry = (n: number): WorklistEntry => ({
  patient: `Patient/${n}`,
  encounter: `Encounter/${n}`,
  start: null,
  clinician: null,
});
const chartOf = (n: string): Chart => ({
  patient: `Patient/${n}`,
  encounter: `Encounter/${n}`,
  serviceDate: null,
  resources: [{ resourceType: 'Patient', id: n, name: [{ text: `Name ${n}` }] }],
  sources: SOURCE_TYPES.map((type) => ({ type, completeness: 'complete', reason: null, count: 0 })),
  droppedWrongPatient: 0,
  readAt: '2026-11-23T19:30:00.000Z',
});

/** Charts that arrive when the test lets them. */
function world(
  entries: readonly WorklistEntry[],
  end = { complete: true, reason: null as string | null },
  readSite: Session['readSite'] = () => Promise.resolve(null),
) {
  const reading = new Map<
    string,
    { readonly give: () => void; readonly fail: (error: Error) => void; readonly signal: AbortSignal }
  >();
  const asked: string[] = [];
  const readChart: FhirReader['readChart'] = ({ patient, encounter }, { signal }) =>
    new Promise((resolve, reject) => {
      asked.push(`${patient} ${encounter ?? ''}`);
      signal.addEventListener('abort', () => reject(new DOMException('aborted', 'AbortError')));
      reading.set(encounter ?? '', {
        give: () => resolve(chartOf(patient.slice('Patient/'.length))),
        fail: reject,
        signal,
      });
    });
  const listWorklist: FhirReader['listWorklist'] = (onFound) => {
    onFound(entries);
    return Promise.resolve(end);
  };
  const session: Session = aSession({ client: aReader({ readChart, listWorklist }), readSite });
  return { run: new WorklistRun(session), session, reading, asked };
}

const statuses = (run: WorklistRun): readonly string[] => run.read().rows.map(({ status }) => status);
// The engine is loaded when first needed; here before the clock of the first wait runs.
beforeAll(async () => {
  await import('./evaluation.ts');
});

const entries = (count: number): readonly WorklistEntry[] =>
  Array.from({ length: count }, (_, at) => entry(at + 1));
const counts = (run: WorklistRun): Readonly<Record<string, number>> =>
  Object.fromEntries(
    ['ready', 'reading', 'not-evaluated'].map((status) => [
      status,
      statuses(run).filter((one) => one === status).length,
    ]),
  );

it('reads each encounter with its own patient, four at a time, and says how far it is', async () => {
  const { run, reading, asked } = world(entries(6));
  run.start();
  await expect.poll(() => counts(run)).toEqual({ ready: 0, reading: 4, 'not-evaluated': 2 });
  expect(asked).toEqual([1, 2, 3, 4].map((n) => `Patient/${n} Encounter/${n}`));
  reading.get('Encounter/1')?.give();
  await expect.poll(() => counts(run)).toEqual({ ready: 1, reading: 4, 'not-evaluated': 1 });
  expect([run.read().done, run.read().total, run.read().status]).toEqual([1, 6, 'reading']);
  for (const n of [2, 3, 4, 5]) {
    await expect.poll(() => reading.has(`Encounter/${n}`)).toBe(true);
    reading.get(`Encounter/${n}`)?.give();
  }
  await expect.poll(() => reading.has('Encounter/6')).toBe(true);
  reading.get('Encounter/6')?.give();
  await expect.poll(() => run.read().status).toBe('done');
  const [first] = run.read().rows;
  expect(first?.status === 'ready' && [first.name, first.kept.own.slice(0, 2)]).toEqual([
    'Name 1',
    ['Encounter/1', 'Patient/1'],
  ]);
});

it('keeps what is said under every table, so that switching needs no chart', async () => {
  const { run, reading } = world([entry(1)]);
  run.start();
  await expect.poll(() => reading.size).toBe(1);
  reading.get('Encounter/1')?.give();
  await expect.poll(() => run.read().status).toBe('done');
  const [row] = run.read().rows;
  const actives = [null, 'practice', 'cms-hcpcs', 'another'].map((table) =>
    row?.status === 'ready' ? summaryUnder(row.kept, table)?.said.tables.active : null,
  );
  expect(actives).toEqual(['practice', 'practice', 'cms-hcpcs', undefined]);
});

it('cancel keeps what is done and aborts the rest', async () => {
  const { run, reading } = world(entries(6));
  run.start();
  await expect.poll(() => reading.size).toBe(4);
  reading.get('Encounter/1')?.give();
  await expect.poll(() => statuses(run)[0]).toBe('ready');
  run.cancel();
  expect([run.read().status, counts(run)]).toEqual([
    'cancelled',
    { ready: 1, reading: 0, 'not-evaluated': 5 },
  ]);
  expect(reading.get('Encounter/2')?.signal.aborted).toBe(true);
});

it('reads again only what is asked, and keeps the older reading meanwhile', async () => {
  const { run, reading, asked } = world([entry(1), entry(2)]);
  run.start();
  await expect.poll(() => reading.size).toBe(2);
  for (const one of reading.values()) one.give();
  await expect.poll(() => run.read().status).toBe('done');
  run.reevaluate(['Encounter/2']);
  await expect.poll(() => statuses(run)).toEqual(['ready', 'reading']);
  const [, second] = run.read().rows;
  expect(second?.status === 'reading' && second.last !== null).toBe(true);
  expect(asked).toHaveLength(3);
  run.cancel();
  expect(statuses(run)).toEqual(['ready', 'ready']);
});

/** The chart with a resource the list had not seen. */
const changed = (n: string, readAt = '2026-11-23T20:00:00.000Z'): Chart => {
  const chart = chartOf(n);
  return { ...chart, readAt, resources: [...chart.resources, { resourceType: 'Condition', id: 'new' }] };
};

it('takes what the open review has read, marks what changed, and keeps the mark until it reads again itself', async () => {
  const { run, reading, asked } = world([entry(1), entry(2)]);
  run.start();
  await expect.poll(() => reading.size).toBe(2);
  for (const one of reading.values()) one.give();
  await expect.poll(() => run.read().status).toBe('done');
  const row = () => {
    const [first, second] = run.read().rows;
    if (first?.status !== 'ready' || second?.status !== 'ready') throw new Error('Not ready.');
    return { ...first, other: second };
  };
  const before = row();
  const lastRead = () => {
    const { kept } = row();
    return kept.own[summaryUnder(kept, null)?.said.lastRead ?? -1];
  };
  await run.take(chartOf('1'));
  expect(row()).toMatchObject({ changed: false, previous: null });
  await run.take(changed('1'));
  await expect.poll(() => row().changed).toBe(true);
  expect(lastRead()).toBe('2026-11-23T20:00:00.000Z');
  expect(row().previous?.under).toBe(before.kept.under);
  await run.take(changed('1', '2026-11-23T20:05:00.000Z'));
  await expect.poll(lastRead).toBe('2026-11-23T20:05:00.000Z');
  expect(row().changed).toBe(true);
  expect([row().other, asked.length]).toEqual([before.other, 2]);
  run.reevaluate(['Encounter/1']);
  await expect.poll(() => asked.length).toBe(3);
  // Being read again, the row waits for what comes.
  await run.take(changed('1'));
  await expect.poll(() => statuses(run)[0]).toBe('reading');
});

it('takes no chart of an encounter it does not list, nor of another patient', async () => {
  const { run, reading } = world([entry(1)]);
  run.start();
  await expect.poll(() => reading.size).toBe(1);
  reading.get('Encounter/1')?.fail(new Error('broken'));
  await expect.poll(() => run.read().status).toBe('done');
  await run.take(chartOf('2'));
  await run.take({ ...chartOf('1'), patient: 'Patient/2' });
  expect(statuses(run)).toEqual(['could-not-read']);
  await run.take(chartOf('1'));
  await expect.poll(() => statuses(run)).toEqual(['ready']);
});

it('evaluates what is read after a change of the site’s settings under the new ones, and knows what was not', async () => {
  const now = { site: undefined as unknown };
  const { run, reading } = world([entry(1), entry(2)], undefined, () => Promise.resolve({ site: now.site }));
  const under = (): readonly boolean[] =>
    run.read().rows.map((row) => row.status === 'ready' && row.under === run.read().site);
  run.start();
  await expect.poll(() => reading.size).toBe(2);
  for (const one of reading.values()) one.give();
  await expect.poll(() => run.read().status).toBe('done');
  expect(under()).toEqual([true, true]);
  now.site = { codeTable: 'cms-hcpcs' };
  await run.checkSite();
  await expect.poll(under).toEqual([false, false]);
  reading.clear();
  run.reevaluate(['Encounter/2']);
  await expect.poll(() => reading.size).toBe(1);
  reading.get('Encounter/2')?.give();
  await expect.poll(under).toEqual([false, true]);
  const actives = run
    .read()
    .rows.map((row) => (row.status === 'ready' ? summaryUnder(row.kept, null)?.said.tables.active : null));
  expect(actives).toEqual(['practice', 'cms-hcpcs']);
});

it('keeps the settings it has where the new ones would be refused or cannot be read', async () => {
  const answers: ({ readonly site: unknown } | null)[] = [{ site: { codeTable: 'no-such-table' } }, null];
  const { run } = world([], undefined, () => Promise.resolve(answers.shift() ?? null));
  const { site } = run.read();
  await run.checkSite();
  await run.checkSite();
  expect(answers).toEqual([]);
  run.start();
  await expect.poll(() => run.read().status).toBe('done');
  expect(run.read().site).toBe(site);
});

it('a chart that cannot be read is a row with words, and the others go on', async () => {
  const { run, reading } = world([entry(1), entry(2)], { complete: false, reason: 'The list is cut.' });
  run.start();
  await expect.poll(() => reading.size).toBe(2);
  reading.get('Encounter/1')?.fail(new Error('Ada Stone'));
  reading.get('Encounter/2')?.give();
  await expect.poll(() => run.read().status).toBe('done');
  expect(statuses(run)).toEqual(['could-not-read', 'ready']);
  expect(JSON.stringify(run.read())).not.toContain('Ada');
  expect([run.read().listComplete, run.read().listReason]).toEqual([false, 'The list is cut.']);
});

it('an ended session leaves no row, and a new session has a run of its own', async () => {
  const { run, session, reading } = world([entry(1)]);
  sessionStore.set({ state: 'ready', session, near: null });
  run.start();
  await expect.poll(() => reading.size).toBe(1);
  reading.get('Encounter/1')?.fail(new SessionExpired('ended'));
  await expect.poll(() => run.read()).toMatchObject({ status: 'expired', rows: [] });
  expect(sessionStore.read()).toMatchObject({ state: 'ended', reason: 'expired' });
  const next = aSession({ id: 'session-2' });
  expect(worklistRun(next)).toBe(worklistRun(next));
  expect(worklistRun(next)).not.toBe(worklistRun(aSession({ id: 'session-3' })));
  sessionStore.set({ state: 'ready', session: next, near: null });
  const before = worklistRun(next);
  endSession('left');
  expect(worklistRun(next)).not.toBe(before);
});

it('reads the same list again, and the configured one when asked for it', async () => {
  const listed: (string | undefined)[] = [];
  const listWorklist: FhirReader['listWorklist'] = (_onFound, { pasted }) => {
    listed.push(pasted);
    return Promise.resolve({ complete: true, reason: null });
  };
  const run = new WorklistRun(aSession({ client: aReader({ listWorklist }) }));
  const pasted: boolean[] = [];
  for (const read of [() => run.start('e1'), () => run.again(), () => run.start(), () => run.again()]) {
    read();
    await expect.poll(() => run.read().status).toBe('done');
    pasted.push(run.read().pasted);
  }
  expect(listed).toEqual(['e1', 'e1', undefined, undefined]);
  expect(pasted).toEqual([true, true, false, false]);
});
