import { useCallback, useEffect, useState } from 'react';

export interface Held<Row> {
  /** The rows to show: those that arrived, or those that stood there when the press began. */
  readonly shown: readonly Row[];
  /** A press on a row has begun: rows stay where they are until it ends. */
  readonly hold: () => void;
}

/**
 * Rows that arrive while a mouse button or a finger is down wait until it is up. A browser makes a click only where
 * press and release meet the same element, so a row that moved between them would not open, or another would.
 */
export function useHeldWhilePressed<Row>(arrived: readonly Row[]): Held<Row> {
  const [held, setHeld] = useState<readonly Row[] | null>(null);
  useEffect(() => {
    if (held === null) return undefined;
    // The click follows the release within the same task; rows move in the next.
    const release = (): void => void setTimeout(setHeld, 0, null);
    const ends = ['pointerup', 'pointercancel'] as const;
    for (const end of ends) addEventListener(end, release, { once: true });
    return () => {
      for (const end of ends) removeEventListener(end, release);
    };
  }, [held]);
  return { shown: held ?? arrived, hold: useCallback(() => setHeld(arrived), [arrived]) };
}
