import type { ClaimLine } from '../coding/claim-line.ts';

/** Key of a line, stable within one report: table, code, and its place among the lines of that code. */
export function lineKeyOf(line: ClaimLine, lines: readonly ClaimLine[]): string {
  const alike = lines.filter((other) => other.table === line.table && other.code === line.code);
  return `${line.table}/${line.code}/${alike.indexOf(line) + 1}`;
}
