import { beforeAll, expect, it } from 'vitest';
import type { WorklistEntry } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import { administration, chart, order } from '../test-kit/chart-builder.ts';
import { aReader, aSession } from '../test-kit/session-builder.ts';
import { summaryUnder } from './row-summary.ts';
import { WorklistRun, type ReadyRow } from './worklist-run.ts';

/** Stands in every resource: a row that holds it holds something of the chart. */
const MARKER = 'only-in-the-chart';
const marked = { text: { status: 'generated', div: MARKER }, note: [{ text: MARKER }] };

const entryOf = (n: number): WorklistEntry => ({
  patient: `Patient/p${n}`,
  encounter: `Encounter/e${n}`,
  start: null,
  clinician: null,
});

/** The same visit in a chart of its own: a right-knee injection with findings, other ids. */
function chartOf(n: number): Chart {
  const resources = [administration(marked), order(marked)];
  const own = JSON.stringify(chart(resources, { readAt: `2026-11-20T16:00:${10 + n}.000Z` }))
    .replaceAll('Patient/p"', `Patient/p${n}"`)
    .replaceAll('Encounter/e"', `Encounter/e${n}"`)
    .replaceAll(/"id":"(\w+)"/g, `"id":"$1${n}"`);
  return JSON.parse(own) as Chart;
}

beforeAll(async () => {
  await import('./evaluation.ts');
});

async function readAll(run: WorklistRun): Promise<readonly ReadyRow[]> {
  await expect.poll(() => run.read().status).toBe('done');
  return run.read().rows.flatMap((row) => (row.status === 'ready' ? [row] : []));
}

function runOver(entries: readonly WorklistEntry[]): WorklistRun {
  const client = aReader({
    readChart: ({ patient }) => Promise.resolve(chartOf(Number(patient.slice('Patient/p'.length)))),
    listWorklist: (onFound) => {
      onFound(entries);
      return Promise.resolve({ complete: true, reason: null });
    },
  });
  const run = new WorklistRun(aSession({ client }));
  run.start();
  return run;
}

const four = [1, 2, 3, 4].map(entryOf);

/** Every object and string that can be reached from here. */
function reached(from: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof from === 'string') found.add(from);
  if (typeof from !== 'object' || from === null || found.has(from)) return found;
  found.add(from);
  for (const [key, value] of Object.entries(from)) reached(value, found.add(key));
  return found;
}

it('a row holds nothing of its chart and no report', async () => {
  const rows = await readAll(runOver(four));
  expect(rows).toHaveLength(4);
  expect(JSON.stringify(chartOf(1))).toContain(MARKER);
  for (const row of rows) {
    const all = reached(row);
    for (const word of [MARKER, 'resourceType', 'fragment', 'searched', 'noteText', 'injections', 'checks'])
      expect(all.has(word)).toBe(false);
    expect(Object.keys(row).toSorted()).toEqual(
      ['changed', 'entry', 'kept', 'name', 'previous', 'status', 'under', 'versions'].toSorted(),
    );
    expect(Object.keys(row.kept).toSorted()).toEqual(['own', 'under']);
    const summary = summaryUnder(row.kept, 'cms-hcpcs');
    expect(summary?.said.findings.length).toBeGreaterThan(0);
    expect(summary?.said.lines.length).toBeGreaterThan(0);
  }
});

it('encounters that say the same share all but their own strings, which are under 1 kB', async () => {
  const [first, ...others] = await readAll(runOver(four));
  for (const other of others) {
    expect(other.kept.under).toBe(first?.kept.under);
    expect(JSON.stringify(other.kept.own).length + other.versions.length).toBeLessThan(1000);
  }
});

it('a row read again and again holds one reading before, not all of them', async () => {
  const run = runOver(four);
  await readAll(run);
  run.reevaluate();
  const second = (await readAll(run)).map((row) => reached(row).size);
  run.reevaluate();
  const third = await readAll(run);
  expect(third.map((row) => row.previous !== null)).toEqual([true, true, true, true]);
  expect(third.map((row) => reached(row).size)).toEqual(second);
});
