/**
 * Milliseconds a `Retry-After` header asks to wait, in either form (seconds, or an HTTP date compared with `now`);
 * null when absent or not understood. Never negative.
 */
export function retryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /[A-Za-z]/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

export interface Backoff {
  /** 0 for the wait after the first try. */
  readonly attempt: number;
  readonly asked: number | null;
  /** 0 to 1, from outside. */
  readonly random: number;
}

const FIRST_MS = 400;

/** The wait before the next try: what the server asked for, else doubling; jitter on top so that clients spread out. */
export function backoff({ attempt, asked, random }: Backoff): number {
  const wait = asked ?? FIRST_MS * 2 ** attempt;
  return Math.round(wait + random * Math.max(100, wait * 0.25));
}
