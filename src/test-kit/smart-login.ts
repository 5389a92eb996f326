import { page } from './browser-page.ts';
import { vi } from 'vitest';
import { sandboxConfiguration } from '../../launch/sandbox-ehr/app-server.ts';
import type { LaunchRequest, Sandbox } from '../../launch/sandbox-ehr/contract.ts';
import { EHR, send, testSandbox } from '../../launch/sandbox-ehr/test-client.ts';
import { openSession, type OpenedSession } from '../ehr/open-session.ts';
import type { Persona } from '../ehr/session.ts';
import { prepareLaunch, type LaunchOutcome } from '../ehr/start-launch.ts';

export const APP = 'http://app.test/';
export const CONFIG_URL = `${APP}config.json`;
const REDIRECT = `${APP}index.html`;
const LAUNCH_URLS = { clinician: `${APP}launch/`, coder: `${APP}launch/coder/` };

export interface LoginWorld {
  readonly ehr: Sandbox;
  /** Every request of the page, discovery and token included. */
  readonly asked: Request[];
  /** Answers before the sandbox does, where it returns a response. */
  intercept: (request: Request) => Promise<Response | null> | Response | null;
  configuration: unknown;
}

const ehrHost = 'http://127.0.0.1:9401';

/** The sandbox and the app's own file behind one fetch; every request is kept. */
export function loginWorld(): LoginWorld {
  const ehr = testSandbox({ clients: [{ id: 'injectcheck', redirectUris: [REDIRECT] }] });
  const world: LoginWorld = { ehr, asked: [], intercept: () => null, configuration: configurationOf() };
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    const { redirect: _unused, ...rest } = init ?? {};
    const request = new Request(input, rest);
    world.asked.push(request.clone());
    const own = await world.intercept(request.clone());
    const response = own ?? (await answer(world, request));
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  });
  return world;
}

/** The allow-list takes http on loopback only, so the sandbox's test origin stands there under that name. */
export const configurationOf = (): ReturnType<typeof sandboxConfiguration> => sandboxConfiguration(ehrHost);

async function answer(world: LoginWorld, request: Request): Promise<Response> {
  if (request.url === CONFIG_URL) return Response.json(world.configuration);
  return toLoopback(await send(world.ehr, request.url.replace(ehrHost, EHR), await initOf(request)));
}

async function initOf(request: Request): Promise<RequestInit> {
  const { method, headers } = request;
  return method === 'GET' ? { method, headers } : { method, headers, body: await request.text() };
}

/** The sandbox names itself by its test origin; the page knows it under the loopback one. */
async function toLoopback(response: Response): Promise<Response> {
  if (response.type === 'error') return response;
  const headers = new Headers(response.headers);
  const body = (await response.text()).replaceAll(EHR, ehrHost);
  return new Response(body === '' ? null : body, { status: response.status, headers });
}

export interface LaunchFrom {
  readonly persona?: Persona;
  readonly launch?: LaunchRequest;
}

/** Opens the launch page as an EHR would and runs it. */
export async function launchFrom(
  world: LoginWorld,
  { persona = 'clinician', launch = CLINICIAN }: LaunchFrom = {},
): Promise<LaunchOutcome> {
  const opened = world.ehr.launch(launch);
  const iss = opened.iss.replace(EHR, ehrHost);
  page.openFresh(`${LAUNCH_URLS[persona]}?${new URLSearchParams({ iss, launch: opened.launch }).toString()}`);
  return runLaunchPage(persona);
}

export const CLINICIAN: LaunchRequest = {
  personality: 'hapi-like',
  patient: 'Patient/a',
  encounter: 'Encounter/a-visit',
};

/** Runs the launch page at the address the page now has. */
export const runLaunchPage = (persona: Persona): Promise<LaunchOutcome> =>
  prepareLaunch({ persona, appUrl: REDIRECT, configurationUrl: CONFIG_URL });

/** What the authorization server does with the redirect: the address it sends the browser back to. */
export async function authorizeAt(world: LoginWorld, redirect: string): Promise<string> {
  const response = await send(
    world.ehr,
    redirect.replaceAll(ehrHost, EHR).replaceAll(encodeURIComponent(ehrHost), encodeURIComponent(EHR)),
  );
  return response.headers.get('location') ?? '';
}

/** Runs the app page at the address the page now has. */
export const runAppPage = (): Promise<OpenedSession> =>
  openSession({ configurationUrl: CONFIG_URL, launchUrls: LAUNCH_URLS });

/** The whole login: launch page, authorization, app page. */
export async function logInThrough(world: LoginWorld, from: LaunchFrom = {}): Promise<OpenedSession> {
  const launched = await launchFrom(world, from);
  if (!launched.ok) return { ok: false, problem: launched.problem };
  page.open(await authorizeAt(world, launched.redirect));
  return runAppPage();
}
