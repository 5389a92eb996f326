import { useId, useState, type ReactElement } from 'react';
import type { LineDecision, OwnDecision } from '../../queries/coder-decisions.ts';
import type { DecidedLine } from '../../queries/exports.ts';
import type { EncounterReport } from '../../report/report-schema.ts';
import { Button } from '../../ui/button.tsx';
import { keepTogether } from '../../ui/quantity.tsx';
import { useUnsavedText } from '../../ui/unsaved-text.tsx';
import { readChange, tellOfChange } from './change-checks.ts';
import { focusOnMount } from './focus-on-mount.ts';
import styles from './encounter-review.module.css';

export type OpenForm = 'change' | 'remove' | 'ask' | null;

export interface LineActionsProps {
  readonly report: EncounterReport;
  readonly line: DecidedLine;
  readonly form: OpenForm;
  readonly onForm: (form: OpenForm) => void;
  readonly onDecide: (decision: OwnDecision) => void;
  readonly onUndo: () => void;
  readonly canAsk: boolean;
}

/**
 * Accept, change, remove, ask. A decision replaces the actions and can be undone; the original stays visible.
 * Keyboard: A, E, Q on the line; inside a form Tab, Enter to save, Escape to leave.
 */
export function LineActions(props: LineActionsProps): ReactElement {
  const { report, line, form, onForm, onDecide, onUndo, canAsk } = props;
  const { decision, original } = line;
  if (form === 'change' || form === 'remove') {
    const leave = (): void => onForm(null);
    return (
      <>
        <Standing decision={decision} />
        {form === 'change' ? (
          <ChangeForm {...{ report, line, onDecide }} onLeave={leave} />
        ) : (
          <RemoveForm {...{ line, onDecide }} onLeave={leave} />
        )}
      </>
    );
  }
  if (decision) return <Decided decision={decision} onUndo={onUndo} />;
  return (
    <div className={styles['actions']}>
      <Button onClick={() => onDecide({ line: original.key, action: 'accepted' })}>Accept</Button>
      <Button onClick={() => onForm('change')}>Change</Button>
      <Button onClick={() => onForm('remove')}>Remove</Button>
      {canAsk ? <Button onClick={() => onForm('ask')}>Ask the clinician</Button> : null}
    </div>
  );
}

/** What was decided before, above a form that may replace it: it stands until the form is saved. */
export const Standing = ({ decision }: { readonly decision: LineDecision | null }): ReactElement | null =>
  decision && <p className={styles['decided']}>{decisionWords(decision)}</p>;

function Decided({
  decision,
  onUndo,
}: {
  readonly decision: LineDecision;
  readonly onUndo: () => void;
}): ReactElement {
  return (
    <div className={styles['actions']}>
      <output className={styles['decided']}>{decisionWords(decision)}</output>
      <Button kind="quiet" onClick={onUndo}>
        Undo
      </Button>
    </div>
  );
}

function decisionWords(decision: LineDecision): string {
  switch (decision.action) {
    case 'accepted':
      return 'Accepted.';
    case 'changed':
      return `Changed: ${decision.reason}`;
    case 'removed':
      return `Removed: ${decision.reason}`;
    case 'asked':
      return 'Waiting for the clinician.';
    default:
      return decision satisfies never;
  }
}

interface FormProps {
  readonly line: DecidedLine;
  readonly onDecide: (decision: OwnDecision) => void;
  readonly onLeave: () => void;
}

function ChangeForm({
  line,
  report,
  onDecide,
  onLeave,
}: FormProps & Pick<LineActionsProps, 'report'>): ReactElement {
  const id = useId();
  const [code, setCode] = useState(line.code);
  const [units, setUnits] = useState(String(line.units));
  const [modifiers, setModifiers] = useState(line.modifiers.join(', '));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useUnsavedText(
    reason.trim() !== '' ||
      code !== line.code ||
      units !== String(line.units) ||
      modifiers !== line.modifiers.join(', '),
  );
  const typed = { code, units, modifiers, reason };
  const told = tellOfChange(typed, line, report);
  const save = (): void => {
    const read = readChange(typed, line);
    setProblem('problem' in read ? read.problem : null);
    if ('change' in read) onDecide({ line: line.original.key, action: 'changed', ...read.change });
  };
  return (
    <form
      className={styles['form']}
      aria-label="Change the line"
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <label htmlFor={`${id}code`}>Code</label>
      <input
        id={`${id}code`}
        ref={focusOnMount}
        size={6}
        value={code}
        aria-describedby={`${id}codeTold`}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <Told id={`${id}codeTold`} words={told.code} />
      <label htmlFor={`${id}units`}>Units</label>
      <input
        id={`${id}units`}
        size={6}
        inputMode="numeric"
        value={units}
        aria-describedby={`${id}unitsTold`}
        onChange={(event) => setUnits(event.currentTarget.value)}
      />
      <Told id={`${id}unitsTold`} words={told.units === null ? [] : [told.units]} />
      <label htmlFor={`${id}modifiers`}>Modifiers</label>
      <input
        id={`${id}modifiers`}
        size={10}
        value={modifiers}
        aria-describedby={`${id}modifiersTold`}
        onChange={(event) => setModifiers(event.currentTarget.value)}
      />
      <Told id={`${id}modifiersTold`} words={told.modifiers} />
      <label htmlFor={`${id}reason`}>Reason</label>
      <input
        id={`${id}reason`}
        className={styles['wide']}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormEnd problem={problem} save="Save the change" onLeave={onLeave} />
    </form>
  );
}

/** What the coder should know of a field's value, under it. Said when the value has it, and never in the way. */
function Told({ id, words }: { readonly id: string; readonly words: readonly string[] }): ReactElement {
  return (
    <output id={id} className={styles['told']}>
      {words.map((one) => (
        <span key={one} className={styles['step']}>
          {keepTogether(one)}
        </span>
      ))}
    </output>
  );
}

function RemoveForm({ line, onDecide, onLeave }: FormProps): ReactElement {
  const id = useId();
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  useUnsavedText(reason.trim() !== '');
  return (
    <form
      className={styles['form']}
      aria-label="Remove the line"
      onSubmit={(event) => {
        event.preventDefault();
        if (reason.trim() === '') return setProblem('A removal needs a reason.');
        onDecide({ line: line.original.key, action: 'removed', reason: reason.trim() });
      }}
    >
      <label htmlFor={`${id}reason`}>Reason</label>
      <input
        id={`${id}reason`}
        ref={focusOnMount}
        className={styles['wide']}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <FormEnd problem={problem} save="Remove the line" onLeave={onLeave} />
    </form>
  );
}

function FormEnd({
  problem,
  save,
  onLeave,
}: {
  readonly problem: string | null;
  readonly save: string;
  readonly onLeave: () => void;
}): ReactElement {
  return (
    <div className={styles['formEnd']}>
      <Button type="submit" kind="primary">
        {save}
      </Button>
      <Button onClick={onLeave}>Cancel</Button>
      <output role="alert">{problem}</output>
    </div>
  );
}
