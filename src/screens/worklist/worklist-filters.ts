import type { WorklistRowView } from './worklist-model.ts';

/** Saved views. A row is in exactly one of the first three, or only in All when nothing is left to do. */
export const VIEWS = ['to-review', 'waiting', 'could-not-check', 'all'] as const;
export type View = (typeof VIEWS)[number];

export const VIEW_WORDS: Readonly<Record<View, string>> = {
  'to-review': 'To review',
  waiting: 'Waiting for clinician',
  'could-not-check': 'Could not check',
  all: 'All',
};

export const SORTS = ['date', 'to-fix', 'could-not-check', 'last-read'] as const;
export type Sort = (typeof SORTS)[number];

/** What is filtered and how it is sorted: codes and states only, so that it may stand in the URL. */
export interface Filters {
  readonly view: View;
  /** Check id with an open finding, or null. */
  readonly check: string | null;
  /** Code on a line, or null. */
  readonly code: string | null;
  readonly note: 'draft' | 'signed' | 'none-seen' | 'not-readable' | null;
  readonly sort: Sort;
  readonly descending: boolean;
}

export const NO_FILTERS: Filters = {
  view: 'to-review',
  check: null,
  code: null,
  note: null,
  sort: 'date',
  descending: true,
};

const CHECK = /^[a-z][a-z-]{2,48}$/;
const CODE = /^[A-Z]\d{4}$/;
const NOTES: readonly string[] = ['draft', 'signed', 'none-seen', 'not-readable'];

const matching = (value: string | null, shape: RegExp): string | null =>
  value !== null && shape.test(value) ? value : null;

/** Filters from the URL's query. Anything that is not a known view, a check id, a code or a state is dropped. */
export function parseFilters(query: string): Filters {
  const params = new URLSearchParams(query);
  const view = VIEWS.find((one) => one === params.get('view')) ?? NO_FILTERS.view;
  const note = params.get('note');
  return {
    view,
    check: matching(params.get('check'), CHECK),
    code: matching(params.get('code'), CODE),
    note: note !== null && NOTES.includes(note) ? (note as Filters['note']) : null,
    sort: SORTS.find((one) => one === params.get('sort')) ?? NO_FILTERS.sort,
    descending: params.get('order') !== 'ascending',
  };
}

/** The query of these filters; defaults are left out. Holds no patient data by construction. */
export function filtersQuery(filters: Filters): string {
  const params = new URLSearchParams();
  if (filters.view !== NO_FILTERS.view) params.set('view', filters.view);
  if (filters.check !== null) params.set('check', filters.check);
  if (filters.code !== null) params.set('code', filters.code);
  if (filters.note !== null) params.set('note', filters.note);
  if (filters.sort !== NO_FILTERS.sort) params.set('sort', filters.sort);
  if (!filters.descending) params.set('order', 'ascending');
  return params.toString();
}

const passes = (row: WorklistRowView, filters: Filters): boolean =>
  (filters.view === 'all' || row.view === filters.view) &&
  (filters.check === null || row.openChecks.includes(filters.check)) &&
  (filters.code === null || row.codes.includes(filters.code)) &&
  (filters.note === null || row.note === filters.note);

/** What a row is sorted by; null is not known. Dates and times are ISO 8601, so plain comparison orders them. */
function sortValue(sort: Sort, row: WorklistRowView): string | number | null {
  switch (sort) {
    case 'date':
      return row.date;
    case 'to-fix':
      return row.toFix;
    case 'could-not-check':
      return row.couldNotCheck;
    case 'last-read':
      return row.lastRead;
    default:
      return sort satisfies never;
  }
}

const compare = <T extends string | number>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/**
 * Rows that pass, sorted; the unknown last in either order, because what is not known is never in front. Equal rows
 * keep their order by key, so that nothing jumps while rows arrive.
 */
export function filterRows(rows: readonly WorklistRowView[], filters: Filters): readonly WorklistRowView[] {
  const sign = filters.descending ? -1 : 1;
  const keyed = rows
    .filter((row) => passes(row, filters))
    .map((row) => ({ row, value: sortValue(filters.sort, row) }));
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null)
      return Number(a.value === null) - Number(b.value === null) || compare(a.row.key, b.row.key);
    return sign * compare<string | number>(a.value, b.value) || compare(a.row.key, b.row.key);
  });
  return keyed.map((one) => one.row);
}

/** How many rows each view holds, before the other filters. */
export function countViews(rows: readonly WorklistRowView[]): Readonly<Record<View, number>> {
  const counts = { 'to-review': 0, waiting: 0, 'could-not-check': 0, all: rows.length };
  for (const row of rows) if (row.view !== 'all') counts[row.view] += 1;
  return counts;
}
