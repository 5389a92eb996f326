import { isStruck } from './fault.ts';
import type { Failure } from './outcome.ts';
import { allowing, type ResourceScope } from './scopes.ts';
import { type AccessToken, count, type Issuer, type SandboxState } from './state.ts';

/** A refusal before any data was looked at. `wait` is Retry-After. */
export type Refusal = Failure & { readonly wait?: string };

const THROTTLE_AFTER = 8;
const THROTTLE_FOR = 60_000;
const REPEATS_BEFORE_EXPIRY = 4;

const unauthorised = (resource: string, diagnostics: string): Refusal => ({
  status: 401,
  code: 'login',
  diagnostics,
  resource,
});

export function tokenOf(state: SandboxState, request: Request): AccessToken | null {
  const value = /^bearer (.+)$/i.exec(request.headers.get('authorization') ?? '')?.[1];
  return value ? (state.tokens.get(value) ?? null) : null;
}

interface Call {
  readonly issuer: Issuer;
  readonly request: Request;
  readonly type: string;
  readonly letter: 'r' | 's' | 'u' | 'c';
}

/** The token and the scope that allow a call, or the refusal. Faults of access strike here. */
export function admit(
  state: SandboxState,
  call: Call,
): { readonly token: AccessToken; readonly scope: ResourceScope } | Refusal {
  const { issuer, request, type, letter } = call;
  const token = tokenOf(state, request);
  if (!token || token.grant.issuer.fhir !== issuer.fhir) return unauthorised(type, 'No valid access token.');
  if (issuer.fault === '401' || token.expiresAt <= state.now() || hasDied(token, call))
    return unauthorised(type, 'The access token has expired.');
  const scope = allowing(token.scopes, type, letter);
  if (!scope || isForbidden(issuer, type))
    return { status: 403, code: 'forbidden', diagnostics: `Not authorized for ${type}.`, resource: type };
  return throttled(state, token, call) ?? { token, scope };
}

/** Oracle-like servers refuse some types whatever the token says. */
function isForbidden({ fault, personality }: Issuer, type: string): boolean {
  if (fault === '403-by-scope' && isStruck(fault, type, personality)) return true;
  return personality === 'oracle-like' && type === 'Coverage';
}

/**
 * Mid-session means: when the app reads again. The same search twice, or one type four times, is a second reading;
 * from then on the token stays dead.
 */
function hasDied(token: AccessToken, { issuer, request, letter, type }: Call): boolean {
  if (issuer.fault !== 'token-expiry-mid-session') return false;
  if ((token.counts.get('dead') ?? 0) > 0) return true;
  if (letter !== 's') return false;
  const isAgain = count(token, `search ${request.url}`) > 1;
  const isMany = count(token, `searches ${type}`) > REPEATS_BEFORE_EXPIRY;
  if (!isAgain && !isMany) return false;
  count(token, 'dead');
  return true;
}

function throttled(state: SandboxState, token: AccessToken, { issuer, type, letter }: Call): Refusal | null {
  if (letter === 'u' || letter === 'c') return null;
  const busy = (status: number, diagnostics: string, wait?: string): Refusal => ({
    status,
    code: 'throttled',
    diagnostics,
    resource: type,
    ...(wait ? { wait } : {}),
  });
  const isFirst = (): boolean => count(token, `first ${type}`) === 1;
  const { fault } = issuer;
  if (fault === '403-as-throttle') {
    const isOver = count(token, 'calls') > THROTTLE_AFTER && state.now() - token.issuedAt < THROTTLE_FOR;
    return isOver ? busy(403, 'Request limit reached.') : null;
  }
  if (fault === '429-seconds' && isFirst()) return busy(429, 'Too many requests.', '1');
  if (fault === '429-date' && isFirst())
    return busy(429, 'Too many requests.', new Date(state.now() + 2000).toUTCString());
  return fault === '503-then-recovery' && isFirst() ? busy(503, 'Temporarily unavailable.') : null;
}
