import { describe, expect, it } from 'vitest';
import { sideRecorded } from '../checks/side-recorded.ts';
import type { CheckResult } from '../checks/run-checks.ts';
import { evidence, judgedInjection } from '../test-kit/check-input.ts';
import { ACKNOWLEDGED } from '../test-kit/policy-builder.ts';
import { aCheckRow } from '../test-kit/report-builder.ts';
import { notRecorded, textOnly } from '../vocab/fact.ts';
import { reportCheck } from './report-checks.ts';
import type { ReportCheck } from './report-schema.ts';

type Changes = Parameters<typeof judgedInjection>[1];

const resultOf = (changes: Changes): CheckResult => {
  const [only] = judgedInjection(sideRecorded, changes);
  if (!only) throw new Error('No result of the check');
  return only;
};
const rowOf = (changes: Changes, over: Partial<CheckResult> = {}): ReportCheck =>
  reportCheck({ ...resultOf(changes), ...over });
const MISSING: Changes = { side: notRecorded(['dosage.site', 'bodySite']) };

describe('a check in the report', () => {
  it('says of a gap what is missing, where it belongs and what was searched', () => {
    const { where, question, basis, prevents } = sideRecorded;
    expect(rowOf(MISSING)).toEqual(
      aCheckRow({
        outcome: 'gap',
        messageKey: 'missing',
        title: 'Side not recorded',
        searched: ['dosage.site', 'bodySite'],
        evidence: [...resultOf(MISSING).evidence],
        where,
        question,
        basis: { ...basis },
        prevents,
      }),
    );
    expect(resultOf(MISSING).evidence.length).toBeGreaterThan(0);
  });

  it('is headed by the noun alone where nothing is missing', () => {
    expect(rowOf({})).toMatchObject({
      outcome: 'met',
      messageKey: 'recorded',
      title: 'Side',
      where: null,
      reason: null,
      searched: [],
      evidence: [{ path: 'dosage.site.coding[0]', fragment: '6757004' }],
    });
  });

  it('says why it cannot tell and what would settle it', () => {
    const row = rowOf({ side: textOnly('right', evidence('note', 'right knee')) });
    expect(row).toMatchObject({ outcome: 'cannot-tell', reason: 'text-only', title: 'Side', where: null });
    expect([row.reasonWords, row.settle]).toEqual([
      'It stands in free text only, where nothing but a person can confirm it.',
      'The same recorded in its own field.',
    ]);
  });

  it('names the sources that were not read', () => {
    const row = rowOf(MISSING, {
      outcome: 'cannot-tell',
      reason: 'source-unavailable',
      unread: ['Procedure'],
    });
    expect(row.reasonWords).toBe('Procedures could not be fully read.');
  });

  it('keeps the line it is about', () => {
    expect(rowOf(MISSING, { line: 'practice/J3250/1' }).line).toBe('practice/J3250/1');
  });

  it('shows who acknowledged a gap, when and why, and not which code', () => {
    expect(rowOf(MISSING, { acknowledged: ACKNOWLEDGED }).acknowledged).toEqual({
      who: 'Compliance lead',
      when: '2026-11-01',
      why: 'contract',
    });
  });
});
