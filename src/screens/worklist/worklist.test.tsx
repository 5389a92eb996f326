import { act, cleanup, fireEvent, render, renderHook, screen, within } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { markExported, useDecisions } from '../../queries/coder-decisions.ts';
import { keepReading } from '../../queries/keep-reading.ts';
import { summaryUnder, type RowSummary } from '../../queries/row-summary.ts';
import { SharedParts } from '../../queries/shared-parts.ts';
import type { WorklistControls, WorklistRow, WorklistState } from '../../queries/worklist.ts';
import { linesCsv } from '../../report/export/csv.ts';
import { madeOn, readingOf } from '../../report/export/made-on.ts';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';
import type { MadeDecisions } from '../../queries/coder-decisions.ts';
import type { FindingAside } from '../../queries/exports.ts';
import type { SetAsideReason } from '../../vocab/set-aside.ts';
import { aCheckRow, aLine, aReport } from '../../test-kit/report-builder.ts';
import { findingOptions } from './filter-options.ts';
import { ListPlace } from './list-place.ts';
import {
  filterRows,
  filtersQuery,
  NO_FILTERS,
  parseFilters,
  type Filters,
  type View,
} from './worklist-filters.ts';
import { insightOf } from './worklist-insight.ts';
import { viewOfRow } from './worklist-model.ts';
import { Worklist } from './worklist.tsx';

// happy-dom lays nothing out: without a height the virtualiser shows no row.
beforeAll(() => {
  let owner: object | null = document.createElement('section');
  while (owner !== null && !Object.hasOwn(owner, 'clientHeight'))
    owner = Object.getPrototypeOf(owner) as object | null;
  Object.defineProperty(owner, 'clientHeight', { configurable: true, get: () => 720 });
  Object.defineProperty(owner, 'clientWidth', { configurable: true, get: () => 1024 });
});

afterEach(cleanup);

const entry = (id: string, start: string | null = '2026-11-23T10:00:00-05:00') => ({
  patient: `Patient/p${id}`,
  encounter: `Encounter/${id}`,
  start,
  clinician: null,
});
const parts = new SharedParts();
function kept(report: EncounterReport): RowSummary {
  const { patient, encounter } = report;
  const about = { patient, encounter: encounter.reference ?? '', start: null, clinician: null };
  const found = summaryUnder(keepReading({ entry: about, reports: [{ table: null, report }], parts }), null);
  if (!found) throw new Error('Not kept.');
  return found;
}
const ready = (
  id: string,
  report: EncounterReport,
  previous: EncounterReport | null = null,
): Extract<WorklistRow, { status: 'ready' }> => ({
  entry: entry(id),
  status: 'ready',
  name: null,
  summary: kept(report),
  previous: previous && kept(previous),
  changed: false,
  outdated: null,
});
const about = (id: string, overrides: Partial<EncounterReport> = {}): EncounterReport =>
  aReport({ encounter: { ...aReport().encounter, reference: `Encounter/${id}` }, ...overrides });

/** The first line of a report accepted, as its review does it. */
function accepting(report: EncounterReport): MadeDecisions {
  const [line] = report.lines;
  if (!line) throw new Error('No line.');
  const on = madeOn(readingOf(report), line);
  return { decisions: [{ line: on.identity, action: 'accepted', on }], asked: [], asides: [] };
}

const withGaps = about('1', { claimState: 'gaps', checks: [aCheckRow()] });
const reports = [
  withGaps,
  about('2', {
    claimState: 'cannot-tell',
    checks: [aCheckRow({ outcome: 'cannot-tell', reason: 'text-only' })],
  }),
] as const;
const gaps = ready('1', reports[0]);
const unknown = ready('2', reports[1]);
const unread: WorklistRow = { entry: entry('3', null), status: 'could-not-read', reason: 'x' };
const waiting: WorklistRow = { entry: entry('4'), status: 'not-evaluated' };
const rows = [gaps, unknown, unread, waiting];

const aside = (reason: SetAsideReason, subject: string | null = null): FindingAside => ({
  check: 'side-recorded',
  noun: 'Side',
  subject,
  line: null,
  reason,
  text: null,
});

describe('views', () => {
  it('put each encounter where its work is', () => {
    expect(rows.map((row) => viewOfRow(row, undefined).view)).toEqual([
      'to-review',
      'could-not-check',
      'could-not-check',
      'all',
    ]);
  });

  it('move an asked encounter to waiting and a decided one out', () => {
    const { id, subject } = aCheckRow();
    const asked = { decisions: [], asides: [], asked: [{ check: id, subject, on: null, text: '' }] };
    expect(viewOfRow(gaps, asked).view).toBe('waiting');
    expect(viewOfRow(gaps, accepting(withGaps)).view).toBe('all');
  });

  it('take an encounter back whose line states something else than was decided about', () => {
    const accepted = accepting(withGaps);
    const lines = withGaps.lines.map((line) => ({ ...line, units: line.units + 1 }));
    expect(viewOfRow(ready('1', { ...withGaps, lines }), accepted).view).toBe('to-review');
    const answered = ready('1', about('1', { claimState: 'no-gaps' }));
    const question = { check: 'side-recorded', subject: aCheckRow().subject, on: null, text: '' };
    expect(viewOfRow(answered, { decisions: [], asides: [], asked: [question] }).view).toBe('to-review');
  });

  const hole = (why: string) => ({
    administration: 'MedicationAdministration/2',
    role: 'active' as const,
    why,
    words: 'The dose is not recorded.',
  });
  const ofHole = (over: Partial<ReportCheck> = {}) =>
    aCheckRow({ id: 'dose-recorded', subject: 'MedicationAdministration/2', ...over });
  const asideOfHole = { ...aside('disagree', 'MedicationAdministration/2'), check: 'dose-recorded' };

  it.each<readonly [string, Partial<EncounterReport>, readonly FindingAside[], View]>([
    ['to review', { claimState: 'gaps', checks: [ofHole()] }, [], 'to-review'],
    ['done when put aside', { claimState: 'gaps', checks: [ofHole()] }, [asideOfHole], 'all'],
    [
      'to review while another gap of it is open',
      { claimState: 'gaps', checks: [ofHole(), ofHole({ id: 'order-linked' })] },
      [asideOfHole],
      'to-review',
    ],
    [
      'to be checked where it cannot be told',
      { claimState: 'gaps', checks: [aCheckRow(), ofHole({ outcome: 'cannot-tell' })] },
      [],
      'could-not-check',
    ],
    [
      'to be checked where nothing is said about it',
      { claimState: 'no-gaps', checks: [] },
      [],
      'could-not-check',
    ],
    [
      'nothing to review where it was not given',
      { claimState: 'no-gaps', unlined: [hole('not-billed')] },
      [],
      'all',
    ],
  ])('keep an injection without a line beside an accepted one: %s', (_, over, asides, view) => {
    const report = about('9', { unlined: [hole('dose-not-recorded')], ...over });
    expect(viewOfRow(ready('9', report), { ...accepting(report), asides }).view).toBe(view);
  });

  it('move an encounter without a line out only when each of its findings was put aside', () => {
    const check = aCheckRow();
    const hole = ready('7', about('7', { claimState: 'gaps', lines: [], checks: [check] }));
    const put = (...asides: readonly FindingAside[]) =>
      viewOfRow(hole, { decisions: [], asked: [], asides }).view;
    expect(put()).toBe('to-review');
    expect(put({ ...aside('disagree', 'MedicationAdministration/other'), line: check.line })).toBe(
      'to-review',
    );
    expect(put({ ...aside('disagree', check.subject), line: check.line })).toBe('all');
  });

  it('keep what may hide another injection to be checked, whatever was decided', () => {
    const asides = [{ ...aside('disagree', aCheckRow().subject), line: aCheckRow().line }];
    const viewWith = (over: Partial<EncounterReport>) => {
      const report = about('8', { claimState: 'gaps', checks: [aCheckRow()], ...over });
      const made = report.lines.length > 0 ? accepting(report) : { decisions: [], asked: [] };
      const { view, couldNotCheck } = viewOfRow(ready('8', report), { ...made, asides });
      return [view, couldNotCheck];
    };
    const [given] = aReport().sources;
    if (!given) throw new Error('no source');
    const unsettled = ['1 administration names no encounter. It may belong to this one.'];
    expect(viewWith({})).toEqual(['all', 0]);
    expect(viewWith({ unsettled })).toEqual(['could-not-check', 1]);
    expect(viewWith({ unsettled, lines: [] })).toEqual(['could-not-check', 1]);
    expect(viewWith({ sources: [{ ...given, completeness: 'partial' }] })[0]).toBe('could-not-check');
    expect(viewWith({ sources: [{ ...given, type: 'Coverage', completeness: 'denied' }] })[0]).toBe('all');
  });

  it('say what is not known instead of a number', () => {
    expect(viewOfRow(unread, undefined)).toMatchObject({
      toFix: null,
      couldNotCheck: null,
      standing: 'Could not read',
    });
    expect(viewOfRow(waiting, undefined)).toMatchObject({ toFix: null, standing: 'Not evaluated' });
  });
});

describe('what changed since the reading before', () => {
  const before = about('1');
  const marks = (row: WorklistRow): readonly string[] => viewOfRow(row, undefined).changes;

  it('is nothing at first and nothing when nothing did', () => {
    expect(marks(ready('1', before))).toEqual([]);
    expect(marks(ready('1', before, before))).toEqual([]);
  });

  it('is an edition, other settings, a version, a lost source', () => {
    const lost = about('1', {
      sources: before.sources.map((one) => ({ ...one, completeness: 'failed' as const })),
    });
    expect(
      [
        { ...ready('1', before), outdated: 'table-edition' as const },
        { ...ready('1', before), outdated: 'site-settings' as const },
        { ...ready('1', before, before), changed: true },
        ready('1', lost, before),
      ].map(marks),
    ).toEqual([
      ['table edition changed, read again'],
      ['site settings changed, read again'],
      ['record changed'],
      ['MedicationAdministration no longer read'],
    ]);
  });
});

describe('filters', () => {
  it('survive the URL', () => {
    const filters = {
      view: 'all',
      check: 'side-recorded',
      code: 'J3250',
      note: 'draft',
      sort: 'to-fix',
      descending: false,
    } as const;
    expect(parseFilters(filtersQuery(filters))).toEqual(filters);
    expect(filtersQuery(NO_FILTERS)).toBe('');
  });

  it('drop anything that is not a view, check id, code or state', () => {
    expect(parseFilters('view=Osei&check=<img>&code=J32500&note=Alice&sort=name&order=x')).toEqual(
      NO_FILTERS,
    );
  });

  it('keep the unknown last in either order', () => {
    const views = rows.map((row) => viewOfRow(row, undefined));
    for (const descending of [true, false]) {
      const sorted = filterRows(views, { ...NO_FILTERS, view: 'all', sort: 'to-fix', descending });
      expect(sorted.slice(2).map((row) => row.toFix)).toEqual([null, null]);
    }
  });
});

it('says none of what was given only where the administrations were read whole', () => {
  const base = aReport();
  const given = (completeness: 'complete' | 'denied'): WorklistRow =>
    ready(
      '8',
      about('8', {
        injections: [],
        sources: base.sources.map((source) =>
          source.type === 'MedicationAdministration' ? { ...source, completeness } : source,
        ),
      }),
    );
  show({ ...state({ rows: [given('complete')] }), ...controls() });
  expect(screen.getByText('None recorded')).toBeTruthy();
  cleanup();
  show({ ...state({ rows: [given('denied')] }), ...controls() });
  expect(screen.queryByText('None recorded')).toBeNull();
  expect(screen.getByText('Not read whole')).toBeTruthy();
});

describe('insight', () => {
  it('counts fired, could not tell, resolved and the reasons given', () => {
    const resolved = ready('5', about('5', { checks: [] }), about('5', { checks: [aCheckRow()] }));
    const views = [gaps, unknown, resolved].map((row) => viewOfRow(row, undefined));
    const decided = new Map([
      [
        'Encounter/1',
        {
          ...accepting(withGaps),
          asides: [aside('does-not-apply'), aside('disagree', 'Patient/x'), aside('disagree', 'Patient/y')],
        },
      ],
    ]);
    expect(insightOf(views, decided)).toEqual([
      {
        check: 'side-recorded',
        title: 'Side',
        fired: 1,
        couldNotTell: 1,
        resolved: 1,
        setAside: 3,
        reasons: [
          { reason: 'disagree', count: 2 },
          { reason: 'does-not-apply', count: 1 },
        ],
      },
    ]);
  });

  it('says whose set-asides it counts, and whose not', () => {
    show({ ...state(), ...controls() });
    fireEvent.click(screen.getByRole('button', { name: 'Insight' }));
    expect(screen.getByRole('columnheader', { name: 'Set aside in this session' })).toBeTruthy();
    expect(screen.getByText(/clinicians set aside in their sign check .* is not counted/)).toBeTruthy();
  });

  const base = aReport();
  it.each<readonly [string, Partial<EncounterReport>]>([
    ['another profile', { profile: 'other' }],
    [
      'another edition',
      { tables: { ...base.tables, editions: { ...base.tables.editions, [base.tables.active]: '2027-01' } } },
    ],
    [
      'a source that is no longer read',
      { sources: base.sources.map((source) => ({ ...source, completeness: 'failed' as const })) },
    ],
  ])('counts nothing as resolved that went with %s', (_, changed) => {
    const row = ready('7', about('7', { checks: [], ...changed }), about('7', { checks: [aCheckRow()] }));
    expect(insightOf([viewOfRow(row, undefined)], new Map())).toEqual([]);
  });

  it('counts a gap that became could-not-tell as not resolved', () => {
    const turned = ready(
      '6',
      about('6', { checks: [aCheckRow({ outcome: 'cannot-tell', reason: 'source-unavailable' })] }),
      about('6', { checks: [aCheckRow()] }),
    );
    expect(insightOf([viewOfRow(turned, undefined)], new Map())[0]).toMatchObject({
      resolved: 0,
      couldNotTell: 1,
    });
  });
});

const controls = (): WorklistControls => ({
  start: vi.fn(),
  again: vi.fn(),
  cancel: vi.fn(),
  reevaluate: vi.fn(),
});
const state = (overrides: Partial<WorklistState> = {}): WorklistState => ({
  status: 'done',
  rows,
  done: 3,
  total: 4,
  listComplete: true,
  listReason: null,
  pasted: false,
  configured: true,
  ...overrides,
});

function show(
  worklist: WorklistState & WorklistControls,
  filters: Filters = { ...NO_FILTERS, view: 'all' },
  place = new ListPlace(),
) {
  const onOpen = vi.fn();
  const onFilters = vi.fn();
  render(
    <Worklist
      worklist={worklist}
      filters={filters}
      onFilters={onFilters}
      tables={[{ value: 'practice', label: 'Practice' }]}
      table="practice"
      onTable={vi.fn()}
      onOpen={onOpen}
      place={place}
    />,
  );
  return { onOpen, onFilters };
}

describe('the screen', () => {
  it('counts views and shows every row with words for what is not known', () => {
    show({ ...state(), ...controls() });
    expect(screen.getByRole('button', { name: 'To review 1' })).toBeTruthy();
    expect(screen.getByRole('button', { name: 'Could not check 2' })).toBeTruthy();
    const table = screen.getByRole('table', { name: 'Encounters' });
    expect(within(table).getAllByText('Could not read').length).toBeGreaterThan(0);
    expect(
      within(table)
        .queryAllByRole('cell')
        .every((cell) => cell.textContent !== ''),
    ).toBe(true);
  });

  it('opens a row by its one link', () => {
    const { onOpen } = show({ ...state(), ...controls() });
    fireEvent.click(screen.getByRole('button', { name: 'p1' }));
    expect(onOpen.mock.calls[0]?.[0]).toMatchObject({ key: 'Encounter/1' });
  });

  it('shows progress while it reads and lets it be stopped', () => {
    const worklist = { ...state({ status: 'reading' }), ...controls() };
    show(worklist);
    expect(screen.getByText('3 of 4 encounters read, more to come.')).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Stop reading' }));
    expect(worklist.cancel).toHaveBeenCalledOnce();
  });

  it('says that a list is not whole', () => {
    show({ ...state({ listComplete: false, listReason: 'page two was lost' }), ...controls() });
    expect(screen.getByText('The list is not whole: page two was lost')).toBeTruthy();
  });

  it('reads again exactly what is shown', () => {
    const worklist = { ...state(), ...controls() };
    show(worklist, { ...NO_FILTERS, view: 'all' });
    fireEvent.click(screen.getByRole('button', { name: 'Read these 4 again' }));
    expect(worklist.reevaluate).toHaveBeenCalledWith(
      expect.arrayContaining(['Encounter/1', 'Encounter/2', 'Encounter/3', 'Encounter/4']),
    );
  });

  it('says why an encounter could not be read, and reads that one again', () => {
    const worklist = { ...state(), ...controls() };
    show(worklist, { ...NO_FILTERS, view: 'all' });
    expect(screen.getByText('Could not read').closest('td')?.textContent).toContain(': x');
    fireEvent.click(screen.getByRole('button', { name: 'Read again: p3' }));
    expect(worklist.reevaluate).toHaveBeenCalledWith(['Encounter/3']);
  });

  it('never calls a list that could not be read empty', () => {
    show({ ...state({ rows: [], listComplete: false, listReason: 'It was cut.' }), ...controls() });
    expect(screen.queryByText('No encounter on the list.')).toBeNull();
    expect(screen.getByText('It was cut.')).toBeTruthy();
  });

  it('exports the lines of what is shown and was read, from what the rows keep', async () => {
    const files: Blob[] = [];
    const made = vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:none';
    });
    show({ ...state(), ...controls() });
    fireEvent.click(screen.getByRole('button', { name: 'Export 2 as CSV, 2 not evaluated left out' }));
    made.mockRestore();
    const csv = (await files[0]?.text()) ?? '';
    expect(csv.replace('\uFEFF', '')).toBe(linesCsv(reports, new Map()).replace('\uFEFF', ''));
  });

  it('exports what was decided where its view no longer shows it, and then offers that no more', async () => {
    const files: Blob[] = [];
    vi.spyOn(URL, 'createObjectURL').mockImplementation((file) => {
      files.push(file as Blob);
      return 'blob:none';
    });
    const { result } = renderHook(() => useDecisions('Encounter/1', withGaps));
    show({ ...state(), ...controls() }, { ...NO_FILTERS, view: 'to-review' });
    expect(screen.queryByRole('button', { name: /decided/ })).toBeNull();
    act(() => result.current.decide({ line: aLine().key, action: 'removed', reason: 'entered twice' }));
    expect(screen.getByRole('button', { name: 'Export 0 as CSV' })).toBeTruthy();
    fireEvent.click(screen.getByRole('button', { name: 'Export 1 decided, not exported yet' }));
    vi.restoreAllMocks();
    expect(await files[0]?.text()).toContain('entered twice');
    expect(screen.queryByRole('button', { name: /decided/ })).toBeNull();
    act(() => result.current.undo(aLine().key));
    act(() => markExported(['Encounter/1']));
  });

  it('never offers to accept in bulk', () => {
    show({ ...state(), ...controls() });
    expect(screen.queryByRole('button', { name: /accept/i })).toBeNull();
  });

  it('keeps a filter that nothing has any more in sight, and takes it off', () => {
    const { onFilters } = show(
      { ...state(), ...controls() },
      { ...NO_FILTERS, view: 'all', check: 'no-such-check', code: 'J9999', note: 'signed' },
    );
    expect(screen.getByLabelText<HTMLSelectElement>('Finding').value).toBe('no-such-check');
    expect(screen.getByLabelText<HTMLSelectElement>('Code').value).toBe('J9999');
    fireEvent.click(screen.getByRole('button', { name: 'Clear filters' }));
    expect(onFilters).toHaveBeenCalledWith({ ...NO_FILTERS, view: 'all' });
    expect(document.activeElement).toBe(screen.getByLabelText('Finding'));
  });

  it('names a finding that was settled as it was named before', () => {
    const settled = ready('9', about('9', { checks: [] }), about('9', { checks: [aCheckRow()] }));
    const views = [viewOfRow(settled, undefined)];
    expect(findingOptions(views, 'side-recorded')).toEqual([
      { value: '', label: 'Any' },
      { value: 'side-recorded', label: 'Side' },
    ]);
    expect(findingOptions(views, null)).toEqual([{ value: '', label: 'Any' }]);
  });

  it('offers nothing to clear where only the view is empty', () => {
    show({ ...state(), ...controls() }, { ...NO_FILTERS, view: 'waiting' });
    expect(screen.getByText('No encounter in “Waiting for clinician”.')).toBeTruthy();
    expect(screen.queryByRole('button', { name: 'Clear filters' })).toBeNull();
  });

  it.each([
    { pasted: true, configured: true, offered: 1 },
    { pasted: true, configured: false, offered: 0 },
    { pasted: false, configured: true, offered: 0 },
  ])('reads the same list again, the configured one by its own words: %j', ({ offered, ...from }) => {
    const worklist = { ...state(from), ...controls() };
    show(worklist);
    fireEvent.click(screen.getByRole('button', { name: 'Read the list again' }));
    expect(worklist.again).toHaveBeenCalledOnce();
    expect(worklist.start).not.toHaveBeenCalled();
    const configured = screen.queryAllByRole('button', { name: 'Read the configured list' });
    expect(configured).toHaveLength(offered);
    for (const button of configured) fireEvent.click(button);
    expect(worklist.start).toHaveBeenCalledTimes(offered);
  });

  it.each([
    [['Encounter/2', 'Encounter/1'], 'p2'],
    [['Encounter/gone', 'Encounter/1'], 'p1'],
    [['Encounter/gone'], 'Worklist'],
  ])('stands after %j on %s', (wanted, focused) => {
    const place = new ListPlace();
    place.comeBackTo(wanted);
    show({ ...state(), ...controls() }, undefined, place);
    expect(document.activeElement?.textContent).toBe(focused);
    expect(place.take(new Set(wanted))).toBeNull();
  });

  it('takes no focus when it is shown for the first time', () => {
    show({ ...state(), ...controls() }, undefined, new ListPlace());
    expect(document.activeElement).toBe(document.body);
  });

  it('starts from pasted ids', () => {
    const worklist = { ...state({ rows: [] }), ...controls() };
    show(worklist);
    fireEvent.change(screen.getByLabelText('Encounter ids, one a line or separated by commas'), {
      target: { value: 'e1, e2\ne3' },
    });
    fireEvent.click(screen.getByRole('button', { name: 'Read 3 encounters' }));
    expect(worklist.start).toHaveBeenCalledWith('e1, e2\ne3');
  });
});
