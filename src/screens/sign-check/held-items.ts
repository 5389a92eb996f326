import { useState } from 'react';
import type { EncounterReport, ReportCheck } from '../../report/report-schema.ts';

export type SignSection = 'fix' | 'unknown';

/** A finding that was shown once and keeps its place for the rest of the session, whatever it turns into. */
export interface HeldItem {
  readonly key: string;
  readonly section: SignSection;
  /** True when it is, or was, two statements that disagree: these stand side by side under Conflicts. */
  readonly conflict: boolean;
  /** The unread source it first waited for, in words: findings with one cause stand together and stay so. */
  readonly cause: { readonly reason: string; readonly settle: string } | null;
  /** As of the newest report; where it is gone, as it stood last. */
  readonly check: ReportCheck;
  /** True when the newest report has no such question any more: its subject left the encounter. */
  readonly gone: boolean;
}

/** Checks whose gap is two statements that disagree. */
const CONFLICT_CHECKS: ReadonlySet<string> = new Set(['sides-agree', 'sites-agree']);

/** The section a check belongs to now, or null when nothing is to be said about it before signing. */
function sectionOf(check: ReportCheck): SignSection | null {
  if (check.severity !== 'fix-before-signing' || check.acknowledged) return null;
  switch (check.outcome) {
    case 'gap':
      return 'fix';
    case 'cannot-tell':
      return 'unknown';
    case 'met':
    case 'not-applicable':
      return null;
    default:
      return check.outcome satisfies never;
  }
}

/** Whether a finding is two statements of the record that cannot both hold. */
const isConflict = (check: ReportCheck): boolean =>
  (check.outcome === 'gap' && CONFLICT_CHECKS.has(check.id)) ||
  (check.outcome === 'cannot-tell' && check.reason === 'conflicting');

const causeOf = (check: ReportCheck): HeldItem['cause'] =>
  check.outcome === 'cannot-tell' && check.reason === 'source-unavailable' && check.reasonWords !== null
    ? { reason: check.reasonWords, settle: check.settle ?? '' }
    : null;

/** Checks by a key that is stable between readings: id, subject and line; equal ones are told apart by number. */
export function checksByKey(checks: readonly ReportCheck[]): ReadonlyMap<string, ReportCheck> {
  const byKey = new Map<string, ReportCheck>();
  for (const check of checks) {
    const base = [check.id, check.subject ?? '', check.line ?? ''].join('|');
    let key = base;
    for (let count = 2; byKey.has(key); count += 1) key = `${base}|${count}`;
    byKey.set(key, check);
  }
  return byKey;
}

/**
 * The items to show: those shown before, in their order, each as the newest report says, then new ones.
 * An item moves only when it now needs more than its section says: a question that became a gap.
 */
export function holdItems(before: readonly HeldItem[], checks: readonly ReportCheck[]): readonly HeldItem[] {
  const now = checksByKey(checks);
  const kept = before.map((item): HeldItem => {
    const check = now.get(item.key);
    if (!check) return { ...item, gone: true };
    const section = sectionOf(check);
    return {
      key: item.key,
      section: section === 'fix' ? section : item.section,
      conflict: item.conflict || isConflict(check),
      cause: section === 'fix' ? null : item.cause,
      check,
      gone: false,
    };
  });
  const known = new Set(before.map((item) => item.key));
  const fresh = [...now].flatMap(([key, check]): readonly HeldItem[] => {
    const section = known.has(key) ? null : sectionOf(check);
    return section
      ? [{ key, section, conflict: isConflict(check), cause: causeOf(check), check, gone: false }]
      : [];
  });
  return [...kept, ...fresh];
}

/** Whether an item still asks for something. */
export const isOpen = (item: HeldItem): boolean =>
  !item.gone && (item.check.outcome === 'gap' || item.check.outcome === 'cannot-tell');

/**
 * Held items of a screen that stays on one encounter; another encounter needs another mount. While nothing is
 * read they stay as they were, so that what follows a failed reading finds its place again.
 */
export function useHeldItems(report: EncounterReport | null): readonly HeldItem[] {
  const [held, setHeld] = useState<{
    readonly report: EncounterReport | null;
    readonly items: readonly HeldItem[];
  }>({ report: null, items: [] });
  if (report === null || held.report === report) return held.items;
  const next = { report, items: holdItems(held.items, report.checks) };
  setHeld(next);
  return next.items;
}
