import { describe, expect, test } from 'vitest';
import type { ReportCheck } from '../../report/report-schema.ts';
import { sampleCheck } from '../../test-kit/sample-facts.ts';
import { PERFORMER_UNKNOWN, SIDE_GAP, THERAPY_GAP } from '../../test-kit/sample-report.ts';
import { checksByKey, holdItems, isOpen, type HeldItem } from './held-items.ts';

const met = (check: ReportCheck): ReportCheck => ({
  ...check,
  outcome: 'met',
  reason: null,
  reasonWords: null,
});
const shown = (items: readonly HeldItem[]): readonly (readonly [string, string, string])[] =>
  items.map((item) => [item.section, item.check.id, item.gone ? 'gone' : item.check.outcome]);

describe('what needs a clinician', () => {
  test('is every gap and every open question before signing, and nothing else', () => {
    const items = holdItems(
      [],
      [
        SIDE_GAP,
        PERFORMER_UNKNOWN,
        sampleCheck({ id: 'dose-recorded' }),
        sampleCheck({ id: 'order-linked', severity: 'resolve-before-claim', outcome: 'gap' }),
        sampleCheck({ id: 'note-open', severity: 'note', outcome: 'gap' }),
        sampleCheck({ id: 'x', outcome: 'not-applicable' }),
      ],
    );
    expect(shown(items)).toEqual([
      ['fix', 'side-recorded', 'gap'],
      ['unknown', 'dose-matches-order', 'cannot-tell'],
    ]);
  });

  test('marks what is two statements', () => {
    const items = holdItems(
      [],
      [
        sampleCheck({ id: 'sides-agree', outcome: 'gap' }),
        sampleCheck({ id: 'side-recorded', outcome: 'cannot-tell', reason: 'conflicting' }),
        SIDE_GAP,
      ],
    );
    expect(items.map((item) => item.conflict)).toEqual([true, true, false]);
  });
});

describe('a recheck', () => {
  const before = holdItems([], [SIDE_GAP, THERAPY_GAP, PERFORMER_UNKNOWN]);

  test('leaves a resolved item in its place, as recorded', () => {
    const after = holdItems(before, [met(SIDE_GAP), THERAPY_GAP, PERFORMER_UNKNOWN]);
    expect(shown(after)).toEqual([
      ['fix', 'side-recorded', 'met'],
      ['fix', 'prior-therapy-documented', 'gap'],
      ['unknown', 'dose-matches-order', 'cannot-tell'],
    ]);
    expect(after.filter(isOpen)).toHaveLength(2);
  });

  test('adds what is new after what stood there', () => {
    const route = sampleCheck({ id: 'route-recorded', outcome: 'gap' });
    const after = holdItems(before, [route, SIDE_GAP, THERAPY_GAP, PERFORMER_UNKNOWN]);
    expect(after.map((item) => item.check.id)).toEqual([
      'side-recorded',
      'prior-therapy-documented',
      'dose-matches-order',
      'route-recorded',
    ]);
  });

  test('moves a question that became a gap to what is to fix, and only that', () => {
    const gap: ReportCheck = { ...PERFORMER_UNKNOWN, outcome: 'gap', reason: null };
    expect(holdItems(before, [SIDE_GAP, THERAPY_GAP, gap])[2]?.section).toBe('fix');
    const unknown: ReportCheck = { ...SIDE_GAP, outcome: 'cannot-tell', reason: 'text-only' };
    expect(holdItems(before, [unknown, THERAPY_GAP, PERFORMER_UNKNOWN])[0]?.section).toBe('fix');
  });

  test('keeps an item whose subject left, and never counts it', () => {
    const after = holdItems(before, [THERAPY_GAP]);
    expect(shown(after)[0]).toEqual(['fix', 'side-recorded', 'gone']);
    expect(after.filter(isOpen).map((item) => item.check.id)).toEqual(['prior-therapy-documented']);
  });

  test('keeps together what waited for one source after it could be read', () => {
    const cause = before[2]?.cause;
    expect(cause).not.toBeNull();
    expect(holdItems(before, [SIDE_GAP, THERAPY_GAP, met(PERFORMER_UNKNOWN)])[2]?.cause).toEqual(cause);
  });
});

test('two results of one check about one subject are two items', () => {
  expect(checksByKey([SIDE_GAP, SIDE_GAP]).size).toBe(2);
});
