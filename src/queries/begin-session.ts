import { openSession, type AppPage, type OpenedSession } from '../ehr/open-session.ts';
import { watchSession } from '../ehr/session-end.ts';
import { endSession, onSessionEnd, sessionNear, sessionStore } from './session.ts';

let begun = false;

/**
 * Finishes the login and starts watching the session. Called once, from the module scope of `main.tsx`: the login
 * spends a one-time code, which an effect that runs twice would spend twice. Every way it can go ends in a state.
 */
export function beginSession(page: AppPage): void {
  if (begun) return;
  begun = true;
  openSession(page).then(opened, () => sessionStore.set(BROKEN));
}

const BROKEN = {
  state: 'problem',
  problem: { kind: 'login-failed', reason: 'the login stopped with an error' },
} as const;

function opened(result: OpenedSession): void {
  if (!result.ok) {
    if (result.problem === null) window.location.replace(result.goTo);
    else sessionStore.set({ state: 'problem', problem: result.problem });
    return;
  }
  const { session, credentials, relaunch } = result;
  const stopWatching = watchSession({
    expiresAt: session.expiresAt,
    idleMinutes: session.issuer.idleMinutes,
    onEnd: endSession,
    onNear: sessionNear,
    now: Date.now,
    target: window,
    page: document,
  });
  onSessionEnd(() => {
    stopWatching();
    credentials.forget();
  }, relaunch);
  sessionStore.set({ state: 'ready', session, near: null });
}
