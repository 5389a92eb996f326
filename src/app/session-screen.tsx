import { lazy, Suspense, useEffect, useState, type ReactElement } from 'react';
import type { Session } from '../ehr/session.ts';
import type { SessionNear } from '../ehr/session-end.ts';
import { useSmartStyle } from '../queries/smart-style.ts';
import { SignCheck } from '../screens/sign-check/sign-check.tsx';
import { Notice } from '../ui/notice.tsx';
import { UnsavedText } from '../ui/unsaved-text.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { Framed } from './page.tsx';
import { useOnline } from './use-online.ts';
import styles from './app.module.css';

const NEAR_WORDS: Readonly<Record<SessionNear, string>> = {
  idle: 'Nobody has used this page for a while. It ends within two minutes; to keep it, move the mouse or press a key.',
  expired: 'The EHR ends this session within two minutes. Copy or export what you want to keep.',
};

/** The screens of one session. Where the user is stands in memory: no address ever names a patient. */
export function SessionScreen({
  session,
  near,
}: {
  readonly session: Session;
  readonly near: SessionNear | null;
}): ReactElement {
  const online = useOnline();
  const style = useSmartStyle(session);
  const [table, setTable] = useState<string | null>(null);
  useLook(style);
  return (
    <Framed sandbox={session.sandbox}>
      <div className={styles['shell']}>
        {online ? null : (
          <aside aria-label="Connection">
            <Notice>
              This computer is offline. What stands here is as of its read time, and nothing can be rechecked.
            </Notice>
          </aside>
        )}
        {near === null ? null : (
          <div role="alert" className={styles['near']}>
            <Notice>{NEAR_WORDS[near]}</Notice>
          </div>
        )}
        <ErrorBoundary>
          <UnsavedText>
            <Route session={session} table={table} onTable={setTable} />
          </UnsavedText>
        </ErrorBoundary>
      </div>
    </Framed>
  );
}

/** Puts the EHR's look on the page once it is read, and takes it off with the session. */
function useLook(style: ReturnType<typeof useSmartStyle>): void {
  useEffect(() => {
    if (style === null) return undefined;
    const end = { undo: (): void => undefined, left: false };
    void import('./apply-smart-style.ts').then(({ applySmartStyle }) => {
      if (!end.left) end.undo = applySmartStyle(document.documentElement, style);
    });
    return () => {
      end.left = true;
      end.undo();
    };
  }, [style]);
}

interface RouteProps {
  readonly session: Session;
  readonly table: string | null;
  readonly onTable: (table: string) => void;
}

const now = (): Date => new Date();

/** Loaded when a coder opens it: the sidebar never pays for the desk. */
const CoderScreen = lazy(async () => ({ default: (await import('./coder-screen.tsx')).CoderScreen }));

function Route({ session, table, onTable }: RouteProps): ReactElement {
  if (session.startScreen !== 'sign-check' || session.patient === null) {
    return (
      <Suspense fallback={<output>Opening the desk…</output>}>
        <CoderScreen session={session} table={table} onTable={onTable} />
      </Suspense>
    );
  }
  return <SignCheck session={session} patient={session.patient} table={table} onTable={onTable} now={now} />;
}
