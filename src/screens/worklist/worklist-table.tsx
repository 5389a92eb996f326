import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { memo, useLayoutEffect, useRef, type ReactElement } from 'react';
import { Button } from '../../ui/button.tsx';
import { DataTable, type DataColumn } from '../../ui/data-table.tsx';
import { OutcomeMark } from '../../ui/outcome-mark.tsx';
import { keepTogether, Quantity } from '../../ui/quantity.tsx';
import { formatDate, formatDateTime } from '../../vocab/calendar.ts';
import type { FoundPlace, ListPlace } from './list-place.ts';
import type { Filters, Sort } from './worklist-filters.ts';
import type { WorklistRowView } from './worklist-model.ts';
import styles from './worklist.module.css';

/** Height of a row of one line in px, as the table's style sheet has it. A row that wraps is measured. */
const ROW_PX = 28;

const NOTE_WORDS = {
  draft: 'Draft',
  signed: 'Signed',
  'none-seen': 'None seen',
  'not-readable': 'Not readable',
} as const;

export interface WorklistTableProps {
  readonly rows: readonly WorklistRowView[];
  readonly filters: Filters;
  /** A row's control was pressed and not let go yet. */
  readonly onPress: () => void;
  readonly onSort: (sort: Sort) => void;
  readonly onOpen: (row: WorklistRowView) => void;
  /** Reads one encounter again, where it could not be read. */
  readonly onRetry: (encounter: string) => void;
  /** Keeps where the list is left. */
  readonly place: ListPlace | undefined;
  /** Where it was left, until its row has the focus again. */
  readonly found: FoundPlace | null;
  readonly onFound: () => void;
}

/**
 * A real table with only the rows in sight in the page. Keyboard: Tab to the table, arrows scroll it; Tab to a
 * row's link, Enter opens the encounter.
 */
export function WorklistTable(props: WorklistTableProps): ReactElement {
  const { rows, filters, onPress, onSort, onOpen, onRetry, place, found, onFound } = props;
  const box = useRef<HTMLElement>(null);
  // The React Compiler is not in use, so nothing here is memoised behind the virtualiser's back.
  // oxlint-disable-next-line react/incompatible-library
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => box.current,
    estimateSize: () => ROW_PX,
    // Nothing is laid out where there is no layout, as in component tests.
    measureElement: (element) => element.getBoundingClientRect().height || ROW_PX,
    overscan: 12,
    initialRect: { width: 1024, height: 720 },
    initialOffset: found?.offset ?? 0,
    initialMeasurementsCache: found?.rows ?? [],
  });
  usePlace({ virtual, place, found, at: rows.findIndex((row) => row.key === found?.row) });
  const items = virtual.getVirtualItems();
  const before = items[0]?.start ?? 0;
  const after = virtual.getTotalSize() - (items.at(-1)?.end ?? 0);
  return (
    <div
      className={styles['list']}
      onPointerDown={({ target }) => {
        if (target instanceof Element && target.closest('tbody button')) onPress();
      }}
    >
      <DataTable
        caption="Encounters"
        captionHidden
        columns={columnsOf(filters, onSort)}
        rowCount={rows.length}
        scrollRef={box}
        blockSize="calc(100vh - 15rem)"
        fixed
      >
        <Spacer px={before} />
        {items.map((item) => {
          const row = rows[item.index];
          const handlers = { onOpen, onRetry, measure: virtual.measureElement };
          const onFocus = row?.key === found?.row ? onFound : null;
          return row ? <Row key={row.key} {...{ row, onFocus }} index={item.index} {...handlers} /> : null;
        })}
        <Spacer px={after} />
      </DataTable>
    </div>
  );
}

/** Stands where the list was left when it is shown, and keeps where it stands when it goes. */
function usePlace(parts: {
  readonly virtual: Virtualizer<HTMLElement, Element>;
  readonly place: ListPlace | undefined;
  readonly found: FoundPlace | null;
  /** Index of the row to stand on; -1 for none. */
  readonly at: number;
}): void {
  const shown = useRef(parts);
  useLayoutEffect(() => {
    const { virtual, place, found, at } = shown.current;
    if (found) window.scrollTo(0, found.page);
    // Another may have been looked at meanwhile, or rows have come and gone: then it moves as little as it must.
    if (at >= 0) virtual.scrollToIndex(at, { align: 'auto' });
    return () =>
      place?.keep({
        offset: virtual.scrollOffset ?? 0,
        rows: virtual.takeSnapshot(),
        page: window.scrollY,
      });
  }, []);
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

/** Focuses what comes into the page, and tells that it has. */
export const focusThen =
  (done: () => void) =>
  (element: HTMLElement | null): void => {
    if (!element) return;
    element.focus();
    done();
  };

interface RowProps {
  readonly row: WorklistRowView;
  readonly index: number;
  readonly onOpen: (row: WorklistRowView) => void;
  readonly onRetry: (encounter: string) => void;
  readonly measure: (row: HTMLElement | null) => void;
  /** Set where the row takes the focus as soon as it is in the page; told when it has it. */
  readonly onFocus: (() => void) | null;
}

/** Rows do not change while they are scrolled past: only those that come into sight are made. */
const Row = memo(function Row({ row, index, onOpen, onRetry, measure, onFocus }: RowProps): ReactElement {
  const date = row.date === null ? 'Date not recorded' : formatDate(row.date);
  return (
    <tr ref={measure} data-index={index} aria-rowindex={index + 2} className={styles['row']}>
      <th scope="row">
        <button
          ref={onFocus && focusThen(onFocus)}
          type="button"
          className={styles['open']}
          onClick={() => onOpen(row)}
        >
          {row.patient}
        </button>
      </th>
      <td>
        <Quantity>{date}</Quantity>
      </td>
      <td>{row.clinician ?? 'Not recorded'}</td>
      {row.toFix === null ? <Unread row={row} onRetry={onRetry} /> : <Read row={row} />}
    </tr>
  );
});

/** An encounter without numbers: why, once, across their columns, and how to try again. */
function Unread({ row, onRetry }: Pick<RowProps, 'row' | 'onRetry'>): ReactElement {
  const { key, standing, reason } = row;
  return (
    <td colSpan={6}>
      <span className={styles['unread']}>{standing ?? 'Not evaluated'}</span>
      {reason === null ? null : (
        <>
          {`: ${reason} `}
          <Button kind="quiet" aria-label={`Read again: ${row.patient}`} onClick={() => onRetry(key)}>
            Read again
          </Button>
        </>
      )}
    </td>
  );
}

function Read({ row }: { readonly row: WorklistRowView }): ReactElement {
  return (
    <>
      <td>
        {row.drugs.length > 0
          ? keepTogether(row.drugs.join(', '))
          : row.drugsRead
            ? 'None recorded'
            : 'Not read whole'}
        {row.changes.map((change) => (
          <span key={change} className={styles['change']}>
            {change}
          </span>
        ))}
      </td>
      <Count value={row.toFix} outcome="gap" />
      <Count value={row.couldNotCheck} outcome="cannot-tell" />
      <td>{row.note === null ? 'Not read' : NOTE_WORDS[row.note]}</td>
      <td>{row.table === null ? 'Not read' : <Named {...row.table} />}</td>
      <td>{row.standing ?? <ReadAt at={row.lastRead} />}</td>
    </>
  );
}

/** "Practice reference 2026-11"; where the screen is narrow, the first word of the title stands for it. */
function Named({ title, edition }: { readonly title: string; readonly edition: string }): ReactElement {
  const [first = '', ...more] = title.split(' ');
  return (
    <>
      {first}
      {more.length > 0 ? <span className={styles['wide']}>{` ${more.join(' ')}`}</span> : null}{' '}
      <Quantity>{edition}</Quantity>
    </>
  );
}

/** Every row was read in this session: where the screen is narrow, the time of day is enough. */
function ReadAt({ at }: { readonly at: string | null }): ReactElement {
  if (at === null) return <>Not evaluated</>;
  const [time = '', ...day] = formatDateTime(at).split(', ');
  return (
    <>
      <Quantity>{time}</Quantity>
      {day.length > 0 ? (
        <span className={styles['wide']}>
          {', '}
          <Quantity>{day.join(', ')}</Quantity>
        </span>
      ) : null}
    </>
  );
}

function Count({
  value,
  outcome,
}: {
  readonly value: number | null;
  readonly outcome: 'gap' | 'cannot-tell';
}): ReactElement {
  return (
    <td data-numeric="true">
      {value === null ? (
        'Not evaluated'
      ) : value > 0 ? (
        <OutcomeMark outcome={outcome} word={String(value)} />
      ) : (
        '0'
      )}
    </td>
  );
}
