/** Moves focus into a form that opened on the reader's own command. A ref callback: runs once, on mount. */
export const focusOnMount = (element: HTMLElement | null): void => element?.focus();
