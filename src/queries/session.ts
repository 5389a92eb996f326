import { useSyncExternalStore } from 'react';
import type { LaunchProblem, Session } from '../ehr/session.ts';
import type { SessionNear } from '../ehr/session-end.ts';

/** Why a session that was open has no content any more. The screen is covered and says so. */
export type EndReason = 'expired' | 'idle' | 'left';

export type SessionState =
  | { readonly state: 'launching' }
  | { readonly state: 'problem'; readonly problem: LaunchProblem }
  | {
      readonly state: 'ready';
      readonly session: Session;
      /** Set while the session is about to end by itself. */
      readonly near: SessionNear | null;
    }
  | {
      readonly state: 'ended';
      readonly reason: EndReason;
      readonly sandbox: boolean;
      /** Whether decisions stood that were in no file: they went with the session. */
      readonly lost: boolean;
      /** Launch page that can start again without the EHR (standalone), or null: relaunch from the chart. */
      readonly relaunch: string | null;
    };

type Listener = () => void;

/** Holds the one session of this page. Framework-free, so that the launch starts before React does. */
class SessionStore {
  #state: SessionState = { state: 'launching' };
  readonly #listeners = new Set<Listener>();

  readonly read = (): SessionState => this.#state;

  readonly subscribe = (listener: Listener): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  set(state: SessionState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}

export const sessionStore = new SessionStore();

/** The launch or session as it stands now. */
export function useSession(): SessionState {
  return useSyncExternalStore(sessionStore.subscribe, sessionStore.read, sessionStore.read);
}

let atEnd: { readonly run: () => void; readonly relaunch: string | null } = {
  run: () => undefined,
  relaunch: null,
};

/** What must happen when the session ends (forget the token, stop watching), and where a new one can start. */
export function onSessionEnd(run: () => void, relaunch: string | null): void {
  atEnd = { run, relaunch };
}

let holdsUnsaved = (): boolean => false;

/** How to know, at the end, whether something is lost with the session that was saved nowhere. */
export function onSessionLoss(holds: () => boolean): void {
  holdsUnsaved = holds;
}

/** The session is about to end by itself, or was kept. */
export function sessionNear(near: SessionNear | null): void {
  const now = sessionStore.read();
  if (now.state === 'ready') sessionStore.set({ ...now, near });
}

/**
 * Ends the session: forgets the token, empties the caches and covers the screen. Nothing to undo; the next
 * session starts from a launch. Safe to call twice.
 */
export function endSession(reason: EndReason): void {
  const now = sessionStore.read();
  if (now.state !== 'ready') return;
  const lost = holdsUnsaved();
  atEnd.run();
  sessionStore.set({
    state: 'ended',
    reason,
    lost,
    sandbox: now.session.sandbox,
    relaunch: atEnd.relaunch,
  });
}
