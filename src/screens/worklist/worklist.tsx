import { useDeferredValue, useMemo, useRef, useState, type ReactElement, type RefObject } from 'react';
import { useAllDecisions } from '../../queries/coder-decisions.ts';
import type { WorklistControls, WorklistState } from '../../queries/worklist.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { InsightPanel } from './insight-panel.tsx';
import { Nothing } from './nothing-listed.tsx';
import { PasteIds } from './paste-ids.tsx';
import { ANY, codeOptions, findingOptions } from './filter-options.ts';
import { useHeldWhilePressed } from './held-rows.ts';
import type { ListPlace } from './list-place.ts';
import { countViews, filterRows, VIEW_WORDS, VIEWS, type Filters } from './worklist-filters.ts';
import { insightOf } from './worklist-insight.ts';
import { WorklistExports } from './worklist-exports.tsx';
import { viewOfRow, type WorklistRowView } from './worklist-model.ts';
import { focusThen, WorklistTable } from './worklist-table.tsx';
import styles from './worklist.module.css';

export interface WorklistProps {
  readonly worklist: WorklistState & WorklistControls;
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
  readonly tables: readonly { readonly value: string; readonly label: string }[];
  readonly table: string;
  readonly onTable: (table: string) => void;
  readonly onOpen: (row: WorklistRowView, shown: readonly WorklistRowView[]) => void;
  /** Where the list was left for an encounter; absent where nobody comes back to it. */
  readonly place?: ListPlace;
}

/** The coder's list of encounters: what to review first, what waits, what could not be checked. */
export function Worklist(props: WorklistProps): ReactElement {
  const { worklist, filters, onFilters, onOpen, place } = props;
  const decided = useAllDecisions();
  const [insightShown, setInsightShown] = useState(false);
  const rows = useMemo(
    () => worklist.rows.map((row) => viewOfRow(row, decided.get(row.entry.encounter))),
    [worklist.rows, decided],
  );
  // What was chosen shows at once; thousands of rows follow when they are sorted, and never hold up a key or a click.
  const listed = useDeferredValue(rows);
  const applied = useDeferredValue(filters);
  const arrived = useMemo(() => filterRows(listed, applied), [listed, applied]);
  const { shown, hold } = useHeldWhilePressed(arrived);
  const [found, setFound] = useState(() => place?.take(new Set(shown.map((row) => row.key))) ?? null);
  const tools = useRef<HTMLDivElement>(null);
  const clear = (): void => {
    onFilters({ ...filters, check: null, code: null, note: null });
    // The button goes away with what it did: the focus goes to where a filter is chosen.
    tools.current?.querySelector('select')?.focus();
  };
  return (
    <main className={styles['worklist']} aria-label="Worklist">
      <header className={styles['head']}>
        <h1 ref={found?.row === null ? focusThen(() => setFound(null)) : null} tabIndex={-1}>
          Worklist
        </h1>
        <ReadingState worklist={worklist} />
      </header>
      {/* Above all that grows while encounters arrive: what is pressed must not move away. */}
      <PasteIds onStart={worklist.start} />
      <NotWhole worklist={worklist} />
      <Views rows={listed} filters={filters} onFilters={onFilters} />
      <Tools
        {...props}
        box={tools}
        rows={listed}
        shown={shown}
        insightShown={insightShown}
        onInsight={() => setInsightShown(!insightShown)}
      />
      {insightShown ? <Insight shown={shown} /> : null}
      {shown.length > 0 ? (
        <WorklistTable
          rows={shown}
          filters={applied}
          onPress={hold}
          onSort={(sort) =>
            onFilters({ ...filters, sort, descending: filters.sort === sort ? !filters.descending : true })
          }
          onOpen={(row) => onOpen(row, shown)}
          onRetry={(encounter) => worklist.reevaluate([encounter])}
          place={place}
          found={found}
          onFound={() => setFound(null)}
        />
      ) : (
        <Nothing worklist={worklist} filters={applied} onClear={clear} />
      )}
    </main>
  );
}

function Insight({ shown }: { readonly shown: readonly WorklistRowView[] }): ReactElement {
  const decided = useAllDecisions();
  const insight = useMemo(() => insightOf(shown, decided), [shown, decided]);
  return (
    <InsightPanel insight={insight} evaluated={shown.filter((row) => row.row.status === 'ready').length} />
  );
}

/** Progress in words and as a native progress; announced politely, not per row. */
function ReadingState({ worklist }: { readonly worklist: WorklistState & WorklistControls }): ReactElement {
  const { status, done, total, pasted } = worklist;
  const busy = status === 'listing' || status === 'reading';
  const count = `${done.toLocaleString('en')} of ${total.toLocaleString('en')} encounters read`;
  return (
    <div className={styles['state']}>
      <output>{stateWords(status, count)}</output>
      {busy ? <progress aria-label="Encounters read" max={Math.max(total, 1)} value={done} /> : null}
      {busy ? (
        <Button onClick={worklist.cancel}>Stop reading</Button>
      ) : (
        <Button onClick={worklist.again}>Read the list again</Button>
      )}
      {pasted && worklist.configured ? (
        <Button
          onClick={({ currentTarget }) => {
            worklist.start();
            // This button goes away; the one beside it stops what it began.
            currentTarget.parentElement?.querySelector('button')?.focus();
          }}
        >
          Read the configured list
        </Button>
      ) : null}
    </div>
  );
}

function NotWhole({ worklist }: { readonly worklist: WorklistState }): ReactElement | null {
  if (worklist.listComplete !== false) return null;
  return (
    <p
      className={styles['partial']}
    >{`The list is not whole: ${worklist.listReason ?? 'the reason is not known'}`}</p>
  );
}

function stateWords(status: WorklistState['status'], count: string): string {
  switch (status) {
    case 'idle':
      return 'Not read yet.';
    case 'listing':
      return 'Reading the list…';
    case 'reading':
      return `${count}, more to come.`;
    case 'done':
      return `${count}.`;
    case 'cancelled':
      return `Stopped. ${count}; what was read stays.`;
    case 'expired':
      return 'The session has ended. Open InjectCheck again.';
    default:
      return status satisfies never;
  }
}

interface PartProps {
  readonly rows: readonly WorklistRowView[];
  readonly filters: Filters;
  readonly onFilters: (filters: Filters) => void;
}

function Views({ rows, filters, onFilters }: PartProps): ReactElement {
  const counts = useMemo(() => countViews(rows), [rows]);
  return (
    <nav aria-label="Views" className={styles['views']}>
      {VIEWS.map((view) => (
        <button
          key={view}
          type="button"
          aria-current={filters.view === view ? 'page' : undefined}
          onClick={() => onFilters({ ...filters, view })}
        >
          {VIEW_WORDS[view]} <span className={styles['count']}>{counts[view].toLocaleString('en')}</span>
        </button>
      ))}
    </nav>
  );
}

interface ToolsProps extends WorklistProps {
  readonly box: RefObject<HTMLDivElement | null>;
  readonly rows: readonly WorklistRowView[];
  readonly shown: readonly WorklistRowView[];
  readonly insightShown: boolean;
  readonly onInsight: () => void;
}

function Tools({
  box,
  rows,
  shown,
  filters,
  onFilters,
  worklist,
  tables,
  table,
  onTable,
  insightShown,
  onInsight,
}: ToolsProps): ReactElement {
  const { check, code } = filters;
  const options = useMemo(
    () => ({ check: findingOptions(rows, check), code: codeOptions(rows, code) }),
    [rows, check, code],
  );
  return (
    <div ref={box} className={styles['tools']}>
      <Select
        label="Finding"
        value={filters.check ?? ''}
        options={options.check}
        onChange={(value) => onFilters({ ...filters, check: value || null })}
      />
      <Select
        label="Code"
        value={filters.code ?? ''}
        options={options.code}
        onChange={(value) => onFilters({ ...filters, code: value || null })}
      />
      <Select
        label="Note"
        value={filters.note ?? ''}
        options={[
          ANY,
          { value: 'draft', label: 'Draft' },
          { value: 'signed', label: 'Signed' },
          { value: 'none-seen', label: 'None seen' },
          { value: 'not-readable', label: 'Not readable' },
        ]}
        onChange={(value) => onFilters({ ...filters, note: (value || null) as Filters['note'] })}
      />
      <Select label="Table" value={table} options={tables} onChange={onTable} />
      <Button aria-expanded={insightShown} onClick={onInsight}>
        Insight
      </Button>
      <Button
        disabled={shown.length === 0}
        onClick={() => worklist.reevaluate(shown.map((row) => row.key))}
      >{`Read these ${shown.length.toLocaleString('en')} again`}</Button>
      <WorklistExports rows={rows} shown={shown} />
    </div>
  );
}
