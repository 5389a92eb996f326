import { http, type RequestHandler } from 'msw';
import type { LaunchRequest, Sandbox } from './contract.ts';
import { isFaultOrNone } from './fault.ts';
import { randomToken } from './keys.ts';
import { json } from './outcome.ts';
import { isPersonality } from './personality.ts';
import { isObject, textAt } from './resource.ts';
import { issuerOf, type SandboxState } from './state.ts';

/** Client id of the chart page's own session. */
export const CHART_CLIENT = 'chart';
const LIFE = 12 * 3_600_000;
/** The chart page reads and writes as the EHR itself does: everything offered, no fault. */
const CHART_PERSONALITY = 'hapi-like';

/**
 * What the EHR's own chart page may do besides FHIR: open a session, launch the app, end app sessions, reset,
 * look at the log. No CORS and same-origin only: an app must not be able to reach any of it.
 */
export function chartHandlers(
  state: SandboxState,
  act: Pick<Sandbox, 'launch' | 'expireTokens' | 'reset'>,
): RequestHandler[] {
  const own =
    (answer: (request: Request) => Response | Promise<Response>) =>
    ({ request }: { readonly request: Request }): Response | Promise<Response> =>
      request.headers.get('origin') === state.origin
        ? answer(request)
        : json({ error: 'Same origin only.' }, 403);
  return [
    http.post(
      `${state.origin}/chart/session`,
      own(() => json(openSession(state))),
    ),
    http.post(
      `${state.origin}/chart/launch`,
      own(async (request) => {
        const asked = launchRequest(await request.json().catch(() => null));
        return asked ? json(act.launch(asked)) : json({ error: 'Not a launch.' }, 400);
      }),
    ),
    http.post(
      `${state.origin}/chart/expire`,
      own(() => {
        act.expireTokens();
        return json({ ok: true });
      }),
    ),
    http.post(
      `${state.origin}/chart/reset`,
      own(() => {
        act.reset();
        return json({ ok: true });
      }),
    ),
    http.post(
      `${state.origin}/chart/log`,
      own(() => json(state.log.entries())),
    ),
  ];
}

function openSession(state: SandboxState): Readonly<Record<string, unknown>> {
  const issuer = issuerOf(state.origin, CHART_PERSONALITY, 'none');
  const access = randomToken();
  const scopes = ['user/*.cruds'];
  const user = `Practitioner/${state.store.all('Practitioner')[0]?.id ?? ''}`;
  state.tokens.set(access, {
    grant: {
      issuer,
      clientId: CHART_CLIENT,
      redirectUri: '',
      challenge: '',
      nonce: null,
      scopes,
      context: {
        personality: CHART_PERSONALITY,
        fault: 'none',
        patient: null,
        encounter: null,
        user,
        intent: null,
        needPatientBanner: false,
        fhirContext: [],
        dark: false,
        consent: 'given',
      },
    },
    scopes,
    issuedAt: state.now(),
    expiresAt: state.now() + LIFE,
    refresh: null,
    counts: new Map(),
  });
  return { fhir: issuer.fhir, token: access, user, app: state.appUrl() };
}

function launchRequest(body: unknown): LaunchRequest | null {
  if (!isObject(body)) return null;
  const { personality, fault, needPatientBanner, dark, consent } = body;
  if (!isPersonality(personality) || !isFaultOrNone(fault)) return null;
  const patient = textAt(body, 'patient');
  const user = textAt(body, 'user');
  return {
    personality,
    fault,
    patient,
    encounter: textAt(body, 'encounter'),
    intent: textAt(body, 'intent'),
    ...(user ? { user } : {}),
    needPatientBanner: needPatientBanner === true,
    dark: dark === true,
    consent: consent === 'ask' ? 'ask' : 'given',
  };
}
