import type { ReactElement } from 'react';
import { useSession } from '../queries/session.ts';
import { EndedScreen } from './ended-screen.tsx';
import { Framed, Page } from './page.tsx';
import { ProblemScreen } from './problem-screen.tsx';
import { SessionScreen } from './session-screen.tsx';

/** What this page shows: the login under way, why there is none, the session's screens, or its end. */
export function App(): ReactElement {
  const session = useSession();
  switch (session.state) {
    case 'launching':
      return (
        <Page>
          <output aria-live="polite">Opening the chart…</output>
        </Page>
      );
    case 'problem':
      return <ProblemScreen problem={session.problem} />;
    case 'ready':
      return <SessionScreen key={session.session.id} session={session.session} near={session.near} />;
    case 'ended':
      return (
        <Framed sandbox={session.sandbox}>
          <EndedScreen reason={session.reason} lost={session.lost} relaunch={session.relaunch} />
        </Framed>
      );
    default:
      return session satisfies never;
  }
}
