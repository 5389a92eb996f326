import { contactOrigins } from './issuers.ts';
import type { IssuerConfiguration } from './configuration.ts';
import { z } from './json-schema.ts';
import type { LaunchProblem } from './session.ts';

const DEADLINE_MS = 10_000;
const text = z.catch(z.optional(z.string()), undefined);
const texts = z.catch(z.optional(z.array(z.string())), undefined);
const schema = z.object({
  authorization_endpoint: z.string(),
  token_endpoint: z.string(),
  issuer: text,
  capabilities: texts,
});

/** What the launch needs of `.well-known/smart-configuration`, endpoints made absolute. */
export interface Discovery {
  /** As the server wrote it: fhirclient builds its URL from this spelling. */
  readonly authorizationAsWritten: string;
  readonly authorization: string;
  readonly token: string;
  readonly issuer: string | null;
  readonly capabilities: readonly string[];
}

export type Discovered =
  { readonly ok: true; readonly value: Discovery } | { readonly ok: false; readonly problem: LaunchProblem };

const NOT_SMART: Discovered = { ok: false, problem: { kind: 'server-not-smart' } };
const UNREACHABLE: Discovered = { ok: false, problem: { kind: 'server-unreachable' } };

/** How both our own and fhirclient's discovery request goes out. */
export const discoveryRequest = (): RequestInit => ({
  credentials: 'omit',
  redirect: 'error',
  signal: AbortSignal.timeout(DEADLINE_MS),
});

/** Relative endpoints resolve against the FHIR base (SMART 2.2). */
const absolute = (url: string, base: string): string | null =>
  URL.canParse(url, `${base}/`) ? new URL(url, `${base}/`).href : null;

const isSafe = (url: string): boolean => {
  const { protocol, hostname } = new URL(url);
  return protocol === 'https:' || ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
};

function read(json: unknown, issuer: IssuerConfiguration): Discovered {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return NOT_SMART;
  const base = issuer.iss.replace(/\/+$/, '');
  const authorization = absolute(parsed.data.authorization_endpoint, base);
  const token = absolute(parsed.data.token_endpoint, base);
  if (authorization === null || token === null || !isSafe(authorization)) return NOT_SMART;
  // The code and its verifier go to the token endpoint: an origin the site did not list gets neither.
  if (!contactOrigins(issuer).includes(new URL(token).origin)) return NOT_SMART;
  return {
    ok: true,
    value: {
      authorizationAsWritten: parsed.data.authorization_endpoint,
      authorization,
      token,
      issuer: parsed.data.issuer ?? null,
      capabilities: parsed.data.capabilities ?? [],
    },
  };
}

/** Asks the issuer how to log in. Only ever called for an issuer on the allow-list. */
export async function discover(issuer: IssuerConfiguration): Promise<Discovered> {
  const url = `${issuer.iss.replace(/\/+$/, '')}/.well-known/smart-configuration`;
  let response: Response;
  try {
    response = await fetch(url, { ...discoveryRequest(), headers: { accept: 'application/json' } });
  } catch {
    return UNREACHABLE;
  }
  if (response.status >= 500 || response.status === 429) return UNREACHABLE;
  if (!response.ok) return NOT_SMART;
  try {
    return read(JSON.parse(await response.text()), issuer);
  } catch {
    return NOT_SMART;
  }
}
