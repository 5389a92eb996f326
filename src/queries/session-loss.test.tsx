import { act, cleanup, renderHook } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { aLine, aReport } from '../test-kit/report-builder.ts';
import { aSession } from '../test-kit/session-builder.ts';
import { markExported, useDecisions } from './coder-decisions.ts';
import { endSession, sessionStore } from './session.ts';

afterEach(cleanup);

/** Whether the end of a session says that decisions went with it. */
function lostAfter(done: (decide: () => void) => void): boolean {
  sessionStore.set({ state: 'ready', session: aSession(), near: null });
  const { result } = renderHook(() => useDecisions('Encounter/1', aReport()));
  act(() => {
    done(() => result.current.decide({ line: aLine().key, action: 'accepted' }));
    endSession('expired');
  });
  const state = sessionStore.read();
  return state.state === 'ended' && state.lost;
}

it('a session that ends with decisions in no file says so, and the next one does not', () => {
  expect(lostAfter(() => undefined)).toBe(false);
  expect(lostAfter((decide) => decide())).toBe(true);
  expect(lostAfter(() => undefined)).toBe(false);
});

it('a session whose decisions were exported says nothing', () => {
  const exported = (decide: () => void): void => {
    decide();
    markExported(['Encounter/1']);
  };
  expect(lostAfter(exported)).toBe(false);
});
