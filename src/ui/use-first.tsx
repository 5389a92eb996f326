import { useState, type ReactElement } from 'react';
import { Button } from './button.tsx';

/** Rows drawn at once: a long stay has thousands of orders behind one fact, and drawing them all holds the page. */
const FIRST = 30;
const STEP = 300;

/** The first rows of a long list, and the button that shows further ones; null when all are shown. */
export function useFirst<T>(items: readonly T[]): {
  readonly shown: readonly T[];
  readonly more: ReactElement | null;
} {
  const [limit, setLimit] = useState(FIRST);
  const left = items.length - limit;
  if (left <= 0) return { shown: items, more: null };
  return {
    shown: items.slice(0, limit),
    more: (
      <Button kind="quiet" onClick={() => setLimit(limit + STEP)}>
        {`Show more (${left} of ${items.length} not shown)`}
      </Button>
    ),
  };
}
