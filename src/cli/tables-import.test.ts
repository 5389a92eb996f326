import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parseShippedTable } from '../tables/code-table-schema.ts';
import { rowOf } from '../tables/code-tables.ts';
import type { CodeTable } from '../tables/code-table.ts';
import { CODES_LEFT_OUT } from '../tables/codes-left-out.ts';
import { INGREDIENTS } from '../vocab/drug.ts';
import { readHcpcsFile, type HcpcsFile } from './hcpcs-file.ts';
import { editionOf, importTable, type ImportResult } from './tables-import.ts';

const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'latin1');
const TABLE = readFileSync(new URL('../tables/data/code-tables/cms-hcpcs.json', import.meta.url), 'utf8')
  .replace(/"edition": "[^"]+"/, '"edition": "2026-07"')
  // As if no official file had been read for it yet.
  .replaceAll(/CMS alpha-numeric HCPCS file \d{4}-\d{2}: dates/g, 'another list');
const FIXED = read('hcpcs-sample/HCPC2026_OCT_ANWEB.txt');
const CSV = read('hcpcs-sample/HCPC2026_OCT_ANWEB.csv');
const bytes = (text: string): Uint8Array => Buffer.from(text, 'latin1');

const importing = (
  text: string,
  file = 'HCPC2026_OCT_ANWEB.txt',
  edition: string | null = null,
): ImportResult =>
  importTable({ file: `/anywhere/${file}`, bytes: bytes(text), edition, today: '2026-11-23', table: TABLE });

const done = (result: ImportResult): Extract<ImportResult, { ok: true }> => {
  if (!result.ok) throw new Error(result.message);
  return result;
};
const refusal = (result: ImportResult): string => (result.ok ? 'imported' : result.message);

function tableOf(result: ImportResult): CodeTable {
  const parsed = parseShippedTable(JSON.parse(done(result).table));
  if (!parsed.ok) throw new Error(`${parsed.path} ${parsed.reason}`);
  return parsed.value;
}

/** The lines of the sample with one of them changed. */
const withLine = (index: number, change: (line: string) => string): string =>
  FIXED.split('\r\n')
    .map((line, at) => (at === index ? change(line) : line))
    .join('\r\n');

const put = (line: string, from: number, text: string): string =>
  `${line.slice(0, from - 1)}${text}${line.slice(from - 1 + text.length)}`;

test('the fixed-width file ends a code, keeps our words and names the edition', () => {
  const table = tableOf(importing(FIXED));
  expect(table.edition).toBe('2026-10');
  expect(table.retrieved).toBe('2026-11-23');
  expect(rowOf(table, 'J2919', '2026-09-30')?.code).toBe('J2919');
  expect(rowOf(table, 'J2919', '2026-10-01')).toBeNull();
  const row = table.rows.find(({ code }) => code === 'J2919');
  expect(row).toMatchObject({ unitMg: '5', basis: 'per', effective: '2024-04-01', terminated: '2026-09-30' });
  expect(row?.description).not.toContain('sample');
  expect(table.rows.some(({ code }) => code === 'J1098')).toBe(false);
});

test('the review names what was added, ended and changed, and only that', () => {
  const { summary } = done(importing(FIXED));
  expect(summary.split('\n').map((line) => line.split(/[,:]/)[0])).toEqual([
    'HCPC2026_OCT_ANWEB.txt',
    'Codes of our drugs that the table does not carry',
    '  J1098',
    'Codes of our drugs left out on purpose',
    'Ended',
    '  J2919',
    'Changed',
    '  J3301',
    'Carried but not in the file',
    '  J1020',
    '',
  ]);
});

test('the CSV export of the spreadsheet gives the same table as the fixed-width file', () => {
  expect(done(importing(CSV, 'HCPC2026_OCT_ANWEB.csv')).table).toBe(done(importing(FIXED)).table);
});

test('a date that moved and a code that came back are changes', () => {
  const lines = FIXED.split('\r\n');
  const j0702 = lines.findIndex((line) => line.startsWith('J0702'));
  const j1030 = lines.findIndex((line) => line.startsWith('J1030'));
  expect(done(importing(withLine(j0702, (line) => put(line, 269, '19960101')))).summary).toContain(
    'J0702: 1995-01-01 to open became 1996-01-01 to open',
  );
  expect(done(importing(withLine(j1030, (line) => put(line, 285, '        ')))).summary).toContain(
    'J1030: 1982-01-01 to 2024-03-31 became 1982-01-01 to open',
  );
});

/** A record of the fixed-width sample under another code, with its own words and dates. */
const another = (code: string, words: string, added = '', terminated = ''): string =>
  put(
    put(
      put(put(FIXED.split('\r\n')[3] ?? '', 1, code), 12, words.padEnd(80)),
      269,
      added.padEnd(8) + added.padEnd(8),
    ),
    285,
    terminated.padEnd(8),
  );

/** What the review says under one heading. */
const under = (heading: string, summary: string): readonly string[] => {
  const lines = summary.split('\n');
  const at = lines.findIndex((line) => line.startsWith(heading));
  const after = lines.slice(at + 1);
  return after.slice(
    0,
    after.findIndex((line) => !line.startsWith('  ')),
  );
};

test('a code of our drugs is named whatever its date, the newest first, unless it is left out on purpose', () => {
  const { summary } = done(
    importing(
      [
        FIXED.trimEnd().replace(/J1098[^\r\n]*\r?\n/, ''),
        another('J0703', 'betamethasone of another kind', '20260715'),
        another('J0704', 'dexametha'),
        'J0704002004sone cut where the record ends',
        another('J1098', 'dexamethasone of a new kind', '20260101', '20260331'),
        another('J1099', 'beclomethasone, none of ours', '20261001'),
        another('J8540', 'dexamethasone by mouth', '20060101'),
      ].join('\r\n'),
    ),
  );
  expect(under('Codes of our drugs that', summary)).toEqual([
    expect.stringMatching(/^ {2}J0704, open to open: /),
    '  J0703, 2026-07-15 to open: betamethasone of another kind',
    '  J1098, 2026-01-01 to 2026-03-31: dexamethasone of a new kind',
  ]);
  expect(summary).toContain('left out on purpose: J8540\n');
});

test('no code is both carried and left out on purpose', () => {
  const { rows } = tableOf(importing(FIXED));
  expect(rows.filter(({ code }) => CODES_LEFT_OUT.has(code))).toEqual([]);
  expect([...CODES_LEFT_OUT.values()].every((why) => INGREDIENTS.some((each) => why.includes(each)))).toBe(
    true,
  );
});

test('an action of CMS is named until the file it stands in was imported', () => {
  const acted = (day: string): string =>
    withLine(
      FIXED.split('\r\n').findIndex((line) => line.startsWith('J0702')),
      (line) => put(line, 277, day),
    );
  // The shipped table was put together from other lists: before July 2026 too, nobody compared its units with the file.
  expect(under('Changed', done(importing(acted('20080101'))).summary)).toEqual([
    expect.stringMatching(/^ {2}J0702: CMS acted on it on 2008-01-01/),
    expect.stringMatching(/^ {2}J3301: /),
  ]);
  const again = (text: string): string =>
    done(
      importTable({
        file: 'HCPC2027_JAN_ANWEB.txt',
        bytes: bytes(text),
        edition: null,
        today: '2027-01-23',
        table: done(importing(FIXED)).table,
      }),
    ).summary;
  expect(again(acted('20080101'))).toContain('Changed: none');
  expect(again(acted('20261015'))).toContain('J0702: CMS acted on it on 2026-10-15');
});

test('importing the same file again changes nothing', () => {
  const once = done(importing(FIXED)).table;
  const again = importTable({
    file: 'HCPC2026_OCT_ANWEB.txt',
    bytes: bytes(FIXED),
    edition: null,
    today: '2026-11-23',
    table: once,
  });
  expect(done(again).table).toBe(once);
});

const records = (file: HcpcsFile) => (file.ok ? file.records : []);

test('continuation lines, quoted cells and three spellings of dates are read', () => {
  const fixed = records(readHcpcsFile(bytes(FIXED)));
  expect(fixed.find(({ code }) => code === 'J0702')?.description).toMatch(/our own that runs on/);
  expect(fixed.some(({ code }) => code === 'JW')).toBe(false);
  const csv = records(readHcpcsFile(bytes(`\uFEFF${CSV}`.replace('\uFEFF', '\u00EF\u00BB\u00BF'))));
  expect(csv.find(({ code }) => code === 'J0702')?.description).toContain('"quotes",\nand a second line');
  expect(csv.find(({ code }) => code === 'J1010')?.added).toBe('2024-04-01');
  expect(records(readHcpcsFile(bytes(CSV.replace('4/1/2024', '2024-04-01'))))).toEqual(csv);
});

test.each([
  [
    'an unknown record id',
    withLine(3, (line) => put(line, 11, '5')),
    'line 4: none of the record ids 3, 4, 7, 8 in column 11',
  ],
  [
    'a sequence that is none',
    withLine(3, (line) => put(line, 6, 'abcde')),
    'line 4: no sequence number in columns 6 to 10',
  ],
  ['a shifted line', withLine(3, (line) => ` ${line.slice(0, -1)}`), 'line 4: '],
  ['a short line', withLine(3, (line) => line.slice(0, 280)), 'line 4: has 280 characters'],
  ['a long line', withLine(3, (line) => line.padEnd(330)), 'line 4: has 330 characters'],
  [
    'a date that is none',
    withLine(3, (line) => put(line, 269, '20241301')),
    'line 4: no date in columns 269 to 276: "20241301"',
  ],
  [
    'an action that is none',
    withLine(3, (line) => put(line, 293, '7')),
    'line 4: no action code in column 293',
  ],
  [
    'a code that is none',
    withLine(3, (line) => put(line, 1, 'j-10*')),
    'line 4: no procedure code in columns 1 to 5',
  ],
  [
    'a modifier that is none',
    withLine(3, (line) => put(line, 11, '7')),
    'line 4: no modifier code in columns 1 to 5',
  ],
  [
    'a code that begins twice',
    `${FIXED.trimEnd()}\r\n${another('J1010', 'again', '20240401', '20250101')}`,
    'line 28: begins J1010, which line 3 began already',
  ],
  ['a stray continuation', withLine(1, (line) => put(line, 1, 'J9999')), 'line 2: continues J9999'],
  ['something else', 'hello\nworld', 'line 1: neither'],
  ['nothing', '', 'line 1: neither'],
  ['an archive', 'PK\u0003\u0004', 'line 1: is an archive'],
  ['a part of the file', FIXED.split('\r\n').slice(0, 4).join('\n'), 'still in force: not the whole file'],
])('%s is refused with its line', (_what, text, message) => {
  expect(refusal(importing(text))).toContain(message);
});

test.each([
  ['no TERM DT column', CSV.replace('TERM DT', 'TERM'), 'line 2: the header has no column TERM DT'],
  ['no RECID column', CSV.replace('RECID', 'REC'), 'line 2: the header has no column RECID'],
  [
    'two TERM DT columns',
    CSV.replace('SHORT DESCRIPTION', 'TERM DT'),
    'line 2: the header has more than one column TERM DT',
  ],
  ['an unknown record id', `${CSV}J9999,100,5,x,x,,,,N\n`, 'none of the record ids 3, 4, 7, 8 in RECID'],
  ['no record id', `${CSV}J9999,100,,x,x,,,,N\n`, 'none of the record ids 3, 4, 7, 8 in RECID'],
  ['a modifier that is none', `${CSV}J9999,100,7,x,x,,,,N\n`, 'no modifier code in HCPC'],
  ['an action that is none', `${CSV}J9999,100,3,x,x,,,,7\n`, 'no action code in ACTION CD'],
  [
    'a code that begins twice',
    `${CSV}J2930,100,3,again,x,19840101,,,N\n`,
    'line 30: begins J2930, which line 19 began already',
  ],
  [
    'a stray continuation',
    `${CSV}J2930,200,4,and more,,,,,\n`,
    'continues J2930, which does not come before it',
  ],
  ['a row with a cell too many', `${CSV}J1010,1,3,x,x,,,,N,more\n`, 'cells, and the header 9'],
  ['an open quote', `${CSV}J1010,1,3,"x`, 'a quoted cell is not closed'],
  ['a code that is none', `${CSV}hello,1,3,x,x,,,,N\n`, 'no procedure code in HCPC'],
  ['a date that is none', `${CSV}J1010,1,3,x,x,,,2024-02-30,N\n`, 'no date in TERM DT'],
])('a CSV with %s is refused', (_what, text, message) => {
  expect(refusal(importing(text))).toContain(message);
});

test('a continuation row of a CSV adds its words, and has no dates to give', () => {
  const more = CSV.replace(/(?<=J2930[^\n]*\n)/, 'J2930,200,4,"and more of the description",,,,,\n');
  expect(done(importing(more)).table).toBe(done(importing(CSV)).table);
  expect(records(readHcpcsFile(bytes(more))).find(({ code }) => code === 'J2930')).toMatchObject({
    description: 'methylprednisolone sodium succinate, sample text of our own and more of the description',
    terminated: '2024-03-31',
  });
});

const swapped = CSV.replace('ADD DT', 'X').replace('TERM DT', 'ADD DT').replace('X', 'TERM DT');
const lineOf = (code: string): number => FIXED.split('\r\n').findIndex((line) => line.startsWith(code));

test.each([
  [
    'a code that ends before it begins',
    withLine(lineOf('J3301'), (line) => put(line, 285, '19801231')),
    'rows[20]: J3301 ends before it begins',
  ],
  ['ADD DT and TERM DT swapped', swapped, 'J1030 ends before it begins'],
  [
    'an "up to" code that comes back beside a "per" code',
    withLine(lineOf('J2930'), (line) => put(line, 285, '        ')),
    'J2930 mixes "per" and "up-to" for one drug on the same dates',
  ],
])('%s gives a table that cannot be used, and is refused', (_what, text, message) => {
  expect(refusal(importing(text))).toContain('gives a table that cannot be used: rows[');
  expect(refusal(importing(text))).toContain(message);
});

test('the line of a CSV refusal counts the lines inside quoted cells', () => {
  const lines = CSV.trimEnd().split('\n').length;
  expect(refusal(importing(`${CSV}hello,1,3,x,x,,,,N\n`))).toContain(`line ${lines + 1}:`);
});

test('the edition comes from the name or is asked for, and never goes back', () => {
  expect(editionOf('HCPC2026_OCT_ANWEB.txt')).toBe('2026-10');
  expect(editionOf('october-2026-alpha-numeric-hcpcs-file.txt')).toBe('2026-10');
  expect(editionOf('hcpcs.txt')).toBeNull();
  expect(refusal(importing(FIXED, 'hcpcs.txt'))).toContain('--edition');
  expect(refusal(importing(FIXED, 'hcpcs.txt', '2026-13'))).toContain('--edition');
  expect(tableOf(importing(FIXED, 'hcpcs.txt', '2027-01')).edition).toBe('2027-01');
  expect(refusal(importing(FIXED, 'hcpcs.txt', '2026-04'))).toContain('older than 2026-07');
});
