import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { RETURN_PAUSE, watchReturns } from './return-to-page.ts';

const announce = vi.fn<() => void>();
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  announce.mockClear();
  stop = watchReturns(announce);
});
afterEach(() => {
  stop();
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const focus = (): boolean => window.dispatchEvent(new Event('focus'));
const show = (): boolean => document.dispatchEvent(new Event('visibilitychange', { bubbles: true }));

it('announces a frame that is clicked into and a tab that is shown', () => {
  focus();
  expect(announce).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(RETURN_PAUSE);
  show();
  expect(announce).toHaveBeenCalledTimes(2);
});

it('takes the two events of one return for one', () => {
  show();
  focus();
  vi.advanceTimersByTime(10 * RETURN_PAUSE);
  expect(announce).toHaveBeenCalledTimes(1);
});

it('holds a return that follows too soon, and announces it once', () => {
  focus();
  vi.advanceTimersByTime(RETURN_PAUSE / 2);
  for (let hop = 0; hop < 40; hop += 1) focus();
  expect(announce).toHaveBeenCalledTimes(1);
  vi.advanceTimersByTime(RETURN_PAUSE / 2);
  expect(announce).toHaveBeenCalledTimes(2);
  vi.advanceTimersByTime(10 * RETURN_PAUSE);
  expect(announce).toHaveBeenCalledTimes(2);
});

it('says nothing of a page that is hidden, nor after it was stopped', () => {
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  show();
  expect(announce).not.toHaveBeenCalled();
  hidden.mockReturnValue('visible');
  focus();
  vi.advanceTimersByTime(RETURN_PAUSE / 2);
  focus();
  stop();
  vi.advanceTimersByTime(RETURN_PAUSE);
  expect(announce).toHaveBeenCalledTimes(1);
});
