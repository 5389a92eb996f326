import type { ReactElement, ReactNode } from 'react';
import { SandboxFrame } from '../ui/sandbox-frame.tsx';
import styles from './app.module.css';

/** A page that is not a screen of a session: a problem, an end, the opening. */
export const Page = ({ children }: { readonly children: ReactNode }): ReactElement => (
  <main className={styles['page']}>{children}</main>
);

/** The sandbox's frame where the session is the sandbox's, nothing elsewhere. */
export function Framed({
  sandbox,
  children,
}: {
  readonly sandbox: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return sandbox ? <SandboxFrame>{children}</SandboxFrame> : <>{children}</>;
}
