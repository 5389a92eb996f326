import { describe, expect, it } from 'vitest';
import { aCrossLine, aLine, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../report-schema.ts';
import { csvCell, linesCsv } from './csv.ts';
import type { LineDecision } from './decisions.ts';

/** Header and first row of a file, cell by cell; no cell of these reports holds a line break. */
function rowOf(
  over: Partial<EncounterReport> = {},
  decisions: readonly LineDecision[] = [],
): Readonly<Record<string, string>> {
  const csv = linesCsv([aReport(over)], new Map([['Encounter/1', { decisions, asides: [] }]]));
  const [head = '', row = ''] = csv.replace('\uFEFF', '').split('\r\n');
  const cells = [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
  return Object.fromEntries(head.split(',').map((name, at) => [name, cells[at] ?? 'no cell']));
}

const MESSAGE =
  '"CMS lists J3250 as trimethobenzamide, up to 200 mg. For 23 Nov 2026 CMS lists J1010, 40 units."';
const WHOLE = {
  patient: 'Patient/1',
  encounter: 'Encounter/1',
  service_date: '2026-11-23',
  line: 'practice/J3250/1',
  decision: 'proposed',
  decision_reason: '',
  code: 'J3250',
  units: '1',
  modifiers: 'RT',
  modifier_reasons: 'RT: right knee',
  proposed_code: 'J3250',
  proposed_units: '1',
  proposed_modifiers: 'RT',
  table: 'practice',
  table_edition: '2026-11',
  code_system: 'https://injectcheck.example/code-table/practice',
  description: '"Methylprednisolone acetate, up to 40 mg"',
  drug: 'methylprednisolone-acetate',
  dose_mg: '40',
  units_cover_mg: '40',
  discarded_mg: '',
  ndc: '00009-3073-01',
  ndc_qualifier: 'N4',
  ndc_quantity: '1',
  ndc_unit: 'ML',
  diagnoses: 'M17.11',
  arithmetic: '"40 mg ≤ 40 mg, J3250 × 1"',
  cross_check_table: 'cms-hcpcs',
  cross_check_edition: '2026-07',
  cross_check_lines: 'J1010 × 40',
  disagreement: MESSAGE,
  acknowledged: 'false',
  rests_on: 'recorded',
  supported: 'true',
  remarks: '',
  administrations: 'MedicationAdministration/1',
  profile: 'default',
  as_of: '2026-11-23T14:22:00-05:00',
  report_schema: 'injectcheck.report/1',
  findings_set_aside: '',
  may_be_missing: '',
};

describe('a row of the file', () => {
  it('tells the line, both tables and the provenance, under these names in this order', () => {
    expect(Object.entries(rowOf())).toEqual(Object.entries(WHOLE));
  });

  it('leaves empty what is not known', () => {
    const bare = aLine({ ndc: null, discardedMg: '12.5', supported: false });
    const tables = { ...aReport().tables, editions: {} };
    const encounter = { ...aReport().encounter, reference: null };
    expect(rowOf({ lines: [bare], disagreements: [], tables, encounter })).toEqual({
      ...WHOLE,
      encounter: '',
      discarded_mg: '12.5',
      ndc: '',
      ndc_qualifier: '',
      ndc_quantity: '',
      ndc_unit: '',
      cross_check_edition: '',
      cross_check_lines: '',
      disagreement: '',
      acknowledged: '',
      supported: 'false',
    });
  });

  it('says what of the record may hold more than the line', () => {
    const [given] = aReport().sources;
    if (!given) throw new Error('no source');
    const row = rowOf({ sources: [{ ...given, completeness: 'partial' }], unsettled: ['One.', 'Other.'] });
    expect(row['may_be_missing']).toBe('Medication administrations could not be fully read.; One.; Other.');
  });

  it('keeps lists apart and joins code and modifiers', () => {
    const line = aLine({
      modifiers: ['RT', '59'],
      modifierReasons: [
        { code: 'RT', reason: 'right knee', evidence: [] },
        { code: '59', reason: 'another knee', evidence: [] },
      ],
      remarks: ['one', 'other'],
    });
    const row = rowOf({ lines: [line, aCrossLine({ modifiers: ['JZ', 'X'] }), aCrossLine({ units: 2 })] });
    expect([row['modifiers'], row['modifier_reasons'], row['remarks'], row['cross_check_lines']]).toEqual([
      'RT; 59',
      'RT: right knee; 59: another knee',
      'one; other',
      'J1010-JZ-X × 40; J1010 × 2',
    ]);
  });

  const decided = (decision: LineDecision) => {
    const row = rowOf({}, [decision]);
    return ['decision', 'decision_reason', 'code', 'units', 'modifiers', 'code_system', 'proposed_code'].map(
      (name) => row[name],
    );
  };
  const line = aLine().key;
  const own = aLine().system;

  it('tells what was decided beside what was proposed', () => {
    expect(decided({ line, action: 'accepted' })).toEqual(['accepted', '', 'J3250', '1', 'RT', own, 'J3250']);
    expect(decided({ line, action: 'removed', reason: 'twice' })).toEqual([
      'removed',
      'twice',
      '',
      '',
      '',
      own,
      'J3250',
    ]);
    expect(
      decided({ line, action: 'changed', code: 'J1010', units: 40, modifiers: ['JZ'], reason: 'payer' }),
    ).toEqual(['changed', 'payer', 'J1010', '40', 'JZ', aCrossLine().system, 'J3250']);
  });
});

describe('the file', () => {
  it('begins with a byte order mark, ends its lines for a spreadsheet, and has a row for each active line', () => {
    const csv = linesCsv([aReport(), aReport({ lines: [aLine(), aLine(), aCrossLine()] })], new Map());
    expect(csv.startsWith('\uFEFFpatient,encounter,')).toBe(true);
    expect(csv.endsWith(',injectcheck.report/1,,\r\n')).toBe(true);
    expect(csv.split('\r\n').map((row) => row.slice(0, 9))).toEqual([
      '\uFEFFpatient,',
      'Patient/1',
      'Patient/1',
      'Patient/1',
      '',
    ]);
  });

  it('takes decisions for the encounter they were made about alone', () => {
    const decisions = [{ line: aLine().key, action: 'accepted' }] as const;
    const about = (encounter: string) =>
      linesCsv([aReport()], new Map([[encounter, { decisions, asides: [] }]])).includes(',accepted,');
    expect([about('Encounter/1'), about('Encounter/2'), about('')]).toEqual([true, false, false]);
  });
});

describe('a cell', () => {
  it.each([
    ['\r=1', `"'\r=1"`],
    ['\t1', `'\t1`],
    ['a\rb', '"a\rb"'],
    ['1=1', '1=1'],
    ['  plain', '  plain'],
  ])('guards %j', (value, expected) => expect(csvCell(value)).toBe(expected));
});
