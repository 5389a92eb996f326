import { useEffect, useRef, useState } from 'react';
import { filtersQuery, parseFilters, type Filters } from '../screens/worklist/worklist-filters.ts';
import { ownsHistory } from './opened-history.ts';

/** A control moved through its values by arrow keys or second thoughts is one step back, not one a value. */
const ONE_CHOICE_MS = 1_000;

const fromAddress = (): Filters => parseFilters(location.hash.slice(1));

const changedIn = (before: Filters, next: Filters): string =>
  Object.keys(next)
    .filter((key) => before[key as keyof Filters] !== next[key as keyof Filters])
    .join(' ');

/**
 * Filters held in the address's fragment: codes and states only. Each choice is a step of the browser's history, so
 * that back and forward move between them.
 */
export function useFilters(): readonly [Filters, (filters: Filters) => void] {
  const [filters, setFilters] = useState(fromAddress);
  const last = useRef({ changed: '', at: 0 });
  useEffect(() => {
    const onStep = (): void => {
      last.current = { changed: '', at: 0 };
      setFilters(fromAddress());
    };
    // An address changed by hand is told by the second alone where no step was made.
    for (const kind of ['popstate', 'hashchange']) addEventListener(kind, onStep);
    return () => {
      for (const kind of ['popstate', 'hashchange']) removeEventListener(kind, onStep);
    };
  }, []);
  const choose = (next: Filters): void => {
    const changed = changedIn(filters, next);
    if (changed === '') return;
    const at = performance.now();
    const same = last.current.changed === changed && at - last.current.at < ONE_CHOICE_MS;
    last.current = { changed, at };
    setFilters(next);
    const query = filtersQuery(next);
    const address = query === '' ? location.pathname : `#${query}`;
    if (same || !ownsHistory()) history.replaceState(null, '', address);
    else history.pushState(null, '', address);
  };
  return [filters, choose];
}
