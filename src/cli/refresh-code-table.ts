import { CODES_LEFT_OUT } from '../tables/codes-left-out.ts';
import { INGREDIENTS } from '../vocab/drug.ts';
import type { HcpcsRecord } from './hcpcs-records.ts';

/** The members of a table's data file that a refresh reads or writes; all others are carried over as they stand. */
export interface TableRowData {
  readonly code: string;
  readonly effective: string | null;
  readonly terminated: string | null;
  readonly source: readonly string[];
}
export interface TableData {
  readonly id: string;
  readonly edition: string;
  readonly retrieved: string;
  readonly rows: readonly TableRowData[];
}

/** What a person has to look at before the refreshed table is used. */
export interface Review {
  /**
   * Codes that name an ingredient of ours, neither carried nor left out on purpose, the newest first. Whatever their
   * date: a code that began before the standing edition may be one that edition was made without.
   */
  readonly added: readonly string[];
  /** Codes that name an ingredient of ours and are left out on purpose. */
  readonly leftOut: readonly string[];
  /** Carried codes that now have a last date of service. */
  readonly ended: readonly string[];
  /** Carried codes whose dates moved, or whose descriptor CMS acted on since the file was last read for them. */
  readonly changed: readonly string[];
  /** Carried codes the file does not hold: it keeps ended codes, so each is a fault of file or table. */
  readonly missing: readonly string[];
}

export interface Refreshed<Table extends TableData> {
  readonly table: Table;
  readonly review: Review;
}

const IMPORTED = /^CMS alpha-numeric HCPCS file (\d{4}-\d{2}): dates$/;

const dates = (from: string | null, to: string | null): string => `${from ?? 'open'} to ${to ?? 'open'}`;

function refreshRow<Row extends TableRowData>(row: Row, record: HcpcsRecord, edition: string): Row {
  const effective = record.added ?? row.effective;
  const source = [
    ...row.source.filter((each) => !IMPORTED.test(each)),
    `CMS alpha-numeric HCPCS file ${edition}: dates`,
  ];
  return { ...row, effective, terminated: record.terminated, source };
}

/**
 * From when an action of CMS is news for a row: the edition it was last imported from; for a row never imported, all
 * since the code began, because a table's edition does not say that its units were compared with that file.
 */
function newsSince(row: TableRowData): string {
  const edition = row.source.map((each) => IMPORTED.exec(each)?.[1]).find(Boolean);
  return edition ? `${edition}-01` : (row.effective ?? '');
}

function changeOf(row: TableRowData, record: HcpcsRecord): string | null {
  const effective = record.added ?? row.effective;
  const moved =
    effective !== row.effective || (row.terminated !== null && record.terminated !== row.terminated);
  if (moved)
    return `${row.code}: ${dates(row.effective, row.terminated)} became ${dates(effective, record.terminated)}`;
  const acted = record.actionEffective;
  // An action may have changed the descriptor and with it the unit.
  return acted !== null && acted > newsSince(row) && record.terminated === null
    ? `${row.code}: CMS acted on it on ${acted} (action ${record.action || 'not stated'}); compare the unit with the descriptor`
    : null;
}

/** Without spaces, because a word may be cut where a description runs on in the next record. */
const namesOurDrug = ({ description }: HcpcsRecord): boolean =>
  INGREDIENTS.some((ingredient) => description.toLowerCase().replaceAll(/\s/g, '').includes(ingredient));

/** Codes without a date come first: nothing says that they are old. */
const newestFirst = (a: HcpcsRecord, b: HcpcsRecord): number => {
  const [one, other] = [a.added ?? '9999', b.added ?? '9999'];
  return one === other ? 0 : one < other ? 1 : -1;
};

/**
 * The table with dates from the official file for the codes it carries, and what changed. Our words, drugs, units and
 * verified flags stay: the file's descriptor is not copied, and a new code needs a person to say what it bills.
 */
export function refreshCodeTable<Table extends TableData>(
  table: Table,
  records: readonly HcpcsRecord[],
  read: { readonly edition: string; readonly retrieved: string },
): Refreshed<Table> {
  const byCode = new Map(records.map((record) => [record.code, record]));
  const pairs = table.rows.map((row) => ({ row, record: byCode.get(row.code) ?? null }));
  const rows = pairs.map(({ row, record }) => (record ? refreshRow(row, record, read.edition) : row));
  const carried = new Set(table.rows.map(({ code }) => code));
  const ours = records.filter((record) => !carried.has(record.code) && namesOurDrug(record));
  const review: Review = {
    added: ours
      .filter(({ code }) => !CODES_LEFT_OUT.has(code))
      .toSorted(newestFirst)
      .map((record) => `${record.code}, ${dates(record.added, record.terminated)}: ${record.description}`),
    leftOut: ours.filter(({ code }) => CODES_LEFT_OUT.has(code)).map(({ code }) => code),
    ended: pairs.flatMap(({ row, record }) =>
      record?.terminated && row.terminated === null
        ? [`${row.code}: last date of service ${record.terminated}`]
        : [],
    ),
    changed: pairs.flatMap(({ row, record }) => (record && changeOf(row, record)) ?? []),
    missing: pairs.flatMap(({ row, record }) => (record ? [] : [row.code])),
  };
  return { table: { ...table, ...read, rows }, review };
}

const part = (title: string, lines: readonly string[]): string =>
  `${title}: ${lines.length === 0 ? 'none' : `\n${lines.map((line) => `  ${line}`).join('\n')}`}\n`;

/** The review for people, every heading always there: "none" is an answer too. */
export const reviewText = ({ added, leftOut, ended, changed, missing }: Review): string =>
  [
    part('Codes of our drugs that the table does not carry', added),
    `Codes of our drugs left out on purpose: ${leftOut.join(', ') || 'none'}\n`,
    part('Ended', ended),
    part('Changed', changed),
    part('Carried but not in the file', missing),
  ].join('');
