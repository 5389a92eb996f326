import type { CodeTable } from '../tables/code-table.ts';
import { CMS_TABLE_ID, isInForce, listedRow } from '../tables/code-tables.ts';
import type { CodeRow } from '../tables/code-table.ts';
import { formatDate } from '../vocab/calendar.ts';
import { compare } from '../vocab/rational.ts';
import { unitOf } from '../tables/unit-scale.ts';
import type { ClaimLine, TableDisagreement } from './claim-line.ts';

type Kind = TableDisagreement['kinds'][number];

/** "trimethobenzamide, up to 200 mg". */
function meaningOf(row: CodeRow): string {
  const unit = row.unitMg === null ? 'not counted in milligrams' : `${row.unitMg} mg`;
  const basis = row.unitMg === null ? '' : row.basis === 'up-to' ? 'up to ' : 'per ';
  return `${row.ingredient}, ${basis}${unit}`;
}

const units = (count: number): string => (count === 1 ? '1 unit' : `${count} units`);

const isDiscard = ({ modifiers }: ClaimLine): boolean => modifiers.some(({ code }) => code === 'JW');

/** Units by code, given and discarded apart, in the order of the lines: "J1040, 1 unit" and "J1020, 1 unit". */
function totals(lines: readonly ClaimLine[]): ReadonlyMap<string, number> {
  const byCode = new Map<string, number>();
  for (const line of lines) {
    const name = isDiscard(line) ? `${line.code}-JW` : line.code;
    byCode.set(name, (byCode.get(name) ?? 0) + line.units);
  }
  return byCode;
}

function listWords(lines: readonly ClaimLine[]): string {
  const words = [...totals(lines)].map(([code, count]) => `${code}, ${units(count)}`);
  return words.length > 1 ? `${words.slice(0, -1).join('; ')} and ${words.at(-1)}` : (words[0] ?? '');
}

/** Codes and units of what was given, ready to compare: discarded drug has no counterpart in other tables. */
const givenTotals = (lines: readonly ClaimLine[]): string =>
  [...totals(lines.filter((line) => !isDiscard(line)))]
    .map(([code, count]) => `${code} ${count}`)
    .toSorted()
    .join(', ');

function kindsOf(line: ClaimLine, row: CodeRow, cms: CodeRow | null): readonly Kind[] {
  if (!cms || !isInForce(cms, line.serviceDate))
    return cms && cms.drug !== line.drug ? ['different-ingredient', 'not-in-force'] : ['not-in-force'];
  if (cms.drug !== line.drug) return ['different-ingredient'];
  const sameUnit = cms.unitMg !== null && compare(unitOf(cms), unitOf(row)) === 0 && cms.basis === row.basis;
  return sameUnit ? [] : ['different-unit'];
}

/** The spec's sentence: what CMS attaches to the number, and what CMS lists for these administrations. */
function messageOf(code: string, date: string, cms: CodeRow | null, cmsLines: readonly ClaimLine[]): string {
  const ended = cms?.terminated && cms.terminated < date ? `, ended ${formatDate(cms.terminated)}` : '';
  const begins = cms?.effective && cms.effective > date ? `, from ${formatDate(cms.effective)}` : '';
  const meaning = cms
    ? `CMS lists ${code} as ${meaningOf(cms)}${ended}${begins}.`
    : `CMS does not list ${code}.`;
  const words = listWords(cmsLines);
  return words
    ? `${meaning} For ${formatDate(date)} CMS lists ${words}.`
    : `${meaning} For ${formatDate(date)} no CMS line could be derived.`;
}

interface Compared {
  readonly other: CodeTable;
  readonly cms: CodeTable;
  readonly lines: readonly ClaimLine[];
}

function disagreementOf(
  own: readonly ClaimLine[],
  { other, cms, lines }: Compared,
): TableDisagreement | null {
  const [line] = own;
  if (!line) return null;
  const { code, serviceDate, drug } = line;
  const same = lines.filter((each) => each.serviceDate === serviceDate && each.drug === drug);
  const cmsLines = same.filter((each) => each.table === cms.id);
  const row = listedRow(other, code, serviceDate);
  const meant = listedRow(cms, code, serviceDate);
  if (!row) throw new Error(`A line carries ${code}, which its table does not list`);
  const differs =
    cmsLines.length > 0 &&
    givenTotals(same.filter((each) => each.table === other.id)) !== givenTotals(cmsLines);
  const kinds: readonly Kind[] = [
    ...kindsOf(line, row, meant),
    ...(differs ? (['different-result'] as const) : []),
  ];
  if (kinds.length === 0) return null;
  return {
    code,
    serviceDate,
    kinds,
    cmsMeaning: meant && meaningOf(meant),
    message: messageOf(code, serviceDate, meant, cmsLines),
    administrations: [...new Set(own.flatMap(({ administrations }) => administrations))],
  };
}

/**
 * Where the CMS table and the other one disagree, one per code and date (spec/coding.md). It is always about the
 * codes of the table that is not CMS, whichever of the two is active: the finding and its words are the same.
 */
export function tableDisagreements(
  lines: readonly ClaimLine[],
  tables: readonly [CodeTable, CodeTable],
): readonly TableDisagreement[] {
  const cms = tables.find(({ id }) => id === CMS_TABLE_ID);
  const other = tables.find(({ id }) => id !== CMS_TABLE_ID);
  if (!cms || !other) return [];
  const byCode = new Map<string, ClaimLine[]>();
  for (const line of lines.filter(({ table }) => table === other.id)) {
    const key = `${line.code}|${line.serviceDate}`;
    byCode.set(key, [...(byCode.get(key) ?? []), line]);
  }
  return [...byCode.values()].flatMap((own) => disagreementOf(own, { other, cms, lines }) ?? []);
}
