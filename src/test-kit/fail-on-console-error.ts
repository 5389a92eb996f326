import { afterEach, beforeEach, expect, vi } from 'vitest';

/** A test that logs an error has found one: an unhandled request, a React warning, a swallowed throw. */
beforeEach(() => {
  vi.spyOn(console, 'error');
});

afterEach(() => {
  const spy = vi.mocked(console.error);
  if (!vi.isMockFunction(spy)) return;
  const calls = spy.mock.calls.map((call) => call.map(String).join(' '));
  spy.mockRestore();
  expect(calls, 'console.error during the test').toEqual([]);
});
