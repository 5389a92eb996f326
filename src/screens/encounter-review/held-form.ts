import type { EncounterReport } from '../../report/report-schema.ts';
import type { Open } from './desk-commands.ts';
import type { DeskItem } from './desk-items.ts';

/** One reading as the Lines column shows it. */
export interface Sight {
  readonly report: EncounterReport;
  readonly items: readonly DeskItem[];
}

/** An item in the reading it was seen in. */
export interface Seen extends Sight {
  readonly item: DeskItem;
}

/** An open form and what it was opened on. */
export type OpenedOn = Open & { readonly on: Seen };

/** Remembers what a form is opened on; null where there is nothing by that key. */
export function openedOn(open: Open, sight: Sight): OpenedOn | null {
  const item = sight.items.find((one) => one.key === open.item);
  return item ? { ...open, on: { ...sight, item } } : null;
}

/**
 * The item of an open form that this reading has no more: it stays until the form is left, since words may stand in it.
 * Under another table there are other items, and leaving was asked about.
 */
export function heldOf(open: OpenedOn | null, { report, items }: Sight): Seen | null {
  if (open === null || items.some((one) => one.key === open.item)) return null;
  return open.on.report.tables.active === report.tables.active ? open.on : null;
}

/** The items with the held one where it stood: before the first that came after it. */
export function withHeld(items: readonly DeskItem[], held: Seen): readonly DeskItem[] {
  const after = held.items.slice(held.items.indexOf(held.item) + 1).map(({ key }) => key);
  const at = items.findIndex(({ key }) => after.includes(key));
  return at === -1 ? [...items, held.item] : items.toSpliced(at, 0, held.item);
}
