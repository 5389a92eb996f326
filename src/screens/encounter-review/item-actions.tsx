import type { ReactElement } from 'react';
import type { DecisionControls, EncounterDecisions } from '../../queries/coder-decisions.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import type { Open } from './desk-commands.ts';
import { administrationsOf, type DeskItem } from './desk-items.ts';
import { LineActions, Standing } from './line-actions.tsx';
import { askable, QueryComposer } from './query-composer.tsx';
import styles from './encounter-review.module.css';

export interface ItemActionsProps {
  readonly report: EncounterReport;
  readonly item: DeskItem;
  readonly open: Open | null;
  /** Opens a form, or leaves the open one, asking first while words stand in it. */
  readonly setOpen: (open: Open | null) => void;
  /** Closes the item's form, whose words were just taken, and puts the focus on the item: its buttons change. */
  readonly close: () => void;
  readonly decided: EncounterDecisions & DecisionControls;
}

/** What may be done about an item: decide about a line, ask the clinician about anything that has a question. */
export function ItemActions(props: ItemActionsProps): ReactElement | null {
  const { report, item, open, setOpen, close, decided } = props;
  const form = open?.item === item.key ? open.form : null;
  const checks = askable(report, administrationsOf(item));
  if (form === 'ask') {
    return (
      <>
        {item.kind === 'line' ? <Standing decision={item.line.decision} /> : null}
        <QueryComposer
          report={report}
          checks={checks}
          onLeave={() => setOpen(null)}
          onSent={(check, text) => {
            const line = item.kind === 'line' ? item.line.original.key : null;
            decided.ask({ check: check.id, subject: check.subject, line, text });
            close();
          }}
        />
      </>
    );
  }
  if (item.kind !== 'line')
    return <AskOnly {...{ checks, decided, close }} onAsk={() => setOpen({ item: item.key, form: 'ask' })} />;
  return (
    <LineActions
      report={report}
      line={item.line}
      form={form}
      onForm={(next) => setOpen(next === null ? null : { item: item.key, form: next })}
      onDecide={(decision) => {
        decided.decide(decision);
        close();
      }}
      onUndo={() => {
        decided.undo(item.line.original.key);
        close();
      }}
      canAsk={checks.length > 0}
    />
  );
}

/** Where there is no line to decide about, the clinician may still be asked for what is missing. */
function AskOnly({
  checks,
  decided,
  close,
  onAsk,
}: {
  readonly checks: ReturnType<typeof askable>;
  readonly decided: EncounterDecisions & DecisionControls;
  readonly close: () => void;
  readonly onAsk: () => void;
}): ReactElement | null {
  const asked = decided.asked.filter((one) =>
    checks.some((check) => check.id === one.check && check.subject === one.subject),
  );
  if (checks.length === 0) return null;
  return (
    <div className={styles['actions']}>
      {asked.length > 0 ? (
        <>
          <output className={styles['decided']}>Waiting for the clinician.</output>
          <Button
            kind="quiet"
            onClick={() => {
              asked.forEach(decided.withdraw);
              close();
            }}
          >
            Undo
          </Button>
        </>
      ) : (
        <Button onClick={onAsk}>Ask the clinician</Button>
      )}
    </div>
  );
}
