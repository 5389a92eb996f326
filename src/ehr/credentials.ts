/**
 * The only holder of the access token. A backend for frontend would replace this one object with one that sends
 * nothing (its cookie does), and no other file would change.
 */
export interface Credentials {
  /** Headers for one request, or null once the session has ended. */
  readonly headers: () => Readonly<Record<string, string>> | null;
  /** Forgets the token: nothing can be read afterwards. */
  readonly forget: () => void;
}

export function bearer(token: string): Credentials {
  let held: string | null = token;
  return {
    headers: () => (held === null ? null : { authorization: `Bearer ${held}` }),
    forget: () => {
      held = null;
    },
  };
}
