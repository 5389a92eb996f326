import type { ReactElement, ReactNode } from 'react';
import { Banner, IdentityLine, type Person } from '../../ui/identity.tsx';
import { StateSentence } from '../../ui/state-sentence.tsx';
import type { Outcome } from '../../vocab/outcome.ts';
import styles from './sign-check.module.css';

export interface SignFrameProps {
  readonly person: Person | null;
  readonly encounter: string;
  readonly note: string;
  /** True when the EHR shows no banner of its own around the app. */
  readonly banner: boolean;
  readonly sentence: { readonly text: string; readonly outcome: Outcome | null };
  /** Opens the encounter picker, where the launch named none. */
  readonly change?: ReactNode;
  /** After its reader's own choice of an encounter: focus goes to the new content, not to nowhere. */
  readonly takeFocus?: boolean;
  readonly children: ReactNode;
  readonly foot?: ReactNode;
}

const focusOnce = (main: HTMLElement | null): void => main?.focus({ preventScroll: true });

/**
 * Identity and state sentence stay mounted through every state of the screen, so that each change of the
 * sentence is announced and nothing above the fold moves.
 */
export function SignFrame(props: SignFrameProps): ReactElement {
  const Identity = props.banner ? Banner : IdentityLine;
  return (
    <main className={styles['screen']} tabIndex={-1} ref={props.takeFocus ? focusOnce : null}>
      <header className={styles['head']}>
        <h1 className={styles['name']}>InjectCheck</h1>
        <Identity person={props.person} encounter={props.encounter} note={props.note} />
        {props.change}
        <StateSentence text={props.sentence.text} outcome={props.sentence.outcome} />
      </header>
      <div className={styles['content']}>{props.children}</div>
      {props.foot}
    </main>
  );
}
