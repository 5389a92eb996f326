import { useId, useState, type ReactElement } from 'react';
import type { LineDecision } from '../../queries/coder-decisions.ts';
import type { DecidedLine } from '../../queries/exports.ts';
import { Button } from '../../ui/button.tsx';
import { useUnsavedText } from '../../ui/unsaved-text.tsx';
import { focusOnMount } from './focus-on-mount.ts';
import styles from './encounter-review.module.css';

export type OpenForm = 'change' | 'remove' | 'ask' | null;

export interface LineActionsProps {
  readonly line: DecidedLine;
  readonly form: OpenForm;
  readonly onForm: (form: OpenForm) => void;
  readonly onDecide: (decision: LineDecision) => void;
  readonly onUndo: () => void;
  readonly canAsk: boolean;
}

/**
 * Accept, change, remove, ask. A decision replaces the actions and can be undone; the original stays visible.
 * Keyboard: A, E, Q on the line; inside a form Tab, Enter to save, Escape to leave.
 */
export function LineActions(props: LineActionsProps): ReactElement {
  const { line, form, onForm, onDecide, onUndo, canAsk } = props;
  const { decision, original } = line;
  if (form === 'change' || form === 'remove') {
    const Form = form === 'change' ? ChangeForm : RemoveForm;
    return (
      <>
        <Standing decision={decision} />
        <Form line={line} onDecide={onDecide} onLeave={() => onForm(null)} />
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
  readonly onDecide: (decision: LineDecision) => void;
  readonly onLeave: () => void;
}

const CODE = /^[A-Z]\d{4}$/;
const MODIFIER = /^[A-Z0-9]{2}$/;

/** Modifiers as typed: "RT, 59". Null when one is no two-character modifier. */
export function parseModifiers(text: string): readonly string[] | null {
  const parts = text
    .toUpperCase()
    .split(/[\s,-]+/)
    .filter((part) => part !== '');
  return parts.every((part) => MODIFIER.test(part)) ? parts : null;
}

function ChangeForm({ line, onDecide, onLeave }: FormProps): ReactElement {
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
  const save = (): void => {
    const parsed = parseModifiers(modifiers);
    const wrong = problemOf({ code, units, modifiers: parsed, reason });
    setProblem(wrong);
    if (wrong !== null || parsed === null) return;
    onDecide({
      line: line.original.key,
      action: 'changed',
      code: code.toUpperCase(),
      units: Number(units),
      modifiers: parsed,
      reason: reason.trim(),
    });
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
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <label htmlFor={`${id}units`}>Units</label>
      <input
        id={`${id}units`}
        size={6}
        inputMode="numeric"
        value={units}
        onChange={(event) => setUnits(event.currentTarget.value)}
      />
      <label htmlFor={`${id}modifiers`}>Modifiers</label>
      <input
        id={`${id}modifiers`}
        size={10}
        value={modifiers}
        onChange={(event) => setModifiers(event.currentTarget.value)}
      />
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

function problemOf(input: {
  code: string;
  units: string;
  modifiers: readonly string[] | null;
  reason: string;
}): string | null {
  if (!CODE.test(input.code.toUpperCase())) return 'A code is one letter and four digits, such as J1010.';
  if (!/^[1-9]\d{0,5}$/.test(input.units)) return 'Units are a whole number of 1 or more.';
  if (input.modifiers === null) return 'A modifier has two characters; separate several with commas.';
  if (input.reason.trim() === '') return 'A change needs a reason.';
  return null;
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
