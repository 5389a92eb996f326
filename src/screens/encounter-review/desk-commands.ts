import type { DecisionControls } from '../../queries/coder-decisions.ts';
import type { DeskItem } from './desk-items.ts';
import type { Command } from './keyboard.ts';
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
  readonly mayAsk: boolean;
  readonly select: (key: string) => void;
  readonly setOpen: (open: Open | null) => void;
  readonly setHelp: (change: (shown: boolean) => boolean) => void;
}

const boxOf = ({ root }: Desk, key: string): HTMLElement | null | undefined =>
  root?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`);

/** Carries out a key's command; false when there is nothing to do it to. */
export function perform(command: Command, desk: Desk): boolean {
  const { items, selected, root, select, setOpen, setHelp, decided, mayAsk } = desk;
  if (command === 'help') {
    setHelp((shown) => !shown);
    return true;
  }
  if (command === 'previous' || command === 'next') {
    // With nothing chosen, as when the line that was is gone, both begin at the first.
    const at = selected ? items.indexOf(selected) + (command === 'next' ? 1 : -1) : 0;
    const target = items[at] ?? selected;
    if (!target) return false;
    select(target.key);
    boxOf(desk, target.key)?.focus();
    return true;
  }
  if (!selected) return false;
  const { key } = selected;
  switch (command) {
    case 'leave':
      setOpen(null);
      boxOf(desk, key)?.focus();
      return true;
    case 'why':
      root?.querySelector<HTMLElement>('[data-why]')?.focus();
      return true;
    case 'accept':
      if (selected.kind !== 'line') return false;
      decided.decide({ line: selected.line.original.key, action: 'accepted' });
      return true;
    case 'change':
    case 'remove':
      if (selected.kind !== 'line') return false;
      setOpen({ item: key, form: command });
      return true;
    case 'ask':
      if (!mayAsk) return false;
      setOpen({ item: key, form: command });
      return true;
    default:
      return command satisfies never;
  }
}
