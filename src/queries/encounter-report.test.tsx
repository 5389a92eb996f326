import { QueryClientProvider, type QueryClient } from '@tanstack/react-query';
import { act, renderHook, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { SessionExpired, type FhirReader } from '../ehr/session.ts';
import type { Chart } from '../facts/chart.ts';
import { aReader, aSession, anIssuer } from '../test-kit/session-builder.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { useEncounterReport, type EncounterReportState } from './encounter-report.ts';
import type { EncounterSubject } from './encounter-subject.ts';
import { createQueryClient } from './query-client.ts';
import { endSession, onSessionEnd, sessionStore } from './session.ts';

const SUBJECT: EncounterSubject = { patient: 'Patient/p1', encounter: 'Encounter/e1', serviceDate: null };

const chartOf = (subject: EncounterSubject, readAt = '2026-11-23T19:30:00.000Z'): Chart => ({
  ...subject,
  resources: [
    {
      resourceType: 'MedicationAdministration',
      id: `given-${subject.patient.slice('Patient/'.length)}`,
      status: 'completed',
      subject: { reference: subject.patient },
      context: { reference: subject.encounter },
      effectiveDateTime: '2026-11-23T14:05:00-05:00',
      medicationCodeableConcept: { text: 'methylprednisolone acetate 40 mg/mL' },
      dosage: { dose: { value: 40, unit: 'mg', code: 'mg', system: 'http://unitsofmeasure.org' } },
    },
  ],
  sources: SOURCE_TYPES.map((type) => ({ type, completeness: 'complete', reason: null, count: 0 })),
  droppedWrongPatient: 0,
  readAt,
});

// The engine is loaded when first needed; here before the clock of the first wait runs.
beforeAll(async () => {
  await import('./evaluation.ts');
});

let client: QueryClient;
beforeEach(() => {
  client = createQueryClient();
});
afterEach(() => {
  client.clear();
  onSessionEnd(() => undefined, null);
});

const wrapper = ({ children }: { readonly children: ReactNode }) => (
  <QueryClientProvider client={client}>{children}</QueryClientProvider>
);

interface Props {
  readonly subject: EncounterSubject;
  readonly table: string | null;
}

const START: Props = { subject: SUBJECT, table: null };

function show(readChart: FhirReader['readChart'], site?: unknown) {
  const session = aSession({ client: aReader({ readChart }), issuer: anIssuer({ site }) });
  const hook = renderHook(({ subject, table }: Props) => useEncounterReport(session, subject, { table }), {
    wrapper,
    initialProps: START,
  });
  const ready = async (): Promise<Extract<EncounterReportState, { status: 'ready' }>> => {
    await waitFor(() => expect(hook.result.current.status).toBe('ready'));
    const state = hook.result.current;
    if (state.status !== 'ready') throw new Error(state.status);
    return state;
  };
  return { ...hook, ready, session };
}

/** A reading the test ends. */
function heldReading() {
  const waiting: {
    readonly give: (chart: Chart) => void;
    readonly fail: (error: Error) => void;
    readonly signal: AbortSignal;
  }[] = [];
  const readChart: FhirReader['readChart'] = (_, { signal, onProgress }) =>
    new Promise((give, fail) => {
      onProgress?.({ type: 'Procedure', read: 120, state: 'reading' });
      signal.addEventListener('abort', () => fail(new DOMException('aborted', 'AbortError')));
      waiting.push({ give, fail, signal });
    });
  return { waiting, readChart };
}

it('goes from reading with progress to a report of this encounter', async () => {
  const { waiting, readChart } = heldReading();
  const { result, ready } = show(readChart);
  expect(result.current.status).toBe('reading');
  await waitFor(() =>
    expect(result.current).toMatchObject({ progress: [{ type: 'Procedure', read: 120, state: 'reading' }] }),
  );
  act(() => waiting[0]?.give(chartOf(SUBJECT)));
  const { report, readAt, rechecking } = await ready();
  expect([report.patient, report.encounter.reference, readAt, rechecking]).toEqual([
    'Patient/p1',
    'Encounter/e1',
    '2026-11-23T19:30:00.000Z',
    false,
  ]);
  expect(report.injections.map(({ administration }) => administration)).toEqual([
    'MedicationAdministration/given-p1',
  ]);
});

it('a recheck keeps the report up until the newer one is there', async () => {
  const { waiting, readChart } = heldReading();
  const { result, ready } = show(readChart);
  act(() => waiting[0]?.give(chartOf(SUBJECT)));
  const first = await ready();
  act(() => first.recheck());
  await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', rechecking: true }));
  act(() => waiting[1]?.give(chartOf(SUBJECT, '2026-11-23T19:40:00.000Z')));
  await waitFor(() =>
    expect(result.current).toMatchObject({ rechecking: false, readAt: '2026-11-23T19:40:00.000Z' }),
  );
});

it('coming back to the page reads the chart again, however fresh the report', async () => {
  const { waiting, readChart } = heldReading();
  const { ready } = show(readChart);
  act(() => waiting[0]?.give(chartOf(SUBJECT)));
  await ready();
  act(() => void window.dispatchEvent(new Event('focus')));
  await waitFor(() => expect(waiting).toHaveLength(2));
});

it('a recheck that breaks leaves the older report and says so', async () => {
  const { waiting, readChart } = heldReading();
  const { result, ready } = show(readChart);
  act(() => waiting[0]?.give(chartOf(SUBJECT)));
  (await ready()).recheck();
  await waitFor(() => expect(waiting).toHaveLength(2));
  act(() => waiting[1]?.fail(new Error('broken, with Ada Stone in its text')));
  await waitFor(() => expect(result.current).toMatchObject({ status: 'ready', rechecking: false }));
  const state = await ready();
  expect([state.recheckFailed === null, JSON.stringify(state)]).toEqual([
    false,
    expect.not.stringContaining('Ada'),
  ]);
});

it('can be stopped, and started again', async () => {
  const { waiting, readChart } = heldReading();
  const { result, ready } = show(readChart);
  act(() => (result.current.status === 'reading' ? result.current.cancel() : undefined));
  await waitFor(() => expect(result.current.status).toBe('cancelled'));
  expect(waiting[0]?.signal.aborted).toBe(true);
  act(() => (result.current.status === 'cancelled' ? result.current.retry() : undefined));
  await waitFor(() => expect(waiting).toHaveLength(2));
  act(() => waiting[1]?.give(chartOf(SUBJECT)));
  expect((await ready()).report.patient).toBe('Patient/p1');
});

it('leaving the screen stops the reading', async () => {
  const { waiting, readChart } = heldReading();
  const { unmount } = show(readChart);
  await waitFor(() => expect(waiting).toHaveLength(1));
  unmount();
  await waitFor(() => expect(waiting[0]?.signal.aborted).toBe(true));
});

it('switching encounters never shows the one before, switching tables keeps the report up meanwhile', async () => {
  const { rerender, result, ready } = show((subject) => Promise.resolve(chartOf(subject)));
  await ready();
  const other = { patient: 'Patient/p2', encounter: 'Encounter/e2', serviceDate: null };
  rerender({ subject: other, table: null });
  expect(result.current.status).toBe('reading');
  expect((await ready()).report.patient).toBe('Patient/p2');
  rerender({ subject: other, table: 'cms-hcpcs' });
  expect(result.current).toMatchObject({ status: 'ready', rechecking: true });
  await waitFor(() => expect(result.current).toMatchObject({ report: { tables: { active: 'cms-hcpcs' } } }));
});

it('a site configuration the engine refuses is a state with path and reason', async () => {
  const { result } = show((subject) => Promise.resolve(chartOf(subject)), { codeTable: 7 });
  await waitFor(() => expect(result.current.status).toBe('failed'));
  expect(result.current).toMatchObject({ reason: expect.stringMatching(/^config\.json, site, codeTable: /) });
});

describe('the end of the session', () => {
  it('a 401 ends it: the token is forgotten, the cache is empty, the state says expired', async () => {
    const { session, result } = show(() => Promise.reject(new SessionExpired('ended')));
    const forget = vi.fn<() => void>();
    onSessionEnd(forget, 'https://app.test/launch/');
    sessionStore.set({ state: 'ready', session, near: null });
    await waitFor(() => expect(sessionStore.read().state).toBe('ended'));
    expect(forget).toHaveBeenCalledOnce();
    expect(sessionStore.read()).toEqual({
      state: 'ended',
      reason: 'expired',
      sandbox: false,
      lost: false,
      relaunch: 'https://app.test/launch/',
    });
    expect(['expired', 'reading']).toContain(result.current.status);
    expect(client.getQueryCache().findAll({ predicate: ({ state }) => state.data !== undefined })).toEqual(
      [],
    );
  });

  it.each(['idle', 'left', 'expired'] as const)(
    '%s empties the cache, and a second end changes nothing',
    async (reason) => {
      const { session, ready } = show((subject) => Promise.resolve(chartOf(subject)));
      sessionStore.set({ state: 'ready', session, near: null });
      await ready();
      act(() => endSession(reason));
      act(() => endSession('left'));
      expect(sessionStore.read()).toMatchObject({ state: 'ended', reason });
      expect(client.getQueryCache().findAll({ predicate: ({ state }) => state.data !== undefined })).toEqual(
        [],
      );
    },
  );
});
