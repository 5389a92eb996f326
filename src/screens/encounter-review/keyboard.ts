/** The keyboard map of the encounter review, shown under "?" and tested against {@link commandOf}. */
export const KEYBOARD_MAP = [
  { keys: '↑ ↓', does: 'Between lines' },
  { keys: 'Enter', does: 'To Why of the line' },
  { keys: 'A', does: 'Accept the line' },
  { keys: 'E', does: 'Change the line' },
  { keys: 'R', does: 'Remove the line' },
  { keys: 'Q', does: 'Ask the clinician' },
  { keys: 'Esc', does: 'Leave a form' },
  { keys: '?', does: 'Show or hide this list' },
] as const;

export type Command = 'previous' | 'next' | 'why' | 'accept' | 'change' | 'remove' | 'ask' | 'leave' | 'help';

const COMMANDS: Readonly<Record<string, Command>> = {
  ArrowUp: 'previous',
  ArrowDown: 'next',
  Enter: 'why',
  a: 'accept',
  e: 'change',
  r: 'remove',
  q: 'ask',
  '?': 'help',
};

const TYPING = new Set(['INPUT', 'TEXTAREA', 'SELECT']);
/** Keys that move may be held; a held key that does something does it once. */
const HELD = new Set<Command>(['previous', 'next']);
/** Where Enter already presses something. */
const PRESSED = new Set(['BUTTON', 'A', 'SUMMARY']);

/**
 * The command of a key press, or null: while typing, anywhere in a form, with a modifier key held, or where the
 * element uses the key.
 */
export function commandOf(event: {
  key: string;
  repeat: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  target: EventTarget | null;
}): Command | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  if (event.key === 'Escape') return 'leave';
  const on = event.target instanceof Element ? event.target : null;
  const name = on?.tagName ?? '';
  if (TYPING.has(name) || on?.closest('form')) return null;
  if (event.key === 'Enter' && PRESSED.has(name)) return null;
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
  const command = Object.hasOwn(COMMANDS, key) ? (COMMANDS[key] ?? null) : null;
  return command !== null && event.repeat && !HELD.has(command) ? null : command;
}
