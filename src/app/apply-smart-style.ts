import { contrast, type SmartStyle } from '../ehr/smart-style.ts';

/** Text colours that must stay readable on a background the EHR asks for. */
const ON_PAPER = ['--ink-2', '--gap-ink', '--unknown-ink', '--met-ink', '--amber-ink'] as const;
const LEAST_CONTRAST = 4.5;

/**
 * Puts the EHR's look on the page: background, text, accent, font. The set of marks (light or dark) follows the
 * background, and colours are dropped altogether when a mark would be hard to read on it: a mark nobody can read
 * is worse than a look that differs. Returns the function that takes everything off again.
 */
export function applySmartStyle(root: HTMLElement, style: SmartStyle | null): () => void {
  const set: string[] = [];
  const put = (name: string, value: string): void => {
    root.style.setProperty(name, value);
    set.push(name);
  };
  const undo = (): void => {
    for (const name of set) root.style.removeProperty(name);
    delete root.dataset['scheme'];
  };
  if (style === null) return undo;
  if (style.fontBody !== null) put('--font', style.fontBody);
  const { background, text, accent } = style;
  if (background === null || text === null) return undo;
  root.dataset['scheme'] =
    contrast(background, '#000000') > contrast(background, '#ffffff') ? 'light' : 'dark';
  const tokens = getComputedStyle(root);
  const readable = ON_PAPER.every((token) => {
    const colour = tokens.getPropertyValue(token).trim();
    return /^#[0-9a-f]{6}$/i.test(colour) && contrast(background, colour) >= LEAST_CONTRAST;
  });
  if (!readable) {
    delete root.dataset['scheme'];
    return undo;
  }
  put('--paper', background);
  put('--ink', text);
  if (accent !== null && contrast(background, accent) >= LEAST_CONTRAST) {
    put('--accent', accent);
    put('--on-accent', contrast(accent, '#ffffff') >= LEAST_CONTRAST ? '#ffffff' : '#000000');
  }
  return undo;
}
