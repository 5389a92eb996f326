import type { ReactElement } from 'react';
import type { WorklistControls, WorklistState } from '../../queries/worklist.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { VIEW_WORDS, type Filters } from './worklist-filters.ts';
import styles from './worklist.module.css';

/** In place of the table: what was looked at and found nothing, or could not be looked at. Keyboard: Tab to its button. */
export function Nothing({
  worklist,
  filters,
  onClear,
}: {
  readonly worklist: WorklistState & WorklistControls;
  readonly filters: Filters;
  /** Takes every filter off but the view. */
  readonly onClear: () => void;
}): ReactElement {
  if (worklist.status === 'listing' || worklist.status === 'reading')
    return <p className={styles['quiet']}>Nothing here yet. Encounters appear as they are read.</p>;
  if (worklist.rows.length === 0) {
    return (
      <EmptyState
        title={
          worklist.listComplete === false ? 'No encounter could be listed.' : 'No encounter on the list.'
        }
        actions={<Button onClick={worklist.again}>Read the list again</Button>}
      >
        <p>
          {worklist.listReason ??
            `${worklist.pasted ? 'No pasted id was read' : 'The configured source was read and names no encounter'}. Encounter ids can be pasted above.`}
        </p>
      </EmptyState>
    );
  }
  const filtered = filters.check !== null || filters.code !== null || filters.note !== null;
  return (
    <EmptyState
      title={`No encounter in “${VIEW_WORDS[filters.view]}”${filtered ? ' with these filters' : ''}.`}
      actions={filtered ? <Button onClick={onClear}>Clear filters</Button> : null}
    >
      <p>{`${worklist.rows.length.toLocaleString('en')} encounters are on the list.`}</p>
    </EmptyState>
  );
}
