/**
 * `npm run tables:import -- FILE [--edition YYYY-MM] [--dry-run]`
 *
 * Reads the official quarterly HCPCS file (fixed-width records, or the spreadsheet's CSV export) and regenerates
 * the CMS table for the codes we carry. Prints what was added, ended and changed for review. Exit 0: read, and
 * written unless --dry-run; 2: not understood, or a table the product would not load, with file, line or row, and
 * reason, and nothing written.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { writeCompactModules } from '../../tools/build-code-tables.ts';
import { parseShippedTable } from '../tables/code-table-schema.ts';
import { z } from '../tables/zod.ts';
import { readHcpcsFile } from './hcpcs-file.ts';
import { refreshCodeTable, reviewText, type TableData } from './refresh-code-table.ts';

const TABLE = new URL('../tables/data/code-tables/cms-hcpcs.json', import.meta.url);

/** Only what a refresh touches; everything else in the file is carried over. */
const tableSchema = z.looseObject({
  id: z.string(),
  edition: z.string(),
  retrieved: z.string(),
  rows: z.array(
    z.looseObject({
      code: z.string(),
      effective: z.nullable(z.string()),
      terminated: z.nullable(z.string()),
      source: z.array(z.string()),
    }),
  ),
});

/** A guard rather than a parse, so that the file's members keep their order. */
const isTable = (json: unknown): json is TableData => tableSchema.safeParse(json).success;

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

/** "2026-10" from the names CMS gives its files: HCPC2026_OCT_ANWEB.txt, october-2026-alpha-numeric-hcpcs-file. */
export function editionOf(name: string): string | null {
  const upper = name.toUpperCase();
  const release = /HCPC(\d{4})_([A-Z]{3})/.exec(upper);
  const archive = /\b([A-Z]{3})[A-Z]*-(\d{4})-/.exec(upper);
  const [year, month] = release ? [release[1], release[2]] : [archive?.[2], archive?.[1]];
  const index = MONTHS.indexOf(month ?? '');
  return year && index >= 0 ? `${year}-${String(index + 1).padStart(2, '0')}` : null;
}

export interface ImportRequest {
  readonly file: string;
  readonly bytes: Uint8Array;
  /** Null takes the edition from the file's name. */
  readonly edition: string | null;
  /** Today, `YYYY-MM-DD`. */
  readonly today: string;
  /** The table's data file as it stands. */
  readonly table: string;
}

export type ImportResult =
  | { readonly ok: true; readonly table: string; readonly summary: string }
  | { readonly ok: false; readonly message: string };

/** The regenerated data file and the review, or one line that says what was not understood. */
export function importTable(request: ImportRequest): ImportResult {
  const name = basename(request.file);
  const edition = request.edition ?? editionOf(name);
  if (!edition || !/^\d{4}-(0[1-9]|1[0-2])$/.test(edition))
    return { ok: false, message: `${name}: the edition is not in the file's name; add --edition YYYY-MM` };
  const read = readHcpcsFile(request.bytes);
  if (!read.ok) return { ok: false, message: `${name}: line ${read.line}: ${read.reason}` };
  const standing: unknown = JSON.parse(request.table);
  if (!isTable(standing)) throw new Error('The data file of the CMS table is not a code table');
  if (edition < standing.edition)
    return {
      ok: false,
      message: `${name}: edition ${edition} is older than ${standing.edition}, which stands`,
    };
  const { table, review } = refreshCodeTable(standing, read.records, { edition, retrieved: request.today });
  const absent = standing.rows.filter((row) => row.terminated === null && review.missing.includes(row.code));
  if (absent.length > 0) {
    const codes = absent.map(({ code }) => code).join(', ');
    return { ok: false, message: `${name}: has no record of ${codes}, still in force: not the whole file` };
  }
  // Its dates are the file's: rows that end before they begin, or bill one dose twice, would break every later review.
  const parsed = parseShippedTable(table);
  if (!parsed.ok)
    return {
      ok: false,
      message: `${name}: gives a table that cannot be used: ${parsed.path}: ${parsed.reason}`,
    };
  const head = `${name}: ${read.layout}, ${read.records.length} procedure codes, edition ${edition} (was ${standing.edition}).\n`;
  return { ok: true, table: `${JSON.stringify(table, null, 2)}\n`, summary: head + reviewText(review) };
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { edition: { type: 'string' }, 'dry-run': { type: 'boolean', default: false } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) {
    console.error('Usage: npm run tables:import -- FILE [--edition YYYY-MM] [--dry-run]');
    return 2;
  }
  const result = importTable({
    file,
    bytes: readFileSync(file),
    edition: values.edition ?? null,
    today: new Date().toISOString().slice(0, 10),
    table: readFileSync(TABLE, 'utf8'),
  });
  if (!result.ok) {
    console.error(result.message);
    return 2;
  }
  console.log(result.summary);
  if (values['dry-run']) return 0;
  writeFileSync(TABLE, result.table);
  const written = await writeCompactModules();
  console.log(
    `Written: ${[fileURLToPath(TABLE), ...written].map((path) => basename(path)).join(', ')}. Review the difference before it is committed.`,
  );
  return 0;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    process.exitCode = await run();
  } catch (error) {
    console.error(error instanceof Error ? error.message : 'The import failed');
    process.exitCode = 2;
  }
}
