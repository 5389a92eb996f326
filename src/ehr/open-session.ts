import { ready } from 'fhirclient/lib/smart.js';
import { loadConfiguration, type IssuerConfiguration } from './configuration.ts';
import { bearer, type Credentials } from './credentials.ts';
import { createReader } from './reader.ts';
import { fhirclientAdapter } from './fhirclient-adapter.ts';
import { findIssuer } from './issuers.ts';
import { openLaunchStore, readRecord, type LaunchRecord, type LaunchStore } from './launch-store.ts';
import { accessTable } from './scopes.ts';
import type { LaunchProblem, Persona, Session, StartScreen } from './session.ts';
import { readTokenAnswer, type TokenAnswer } from './token-response.ts';
import { readCallbackParameters, refusedOnAppPage } from './url-parameters.ts';
import { DeadlinePassed, withDeadline } from './with-deadline.ts';

/** `ready()` fetches without a time limit of its own. */
const DEADLINE_MS = 30_000;

export type OpenedSession =
  | {
      readonly ok: true;
      readonly session: Session;
      readonly credentials: Credentials;
      /** Launch page that can start again without the EHR; null for an EHR launch. */
      readonly relaunch: string | null;
    }
  | { readonly ok: false; readonly problem: LaunchProblem }
  /** The EHR opened the app page itself: the launch page takes over. */
  | { readonly ok: false; readonly problem: null; readonly goTo: string };

export interface AppPage {
  readonly configurationUrl: string;
  /** The launch page of each persona, without query. An EHR launch that arrives at the app page goes to the clinician's. */
  readonly launchUrls: Readonly<Record<Persona, string>>;
}

const refuse = (problem: LaunchProblem): OpenedSession => ({ ok: false, problem });

/**
 * Finishes the login from the page's URL. Spends the one-time code, so it is called once per page load, from module
 * scope. The URL is scrubbed before any wait; the stored login state is wiped whatever happens.
 */
export async function openSession(page: AppPage): Promise<OpenedSession> {
  const { search, pathname, hash } = window.location;
  const parameters = readCallbackParameters(search);
  if (parameters.ok && parameters.value.kind === 'launch') {
    return { ok: false, problem: null, goTo: `${page.launchUrls.clinician}${search}` };
  }
  const refused = refusedOnAppPage(search);
  if (!parameters.ok || parameters.value.kind !== 'nothing' || refused !== null) {
    window.history.replaceState(null, '', pathname + hash);
  }
  if (refused !== null) return refuse({ kind: 'unknown-parameter', name: refused });
  if (!parameters.ok) return refuse(parameters.problem);
  const store = openLaunchStore();
  if (!store) return refuse({ kind: 'storage-blocked' });
  const { value } = parameters;
  try {
    if (value.kind === 'error') return refuse(problemOf(value.error));
    if (value.kind !== 'code') return refuse({ kind: 'no-launch' });
    const record = readRecord(store, value.state);
    if (!record) return refuse({ kind: 'login-incomplete' });
    if (value.iss !== null && record.issuer !== null && value.iss !== record.issuer) {
      return refuse({ kind: 'login-failed', reason: 'another server answered' });
    }
    return await exchange({ page, store, record, code: value.code, state: value.state });
  } finally {
    store.clear();
  }
}

/** The OAuth error codes that have a page of their own; the description is not shown, it may hold anything. */
function problemOf(error: string): LaunchProblem {
  if (error === 'access_denied') return { kind: 'cancelled' };
  if (error === 'invalid_scope') return { kind: 'scope-denied' };
  if (error === 'temporarily_unavailable' || error === 'server_error') return { kind: 'server-unreachable' };
  return { kind: 'login-failed', reason: /^[a-z_]{1,40}$/.test(error) ? error : 'unknown error' };
}

interface Exchange {
  readonly page: AppPage;
  readonly store: LaunchStore;
  readonly record: LaunchRecord;
  readonly code: string;
  readonly state: string;
}

async function exchange({ page, store, record, code, state }: Exchange): Promise<OpenedSession> {
  const configuration = await loadConfiguration(page.configurationUrl);
  if (!configuration.ok) {
    return refuse({ kind: 'configuration-invalid', path: configuration.path, reason: configuration.reason });
  }
  const issuer = findIssuer(configuration.value, record.iss);
  if (!issuer) return refuse({ kind: 'issuer-not-allowed', iss: record.iss });
  let tokenResponse: unknown;
  try {
    // fhirclient puts the code into the body as it is: encoded here, or a code with + or & never arrives.
    const options = { code: encodeURIComponent(code), stateKey: state };
    const client = await withDeadline(ready(fhirclientAdapter(store), options), DEADLINE_MS);
    tokenResponse = client.state.tokenResponse;
  } catch (error) {
    return refuse(problemOfReady(error));
  }
  const answer = readTokenAnswer(tokenResponse, issuer.iss);
  if (!answer) return refuse({ kind: 'login-failed', reason: 'no usable token' });
  const { configurationUrl } = page;
  return sessionOf(answer, record, { issuer, configurationUrl, launchUrl: page.launchUrls[record.persona] });
}

/** fhirclient's errors hold the whole URL and body: only the status and the OAuth code are taken from them. */
function problemOfReady(error: unknown): LaunchProblem {
  if (error instanceof DeadlinePassed || error instanceof TypeError) return { kind: 'server-unreachable' };
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 0;
  if (status >= 500 || status === 429) return { kind: 'server-unreachable' };
  const message = error instanceof Error ? error.message : '';
  const code = /\n(invalid_[a-z]+|unauthorized_client|unsupported_grant_type|access_denied)\b/.exec(
    message,
  )?.[1];
  if (code === 'invalid_scope') return { kind: 'scope-denied' };
  return { kind: 'login-failed', reason: code ?? (status > 0 ? `status ${status}` : 'no usable answer') };
}

function startScreen(answer: TokenAnswer, record: LaunchRecord, issuer: IssuerConfiguration): StartScreen {
  const mapped = answer.intent === null ? undefined : issuer.intents[answer.intent];
  if (answer.patient === null) return 'worklist';
  return mapped ?? (record.persona === 'clinician' ? 'sign-check' : 'encounter-review');
}

interface Deployment {
  readonly issuer: IssuerConfiguration;
  readonly configurationUrl: string;
  readonly launchUrl: string;
}

function sessionOf(
  answer: TokenAnswer,
  record: LaunchRecord,
  { issuer, configurationUrl, launchUrl }: Deployment,
): OpenedSession {
  if (record.persona === 'clinician' && answer.patient === null) {
    return refuse({ kind: 'login-failed', reason: 'the launch named no patient' });
  }
  const access = accessTable(answer.scope ?? record.scope);
  const granted = new Set([...access].filter(([, reach]) => reach !== 'none').map(([type]) => type));
  if (granted.size === 0) return refuse({ kind: 'scope-denied' });
  const credentials = bearer(answer.accessToken);
  const { lifetimeSeconds } = answer;
  const session: Session = {
    id: crypto.randomUUID(),
    persona: record.persona,
    iss: issuer.iss,
    patient: answer.patient,
    encounter: answer.patient === null ? null : answer.encounter,
    fhirUser: answer.fhirUser,
    needPatientBanner: answer.needPatientBanner,
    smartStyleUrl: answer.smartStyleUrl,
    intent: answer.intent,
    startScreen: startScreen(answer, record, issuer),
    focus: answer.focus,
    issuer,
    sandbox: issuer.sandbox,
    // Counted from now on this clock, so that a skewed server clock changes nothing.
    expiresAt: lifetimeSeconds === null ? null : Date.now() + lifetimeSeconds * 1000,
    granted,
    client: createReader({ issuer, credentials, access, fhirUser: answer.fhirUser }),
    readSite: async () => {
      const now = await loadConfiguration(configurationUrl);
      return now.ok ? findIssuer(now.value, issuer.iss) : null;
    },
  };
  const relaunch = record.fromEhr ? null : `${launchUrl}?iss=${encodeURIComponent(issuer.iss)}`;
  return { ok: true, session, credentials, relaunch };
}
