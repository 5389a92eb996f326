import { useVirtualizer } from '@tanstack/react-virtual';
import { memo, useRef, type ReactElement, type ReactNode } from 'react';
import { DataTable, type DataColumn } from '../../ui/data-table.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether, Quantity } from '../../ui/quantity.tsx';
import { formatDate, formatDateTime } from '../../vocab/calendar.ts';
import type { Filters, Sort } from './worklist-filters.ts';
import type { WorklistRowView } from './worklist-model.ts';
import styles from './worklist.module.css';

/** Height of one row in px; the virtualiser and the style sheet agree on it. */
const ROW_PX = 30;

const NOTE_WORDS = {
  draft: 'Draft',
  signed: 'Signed',
  'none-seen': 'None seen',
  'not-readable': 'Not readable',
} as const;

export interface WorklistTableProps {
  readonly rows: readonly WorklistRowView[];
  readonly filters: Filters;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (row: WorklistRowView) => void;
}

/**
 * A real table with only the rows in sight in the page. Keyboard: Tab to the table, arrows scroll it; Tab to a
 * row's link, Enter opens the encounter.
 */
export function WorklistTable({ rows, filters, onSort, onOpen }: WorklistTableProps): ReactElement {
  const box = useRef<HTMLElement>(null);
  // The React Compiler is not in use, so nothing here is memoised behind the virtualiser's back.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
    initialRect: { width: 1024, height: 720 },
  });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <DataTable
      caption="Encounters"
      captionHidden
      columns={columnsOf(filters, onSort)}
      rowCount={rows.length}
      scrollRef={box}
      blockSize="calc(100vh - 15rem)"
    >
      <Spacer px={before} />
      {items.map((item) => {
        const row = rows[item.index];
        return row ? <Row key={row.key} row={row} index={item.index} onOpen={onOpen} /> : null;
      })}
      <Spacer px={after} />
    </DataTable>
  );
}

/** Stands for the rows not in the page, so that the scroll bar tells the truth. */
const Spacer = ({ px }: { readonly px: number }): ReactElement | null =>
  px > 0 ? (
    <tr aria-hidden="true">
      <td colSpan={9} className={styles['spacer']} style={{ blockSize: px }}>
        {'\u00a0'}
      </td>
    </tr>
  ) : null;

const TITLES: readonly {
  readonly key: string;
  readonly title: string;
  readonly sort: Sort | null;
  readonly numeric?: boolean;
}[] = [
  { key: 'patient', title: 'Patient', sort: null },
  { key: 'date', title: 'Date of service', sort: 'date' },
  { key: 'clinician', title: 'Clinician', sort: null },
  { key: 'drugs', title: 'Drugs given', sort: null },
  { key: 'toFix', title: 'To fix', sort: 'to-fix', numeric: true },
  { key: 'couldNot', title: 'Could not check', sort: 'could-not-check', numeric: true },
  { key: 'note', title: 'Note', sort: null },
  { key: 'table', title: 'Table', sort: null },
  { key: 'read', title: 'Last read', sort: 'last-read' },
];

const columnsOf = (filters: Filters, onSort: (sort: Sort) => void): readonly DataColumn[] =>
  TITLES.map(({ key, title, sort, numeric = false }) =>
    sort === null
      ? { key, title, numeric }
      : {
          key,
          numeric,
          sort: filters.sort === sort ? (filters.descending ? 'descending' : 'ascending') : 'none',
          title: (
            <button type="button" className={styles['sort']} onClick={() => onSort(sort)}>
              {title}
              {filters.sort === sort ? (
                <span aria-hidden="true">{filters.descending ? ' ↓' : ' ↑'}</span>
              ) : null}
            </button>
          ),
        },
  );

interface RowProps {
  readonly row: WorklistRowView;
  readonly index: number;
  readonly onOpen: (row: WorklistRowView) => void;
}

/** Rows do not change while they are scrolled past: only those that come into sight are made. */
const Row = memo(function Row({ row, index, onOpen }: RowProps): ReactElement {
  const date = row.date === null ? 'Date not recorded' : formatDate(row.date);
  return (
    <tr aria-rowindex={index + 2} className={styles['row']}>
      <th scope="row">
        <button type="button" className={styles['open']} onClick={() => onOpen(row)}>
          {row.patient}
        </button>
      </th>
      <td>
        <Quantity>{date}</Quantity>
      </td>
      <td>{row.clinician ?? 'Not recorded'}</td>
      <td>
        {row.drugs.length > 0 ? keepTogether(row.drugs.join(', ')) : unknownWords(row, 'None recorded')}
        {row.changes.map((change) => (
          <span key={change} className={styles['change']}>
            {change}
          </span>
        ))}
      </td>
      <Count row={row} value={row.toFix} outcome="gap" />
      <Count row={row} value={row.couldNotCheck} outcome="cannot-tell" />
      <td>{row.note === null ? unknownWords(row, 'Not read') : NOTE_WORDS[row.note]}</td>
      <td>{row.table ?? unknownWords(row, 'Not read')}</td>
      <td>
        <Quantity>
          {row.lastRead === null ? (row.standing ?? 'Not evaluated') : formatDateTime(row.lastRead)}
        </Quantity>
      </td>
    </tr>
  );
});

/** Unknown is said in words, never left blank. */
const unknownWords = (row: WorklistRowView, otherwise: string): string => row.standing ?? otherwise;

function Count({
  row,
  value,
  outcome,
}: {
  readonly row: WorklistRowView;
  readonly value: number | null;
  readonly outcome: 'gap' | 'cannot-tell';
}): ReactElement {
  const shown: ReactNode =
    value === null ? (
      unknownWords(row, 'Not evaluated')
    ) : value > 0 ? (
      <OutcomeMark outcome={outcome} word={String(value)} />
    ) : (
      '0'
    );
  return <td data-numeric="true">{shown}</td>;
}
