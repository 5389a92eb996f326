import {
  NotUnderstood,
  recordsOf,
  type HcpcsColumn,
  type HcpcsRecord,
  type HcpcsRow,
} from './hcpcs-records.ts';

export type HcpcsFile =
  | { readonly ok: true; readonly layout: 'fixed-width' | 'csv'; readonly records: readonly HcpcsRecord[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

/**
 * Columns of the HCPCS contractor record, first and last counted from 1, as CMS publishes them with each release
 * (HCPCyyyy_recordlayout.txt, read in the 2016 and 2020 editions; the head of the 2024 edition agrees). The record
 * is 320 characters long, the last 27 of them filler, so that files cut after the action code have 293.
 */
const COLUMNS = {
  code: [1, 5],
  sequence: [6, 10],
  recordId: [11, 11],
  description: [12, 91],
  added: [269, 276],
  actionEffective: [277, 284],
  terminated: [285, 292],
  action: [293, 293],
} as const satisfies Record<HcpcsColumn | 'sequence', readonly [number, number]>;
const LENGTH = { withDetail: 293, whole: 320 } as const;

const column = (line: string, name: keyof typeof COLUMNS): string =>
  line.slice(COLUMNS[name][0] - 1, COLUMNS[name][1]).trim();

const columnsOf = (name: keyof typeof COLUMNS): string => {
  const [first, last] = COLUMNS[name];
  return first === last ? `column ${first}` : `columns ${first} to ${last}`;
};

const isFixedWidth = (line: string): boolean =>
  line.length >= LENGTH.withDetail && /^.{5}\d{5}[3478]/.test(line);

function checkLength(text: string, line: number): void {
  const continues = ['4', '8'].includes(column(text, 'recordId'));
  if (text.length > LENGTH.whole)
    throw new NotUnderstood(line, `has ${text.length} characters, more than 320`);
  if (!continues && text.length < LENGTH.withDetail)
    throw new NotUnderstood(line, `has ${text.length} characters, fewer than the 293 of a record`);
}

function fixedWidthRow(text: string, index: number): HcpcsRow | [] {
  const line = index + 1;
  if (text.trim() === '') return [];
  if (!/^\d{5}$/.test(column(text, 'sequence')))
    throw new NotUnderstood(line, `no sequence number in ${columnsOf('sequence')}`);
  checkLength(text, line);
  return { line, read: (name) => column(text, name), called: columnsOf };
}

interface CsvRow {
  readonly line: number;
  readonly cells: readonly string[];
}

const CELL = /("(?:[^"]|"")*"|[^,\n"]*)(,|\n|$)/y;

/** Comma-separated values with quoted cells that may hold commas, doubled quotes and line ends. */
function readCsvRows(text: string): readonly CsvRow[] {
  const rows: CsvRow[] = [];
  const cell = new RegExp(CELL);
  let row: { line: number; cells: string[] } = { line: 1, cells: [] };
  let line = 1;
  for (;;) {
    const match = cell.exec(text);
    if (!match) throw new NotUnderstood(line, 'a quoted cell is not closed, or a quote stands inside a cell');
    const [, written = '', end] = match;
    row.cells.push(written.startsWith('"') ? written.slice(1, -1).replaceAll('""', '"') : written);
    line += written.split('\n').length - 1;
    if (end === ',') continue;
    rows.push(row);
    if (end === '' || cell.lastIndex === text.length) return rows;
    line += 1;
    row = { line, cells: [] };
  }
}

const HEADERS = {
  code: 'HCPC',
  recordId: 'RECID',
  description: 'LONG DESCRIPTION',
  added: 'ADD DT',
  actionEffective: 'ACT EFF DT',
  terminated: 'TERM DT',
  action: 'ACTION CD',
} as const satisfies Record<HcpcsColumn, string>;
/** Spreadsheets of some quarters begin with a notice; the header follows within so many rows. */
const HEADER_WITHIN = 30;

const nameOf = (cell: string): string =>
  cell
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_]+/g, ' ');

function readCsv(text: string): readonly HcpcsRow[] {
  const rows = readCsvRows(text);
  const at = rows
    .slice(0, HEADER_WITHIN)
    .findIndex(({ cells }) => cells.some((cell) => nameOf(cell) === HEADERS.code));
  const header = rows[at];
  if (!header)
    throw new NotUnderstood(1, 'neither fixed-width records of 293 characters nor a header with HCPC');
  const names = header.cells.map(nameOf);
  for (const name of Object.values(HEADERS)) {
    const found = names.filter((each) => each === name).length;
    if (found !== 1)
      throw new NotUnderstood(
        header.line,
        `the header has ${found === 0 ? 'no' : 'more than one'} column ${name}`,
      );
  }
  return rows.slice(at + 1).flatMap((row) => csvRow(row, names));
}

function csvRow({ line, cells }: CsvRow, names: readonly string[]): HcpcsRow | [] {
  if (cells.every((cell) => cell.trim() === '')) return [];
  if (cells.length !== names.length)
    throw new NotUnderstood(line, `has ${cells.length} cells, and the header ${names.length}`);
  return {
    line,
    read: (name) => {
      const cell = (cells[names.indexOf(HEADERS[name])] ?? '').trim();
      return name === 'description' ? cell : cell.toUpperCase();
    },
    called: (name) => HEADERS[name],
  };
}

/**
 * Reads the official quarterly HCPCS file, fixed-width or the spreadsheet's CSV export. A line that does not fit the
 * layout refuses the whole file: a shifted column would turn into a wrong date of service.
 */
export function readHcpcsFile(bytes: Uint8Array): HcpcsFile {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b)
    return {
      ok: false,
      line: 1,
      reason: 'is an archive or a workbook: unpack it, or export the sheet as CSV',
    };
  // One character a byte keeps columns where they are; names and dates are plain ASCII.
  const text = new TextDecoder('latin1')
    .decode(bytes)
    .replace(/^\u00EF\u00BB\u00BF/, '')
    .replaceAll('\r\n', '\n');
  const lines = text.split('\n');
  const first = lines.find((line) => line.trim() !== '') ?? '';
  try {
    if (isFixedWidth(first))
      return { ok: true, layout: 'fixed-width', records: recordsOf(lines.flatMap(fixedWidthRow)) };
    return { ok: true, layout: 'csv', records: recordsOf(readCsv(text)) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { ok: false, line: error.line, reason: error.message };
  }
}
