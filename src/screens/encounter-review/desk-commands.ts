import type { DecisionControls } from '../../queries/coder-decisions.ts';
import type { DeskItem } from './desk-items.ts';
import type { Command } from './keyboard.ts';
import { standOn } from './stand-on.ts';
import type { OpenForm } from './line-actions.tsx';

export interface Open {
  readonly item: string;
  readonly form: Exclude<OpenForm, null>;
}

export interface Desk {
  readonly items: readonly DeskItem[];
  readonly selected: DeskItem | undefined;
  readonly root: HTMLElement | null;
  readonly decided: DecisionControls;
  /** The form that stands open, on whichever item. */
  readonly open: Open | null;
  readonly mayAsk: boolean;
  readonly select: (key: string) => void;
  readonly setOpen: (open: Open | null) => void;
  /** Puts the focus on an item whose buttons are about to change. */
  readonly close: (item: string) => void;
  readonly setHelp: (change: (shown: boolean) => boolean) => void;
}

/** The box of an item, which takes the focus. */
export const boxOf = (root: HTMLElement | null, key: string): HTMLElement | null | undefined =>
  root?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`);

/**
 * Carries out a key's command; false when there is nothing to do it to. A key does no more than the item's buttons
 * would: under an open form nothing is decided, and a decision is replaced only by a form that is saved.
 */
export function perform(command: Command, desk: Desk): boolean {
  const { items, selected, root, select, open, setOpen, close, setHelp, decided, mayAsk } = desk;
  if (command === 'help') {
    setHelp((shown) => !shown);
    return true;
  }
  if (command === 'leave') {
    if (open) setOpen(null);
    return open !== null;
  }
  if (command === 'previous' || command === 'next') {
    // With nothing chosen, as when the line that was is gone, both begin at the first.
    const at = selected ? items.indexOf(selected) + (command === 'next' ? 1 : -1) : 0;
    const target = items[at] ?? selected;
    if (!target) return false;
    select(target.key);
    standOn(boxOf(root, target.key));
    return true;
  }
  if (!selected) return false;
  const { key } = selected;
  const formOpen = open?.item === key;
  switch (command) {
    case 'why':
      standOn(root?.querySelector<HTMLElement>('[data-why]'));
      return true;
    case 'accept':
      if (selected.kind !== 'line' || selected.line.decision !== null || formOpen) return false;
      decided.decide({ line: selected.line.original.key, action: 'accepted' });
      if (boxOf(root, key)?.contains(document.activeElement)) close(key);
      return true;
    case 'change':
    case 'remove':
      if (selected.kind !== 'line' || formOpen) return false;
      setOpen({ item: key, form: command });
      return true;
    case 'ask':
      if (!mayAsk || formOpen) return false;
      setOpen({ item: key, form: command });
      return true;
    default:
      return command satisfies never;
  }
}
