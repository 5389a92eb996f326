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

/** A line that does not fit the layout: it refuses the whole file. */
export class NotUnderstood extends Error {
  readonly line: number;
  constructor(line: number, reason: string) {
    super(reason);
    this.line = line;
  }
}

export type HcpcsColumn =
  'code' | 'recordId' | 'description' | 'added' | 'actionEffective' | 'terminated' | 'action';

/** One line of either layout: what stands in a column, without surrounding space, and what its readers call it. */
export interface HcpcsRow {
  readonly line: number;
  readonly read: (column: HcpcsColumn) => string;
  readonly called: (column: HcpcsColumn) => string;
}

const MONTH_FIRST = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

/** `20240401`, `2024-04-01` or `4/1/2024` (a spreadsheet's own export); empty and all zeros mean no date. */
function readDate(row: HcpcsRow, column: 'added' | 'actionEffective' | 'terminated'): string | null {
  const text = row.read(column);
  if (text === '' || /^0+$/.test(text)) return null;
  const us = MONTH_FIRST.exec(text);
  const iso = us
    ? `${us[3]}-${(us[1] ?? '').padStart(2, '0')}-${(us[2] ?? '').padStart(2, '0')}`
    : text.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');
  if (dayNumber(iso) === null)
    throw new NotUnderstood(row.line, `no date in ${row.called(column)}: "${text.slice(0, 12)}"`);
  return iso;
}

const MODIFIER = /^[A-Z0-9]{2}$/;
const PROCEDURE = /^[A-Z0-9]\d{3}[A-Z0-9]$/;

function codeOf(row: HcpcsRow, of: 'procedure' | 'modifier'): string {
  const code = row.read('code');
  if (!(of === 'procedure' ? PROCEDURE : MODIFIER).test(code))
    throw new NotUnderstood(row.line, `no ${of} code in ${row.called('code')}`);
  return code;
}

function firstRecord(row: HcpcsRow): HcpcsRecord {
  const action = row.read('action');
  if (!/^[A-Z]?$/.test(action))
    throw new NotUnderstood(row.line, `no action code in ${row.called('action')}`);
  return {
    code: codeOf(row, 'procedure'),
    line: row.line,
    description: row.read('description'),
    added: readDate(row, 'added'),
    actionEffective: readDate(row, 'actionEffective'),
    terminated: readDate(row, 'terminated'),
    action,
  };
}

function continued(last: HcpcsRecord | undefined, row: HcpcsRow): HcpcsRecord {
  const code = codeOf(row, 'procedure');
  if (last?.code !== code)
    throw new NotUnderstood(row.line, `continues ${code}, which does not come before it`);
  return { ...last, description: `${last.description} ${row.read('description')}` };
}

/**
 * The procedure codes of a file. By record id: 3 begins a code and alone carries its dates, 4 continues its
 * description; 7 and 8 do the same for modifiers, which are checked and passed over. A code that begins twice refuses
 * the file, because choosing one of its two records would choose its dates.
 */
export function recordsOf(rows: readonly HcpcsRow[]): readonly HcpcsRecord[] {
  const records: HcpcsRecord[] = [];
  const begun = new Map<string, number>();
  for (const row of rows) {
    const id = row.read('recordId');
    if (id === '3') {
      const record = firstRecord(row);
      const before = begun.get(record.code);
      if (before !== undefined)
        throw new NotUnderstood(row.line, `begins ${record.code}, which line ${before} began already`);
      begun.set(record.code, row.line);
      records.push(record);
    } else if (id === '4') records.push(continued(records.pop(), row));
    else if (id === '7' || id === '8') codeOf(row, 'modifier');
    else throw new NotUnderstood(row.line, `none of the record ids 3, 4, 7, 8 in ${row.called('recordId')}`);
  }
  return records;
}
