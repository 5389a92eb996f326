import { describe, expect, it } from 'vitest';
import { aCheckRow, aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../report-schema.ts';
import { shippedCodeTable } from '../../tables/code-tables.ts';
import {
  crossCheckOf,
  decidedLines,
  disagreementOf,
  mayAcceptAll,
  mayBeMissing,
  mayHideMore,
} from './decisions.ts';

const source = (
  type: EncounterReport['sources'][number]['type'],
  completeness: EncounterReport['sources'][number]['completeness'],
) => ({ type, completeness, reason: null, count: 1 });

describe('where another injection may stand', () => {
  const COMPLETE = source('MedicationAdministration', 'complete');
  const hiding = (over: Partial<EncounterReport>) => mayHideMore(aReport(over));

  it.each([
    ['MedicationAdministration', ['Medication administrations could not be fully read.']],
    ['Procedure', ['Procedures could not be fully read.']],
    ['Coverage', []],
  ] as const)('with %s read in part: %j', (type, expected) => {
    expect(hiding({ sources: [COMPLETE, source(type, 'partial')] })).toEqual(expected);
    expect(hiding({ sources: [COMPLETE, source(type, 'complete')] })).toEqual([]);
  });

  it('is also what no check could be asked about', () => {
    const unsettled = ['1 administration names no encounter. It may belong to this one.'];
    const both = [source('Procedure', 'failed'), source('MedicationAdministration', 'denied')];
    expect(hiding({ unsettled })).toEqual(unsettled);
    expect(hiding({ unsettled, sources: both })).toEqual([
      'Medication administrations and procedures could not be fully read.',
      ...unsettled,
    ]);
  });
});

describe('what a file of lines may be missing', () => {
  const row = { administration: 'MedicationAdministration/2', words: 'The dose is not recorded.' };
  it.each([
    ['nothing', [], []],
    ['a line of the other table', [{ ...row, role: 'cross-check' as const, why: 'drug-not-in-table' }], []],
    ['what was not given', [{ ...row, role: 'active' as const, why: 'not-billed' }], []],
    [
      'an injection',
      [{ ...row, role: 'active' as const, why: 'dose-not-recorded' }],
      ['An injection has no line: The dose is not recorded.'],
    ],
  ])('is %s', (_, unlined, expected) => {
    expect(mayBeMissing(aReport({ unlined }))).toEqual(expected);
    const sources = [source('Procedure', 'failed')];
    expect(mayBeMissing(aReport({ unlined, sources }))).toEqual([
      'Procedures could not be fully read.',
      ...expected,
    ]);
  });
});

describe('the system of a decided code', () => {
  const changedTo = (code: string, over: Partial<EncounterReport> = {}) => {
    const change = { action: 'changed', units: 1, modifiers: [], reason: 'r' } as const;
    const [line] = decidedLines(aReport(over), [{ ...change, line: aLine().key, code }]);
    return line?.system;
  };
  const practice = shippedCodeTable('practice').system;
  const cms = shippedCodeTable('cms-hcpcs').system;

  it.each([
    ['the same code stays what it was', 'J3250', aLine().system],
    ['a code both tables list is the active one’s', 'J3260', practice],
    ['a code of the cross-check’s line is CMS’s', 'J1010', cms],
    ['a code only CMS lists is CMS’s', 'J3301', cms],
    ['a code CMS had ended by then is nobody’s', 'J1030', null],
    ['a code no table here lists is nobody’s', 'J9999', null],
  ])('%s', (_, code, system) => {
    expect(changedTo(code, { lines: [aLine(), aCrossLine()] })).toBe(system);
  });

  it('is that of a line of a table that does not ship', () => {
    const own = { table: 'own', system: 'urn:own', code: 'X0001' };
    const tables = { ...aReport().tables, active: 'own' };
    expect(changedTo('X0001', { tables, lines: [aLine(), aLine({ ...own, key: 'own/X0001/1' })] })).toBe(
      'urn:own',
    );
    expect(changedTo('X0002', { tables })).toBe(null);
  });
});

describe('accept all', () => {
  const may = (over: Partial<EncounterReport>) => mayAcceptAll(aReport(over));
  const second = (supported: boolean) => aLine({ key: 'practice/J3250/2', supported });
  const hole = { administration: 'MedicationAdministration/2', role: 'active' as const, words: '' };

  it('asks every active line, and no line of the cross-check', () => {
    expect(may({ lines: [aLine(), second(true), aCrossLine({ supported: false })] })).toBe(true);
    expect(may({ lines: [aLine(), second(false)] })).toBe(false);
    expect(may({ lines: [aCrossLine()] })).toBe(false);
  });

  it('waits for what may be another injection', () => {
    expect(may({ unsettled: [] })).toBe(true);
    expect(may({ unsettled: ['The drug of 1 administration could not be made out.'] })).toBe(false);
    expect(may({ sources: [source('MedicationAdministration', 'partial')] })).toBe(false);
  });

  it('waits for what stands open, of the encounter too, and for no disagreement of the tables', () => {
    const encounter = { id: 'encounter-billable', subject: 'Encounter/1' };
    expect(may({ checks: [aCheckRow(encounter)] })).toBe(false);
    expect(may({ checks: [aCheckRow({ ...encounter, outcome: 'cannot-tell' })] })).toBe(false);
    expect(may({ checks: [aCheckRow({ subject: null })] })).toBe(false);
    expect(may({ checks: [aCheckRow({ ...encounter, outcome: 'met' })] })).toBe(true);
    expect(may({ checks: [aCheckRow({ ...encounter, severity: 'note' })] })).toBe(true);
    expect(may({ checks: [aCheckRow({ id: 'code-tables-agree', line: aLine().key })] })).toBe(true);
  });

  it('is not stopped by what was not given, and is by anything else without a line', () => {
    expect(may({ unlined: [{ ...hole, why: 'not-billed' }] })).toBe(true);
    expect(may({ unlined: [{ ...hole, why: 'date-not-recorded' }] })).toBe(false);
  });
});

describe('what stands beside a line', () => {
  it('is the cross-check of its drug on its date', () => {
    const lines = [
      aLine(),
      aCrossLine(),
      aCrossLine({ key: 'other drug', drug: 'triamcinolone-acetonide' }),
      aCrossLine({ key: 'other date', serviceDate: '2026-11-24' }),
    ];
    expect(crossCheckOf({ lines }, aLine()).map(({ key }) => key)).toEqual(['cms-hcpcs/J1010/1']);
  });

  it('is the disagreement about its code on its date, else the one about its administration', () => {
    const [first] = aReport().disagreements;
    if (!first) throw new Error('no disagreement');
    const about = (code: string, over: Partial<typeof first> = {}) => ({ ...first, code, ...over });
    const codeOf = (...disagreements: EncounterReport['disagreements']) =>
      disagreementOf({ disagreements }, aLine())?.code ?? null;
    const elsewhere = { administrations: ['MedicationAdministration/9'] };
    expect(codeOf(about('J3260'), about('J3250'))).toBe('J3250');
    expect(codeOf(about('J3260', elsewhere), about('J3250', elsewhere))).toBe('J3250');
    expect(codeOf(about('J3270', elsewhere), about('J3260'))).toBe('J3260');
    const shared = { administrations: ['MedicationAdministration/9', 'MedicationAdministration/1'] };
    expect(codeOf(about('J3260', shared))).toBe('J3260');
    expect(codeOf(about('J3260', elsewhere))).toBeNull();
    expect(codeOf(about('J3250', { serviceDate: '2026-11-24' }))).toBeNull();
  });
});
