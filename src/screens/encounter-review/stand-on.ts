/**
 * Puts the focus on a part of the desk and brings it into sight below the sticky head: a part that fits whole, a
 * longer one from its first line on. The browser's own would centre what is longer, its first lines under the head.
 */
export function standOn(part: HTMLElement | null | undefined): void {
  if (!part) return;
  part.focus({ preventScroll: true });
  const { scrollPaddingBlockStart } = getComputedStyle(document.documentElement);
  const room = innerHeight - (Number.parseFloat(scrollPaddingBlockStart) || 0);
  const fits = part.getBoundingClientRect().height <= room;
  part.scrollIntoView({ block: fits ? 'nearest' : 'start' });
}

/**
 * Puts the focus on the item whose button or form just went away. The reader looks at where that stood, the item's
 * end: only that is brought into sight, and nothing moves that is there already.
 */
export function stayWith(item: HTMLElement | null | undefined): void {
  item?.focus({ preventScroll: true });
  item?.querySelector('article')?.lastElementChild?.scrollIntoView({ block: 'nearest' });
}
