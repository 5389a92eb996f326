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
}: {
  readonly worklist: WorklistState & WorklistControls;
  readonly filters: Filters;
}): ReactElement {
  if (worklist.status === 'listing' || worklist.status === 'reading')
    return <p className={styles['quiet']}>Nothing here yet. Encounters appear as they are read.</p>;
  if (worklist.rows.length === 0) {
    return (
      <EmptyState
        title={
          worklist.listComplete === false ? 'No encounter could be listed.' : 'No encounter on the list.'
        }
        actions={<Button onClick={() => worklist.start()}>Read the list again</Button>}
      >
        <p>
          {worklist.listReason ??
            'The configured source was read and names no encounter. Encounter ids can be pasted above.'}
        </p>
      </EmptyState>
    );
  }
  return (
    <EmptyState title={`No encounter in “${VIEW_WORDS[filters.view]}” with these filters.`}>
      <p>{`${worklist.rows.length.toLocaleString('en')} encounters are on the list.`}</p>
    </EmptyState>
  );
}
