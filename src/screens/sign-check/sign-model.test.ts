import { describe, expect, test } from 'vitest';
import {
  CMS_LINE,
  sampleLine,
  sampleReport,
  reportWithGaps,
  SIDE_GAP,
} from '../../test-kit/sample-report.ts';
import * as states from '../../test-kit/sample-states.ts';
import { codeGroups, comparedRows } from './code-groups.ts';
import { holdItems } from './held-items.ts';
import { recordedFacts } from './recorded-facts.ts';
import { exportedReport } from './report-export.ts';
import type { SetAside } from './set-aside.ts';
import { signState } from './sign-sentence.ts';
import { statementsOf } from './statements.ts';
import { encounterWords, noteWords } from './words.ts';

const aside = (key: string): SetAside => ({
  key,
  reason: 'disagree',
  text: null,
  at: '2026-11-23T14:30:00Z',
});
const asidesOf = (...keys: readonly string[]): ReadonlyMap<string, SetAside> =>
  new Map(keys.map((key) => [key, aside(key)]));

describe('the state sentence', () => {
  const report = reportWithGaps();
  const items = holdItems([], report.checks);
  const gapKeys = items.filter((item) => item.check.outcome === 'gap').map((item) => item.key);

  test('is the report’s own while nothing is set aside', () => {
    expect(signState(report, items, new Map())).toEqual({ text: report.signSentence, outcome: 'gap' });
  });

  test('counts without what was set aside, and says so', () => {
    expect(signState(report, items, asidesOf(...gapKeys.slice(0, 1)))).toEqual({
      text: '1 to fix before you sign. 1 set aside, not recorded. 1 could not be checked.',
      outcome: 'gap',
    });
  });

  test('never becomes a clear by setting aside', () => {
    const state = signState(report, items, asidesOf(...gapKeys));
    expect(state.text).not.toMatch(/no gaps/i);
    expect(state.text).toContain('2 set aside, not recorded.');
    expect(state.outcome).toBe('cannot-tell');
    const clear = { ...report, counts: { ...report.counts, signCouldNotCheck: 0 } };
    expect(signState(clear, items, asidesOf(...gapKeys)).outcome).toBe('not-applicable');
  });

  test('keeps open what no check could be asked about, whatever is set aside', () => {
    const unsettled = ['The drug of 1 administration could not be made out. It may be an injection.'];
    const open = { ...report, counts: { ...report.counts, signCouldNotCheck: 0 }, unsettled };
    const state = signState(open, items, asidesOf(...gapKeys));
    expect(state).toEqual({
      text: `Nothing else to fix. 2 set aside, not recorded. ${unsettled.join('')}`,
      outcome: 'cannot-tell',
    });
  });

  test('forgets a set-aside of something since recorded', () => {
    const clear = sampleReport({ checks: [{ ...SIDE_GAP, outcome: 'met' }] });
    const after = holdItems(items, clear.checks);
    expect(signState(clear, after, asidesOf(...gapKeys))).toEqual({
      text: 'No gaps found. 21 checks ran.',
      outcome: 'met',
    });
  });
});

describe('code groups', () => {
  test('put the line, the same number at CMS and the CMS line under each other', () => {
    const report = sampleReport();
    const [group] = codeGroups(report);
    if (!group) throw new Error('one group expected');
    expect(comparedRows(report, group).map((row) => [row.code, row.units])).toEqual([
      ['J3250-RT', 1],
      ['J3250', null],
      ['J1010', 40],
    ]);
  });

  test('hold both lines of one dose together, with one cross-check', () => {
    const report = sampleReport({
      lines: [sampleLine({ key: 'a', code: 'J3260' }), sampleLine({ key: 'b' }), CMS_LINE],
    });
    const groups = codeGroups(report);
    expect(groups.map((group) => group.lines.map((line) => line.code))).toEqual([['J3260', 'J3250']]);
    expect(groups[0]?.cross).toEqual([CMS_LINE]);
  });

  test('compare lines under one disagreement and one cross-check once, and say so at each', () => {
    const [left, right] = ['MedicationAdministration/left', 'MedicationAdministration/right'];
    const one = sampleReport().disagreements[0];
    if (!one) throw new Error('one disagreement expected');
    const both = { ...one, administrations: [left, right] };
    const lines = [
      sampleLine({ key: 'a', modifiers: ['RT'], administrations: [right] }),
      sampleLine({ key: 'b', modifiers: ['LT'], administrations: [left] }),
    ];
    const together = { ...CMS_LINE, units: 80, administrations: [left, right] };
    const report = sampleReport({ lines: [...lines, together], disagreements: [both] });
    const [first, second] = codeGroups(report);
    if (!first || !second) throw new Error('two groups expected');
    expect([first.comparedAbove, second.comparedAbove]).toEqual([false, true]);
    expect(comparedRows(report, first).map((row) => [row.code, row.units])).toEqual([
      ['J3250-RT', 1],
      ['J3250-LT', 1],
      ['J3250', null],
      ['J1010', 80],
    ]);
    // Cross-checks of their own are compared on their own.
    const apart = sampleReport({
      lines: [
        ...lines,
        { ...CMS_LINE, key: 'x', administrations: [right] },
        { ...CMS_LINE, key: 'y', administrations: [left] },
      ],
      disagreements: [both],
    });
    expect(codeGroups(apart).map((group) => group.comparedAbove)).toEqual([false, false]);
  });

  test('show the reason where there is no line, and no number', () => {
    const groups = codeGroups(states.noDose);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.lines).toEqual([]);
    expect(groups[0]?.holes.map((hole) => hole.why)).toEqual(['dose-not-recorded']);
    expect(groups[0]?.crossHoles.map((hole) => hole.why)).toEqual(['dose-not-recorded']);
  });
});

test('a conflict is one statement for each resource, with its own time', () => {
  const check = states.conflict.checks.find((one) => one.id === 'sides-agree');
  if (!check) throw new Error('the sample has a conflict');
  expect(
    statementsOf(states.conflict, check).map(({ source, says, time }) => ({ source, says, time })),
  ).toEqual([
    { source: 'Administration', says: 'Right knee', time: '14:05, 23 Nov 2026' },
    { source: 'Procedure', says: 'Left knee', time: '14:04, 23 Nov 2026' },
  ]);
});

test('facts from text or orders are listed, and are not plain', () => {
  const facts = recordedFacts(states.twoInjections).flatMap((group) => group.facts);
  expect(facts.find((fact) => fact.words === '6 mg (from text)')?.plain).toBe(false);
  expect(facts.find((fact) => fact.words === '40 mg')?.plain).toBe(true);
  expect(facts.some((fact) => fact.noun === 'Side' && fact.words === '')).toBe(false);
});

test('the export lists what was set aside, with the reason', () => {
  const report = reportWithGaps();
  const items = holdItems([], report.checks);
  const key = items[0]?.key ?? '';
  const exported: unknown = JSON.parse(exportedReport(report, items, asidesOf(key)));
  expect(exported).toEqual({
    schema: 'injectcheck.sign-check/1',
    report,
    setAside: [
      {
        check: 'side-recorded',
        version: 1,
        subject: SIDE_GAP.subject,
        outcome: 'gap',
        reason: 'disagree',
        text: null,
        at: '2026-11-23T14:30:00Z',
      },
    ],
  });
});

describe('words', () => {
  test('name the encounter by what is known of it', () => {
    expect(encounterWords({ start: '2026-11-23T13:00:00Z', class: 'AMB', status: 'in-progress' })).toBe(
      'Encounter 23 Nov 2026, ambulatory, in progress',
    );
    expect(encounterWords({ start: null, class: null, status: null })).toBe('Encounter date not stated');
  });

  test('give the note’s state', () => {
    expect(noteWords('draft', null)).toBe('Note: draft seen');
    expect(noteWords('none-seen', null)).toBe('Note: none seen');
    expect(noteWords('not-readable', null)).toBe('Note: not readable');
    expect(noteWords('signed', '2026-11-23T14:30:00-05:00')).toMatch(/^Note: signed at \d\d:\d\d$/);
    expect(noteWords(null, null)).toBe('Note: not looked at yet');
  });
});
