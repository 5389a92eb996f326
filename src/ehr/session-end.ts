/** Why a session ends by itself. A 401 ends it too; that is reported by the read that met it. */
export type SessionEnd = 'expired' | 'idle' | 'left';

export interface SessionWatchParts {
  /** Epoch milliseconds, or null when the server does not say. */
  readonly expiresAt: number | null;
  readonly idleMinutes: number;
  readonly onEnd: (reason: SessionEnd) => void;
  readonly now: () => number;
  /** The window: activity and `pagehide` are heard there. */
  readonly target: EventTarget;
  /** The document: `visibilitychange` is heard there. */
  readonly page: EventTarget;
}

const TICK_MS = 5000;
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/**
 * Ends a session when its token has expired, when nobody has used the page for the site's time, or when the page is
 * left. Checked every few seconds and when the page is looked at again, because timers stop while a machine sleeps.
 * Calls `onEnd` once. Returns the function that stops watching.
 */
export function watchSession(parts: SessionWatchParts): () => void {
  const { target, page, now, onEnd } = parts;
  let lastUse = now();
  const used = (): void => {
    // A page left idle too long stays ended: the movement that uncovers it does not count.
    if (reason() === null) lastUse = now();
  };
  const reason = (): SessionEnd | null => {
    if (parts.expiresAt !== null && now() >= parts.expiresAt) return 'expired';
    return now() - lastUse >= parts.idleMinutes * 60_000 ? 'idle' : null;
  };
  const end = (why: SessionEnd): void => {
    stop();
    onEnd(why);
  };
  const check = (): void => {
    const why = reason();
    if (why !== null) end(why);
  };
  const left = (): void => end('left');
  const timer = setInterval(check, TICK_MS);
  const stop = (): void => {
    clearInterval(timer);
    for (const kind of ACTIVITY) target.removeEventListener(kind, used, true);
    target.removeEventListener('pagehide', left);
    page.removeEventListener('visibilitychange', check);
  };
  for (const kind of ACTIVITY) target.addEventListener(kind, used, { capture: true, passive: true });
  target.addEventListener('pagehide', left);
  page.addEventListener('visibilitychange', check);
  return stop;
}
