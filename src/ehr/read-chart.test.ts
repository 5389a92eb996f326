import { describe, expect, it } from 'vitest';
import { FAULTS, type SimulatedFault } from '../../launch/sandbox-ehr/fault.ts';
import { PERSONALITIES } from '../../launch/sandbox-ehr/personality.ts';
import { testCharts } from '../../launch/sandbox-ehr/test-charts.ts';
import { EHR, testSandbox } from '../../launch/sandbox-ehr/test-client.ts';
import {
  AT,
  sandboxReader,
  VISIT_A,
  watchedOptions,
  type SandboxReaderOptions,
} from '../test-kit/sandbox-session.ts';
import type { Chart } from '../facts/chart.ts';
import { SOURCE_TYPES, type Completeness, type SourceType } from '../vocab/completeness.ts';
import type { ReadingSettings } from './configuration.ts';
import { SEARCHED } from './reading-plan.ts';
import { SessionExpired } from './session.ts';

const statusOf = (chart: Chart, type: SourceType) => chart.sources.find((source) => source.type === type);
const ends = (chart: Chart, type: SourceType): Completeness | undefined =>
  statusOf(chart, type)?.completeness;

async function chartUnder(options: SandboxReaderOptions = {}) {
  const world = await sandboxReader(options);
  const chart = await world.reader.readChart(VISIT_A, watchedOptions().options);
  return { ...world, chart };
}

describe('every source ends, with words unless complete', () => {
  it.each(PERSONALITIES)('%s', async (personality) => {
    const { chart } = await chartUnder({ personality });
    expect(chart.sources.map(({ type }) => type)).toEqual(SOURCE_TYPES);
    for (const source of chart.sources)
      expect(source.reason === null).toBe(source.completeness === 'complete');
    expect(chart).toMatchObject({
      patient: 'Patient/a',
      encounter: 'Encounter/a-visit',
      serviceDate: null,
      droppedWrongPatient: 0,
    });
    expect(chart.readAt).toBe('2026-11-23T19:30:00.000Z');
    expect(ends(chart, 'Encounter')).toBe('complete');
    const given = statusOf(chart, 'MedicationAdministration');
    expect([given?.completeness, given?.count]).toEqual(
      personality === 'meditech-like' ? ['unsupported', 0] : ['complete', 3],
    );
  });
});

describe('the first round', () => {
  it.each(PERSONALITIES)('leaves whole before any answer is seen: %s', async (personality) => {
    const ehr = testSandbox({ now: () => AT });
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    // The sandbox answers at once and logs it; the client sees no answer until every request has arrived.
    const held = await sandboxReader({ personality, ehr, hold: () => gate });
    const reading = held.reader.readChart(VISIT_A, watchedOptions().options);
    const expected = [...SEARCHED, 'Patient', 'Encounter'];
    await expect.poll(() => ehr.log.entries().length).toBe(expected.length);
    expect(new Set(ehr.log.entries().map(({ type }) => type))).toEqual(new Set(expected));
    open();
    await reading;
  });

  it('asks neither discovery nor the CapabilityStatement, and one further round reads only what was referenced', async () => {
    const { ehr } = await chartUnder({ personality: 'epic-like' });
    const paths = ehr.log.entries().map(({ path }) => path);
    expect(paths.filter((path) => /metadata|well-known/.test(path))).toEqual([]);
    const second = ehr.log.entries().slice(SEARCHED.length + 2);
    expect(new Set(second.map(({ type }) => type))).toEqual(
      new Set(['Medication', 'Practitioner', 'Binary']),
    );
    expect(new Set(second.map(({ path }) => path.replace(/\?.*/, '').split('/').at(-1)))).toEqual(
      new Set(['{id}']),
    );
  });

  it('stays within what each EHR takes: no parameter is refused or dropped where the type is offered', async () => {
    for (const personality of PERSONALITIES) {
      const { ehr, chart } = await chartUnder({ personality });
      const refused = ehr.log
        .entries()
        .filter(({ status, path }) => status === 400 && !path.includes('ChargeItem'));
      expect([personality, refused]).toEqual([personality, []]);
      expect(ends(chart, 'Procedure')).toBe('complete');
    }
  });

  it('sends patient, a window with time and zone, and the page size', async () => {
    const { asked } = await chartUnder({ reading: { pageSize: 50 } });
    const url = new URL(asked.find((one) => one.url.includes('/MedicationAdministration?'))?.url ?? '');
    expect(url.searchParams.get('patient')).toBe('a');
    expect(url.searchParams.getAll('effective-time')).toEqual([
      'ge2025-08-25T19:30:00Z',
      'le2026-11-25T19:30:00Z',
    ]);
    expect(url.searchParams.get('_count')).toBe('50');
    expect([...url.searchParams.keys()].sort()).toEqual([
      '_count',
      'effective-time',
      'effective-time',
      'patient',
    ]);
  });

  it('names the encounter only where the site says this EHR lists it', async () => {
    const plain = await chartUnder();
    expect(plain.asked.filter(({ url }) => /[?&](encounter|context)=/.test(url))).toEqual([]);
    const listed = await chartUnder({ reading: { byEncounter: ['DocumentReference', 'ChargeItem'] } });
    const named = listed.asked
      .map(({ url }) => url)
      .filter((url) => /[?&](encounter|context)=a-visit/.test(url));
    expect(new Set(named.map((url) => /fhir\/([A-Za-z]+)/.exec(url)?.[1]))).toEqual(
      new Set(['ChargeItem', 'DocumentReference']),
    );
  });

  it('finds what the encounter holds without a date, only where the site lists the parameter', async () => {
    const undated = testCharts().map((one) =>
      one.id === 'a-injection' || one.id === 'a-given-3'
        ? { ...one, performedDateTime: undefined, effectiveDateTime: undefined }
        : one,
    );
    const found = async (byEncounter: ReadingSettings['byEncounter']) => {
      const { chart } = await chartUnder({ reading: { byEncounter }, sandbox: { resources: undated } });
      const ids = chart.resources.map(({ id }) => id);
      return [
        ids.filter((id) => id === 'a-injection' || id === 'a-given-3').length,
        ids.filter((id) => id === 'a-given-1').length,
        ends(chart, 'Procedure'),
      ];
    };
    expect(await found([])).toEqual([0, 1, 'complete']);
    expect(await found(['MedicationAdministration', 'Procedure'])).toEqual([2, 1, 'complete']);
  });

  it('puts no window on a search narrowed to the encounter, and asks for no other source twice', async () => {
    const { asked } = await chartUnder({ reading: { byEncounter: ['DocumentReference', 'Procedure'] } });
    const sent = (type: string) =>
      asked
        .filter(({ url }) => url.includes(`/${type}?`))
        .map(({ url }) => [...new Set(new URL(url).searchParams.keys())].sort().join(' '));
    expect(sent('DocumentReference')).toEqual(['_count encounter patient']);
    expect(sent('Procedure').toSorted()).toEqual(['_count date patient', '_count encounter patient']);
    expect(sent('MedicationAdministration')).toEqual(['_count effective-time patient']);
  });

  it('reports progress for every source that is searched, ending in done', async () => {
    const { reader } = await sandboxReader({ sandbox: { pageSize: 1 } });
    const { options, steps } = watchedOptions();
    await reader.readChart(VISIT_A, options);
    const given = steps.filter(({ type }) => type === 'MedicationAdministration');
    expect(given.map(({ read, state }) => `${read} ${state}`)).toEqual([
      '0 reading',
      '1 reading',
      '2 reading',
      '3 reading',
      '3 done',
    ]);
    for (const type of SEARCHED)
      expect(steps.filter((step) => step.type === type).at(-1)?.state).toBe('done');
  });
});

describe('an encounter older than the window', () => {
  const later = AT + 200 * 86_400_000;

  it('has the year before it read too, in the second round', async () => {
    const ehr = testSandbox({ now: () => later });
    const { reader, asked } = await sandboxReader({ ehr, now: later });
    await reader.readChart(VISIT_A, watchedOptions().options);
    const windows = asked
      .map(({ url }) => new URL(url))
      .filter(({ pathname }) => pathname.endsWith('/Procedure'));
    expect(
      windows.map(({ searchParams }) => searchParams.getAll('date').map((date) => date.slice(0, 12))),
    ).toEqual([
      ['ge2026-03-13', 'le2027-06-13'],
      ['ge2025-08-25', 'le2026-03-13'],
    ]);
  });

  it('is one round when the picker has already seen it', async () => {
    const ehr = testSandbox({ now: () => later });
    const { reader, asked } = await sandboxReader({ ehr, now: later });
    await reader.listEncounters('Patient/a', watchedOptions().options);
    asked.length = 0;
    await reader.readChart(VISIT_A, watchedOptions().options);
    expect(asked.filter(({ url }) => url.includes('/Procedure?'))).toHaveLength(1);
  });
});

describe('granted scopes', () => {
  it('a source that was not granted is denied without a call', async () => {
    const scope =
      'openid launch patient/Patient.rs patient/Encounter.rs patient/MedicationAdministration.rs patient/Condition.r';
    const { chart, ehr } = await chartUnder({ scope });
    expect([
      ends(chart, 'Procedure'),
      ends(chart, 'Condition'),
      ends(chart, 'MedicationAdministration'),
    ]).toEqual(['denied', 'denied', 'complete']);
    expect(ehr.log.entries().map(({ type }) => type)).not.toContain('Procedure');
  });

  it('a referenced type that was not granted is denied only where something references it', async () => {
    const scope = 'openid launch patient/Patient.rs patient/Encounter.rs patient/MedicationAdministration.rs';
    const { chart } = await chartUnder({ scope });
    expect([ends(chart, 'Medication'), ends(chart, 'Organization')]).toEqual(['denied', 'complete']);
  });

  it('a granular grant covers a part: partial, with words, though the search itself was whole', async () => {
    const whole = await sandboxReader();
    const narrowed = await sandboxReader({ ehr: whole.ehr, granted: new Map([['Condition', 'narrowed']]) });
    const chart = await narrowed.reader.readChart(VISIT_A, watchedOptions().options);
    expect([ends(chart, 'Condition'), ends(chart, 'Procedure')]).toEqual(['partial', 'complete']);
    expect(statusOf(chart, 'Condition')?.count).toBe(1);
  });

  it('a source the site does not read is unsupported without a call', async () => {
    const { chart, ehr } = await chartUnder({ reading: { notRead: ['Claim'], noteText: false } });
    expect([ends(chart, 'Claim'), ends(chart, 'Binary')]).toEqual(['unsupported', 'unsupported']);
    expect(ehr.log.entries().map(({ type }) => type)).not.toContain('Claim');
  });
});

/** How each fault must end for the source it strikes, on a server that has everything. */
const EXPECTED: Readonly<
  Record<Exclude<SimulatedFault, keyof typeof ELSEWHERE>, Partial<Record<SourceType, Completeness>>>
> = {
  'partial-scopes': {
    Procedure: 'denied',
    DocumentReference: 'denied',
    MedicationAdministration: 'complete',
  },
  '403-by-scope': { Procedure: 'denied', DocumentReference: 'denied', MedicationAdministration: 'complete' },
  '403-as-throttle': { Coverage: 'complete' },
  '429-seconds': { MedicationAdministration: 'complete', Procedure: 'complete', Encounter: 'complete' },
  '429-date': { MedicationAdministration: 'complete', Procedure: 'complete', Encounter: 'complete' },
  '503-then-recovery': { MedicationAdministration: 'complete', Procedure: 'complete', Encounter: 'complete' },
  'html-200': { MedicationAdministration: 'unsupported', Procedure: 'complete' },
  'truncated-json': { MedicationAdministration: 'failed', Procedure: 'complete' },
  'looped-next': { MedicationAdministration: 'partial', Procedure: 'partial', Condition: 'complete' },
  'cross-origin-next': { MedicationAdministration: 'partial', Procedure: 'partial', Condition: 'complete' },
  'cross-origin-reference': { Medication: 'partial', Binary: 'partial' },
  'lost-page-two': { MedicationAdministration: 'partial', Procedure: 'partial' },
  'suppressed-warnings': { MedicationAdministration: 'partial', Procedure: 'partial', Condition: 'partial' },
  'wrong-patient-in-bundle': { MedicationAdministration: 'complete' },
  'clock-skew': { MedicationAdministration: 'complete' },
};
/** Faults of the login, or proved in their own test. */
const ELSEWHERE = {
  'token-expiry-mid-session': true,
  '401': true,
  'stall-30s': true,
  'missing-encounter': true,
  'string-expires-in': true,
  'dotted-opaque-token': true,
  'login-denied': true,
  'scope-denied': true,
  'not-smart': true,
  'server-down': true,
} as const;

describe('faults', () => {
  it('every fault of the sandbox has its test', () => {
    expect([...Object.keys(EXPECTED), ...Object.keys(ELSEWHERE)].sort()).toEqual([...FAULTS].sort());
  });

  it.each(Object.entries(EXPECTED))('%s', async (fault, expected) => {
    const { chart, asked, iss } = await chartUnder({ fault: fault as SimulatedFault });
    for (const [type, completeness] of Object.entries(expected)) {
      expect([type, ends(chart, type as SourceType)]).toEqual([type, completeness]);
    }
    for (const source of chart.sources)
      expect(source.reason === null).toBe(source.completeness === 'complete');
    // No token, and no request at all, leaves the base's origin.
    expect(asked.filter(({ url }) => !url.startsWith(iss))).toEqual([]);
  });

  it('a throttled 403 without a time to come back is not complete anywhere it struck', async () => {
    const { chart } = await chartUnder({ fault: '403-as-throttle' });
    const struck = chart.sources.filter(({ completeness }) => completeness !== 'complete');
    expect(struck.length).toBeGreaterThan(0);
  });

  it("drops and counts another patient's resources", async () => {
    const { chart } = await chartUnder({ fault: 'wrong-patient-in-bundle' });
    expect(chart.droppedWrongPatient).toBeGreaterThan(0);
    expect(JSON.stringify(chart.resources)).not.toContain('Patient/b');
  });

  it('a stalled search ends the source, not the reading', async () => {
    const { chart } = await chartUnder({ fault: 'stall-30s', stall: true });
    expect([ends(chart, 'MedicationAdministration'), ends(chart, 'Procedure')]).toEqual([
      'failed',
      'complete',
    ]);
  });

  it('401: the session has ended, and requests still under way are given up', async () => {
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      open = resolve;
    });
    const { reader, asked } = await sandboxReader({
      hold: (url) => (url.includes('/Claim?') ? gate : Promise.resolve()),
      dying: /\/Procedure\?/,
    });
    await expect(reader.readChart(VISIT_A, watchedOptions().options)).rejects.toBeInstanceOf(SessionExpired);
    expect(asked.find(({ url }) => url.includes('/Claim?'))?.init.signal?.aborted).toBe(true);
    open();
  });

  it('server-down after the login: nothing that was asked for is complete', async () => {
    const { reader } = await sandboxReader({ down: true });
    const chart = await reader.readChart(VISIT_A, watchedOptions().options);
    const read = chart.sources
      .filter(({ completeness }) => completeness === 'complete')
      .map(({ type }) => type);
    // Nothing was referenced, so nothing of these was missed.
    expect(read).toEqual(['Medication', 'Binary', 'Practitioner', 'Organization']);
  });

  it('token-expiry-mid-session: the first reading stands, the next ends the session', async () => {
    const { reader } = await sandboxReader({ fault: 'token-expiry-mid-session' });
    const first = await reader.readChart(VISIT_A, watchedOptions().options);
    expect(ends(first, 'MedicationAdministration')).toBe('complete');
    await expect(reader.readChart(VISIT_A, watchedOptions().options)).rejects.toBeInstanceOf(SessionExpired);
  });
});

describe('identity of what is read', () => {
  it("an encounter of another patient is not read as this patient's", async () => {
    // User-level access: the server gives out what the user may see, whoever the launch was about.
    const { reader } = await sandboxReader({
      scope: 'openid launch user/*.rs',
      launch: { patient: null, encounter: null },
    });
    const chart = await reader.readChart(
      { ...VISIT_A, encounter: 'Encounter/b-visit' },
      watchedOptions().options,
    );
    expect(ends(chart, 'Encounter')).toBe('partial');
    expect(chart.droppedWrongPatient).toBe(1);
    expect(JSON.stringify(chart.resources)).not.toContain('Patient/b');
  });

  it('an encounter the search brings is read, even where asking for it by id fails', async () => {
    const { reader } = await sandboxReader({ failing: /\/Encounter\/a-visit$/ });
    expect(ends(await reader.readChart(VISIT_A, watchedOptions().options), 'Encounter')).toBe('complete');
    const both = await sandboxReader({ failing: /\/Encounter[/?]/ });
    expect(ends(await both.reader.readChart(VISIT_A, watchedOptions().options), 'Encounter')).toBe('denied');
    const search = await sandboxReader({ failing: /\/Encounter\?/ });
    expect(ends(await search.reader.readChart(VISIT_A, watchedOptions().options), 'Encounter')).toBe(
      'partial',
    );
  });

  it.each(['../Patient', 'a b', 'x'.repeat(65), ''])(
    'an id that is not a FHIR id is never put into a path: %j',
    async (id) => {
      const { reader, asked } = await sandboxReader();
      await reader.readChart({ ...VISIT_A, encounter: `Encounter/${id}` }, watchedOptions().options);
      expect(asked.filter(({ url }) => url.includes('/Encounter/'))).toEqual([]);
    },
  );

  it('an abort ends the reading', async () => {
    const leaving = new AbortController();
    const { reader } = await sandboxReader();
    const reading = reader.readChart(VISIT_A, { signal: leaving.signal });
    leaving.abort();
    await expect(reading).rejects.toThrow(/abort/i);
  });

  it('speaks to the sandbox it was launched from', async () => {
    const { asked } = await chartUnder();
    expect(asked.every(({ url, headers }) => url.startsWith(EHR) && headers.has('authorization'))).toBe(true);
  });
});
