import type { ReactElement, ReactNode, Ref } from 'react';
import styles from './data-table.module.css';

export interface DataColumn {
  readonly key: string;
  readonly title: ReactNode;
  /** Numbers align at the end so that the eye compares them down the column. */
  readonly numeric?: boolean;
  readonly sort?: 'ascending' | 'descending' | 'none';
}

export interface DataTableProps {
  /** Says what the table holds; read by screen readers, shown unless `captionHidden`. */
  readonly caption: string;
  readonly captionHidden?: boolean;
  readonly columns: readonly DataColumn[];
  /** `<tr>` rows. A virtualised caller passes the visible ones with spacer rows and sets `rowCount`. */
  readonly children: ReactNode;
  /** All rows, for assistive technology, where not all are in the page. */
  readonly rowCount?: number;
  /** The scrolling box, for a virtualiser. */
  readonly scrollRef?: Ref<HTMLElement>;
  /** Height of the scrolling box, such as `70vh`; without it the page scrolls. */
  readonly blockSize?: string;
  /**
   * Columns keep the widths a style sheet gives `col[data-column]`, so that nothing moves as rows come and go; what
   * is longer wraps. Without it columns follow what they hold.
   */
  readonly fixed?: boolean;
}

/**
 * A real table with a sticky head, 28 px rows, hairlines between them and nothing else. The box around it
 * scrolls (sideways on narrow screens) and is reachable by keyboard: Tab to it, then arrow keys.
 */
export function DataTable(props: DataTableProps): ReactElement {
  const { caption, captionHidden = false, columns, children, rowCount, scrollRef, blockSize, fixed } = props;
  return (
    <section
      ref={scrollRef}
      className={styles['box']}
      aria-label={caption}
      // A box that scrolls must be reachable by keyboard (WCAG 2.1.1); the rule below knows only controls.
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
      tabIndex={0}
      style={blockSize ? { maxBlockSize: blockSize } : undefined}
    >
      <table
        className={styles['table']}
        data-fixed={fixed ?? false}
        {...(rowCount === undefined ? {} : { 'aria-rowcount': rowCount + 1 })}
      >
        <caption className={captionHidden ? styles['hidden'] : undefined}>{caption}</caption>
        {fixed ? (
          <colgroup>
            {columns.map((column) => (
              <col key={column.key} data-column={column.key} />
            ))}
          </colgroup>
        ) : null}
        <thead>
          <tr>
            {columns.map((column) => (
              <th
                key={column.key}
                scope="col"
                data-numeric={column.numeric ?? false}
                {...(column.sort ? { 'aria-sort': column.sort } : {})}
              >
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}
