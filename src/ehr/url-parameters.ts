import type { LaunchProblem } from './session.ts';

/**
 * The only URL parameters the two pages accept. Everything else is refused, because fhirclient lets
 * `?fhirServiceUrl=`, `?patientId=` and `?clientId=` override the configuration.
 */
const LAUNCH = ['iss', 'launch'] as const;
const CALLBACK = ['code', 'state', 'iss', 'error', 'error_description', 'error_uri'] as const;
const LONGEST_NAME = 40;

type Read<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: LaunchProblem };

const refuse = (name: string): { readonly ok: false; readonly problem: LaunchProblem } => ({
  ok: false,
  problem: { kind: 'unknown-parameter', name: name.slice(0, LONGEST_NAME) },
});

/** First parameter that is unknown or given twice, or null. */
function firstRefused(parameters: URLSearchParams, known: readonly string[]): string | null {
  const seen = new Set<string>();
  for (const name of parameters.keys()) {
    if (!known.includes(name) || seen.has(name)) return name;
    seen.add(name);
  }
  return null;
}

export interface LaunchParameters {
  /** Null in a standalone launch. */
  readonly iss: string | null;
  readonly launch: string | null;
}

/** Reads the launch page's parameters: `iss` and `launch`, nothing else. */
export function readLaunchParameters(search: string): Read<LaunchParameters> {
  const parameters = new URLSearchParams(search);
  const refused = firstRefused(parameters, LAUNCH);
  if (refused !== null) return refuse(refused);
  return { ok: true, value: { iss: parameters.get('iss'), launch: parameters.get('launch') } };
}

export type CallbackParameters =
  | { readonly kind: 'nothing' }
  /** An EHR that was given the app page as its launch page. */
  | { readonly kind: 'launch' }
  | { readonly kind: 'code'; readonly code: string; readonly state: string; readonly iss: string | null }
  | { readonly kind: 'error'; readonly error: string; readonly state: string | null };

/** Reads the app page's parameters after the login. Other pages of the app hold filters only, which are not ours. */
export function readCallbackParameters(search: string): Read<CallbackParameters> {
  const parameters = new URLSearchParams(search);
  if (parameters.has('launch')) {
    const refused = firstRefused(parameters, LAUNCH);
    return refused === null ? { ok: true, value: { kind: 'launch' } } : refuse(refused);
  }
  if (!CALLBACK.some((name) => parameters.has(name))) return { ok: true, value: { kind: 'nothing' } };
  const refused = firstRefused(parameters, CALLBACK);
  if (refused !== null) return refuse(refused);
  const [code, state, error] = ['code', 'state', 'error'].map((name) => parameters.get(name) ?? '');
  if (error)
    return { ok: true, value: { kind: 'error', error, state: state === '' ? null : (state ?? null) } };
  if (!code || !state) return { ok: false, problem: { kind: 'login-incomplete' } };
  return { ok: true, value: { kind: 'code', code, state, iss: parameters.get('iss') } };
}

/** Whether the app page's own parameters would override fhirclient's configuration: refused even without a code. */
export function refusedOnAppPage(search: string): string | null {
  const refused = ['fhirServiceUrl', 'patientId', 'clientId', 'encounterId'];
  const parameters = new URLSearchParams(search);
  return refused.find((name) => parameters.has(name)) ?? null;
}
