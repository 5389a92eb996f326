import { authorize } from 'fhirclient/lib/smart.js';
import { loadConfiguration, type Configuration, type IssuerConfiguration } from './configuration.ts';
import { discover, discoveryRequest, type Discovery } from './discovery.ts';
import { fhirclientAdapter } from './fhirclient-adapter.ts';
import { findIssuer } from './issuers.ts';
import { openLaunchStore, writeRecord, type LaunchStore } from './launch-store.ts';
import { requestedScopes, scopeVersion } from './scopes.ts';
import type { LaunchProblem, Persona } from './session.ts';
import { readLaunchParameters, type LaunchParameters } from './url-parameters.ts';
import { withDeadline } from './with-deadline.ts';

const DEADLINE_MS = 20_000;

/** A launch page: which persona it launches, and where the app and the configuration are. */
export interface LaunchPage {
  readonly persona: Persona;
  /** Absolute URL of the app page: the registered redirect URI. */
  readonly appUrl: string;
  readonly configurationUrl: string;
}

export type LaunchOutcome =
  { readonly ok: true; readonly redirect: string } | { readonly ok: false; readonly problem: LaunchProblem };

const refuse = (problem: LaunchProblem): LaunchOutcome => ({ ok: false, problem });

/** The issuer a launch is for: the one named, else the configured standalone one, else the only one. */
function issuerOf(
  configuration: Configuration,
  { iss, launch }: LaunchParameters,
): IssuerConfiguration | LaunchProblem {
  const only = configuration.issuers.length === 1 ? configuration.issuers[0]?.iss : undefined;
  const named = iss ?? (launch === null ? (configuration.standalone ?? only) : undefined);
  if (named === undefined) return { kind: 'no-issuer' };
  return findIssuer(configuration, named) ?? { kind: 'issuer-not-allowed', iss: named };
}

/**
 * Prepares the login: parameters, allow-list, discovery, then fhirclient's `authorize()`. Returns where to go;
 * the caller goes there. The URL is scrubbed and earlier launches are forgotten before anything else happens.
 * No network call goes to an issuer that is not listed.
 */
export async function prepareLaunch(page: LaunchPage): Promise<LaunchOutcome> {
  const { search } = window.location;
  window.history.replaceState(null, '', window.location.pathname);
  const store = openLaunchStore();
  if (!store) return refuse({ kind: 'storage-blocked' });
  store.clear();
  const parameters = readLaunchParameters(search);
  if (!parameters.ok) return refuse(parameters.problem);
  const configuration = await loadConfiguration(page.configurationUrl);
  if (!configuration.ok) {
    return refuse({ kind: 'configuration-invalid', path: configuration.path, reason: configuration.reason });
  }
  const issuer = issuerOf(configuration.value, parameters.value);
  if ('kind' in issuer) return refuse(issuer);
  const discovered = await discover(issuer);
  if (!discovered.ok) return refuse(discovered.problem);
  try {
    const login = { page, issuer, discovery: discovered.value, launch: parameters.value.launch, store };
    return { ok: true, redirect: await withDeadline(authorizeUrl(login), DEADLINE_MS) };
  } catch {
    store.clear();
    return refuse({ kind: 'server-unreachable' });
  }
}

interface Login {
  readonly page: LaunchPage;
  readonly issuer: IssuerConfiguration;
  readonly discovery: Discovery;
  readonly launch: string | null;
  readonly store: LaunchStore;
}

async function authorizeUrl({ page, issuer, discovery, launch, store }: Login): Promise<string> {
  const { persona } = page;
  const version = scopeVersion(discovery.capabilities);
  const scope = requestedScopes({ persona, version, issuer, fromEhr: launch !== null });
  const state = crypto.randomUUID();
  const url = await authorize(fhirclientAdapter(store), {
    iss: issuer.iss,
    ...(launch === null ? {} : { launch }),
    clientId: issuer.clientId[persona],
    scope,
    redirectUri: page.appUrl,
    stateKey: state,
    pkceMode: 'unsafeV1',
    completeInTarget: true,
    noRedirect: true,
    wellKnownRequestOptions: discoveryRequest(),
    conformanceRequestOptions: discoveryRequest(),
  });
  if (typeof url !== 'string' || !url.includes('code_challenge=')) throw new Error('no authorization URL');
  useDiscoveredToken(store, state, discovery.token);
  writeRecord(store, state, {
    iss: issuer.iss,
    persona,
    issuer: discovery.issuer,
    scope,
    fromEhr: launch !== null,
  });
  return joinQuery(url, discovery);
}

/** fhirclient keeps the token endpoint as written, which breaks where it is relative. */
function useDiscoveredToken(store: LaunchStore, state: string, tokenUri: string): void {
  const held = store.get(state);
  if (typeof held !== 'object' || held === null) throw new Error('no login state');
  store.set(state, { ...held, tokenUri });
}

/** fhirclient appends `?` blindly, which breaks an endpoint that has a query of its own, and keeps it relative. */
export function joinQuery(url: string, discovery: Discovery): string {
  const query = url.slice(discovery.authorizationAsWritten.length + 1);
  const whole = new URL(discovery.authorization);
  for (const [name, value] of new URLSearchParams(query)) whole.searchParams.set(name, value);
  return whole.href;
}
