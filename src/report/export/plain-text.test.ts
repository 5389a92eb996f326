import { describe, expect, it } from 'vitest';
import { aCheckRow, aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport, ReportLine } from '../report-schema.ts';
import type { LineDecision } from './decisions.ts';
import { madeOn, readingOf } from './made-on.ts';
import type { ExportedDecisions } from './other-decisions.ts';
import { linesText } from './plain-text.ts';

/** What a decision about the line was made on. */
const ON = madeOn(readingOf(aReport()), aLine());

const HEAD = 'Practice table, edition 2026-11';
const STEPS = ['  40 mg ≤ 40 mg, J3250 × 1', '  RT: right knee'];
const CROSS = '  CMS HCPCS Level II, edition 2026-07: J1010 × 40';
const MESSAGE = `  ${aReport().disagreements[0]?.message}`;
const LINE = 'practice/J3250/1';
const linesOf = (
  over: Partial<EncounterReport> = {},
  decided: Partial<ExportedDecisions> = {},
): readonly string[] =>
  linesText(aReport(over), {
    decisions: [],
    asides: [],
    asked: [],
    earlier: [],
    elsewhere: [],
    ...decided,
  }).split('\n');
const decidedAs = (decision: LineDecision): readonly string[] => linesOf({}, { decisions: [decision] });

describe('lines as plain text', () => {
  it('are each the code, its arithmetic, the cross-check and the disagreement, under table and edition', () => {
    expect(linesOf()).toEqual([
      HEAD,
      '',
      'J3250-RT × 1, 23 Nov 2026: Methylprednisolone acetate, up to 40 mg',
      ...STEPS,
      CROSS,
      MESSAGE,
    ]);
  });

  it('stand under what may be missing from them', () => {
    const unsettled = ['1 administration names no encounter. It may belong to this one.'];
    const [title, , first] = linesOf({ unsettled });
    expect([title, first]).toEqual([linesOf()[0], unsettled[0]]);
  });

  it('say that the other table has no line, or has several, and nothing where the tables agree', () => {
    const cross = (...lines: readonly ReportLine[]) =>
      linesOf({ lines: [...lines], disagreements: [] }).slice(2 + 1 + STEPS.length);
    expect(cross(aLine())).toEqual(['  CMS HCPCS Level II, edition 2026-07: no line']);
    const waste = aCrossLine({ key: 'cms-hcpcs/J1010/2', units: 20, modifiers: ['JW'] });
    expect(cross(aLine(), aCrossLine(), waste)).toEqual([`${CROSS} + J1010-JW × 20`]);
  });

  it('name a table by its id where it has no title, and no edition nobody stated', () => {
    const tables = { active: 'own', crossCheck: 'other', editions: {}, titles: {} };
    const said = linesOf({ tables, disagreements: [] });
    expect([said[0], said.at(-1)]).toEqual(['own, edition not stated', '  other: J1010 × 40']);
  });

  it.each<readonly [LineDecision, string, string]>([
    [{ line: LINE, action: 'accepted' }, 'J3250-RT × 1,', '  Accepted.'],
    [{ line: LINE, action: 'removed', reason: 'twice' }, 'J3250-RT × 1 (removed),', '  Removed: twice'],
    [
      { line: LINE, action: 'asked', query: 'Which side?\n\n( ) Left' },
      'J3250-RT × 1,',
      '  Clinician asked:\n    Which side?\n\n    ( ) Left',
    ],
  ])('carry what was decided: %j', (decision, head, words) => {
    const said = decidedAs(decision);
    expect(said[2]?.startsWith(head)).toBe(true);
    expect(said.slice(3).join('\n')).toBe([...STEPS, CROSS, MESSAGE, words].join('\n'));
  });

  it('mark what was computed for the proposal on a line the coder changed', () => {
    const change = {
      action: 'changed',
      units: 40,
      modifiers: ['JZ', '59'],
      reason: 'the payer asks',
    } as const;
    const [, , head, ...rest] = decidedAs({ line: LINE, ...change, code: 'J1010' });
    expect(head).toBe(
      'J1010-JZ-59 × 40, 23 Nov 2026: CMS HCPCS Level II: Methylprednisolone acetate, each 1 mg',
    );
    expect(rest).toEqual([
      '  Proposed: J3250-RT × 1, Methylprednisolone acetate, up to 40 mg',
      '  Proposed: 40 mg ≤ 40 mg, J3250 × 1',
      '  Proposed: RT: right knee',
      CROSS,
      MESSAGE,
      '  Changed by the coder from J3250-RT × 1: the payer asks',
    ]);
    expect(decidedAs({ line: LINE, ...change, code: 'X9999' })[2]).toBe(
      'X9999-JZ-59 × 40, 23 Nov 2026: X9999 on 23 Nov 2026 is not listed in Practice table or CMS HCPCS Level II.',
    );
  });

  it('name what stands open, of the encounter first, then in its line', () => {
    const billable = aCheckRow({
      id: 'encounter-billable',
      severity: 'resolve-before-claim',
      subject: 'Encounter/1',
      message: 'The encounter is an inpatient stay (class IMP).',
    });
    const unsure = aCheckRow({
      id: 'route-recorded',
      outcome: 'cannot-tell',
      message: 'Route in text only.',
    });
    const tables = aCheckRow({ id: 'code-tables-agree', line: LINE });
    const said = linesOf({
      checks: [aCheckRow(), unsure, billable, tables, aCheckRow({ severity: 'note' })],
    });
    expect(said[2]).toBe(
      'The encounter. To resolve: The encounter is an inpatient stay (class IMP). [encounter-billable]',
    );
    expect(said.slice(-2)).toEqual([
      `  To resolve: ${aCheckRow().message} [side-recorded]`,
      '  Could not check: Route in text only. [route-recorded]',
    ]);
  });

  it('tell decisions about lines that are not here, and questions about no line', () => {
    const said = linesOf(
      {},
      {
        earlier: [
          { decision: { line: 'right knee', action: 'removed', reason: 'twice' }, on: ON, now: null },
        ],
        elsewhere: [
          {
            decision: { line: 'J1010', action: 'accepted' },
            on: { ...ON, under: 'cms-hcpcs', code: 'J1010', units: 40, modifiers: [] },
            now: null,
          },
        ],
        asked: [{ subject: 'MedicationAdministration/2', text: 'What dose?' }],
      },
    );
    expect(said.slice(-8)).toEqual([
      '',
      'J3250-RT × 1 of Practice table was removed. No such line is proposed any more.',
      '  Removed: twice',
      '',
      'J1010 × 40 of CMS HCPCS Level II was accepted. Lines here are of another table.',
      '',
      'Clinician asked:',
      '  What dose?',
    ]);
  });

  it('say that there is no line', () => {
    const none = { lines: [], disagreements: [] };
    expect(linesOf({ ...none, claimState: 'nothing-to-check' })).toEqual([
      HEAD,
      '',
      'No corticosteroid injection recorded in this encounter.',
    ]);
    expect(linesOf(none).at(-1)).toBe('No line is proposed. Whether there should be one is not settled.');
  });

  it('are followed by what made no line in the active table, and by what was set aside', () => {
    const hole = {
      administration: 'MedicationAdministration/2',
      role: 'active' as const,
      why: 'dose-not-recorded',
      words: 'Dose not recorded.',
    };
    const aside = {
      check: 'side-recorded',
      noun: 'Side',
      subject: null,
      line: null,
      reason: 'other',
      text: 'seen on paper',
    } as const;
    const checks = [aCheckRow({ id: 'dose-recorded', subject: hole.administration, message: 'No dose.' })];
    const said = linesOf(
      { lines: [], checks, unlined: [hole, { ...hole, role: 'cross-check', words: 'Not in the table.' }] },
      { asides: [aside] },
    );
    expect(said).toEqual([
      HEAD,
      '',
      'No line: Dose not recorded.',
      '  To resolve: No dose. [dose-recorded]',
      '',
      expect.stringMatching(/^Set aside, not recorded\. Side: .*seen on paper/),
    ]);
  });
});
