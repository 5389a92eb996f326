import { z } from './zod.ts';
import { dayNumber } from '../vocab/calendar.ts';
import { DRUG_NAME, DRUGS } from '../vocab/drug.ts';
import { isPositive, parseDecimal } from '../vocab/rational.ts';
import type { CodeRow, CodeTable } from './code-table.ts';
import { refuse, refusalOf, type Parsed, type Refusal } from './schema-refusal.ts';
import { canBeCombined, unitOf } from './unit-scale.ts';

/** What a chart says is read without the blanks around it: a word that keeps them would never match. */
export const words = z.string().check(
  z.minLength(1),
  z.maxLength(500),
  z.refine((text) => text.trim() === text, 'must have no blanks around it'),
);
export const calendarDate = z
  .string()
  .check(z.refine((text) => dayNumber(text) !== null, 'must be a date like "2026-11-23"'));
const openDate = z.nullable(calendarDate);

const isDose = (text: string): boolean => {
  const value = parseDecimal(text);
  return value !== null && isPositive(value);
};

/** A decimal as text, or as a number a file may hold; kept as text because doses are exact. */
const unitMg = z.union([
  z.string().check(z.refine(isDose, 'must be a decimal above zero, like "40"')),
  z.number().check(z.refine((value) => isDose(String(value)), 'must be above zero')),
]);

const rowSchema = z.strictObject({
  code: z.string().check(z.regex(/^[A-Z0-9]{5}$/, 'must be five capital letters or digits')),
  drug: z.nullable(z.enum(DRUGS)),
  ingredient: z.optional(words),
  description: z.optional(words),
  basis: z.enum(['per', 'up-to']),
  unitMg: z.nullable(unitMg),
  effective: z.optional(openDate),
  terminated: z.optional(openDate),
  note: z.optional(z.nullable(words)),
  lineRemark: z.optional(words),
  verified: z.optional(z.boolean()),
  /** Where the row comes from: for people who read the file. */
  source: z.optional(z.union([words, z.array(words)])),
});

export const codeTableFileSchema = z.strictObject({
  id: z
    .string()
    .check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower-case letters, digits and hyphens')),
  title: words,
  edition: words,
  publisher: words,
  source: words,
  retrieved: calendarDate,
  system: z.optional(z.string().check(z.regex(/^(https?:\/\/|urn:)\S+$/, 'must be an absolute URI'))),
  grouping: z.optional(z.enum(['per-site', 'per-date'])),
  modifierRules: z.optional(
    z.strictObject({
      anatomical: z.boolean(),
      distinct: z.boolean(),
      reduced: z.boolean(),
      waste: z.boolean(),
    }),
  ),
  rows: z.array(rowSchema).check(z.minLength(1)),
});
type RowFile = z.infer<typeof rowSchema>;
export type CodeTableFile = z.infer<typeof codeTableFileSchema>;

/** Rules of the practice table: what a table of one's own follows where it does not say otherwise. */
const OWN_RULES: CodeTable['modifierRules'] = {
  anatomical: true,
  distinct: true,
  reduced: true,
  waste: false,
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function rowOfFile(row: RowFile): CodeRow {
  const unit = row.unitMg === null ? null : String(row.unitMg);
  const ingredient = row.ingredient ?? (row.drug === null ? row.code : DRUG_NAME[row.drug]);
  const counted =
    unit === null
      ? ''
      : row.basis === 'per'
        ? `; every ${unit} mg is one unit`
        : `; one unit covers any dose to ${unit} mg`;
  return {
    code: row.code,
    drug: row.drug,
    ingredient,
    description: row.description ?? capitalised(`${ingredient}${counted}`),
    basis: row.basis,
    unitMg: unit,
    effective: row.effective ?? null,
    terminated: row.terminated ?? null,
    note: row.note ?? null,
    ...(row.lineRemark === undefined ? {} : { lineRemark: row.lineRemark }),
    verified: row.verified ?? true,
  };
}

/** A table file as the engine uses it: members left out take the practice table's rules and a URI of its own. */
export const tableOfFile = (file: CodeTableFile): CodeTable => ({
  id: file.id,
  title: file.title,
  edition: file.edition,
  publisher: file.publisher,
  source: file.source,
  retrieved: file.retrieved,
  system: file.system ?? `urn:injectcheck:code-table:${file.id}`,
  grouping: file.grouping ?? 'per-site',
  modifierRules: file.modifierRules ?? OWN_RULES,
  rows: file.rows.map(rowOfFile),
});

/** Whether two rows are ever in force on the same date. */
const overlap = (a: CodeRow, b: CodeRow): boolean =>
  (a.effective === null || b.terminated === null || a.effective <= b.terminated) &&
  (b.effective === null || a.terminated === null || b.effective <= a.terminated);

const sameUnit = (a: CodeRow, b: CodeRow): boolean => {
  const [one, other] = [unitOf(a), unitOf(b)];
  return one.n === other.n && one.d === other.d;
};

/** What makes a row useless beside the rows before it, or null. Two answers for one dose would be a guess. */
function troubleWith(row: CodeRow, earlier: readonly CodeRow[]): string | null {
  if (row.effective !== null && row.terminated !== null && row.effective > row.terminated)
    return 'ends before it begins';
  const beside = earlier.filter((other) => overlap(row, other));
  if (beside.some(({ code }) => code === row.code)) return 'stands twice for the same dates';
  if (row.drug === null || row.unitMg === null) return null;
  const ofDrug = beside.filter(({ drug, unitMg }) => drug === row.drug && unitMg !== null);
  if (ofDrug.some(({ basis }) => basis !== row.basis))
    return 'mixes "per" and "up-to" for one drug on the same dates';
  if (ofDrug.some((other) => sameUnit(row, other))) return 'has the same unit as another code of this drug';
  return canBeCombined([row, ...ofDrug]) ? null : 'has a unit too far from the others to be combined';
}

function firstTrouble({ rows }: CodeTable, path: string): Refusal | null {
  for (const [index, row] of rows.entries()) {
    const trouble = troubleWith(row, rows.slice(0, index));
    if (trouble) return refuse(`${path}rows[${index}]`, `${row.code} ${trouble}`);
  }
  return null;
}

/** Ids that ship with the project and the HCPCS system: a table of one's own may claim neither. */
const RESERVED_IDS = ['practice', 'cms-hcpcs'];
const HCPCS = /HCPCS|2\.16\.840\.1\.113883\.6\.(14|285)$/i;

/** What the schema cannot say: rows that contradict each other, or a table posing as one it is not. */
export function ownTableRefusal(table: CodeTable, path = ''): Refusal | null {
  if (RESERVED_IDS.includes(table.id))
    return refuse(`${path}id`, `"${table.id}" is the id of a shipped table`);
  if (HCPCS.test(table.system))
    return refuse(
      `${path}system`,
      "must be the table's own URI: under the HCPCS URI its codes would mean what CMS says",
    );
  return firstTrouble(table, path);
}

/** A code table a site supplies, or path (with the row) and reason of the first thing wrong with it. */
export function parseCodeTable(json: unknown): Parsed<CodeTable> {
  const parsed = codeTableFileSchema.safeParse(json);
  if (!parsed.success) return refusalOf(parsed.error.issues);
  const table = tableOfFile(parsed.data);
  return ownTableRefusal(table) ?? { ok: true, value: table };
}

/** A table that ships: the same schema and row checks, without the rules for tables of one's own. */
export function parseShippedTable(json: unknown): Parsed<CodeTable> {
  const parsed = codeTableFileSchema.safeParse(json);
  if (!parsed.success) return refusalOf(parsed.error.issues);
  const table = tableOfFile(parsed.data);
  return firstTrouble(table, '') ?? { ok: true, value: table };
}
