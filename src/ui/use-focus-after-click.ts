import { useCallback, useState } from 'react';

/**
 * After its reader's own click replaced the button just pressed, focus goes to the button that stands in its
 * place. Asked for by that click alone: a recheck that brings the same button back moves no focus.
 */
export function useFocusAfterClick(): {
  readonly expect: () => void;
  readonly target: ((button: HTMLButtonElement | null) => void) | null;
} {
  const [expected, setExpected] = useState(false);
  const focus = useCallback((button: HTMLButtonElement | null): void => {
    if (!button) return;
    button.focus();
    setExpected(false);
  }, []);
  return { expect: () => setExpected(true), target: expected ? focus : null };
}
