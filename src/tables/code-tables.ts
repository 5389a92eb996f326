import type { Drug } from '../vocab/drug.ts';
import type { CodeRow, CodeTable } from './code-table.ts';
import { SHIPPED_CODE_TABLES } from './compact/code-tables.ts';

/** The official table: always computed, as active table or as cross-check. */
export const CMS_TABLE_ID = 'cms-hcpcs';
/** The practice's own reference: the shipped default, and the cross-check when CMS is active. */
export const PRACTICE_TABLE_ID = 'practice';

/** A table that ships with the project. */
export function shippedCodeTable(id: typeof CMS_TABLE_ID | typeof PRACTICE_TABLE_ID): CodeTable {
  const found = SHIPPED_CODE_TABLES.find((table) => table.id === id);
  if (!found) throw new Error(`The shipped code table ${id} is missing`);
  return found;
}

/** Shipped tables, then the site's own. */
export const codeTablesOf = (site: { readonly codeTables: readonly CodeTable[] }): readonly CodeTable[] => [
  ...SHIPPED_CODE_TABLES,
  ...site.codeTables,
];

/** The table of that id, shipped or the site's own, or null. */
export const codeTable = (
  id: string,
  site: { readonly codeTables: readonly CodeTable[] },
): CodeTable | null => codeTablesOf(site).find((table) => table.id === id) ?? null;

/** The table computed beside the active one: CMS, or the practice table where CMS is active. */
export const crossCheckOf = (active: CodeTable): CodeTable =>
  shippedCodeTable(active.id === CMS_TABLE_ID ? PRACTICE_TABLE_ID : CMS_TABLE_ID);

/** Whether a row applies on a date of service, `YYYY-MM-DD`; both ends are inclusive. */
export const isInForce = (row: CodeRow, date: string): boolean =>
  (row.effective === null || row.effective <= date) && (row.terminated === null || date <= row.terminated);

/** Rows a drug could ever be billed by: a row that is unverified or whose unit is no mass never decides a code. */
export const billableRows = (table: CodeTable, drug: Drug): readonly CodeRow[] =>
  table.rows.filter((row) => row.drug === drug && row.verified && row.unitMg !== null);

/**
 * The rows that bill a drug on a date of service, `YYYY-MM-DD`. The one place where rows are chosen by date:
 * every line of every table comes through here. Unverified rows and rows without a mass unit are never chosen.
 */
export const rowsInForce = (table: CodeTable, drug: Drug, date: string): readonly CodeRow[] =>
  billableRows(table, drug).filter((row) => isInForce(row, date));

/** What a table says a code is on a date of service, or null when the code is not in force then or not listed. */
export const rowOf = (table: CodeTable, code: string, date: string): CodeRow | null =>
  table.rows.find((row) => row.code === code && isInForce(row, date)) ?? null;

/**
 * What a table says a code is, in force on the date or not: the row in force, else the one that ended last
 * before the date, else the first to come. Null when the table does not list the code at all.
 */
export function listedRow(table: CodeTable, code: string, date: string): CodeRow | null {
  const inForce = rowOf(table, code, date);
  if (inForce) return inForce;
  const listed = table.rows.filter((row) => row.code === code);
  const ended = listed
    .filter((row) => row.terminated !== null && row.terminated < date)
    .toSorted((a, b) => ((a.terminated ?? '') < (b.terminated ?? '') ? 1 : -1));
  return ended[0] ?? listed[0] ?? null;
}
