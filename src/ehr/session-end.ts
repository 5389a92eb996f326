/** Why a session ends by itself. A 401 ends it too; that is reported by the read that met it. */
export type SessionEnd = 'expired' | 'idle' | 'left';
/** The session ends by itself in less than two minutes, and why. Use of the page keeps an idle one. */
export type SessionNear = 'expired' | 'idle';

export interface SessionWatchParts {
  /** Epoch milliseconds, or null when the server does not say. */
  readonly expiresAt: number | null;
  readonly idleMinutes: number;
  readonly onEnd: (reason: SessionEnd) => void;
  /** Told when the end is near, and with null when use of the page has put it off (WCAG 2.2.1). */
  readonly onNear: (near: SessionNear | null) => void;
  readonly now: () => number;
  /** The window: activity and `pagehide` are heard there. */
  readonly target: EventTarget;
  /** The document: `visibilitychange` is heard there. */
  readonly page: EventTarget;
}

const TICK_MS = 5000;
const NEAR_MS = 120_000;
const ACTIVITY = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'] as const;

/**
 * Ends a session when its token has expired, when nobody has used the page for the site's time, or when the page is
 * left. Checked every few seconds and when the page is looked at again, because timers stop while a machine sleeps.
 * Says two minutes before that it will, so that nothing is lost unawares. Calls `onEnd` once. Returns the function that stops watching.
 */
export function watchSession(parts: SessionWatchParts): () => void {
  const { target, page, now, onEnd, onNear } = parts;
  const idleMs = parts.idleMinutes * 60_000;
  // A site that covers the page after a minute is told after half of it.
  const nearMs = Math.min(NEAR_MS, idleMs / 2);
  let lastUse = now();
  let near: SessionNear | null = null;
  const used = (): void => {
    // A page left idle too long stays ended: the movement that uncovers it does not count.
    if (reason(now()) !== null) return;
    lastUse = now();
    if (near === 'idle') check();
  };
  /** Why the session would be over at a time, if nobody uses it until then. */
  const reason = (at: number): SessionNear | null => {
    if (parts.expiresAt !== null && at >= parts.expiresAt) return 'expired';
    return at - lastUse >= idleMs ? 'idle' : null;
  };
  const end = (why: SessionEnd): void => {
    stop();
    onEnd(why);
  };
  const check = (): void => {
    const why = reason(now());
    if (why !== null) return end(why);
    const coming = reason(now() + nearMs);
    if (coming !== near) onNear((near = coming));
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
