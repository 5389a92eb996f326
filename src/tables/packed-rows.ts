/** The columns of a packed row: as many words as its table has columns. */
export type Columns<N extends number, Row extends readonly string[] = readonly []> = Row['length'] extends N
  ? Row
  : Columns<N, readonly [...Row, string]>;

const hasColumns = <N extends number>(row: readonly string[], columns: N): row is Columns<N> =>
  row.length === columns;

/**
 * A row of a packed table (`tools/compact-*.ts`) in its columns. Throws where it has more or fewer: read on, the row of
 * a broken table would be empty words that no code and no date ever meets, and nobody would hear of it.
 */
export function splitRow<N extends number>(packed: string, columns: N, mark = '|'): Columns<N> {
  const row = packed.split(mark);
  if (!hasColumns(row, columns)) throw new Error(`A packed row has not ${columns} columns: ${packed}`);
  return row;
}

/** The rows of a packed table, one a line. */
export const rowsOf = <N extends number>(packed: string, columns: N): readonly Columns<N>[] =>
  packed.split('\n').map((row) => splitRow(row, columns));

/** The codes of a packed row, each under its system, with what the row says of all of them. */
export const keyed = <Row>(system: string, codes: string, row: Row): readonly (readonly [string, Row])[] =>
  codes.split(',').map((code) => [`${system} ${code}`, row]);
