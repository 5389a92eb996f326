/**
 * Tells the style sheet how high the sticky head is, so that nothing that takes the focus is scrolled under it
 * (WCAG 2.4.11). A ref callback of the head.
 */
export function clearOfHead(head: HTMLElement | null): (() => void) | undefined {
  if (!head) return undefined;
  const { style } = document.documentElement;
  const measure = (): void => style.setProperty('--head-size', `${head.offsetHeight}px`);
  measure();
  const watch = new ResizeObserver(measure);
  watch.observe(head);
  return () => {
    watch.disconnect();
    style.removeProperty('--head-size');
  };
}
