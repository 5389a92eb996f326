import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchSession } from './session-end.ts';

const MINUTE = 60_000;
beforeEach(() => {
  vi.useFakeTimers({ now: 0 });
});
afterEach(() => {
  vi.useRealTimers();
});

function watched(expiresAt: number | null = null, idleMinutes = 12) {
  const target = new EventTarget();
  const page = new EventTarget();
  const ends: string[] = [];
  const nears: unknown[] = [];
  const stop = watchSession({
    expiresAt,
    idleMinutes,
    onEnd: (why) => ends.push(why),
    onNear: (near) => nears.push(near),
    now: Date.now,
    target,
    page,
  });
  return { target, page, ends, nears, stop };
}

describe('expiry', () => {
  it('ends when the token has expired, not before, and once', () => {
    const { ends, target } = watched(5 * MINUTE);
    vi.advanceTimersByTime(5 * MINUTE - 6000);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(12_000);
    target.dispatchEvent(new Event('pagehide'));
    vi.advanceTimersByTime(60 * MINUTE);
    expect(ends).toEqual(['expired']);
  });

  it('is noticed at once when the page is looked at after a sleep', () => {
    const { ends, page } = watched(5 * MINUTE);
    vi.setSystemTime(60 * MINUTE);
    page.dispatchEvent(new Event('visibilitychange'));
    expect(ends).toEqual(['expired']);
  });

  it('never comes where the server says no lifetime', () => {
    const { ends, target } = watched();
    for (let minute = 0; minute < 600; minute += 10) {
      vi.advanceTimersByTime(10 * MINUTE);
      target.dispatchEvent(new Event('keydown'));
    }
    expect(ends).toEqual([]);
  });
});

describe('idle', () => {
  it.each(['pointerdown', 'pointermove', 'keydown', 'wheel', 'scroll', 'touchstart'])(
    '%s keeps the session',
    (kind) => {
      const { ends, target } = watched();
      vi.advanceTimersByTime(11 * MINUTE);
      target.dispatchEvent(new Event(kind));
      vi.advanceTimersByTime(11 * MINUTE);
      expect(ends).toEqual([]);
      vi.advanceTimersByTime(2 * MINUTE);
      expect(ends).toEqual(['idle']);
    },
  );

  it('a movement after the time does not bring it back', () => {
    const { ends, target } = watched();
    vi.setSystemTime(13 * MINUTE);
    target.dispatchEvent(new Event('pointermove'));
    vi.advanceTimersByTime(5000);
    expect(ends).toEqual(['idle']);
  });
});

describe('what is near is said before it comes', () => {
  it('two minutes before an idle page ends, and taken back when it is used', () => {
    const { nears, ends, target } = watched();
    vi.advanceTimersByTime(10 * MINUTE - 5000);
    expect(nears).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(nears).toEqual(['idle']);
    vi.advanceTimersByTime(MINUTE);
    target.dispatchEvent(new Event('pointermove'));
    expect(nears).toEqual(['idle', null]);
    vi.advanceTimersByTime(10 * MINUTE);
    expect(nears).toEqual(['idle', null, 'idle']);
    expect(ends).toEqual([]);
    vi.advanceTimersByTime(2 * MINUTE);
    expect(ends).toEqual(['idle']);
  });

  it('two minutes before the token ends, which use does not put off', () => {
    const { nears, ends, target } = watched(5 * MINUTE);
    vi.advanceTimersByTime(3 * MINUTE);
    target.dispatchEvent(new Event('keydown'));
    vi.advanceTimersByTime(MINUTE);
    expect(nears).toEqual(['expired']);
    vi.advanceTimersByTime(MINUTE);
    expect(ends).toEqual(['expired']);
  });

  it('after half of a minute where the site allows one minute only', () => {
    const { nears } = watched(null, 1);
    vi.advanceTimersByTime(25_000);
    expect(nears).toEqual([]);
    vi.advanceTimersByTime(5000);
    expect(nears).toEqual(['idle']);
  });

  it('not where a sleep went past both', () => {
    const { nears, ends, page } = watched();
    vi.setSystemTime(60 * MINUTE);
    page.dispatchEvent(new Event('visibilitychange'));
    expect([nears, ends]).toEqual([[], ['idle']]);
  });
});

it('leaving the page ends it; after stop nothing does', () => {
  const left = watched();
  left.target.dispatchEvent(new Event('pagehide'));
  expect(left.ends).toEqual(['left']);
  const stopped = watched(MINUTE);
  stopped.stop();
  stopped.target.dispatchEvent(new Event('pagehide'));
  vi.advanceTimersByTime(60 * MINUTE);
  expect(stopped.ends).toEqual([]);
});
