import { dayNumber } from '../vocab/calendar.ts';

/** One procedure code of the official file: dates as `YYYY-MM-DD`, null where the file leaves them empty. */
export interface HcpcsRecord {
  readonly code: string;
  /** Line of the file the record begins on, counted from 1. */
  readonly line: number;
  readonly description: string;
  readonly added: string | null;
  readonly actionEffective: string | null;
  readonly terminated: string | null;
  readonly action: string;
}

export type HcpcsFile =
  | { readonly ok: true; readonly layout: 'fixed-width' | 'csv'; readonly records: readonly HcpcsRecord[] }
  | { readonly ok: false; readonly line: number; readonly reason: string };

class NotUnderstood extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

/**
 * Columns of the HCPCS contractor record, first and last counted from 1, as CMS publishes them with each release
 * (HCPCyyyy_recordlayout.txt, read in the 2016 and 2020 editions; the head of the 2024 edition agrees). The record
 * is 320 characters long, the last 27 of them filler, so that files cut after the action code have 293.
 */
const COLUMNS = {
  code: [1, 5],
  sequence: [6, 10],
  recordId: [11, 11],
  longText: [12, 91],
  added: [269, 276],
  actionEffective: [277, 284],
  terminated: [285, 292],
  action: [293, 293],
} as const;
const LENGTH = { withDetail: 293, whole: 320 } as const;

const column = (line: string, name: keyof typeof COLUMNS): string =>
  line.slice(COLUMNS[name][0] - 1, COLUMNS[name][1]).trim();

const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** `20240401`, `2024-04-01` or `4/1/2024` (a spreadsheet's own export); empty and all zeros mean no date. */
function readDate(written: string, what: string, line: number): string | null {
  const text = written.trim();
  if (text === '' || /^0+$/.test(text)) return null;
  const us = MONTH_FIRST.exec(text);
  const iso = us
    ? `${us[3]}-${(us[1] ?? '').padStart(2, '0')}-${(us[2] ?? '').padStart(2, '0')}`
    : text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (dayNumber(iso) === null) throw new NotUnderstood(line, `${what} is not a date: "${text.slice(0, 12)}"`);
  return iso;
}

const CODE = /^[A-Z0-9]\d{3}[A-Z0-9]$/;
const isFixedWidth = (line: string): boolean =>
  line.length >= LENGTH.withDetail && /^.{5}\d{5}[3478]/.test(line);

function checkLength(text: string, line: number, isFirst: boolean): void {
  if (text.length > LENGTH.whole)
    throw new NotUnderstood(line, `has ${text.length} characters, more than 320`);
  if (isFirst && text.length < LENGTH.withDetail)
    throw new NotUnderstood(line, `has ${text.length} characters, fewer than the 293 of a record`);
}

/** First and continuation records (3, 4) of procedure codes; modifier records (7, 8) are checked and passed over. */
function readFixedWidth(lines: readonly string[]): readonly HcpcsRecord[] {
  const records: HcpcsRecord[] = [];
  for (const [index, text] of lines.entries()) {
    const line = index + 1;
    if (text.trim() === '') continue;
    const id = column(text, 'recordId');
    if (!/^[3478]$/.test(id)) throw new NotUnderstood(line, 'column 11 is none of the record ids 3, 4, 7, 8');
    if (!/^\d{5}$/.test(column(text, 'sequence')))
      throw new NotUnderstood(line, 'columns 6 to 10 are not a sequence number');
    checkLength(text, line, id === '3' || id === '7');
    if (id === '7' || id === '8') continue;
    const code = column(text, 'code');
    const last = records.at(-1);
    if (id === '4') {
      if (last?.code !== code)
        throw new NotUnderstood(line, `continues ${code}, which does not come before it`);
      records[records.length - 1] = {
        ...last,
        description: `${last.description} ${column(text, 'longText')}`,
      };
    } else records.push(recordOf(text, line, code));
  }
  return records;
}

function recordOf(text: string, line: number, code: string): HcpcsRecord {
  if (!CODE.test(code)) throw new NotUnderstood(line, 'columns 1 to 5 are not a procedure code');
  const action = column(text, 'action');
  if (!/^[A-Z]?$/.test(action)) throw new NotUnderstood(line, 'column 293 is not an action code');
  return {
    code,
    line,
    description: column(text, 'longText'),
    added: readDate(column(text, 'added'), 'columns 269 to 276', line),
    actionEffective: readDate(column(text, 'actionEffective'), 'columns 277 to 284', line),
    terminated: readDate(column(text, 'terminated'), 'columns 285 to 292', line),
    action,
  };
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

const NEEDED = ['HCPC', 'LONG DESCRIPTION', 'ADD DT', 'ACT EFF DT', 'TERM DT', 'ACTION CD'] as const;
/** Spreadsheets of some quarters begin with a notice; the header follows within so many rows. */
const HEADER_WITHIN = 30;

const nameOf = (cell: string): string =>
  cell
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_]+/g, ' ');

function readCsv(text: string): readonly HcpcsRecord[] {
  const rows = readCsvRows(text);
  const at = rows
    .slice(0, HEADER_WITHIN)
    .findIndex(({ cells }) => cells.some((cell) => nameOf(cell) === 'HCPC'));
  const header = rows[at];
  if (!header)
    throw new NotUnderstood(1, 'neither fixed-width records of 293 characters nor a header with HCPC');
  const names = header.cells.map(nameOf);
  const missing = NEEDED.filter((name) => !names.includes(name));
  if (missing.length > 0)
    throw new NotUnderstood(header.line, `the header has no column ${missing.join(', ')}`);
  return rows.slice(at + 1).flatMap((row) => csvRecord(row, names) ?? []);
}

function csvRecord({ line, cells }: CsvRow, names: readonly string[]): HcpcsRecord | null {
  if (cells.every((cell) => cell.trim() === '')) return null;
  if (cells.length !== names.length)
    throw new NotUnderstood(line, `has ${cells.length} cells, and the header ${names.length}`);
  const of = (name: string): string => (cells[names.indexOf(name)] ?? '').trim();
  const code = of('HCPC').toUpperCase();
  // Modifiers have two characters and stand in the same sheet.
  if (/^[A-Z0-9]{2}$/.test(code)) return null;
  if (!CODE.test(code)) throw new NotUnderstood(line, 'the HCPC cell is not a procedure code');
  return {
    code,
    line,
    description: of('LONG DESCRIPTION'),
    added: readDate(of('ADD DT'), 'ADD DT', line),
    actionEffective: readDate(of('ACT EFF DT'), 'ACT EFF DT', line),
    terminated: readDate(of('TERM DT'), 'TERM DT', line),
    action: of('ACTION CD').toUpperCase(),
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
    if (isFixedWidth(first)) return { ok: true, layout: 'fixed-width', records: readFixedWidth(lines) };
    return { ok: true, layout: 'csv', records: readCsv(text) };
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    return { ok: false, line: error.line, reason: error.message };
  }
}
