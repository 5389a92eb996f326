import type { Checkpoint } from './checkpoint.ts';

/** Sorted throughout, so that the same input gives the same bytes. */
function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

/** `summary.json`: what was read, what was found, which table editions were used. No patient in it. */
export function summaryOf(
  { input, totals }: Checkpoint,
  asked: { readonly table: string; readonly title: string | null },
): unknown {
  const { incompleteFor, newest, ...read } = input;
  return {
    schema: 'injectcheck.audit/1',
    input: sorted({
      ...read,
      patientsReadInPart: Object.keys(incompleteFor).length,
      newestTimestamp: newest === '' ? null : newest,
    }),
    activeTable: asked,
    found: sorted(totals),
  };
}
