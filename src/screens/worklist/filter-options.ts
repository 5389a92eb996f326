import { openFindings, type WorklistRowView } from './worklist-model.ts';

interface Option {
  readonly value: string;
  readonly label: string;
}

export const ANY: Option = { value: '', label: 'Any' };

/** A chosen value is an option even where no row has it any more: what cannot be seen cannot be taken off. */
const withChosen = (options: readonly Option[], chosen: Option | null): readonly Option[] => [
  ANY,
  ...options,
  ...(chosen && !options.some(({ value }) => value === chosen.value) ? [chosen] : []),
];

/** The noun of a check with no open finding, from a reading before or a finding that is settled; else its id. */
function nounOf(rows: readonly WorklistRowView[], check: string): string {
  for (const { row } of rows) {
    if (row.status !== 'ready') continue;
    const readings = [row.summary, ...(row.previous ? [row.previous] : [])];
    const found = readings.flatMap(({ said }) => said.findings).find((one) => one.check === check);
    if (found) return found.noun;
  }
  return check.replaceAll('-', ' ');
}

export const findingOptions = (rows: readonly WorklistRowView[], chosen: string | null): readonly Option[] =>
  withChosen(
    openFindings(rows).map(({ id, noun }) => ({ value: id, label: noun })),
    chosen === null ? null : { value: chosen, label: nounOf(rows, chosen) },
  );

export const codeOptions = (rows: readonly WorklistRowView[], chosen: string | null): readonly Option[] =>
  withChosen(
    [...new Set(rows.flatMap((row) => row.codes))].toSorted().map((value) => ({ value, label: value })),
    chosen === null ? null : { value: chosen, label: chosen },
  );
