import { describe, expect, it } from 'vitest';
import { aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport, ReportLine } from '../report-schema.ts';
import type { FindingAside, LineDecision } from './decisions.ts';
import { linesText } from './plain-text.ts';

const HEAD = 'Practice table, edition 2026-11';
const STEPS = ['  40 mg ≤ 40 mg, J3250 × 1', '  RT: right knee'];
const CROSS = '  CMS HCPCS Level II, edition 2026-07: J1010 × 40';
const MESSAGE = `  ${aReport().disagreements[0]?.message}`;
const LINE = 'practice/J3250/1';
const linesOf = (
  over: Partial<EncounterReport> = {},
  decisions: readonly LineDecision[] = [],
  asides: readonly FindingAside[] = [],
): readonly string[] => linesText(aReport(over), decisions, asides).split('\n');

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
    [{ line: LINE, action: 'asked', query: 'x' }, 'J3250-RT × 1,', '  Clinician asked.'],
    [
      { line: LINE, action: 'changed', code: 'J1010', units: 40, modifiers: [], reason: 'the payer asks' },
      'J1010 × 40,',
      '  Changed from J3250-RT × 1: the payer asks',
    ],
  ])('carry what was decided: %j', (decision, head, words) => {
    const said = linesOf({}, [decision]);
    expect(said[2]?.startsWith(head)).toBe(true);
    expect(said.slice(3)).toEqual([...STEPS, CROSS, MESSAGE, words]);
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
    const said = linesOf(
      { lines: [], unlined: [hole, { ...hole, role: 'cross-check', words: 'Not in the table.' }] },
      [],
      [aside],
    );
    expect(said).toEqual([
      HEAD,
      '',
      'No line: Dose not recorded.',
      '',
      expect.stringMatching(/^Set aside, not recorded\. Side: .*seen on paper/),
    ]);
  });
});
