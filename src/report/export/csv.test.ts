import { describe, expect, it } from 'vitest';
import { aCheckRow, aCrossLine, aLine, anInjectionRow, aReport } from '../../test-kit/report-builder.ts';
import type { EncounterReport } from '../report-schema.ts';
import { csvCell, linesCsv } from './csv.ts';
import type { LineDecision } from './decisions.ts';
import { madeOn, readingOf } from './made-on.ts';
import type { ExportedDecisions } from './other-decisions.ts';

/** What a decision about the line was made on. */
const ON = madeOn(readingOf(aReport()), aLine());

/** The rows of a file, cell by cell and as they are written. */
function rowsOf(
  over: Partial<EncounterReport> = {},
  decided: Partial<ExportedDecisions> = {},
): readonly Readonly<Record<string, string>>[] {
  const all = { decisions: [], asides: [], asked: [], earlier: [], elsewhere: [], ...decided };
  const csv = linesCsv([aReport(over)], new Map([['Encounter/1', all]]));
  const [head = '', ...rows] = csv.replace('\uFEFF', '').split('\r\n').slice(0, -1);
  return rows.map((row) => {
    const cells = [...row.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) => cell);
    return Object.fromEntries(head.split(',').map((name, at) => [name, cells[at] ?? 'no cell']));
  });
}

const rowOf = (
  over: Partial<EncounterReport> = {},
  decisions: readonly LineDecision[] = [],
): Readonly<Record<string, string>> => rowsOf(over, { decisions })[0] ?? {};

/** Of a row, the cells that say anything. */
const saidIn = (row: Readonly<Record<string, string>> | undefined, ...names: readonly string[]) =>
  names.map((name) => row?.[name]);

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
  to_resolve: '',
  could_not_check: '',
  questions: '',
  no_line: '',
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

describe('a line the coder changed', () => {
  const changedTo = (code: string) =>
    rowOf({ lines: [aLine({ remarks: ['in part'] }), aCrossLine()] }, [
      { line: aLine().key, action: 'changed', code, units: 40, modifiers: ['JZ', '59'], reason: 'payer' },
    ]);
  const cms = aCrossLine();

  it('stands as the coder’s own: under the table that lists its code, and not as supported', () => {
    const row = changedTo('J1010');
    expect(saidIn(row, 'table', 'table_edition', 'code_system', 'description')).toEqual([
      cms.table,
      cms.edition,
      cms.system,
      `"CMS HCPCS Level II: ${cms.description}"`,
    ]);
    expect(saidIn(row, 'supported', 'rests_on', 'units_cover_mg', 'dose_mg')).toEqual([
      'false',
      'coder',
      '',
      '40',
    ]);
  });

  it('says of what was computed that it was computed for the proposal', () => {
    expect(
      saidIn(changedTo('J1010'), 'arithmetic', 'modifier_reasons', 'remarks', 'proposed_modifiers'),
    ).toEqual([
      '"Proposed: 40 mg ≤ 40 mg, J3250 × 1"',
      'Proposed: RT: right knee',
      'Proposed: in part',
      'RT',
    ]);
  });

  it('has no meaning where no table lists its code', () => {
    expect(
      saidIn(changedTo('X9999'), 'code', 'table', 'table_edition', 'code_system', 'description'),
    ).toEqual([
      'X9999',
      '',
      '',
      '',
      'X9999 on 23 Nov 2026 is not listed in Practice table or CMS HCPCS Level II.',
    ]);
  });

  it('has every meaning the tables give its code', () => {
    expect(changedTo('J3260')['description']).toMatch(
      /^Practice reference: .*CMS HCPCS Level II: Tobramycin/,
    );
  });

  it('is not supported when it was removed either', () => {
    const row = rowOf({}, [{ line: aLine().key, action: 'removed', reason: 'twice' }]);
    expect(saidIn(row, 'supported', 'rests_on', 'arithmetic')).toEqual([
      'false',
      'recorded',
      WHOLE.arithmetic,
    ]);
  });
});

describe('what stands open', () => {
  const inpatient = aCheckRow({ id: 'encounter-billable', subject: 'Encounter/1', message: 'Inpatient.' });
  const unsure = aCheckRow({ id: 'route-recorded', outcome: 'cannot-tell', message: 'Route in text.' });
  const second = aLine({ key: 'practice/J3250/2', administrations: ['MedicationAdministration/2'] });

  it('is named in the row of its line, with its check, and of the encounter in every row', () => {
    const acknowledged = { who: 'a', when: 'b', why: 'c' };
    const tables = aCheckRow({ id: 'code-tables-agree', line: aLine().key });
    const rows = rowsOf({
      lines: [aLine(), second],
      checks: [
        aCheckRow({ message: 'No side.' }),
        aCheckRow({ message: 'No side.' }),
        unsure,
        inpatient,
        tables,
        aCheckRow({ severity: 'note' }),
        aCheckRow({ id: 'order-linked', acknowledged }),
      ],
    });
    expect(rows.map((row) => saidIn(row, 'to_resolve', 'could_not_check'))).toEqual([
      ['No side. [side-recorded]; Inpatient. [encounter-billable]', 'Route in text. [route-recorded]'],
      ['Inpatient. [encounter-billable]', ''],
    ]);
  });

  it('stays when it was put aside, and a question stands with its line', () => {
    const query = 'Which side?\n( ) Left';
    const [row] = rowsOf(
      { checks: [aCheckRow({ message: 'No side.' })] },
      {
        decisions: [{ line: aLine().key, action: 'asked', query }],
        asked: [
          { subject: 'MedicationAdministration/1', text: query },
          { subject: 'Condition/1', text: '=Which condition?' },
          { subject: 'MedicationAdministration/9', text: 'Of no line' },
        ],
        asides: [
          {
            check: 'side-recorded',
            noun: 'Side',
            subject: 'MedicationAdministration/1',
            line: null,
            reason: 'disagree',
            text: null,
          },
        ],
      },
    );
    expect(saidIn(row, 'decision', 'to_resolve', 'findings_set_aside', 'questions')).toEqual([
      'asked',
      'No side. [side-recorded]',
      'Side: I disagree',
      `"${query}\n\n=Which condition?\n\nOf no line"`,
    ]);
  });
});

describe('what has no line', () => {
  const hole = {
    administration: 'MedicationAdministration/2',
    role: 'active' as const,
    why: 'dose-not-recorded',
    words: 'The dose is not recorded.',
  };

  it('has a row without code and units, with why, what stands open, and what was asked and put aside', () => {
    const subject = hole.administration;
    const rows = rowsOf(
      {
        injections: [anInjectionRow({ administration: subject, serviceDate: '2026-11-24' })],
        unlined: [hole, { ...hole, role: 'cross-check' }],
        checks: [aCheckRow({ id: 'dose-recorded', subject, message: 'No dose.' })],
      },
      {
        asked: [{ subject, text: 'What dose?' }],
        asides: [
          { check: 'order-linked', noun: 'Order', subject, line: null, reason: 'disagree', text: null },
        ],
      },
    );
    expect(rows).toHaveLength(2);
    const empty = Object.fromEntries(Object.keys(WHOLE).map((name) => [name, '']));
    const { patient, encounter, cross_check_table, cross_check_edition, profile, as_of, report_schema } =
      WHOLE;
    expect(rows[1]).toEqual({
      ...empty,
      patient,
      encounter,
      cross_check_table,
      cross_check_edition,
      profile,
      as_of,
      report_schema,
      service_date: '2026-11-24',
      decision: 'no-line',
      administrations: subject,
      findings_set_aside: 'Order: I disagree',
      to_resolve: 'No dose. [dose-recorded]',
      questions: 'What dose?',
      no_line: 'The dose is not recorded.',
      may_be_missing: 'An injection has no line: The dose is not recorded.',
    });
    expect(saidIn(rows[0], 'to_resolve', 'findings_set_aside', 'questions')).toEqual(['', '', '']);
  });

  it('is one row where the encounter has no injection either', () => {
    const none = { lines: [], injections: [], disagreements: [] };
    const missing = aCheckRow({ id: 'administration-recorded', subject: 'Procedure/1', message: 'No drug.' });
    const [row, ...more] = rowsOf({ ...none, checks: [missing] });
    expect(more).toEqual([]);
    expect(saidIn(row, 'service_date', 'decision', 'code', 'units', 'to_resolve', 'no_line')).toEqual([
      '2026-11-23',
      'no-line',
      '',
      '',
      'No drug. [administration-recorded]',
      'No line is proposed. Whether there should be one is not settled.',
    ]);
    expect(rowsOf({ ...none, claimState: 'nothing-to-check' })[0]?.['no_line']).toBe(
      'No corticosteroid injection recorded in this encounter.',
    );
  });

  it('keeps what was decided about a line of another table, or of a record that has changed, and makes no line of it', () => {
    const rows = rowsOf(
      {},
      {
        decisions: [{ line: aLine().key, action: 'accepted' }],
        earlier: [
          { decision: { line: 'right knee', action: 'removed', reason: 'twice' }, on: ON, now: null },
          { decision: { line: 'right knee', action: 'accepted' }, on: ON, now: { ...ON, units: 2 } },
        ],
        elsewhere: [
          {
            decision: {
              line: 'J1010',
              action: 'changed',
              code: 'J1030',
              units: 1,
              modifiers: ['RT'],
              reason: 'old',
            },
            on: { ...ON, under: 'cms-hcpcs', code: 'J1010', units: 40, modifiers: [] },
            now: null,
          },
        ],
      },
    );
    expect(
      rows
        .slice(1)
        .map((row) => saidIn(row, 'line', 'decision', 'decision_reason', 'code', 'units', 'no_line')),
    ).toEqual([
      [
        'right knee',
        'was-removed',
        'twice',
        '',
        '',
        'J3250-RT × 1 of Practice table was removed. No such line is proposed any more.',
      ],
      [
        'right knee',
        'was-accepted',
        '',
        '',
        '',
        'J3250-RT × 1 of Practice table was accepted. The line has changed since.',
      ],
      [
        'J1010',
        'was-changed',
        'old',
        '',
        '',
        'J1010 × 40 of CMS HCPCS Level II was changed to J1030-RT × 1. Lines here are of another table.',
      ],
    ]);
  });
});

describe('the file', () => {
  it('begins with a byte order mark, ends its lines for a spreadsheet, and has a row for each active line', () => {
    const csv = linesCsv([aReport(), aReport({ lines: [aLine(), aLine(), aCrossLine()] })], new Map());
    expect(csv.startsWith('\uFEFFpatient,encounter,')).toBe(true);
    expect(csv.endsWith(',injectcheck.report/1,,,,,,\r\n')).toBe(true);
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
      linesCsv(
        [aReport()],
        new Map([[encounter, { decisions, asides: [], asked: [], earlier: [], elsewhere: [] }]]),
      ).includes(',accepted,');
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
