import { focusManager } from '@tanstack/react-query';

/** Milliseconds in which events tell of one and the same return: a tab shown again says so twice. */
const SAME_RETURN = 250;
/** Least milliseconds between two announced returns, so that hopping between frames cannot flood the EHR. */
export const RETURN_PAUSE = 2_000;

/**
 * Calls `announce` whenever somebody comes back to this page: the tab is shown again, or, in an EHR's sidebar, the
 * frame is clicked into after working in the chart beside it. TanStack Query hears the first only, and a frame never
 * is hidden. A return that follows another too soon is announced when the pause is over, never dropped: something
 * may have been recorded in between.
 *
 * @returns what stops the watching.
 */
export function watchReturns(announce: () => void): () => void {
  let last: number | null = null;
  let waiting: ReturnType<typeof setTimeout> | null = null;
  const tell = (at: number): void => {
    last = at;
    waiting = null;
    announce();
  };
  const onReturn = ({ timeStamp }: Event): void => {
    if (document.visibilityState === 'hidden' || waiting !== null) return;
    const since = last === null ? RETURN_PAUSE : timeStamp - last;
    if (since >= RETURN_PAUSE) tell(timeStamp);
    else if (since > SAME_RETURN)
      waiting = setTimeout(() => tell(timeStamp + RETURN_PAUSE - since), RETURN_PAUSE - since);
  };
  window.addEventListener('focus', onReturn);
  window.addEventListener('visibilitychange', onReturn);
  return () => {
    if (waiting !== null) clearTimeout(waiting);
    window.removeEventListener('focus', onReturn);
    window.removeEventListener('visibilitychange', onReturn);
  };
}

/** Makes every query client of this page hear of returns. */
export const hearReturns = (): void => focusManager.setEventListener((announce) => watchReturns(announce));
