import { setMaxListeners } from 'node:events';
import type { LaunchRequest, Sandbox, SandboxOptions } from '../../launch/sandbox-ehr/contract.ts';
import type { FaultOrNone } from '../../launch/sandbox-ehr/fault.ts';
import type { Personality } from '../../launch/sandbox-ehr/personality.ts';
import { logIn, send, testSandbox } from '../../launch/sandbox-ehr/test-client.ts';
import { completeIssuer, type IssuerConfiguration, type ReadingSettings } from '../ehr/configuration.ts';
import { bearer } from '../ehr/credentials.ts';
import { createReader } from '../ehr/reader.ts';
import type { Fetch } from '../ehr/fhir/connection.ts';
import { accessTable, requestedScopes, scopeVersion, type Access } from '../ehr/scopes.ts';
import type { FhirReader, ReadProgress } from '../ehr/session.ts';
import type { SourceType } from '../vocab/completeness.ts';

// A reading hangs some twenty requests on one signal; Node warns about more than ten.
setMaxListeners(100);

/** The time of the sandbox's test charts, a little after their visit. */
export const AT = Date.parse('2026-11-23T19:30:00Z');

export interface SandboxReaderOptions {
  readonly personality?: Personality;
  readonly fault?: FaultOrNone;
  readonly scope?: string;
  readonly reading?: Partial<ReadingSettings>;
  readonly issuer?: Partial<IssuerConfiguration>;
  readonly sandbox?: Partial<SandboxOptions>;
  readonly ehr?: Sandbox;
  readonly launch?: Partial<LaunchRequest>;
  /** The clock of the client, when it is not the test charts' own. */
  readonly now?: number;
  /** Holds every answer back until it resolves; the sandbox has logged the request by then. */
  readonly hold?: (url: string) => Promise<void>;
  /** Addresses that answer 401. */
  readonly dying?: RegExp;
  /** Access that differs from what the token says. */
  readonly granted?: ReadonlyMap<SourceType, Access>;
  /** Answers of a stalled search never come. */
  readonly stall?: boolean;
  /** Addresses the server refuses with 403. */
  readonly failing?: RegExp;
  /** The server went away after the login. */
  readonly down?: boolean;
}

export interface SandboxReader {
  readonly ehr: Sandbox;
  readonly reader: FhirReader;
  readonly iss: string;
  readonly token: string;
  /** Every URL asked for, with the headers it went out with. */
  readonly asked: { readonly url: string; readonly headers: Headers; readonly init: RequestInit }[];
}

/** The platform's fetch over the sandbox's handlers: a dead server throws as it would. */
function fetchFrom(ehr: Sandbox, asked: SandboxReader['asked'], options: SandboxReaderOptions): Fetch {
  return async ({ href: url }, init) => {
    asked.push({ url, headers: new Headers(init.headers), init });
    if (options.down) throw new TypeError('Failed to fetch');
    if (options.dying?.test(url)) return new Response('', { status: 401 });
    if (options.failing?.test(url)) return new Response('', { status: 403 });
    const { redirect: _ignored, ...rest } = init;
    const response = await send(ehr, url, rest);
    await options.hold?.(url);
    init.signal?.throwIfAborted();
    if (response.type === 'error') throw new TypeError('Failed to fetch');
    return response;
  };
}

/** What the launch page would ask this server for. */
const scopesFor = (personality: Personality): string =>
  requestedScopes({
    persona: 'clinician',
    version: scopeVersion(personality === 'meditech-like' ? [] : ['permission-v2']),
    issuer: completeIssuer({ iss: 'https://any.test/fhir', clientId: 'any' }),
    fromEhr: true,
  });

const never = (_milliseconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve());
  });

/** Logs in to the sandbox and gives the reader that session would have. */
export async function sandboxReader(options: SandboxReaderOptions = {}): Promise<SandboxReader> {
  const { personality = 'hapi-like', fault = 'none' } = options;
  const stalling = options.stall ? { wait: never } : {};
  const ehr = options.ehr ?? testSandbox({ now: () => AT, ...stalling, ...options.sandbox });
  const scope = options.scope ?? scopesFor(personality);
  const login = await logIn(ehr, personality, { fault, scope, launch: options.launch ?? {} });
  ehr.log.clear();
  const issuer = completeIssuer({ iss: login.iss, clientId: 'injectcheck' });
  const asked: SandboxReader['asked'] = [];
  const granted = typeof login.body['scope'] === 'string' ? login.body['scope'] : '';
  const reader = createReader({
    issuer: { ...issuer, ...options.issuer, reading: { ...issuer.reading, ...options.reading } },
    credentials: bearer(login.token),
    access: new Map([...accessTable(granted), ...(options.granted ?? [])]),
    fhirUser: 'Practitioner/sandbox-coder',
    connection: {
      now: () => options.now ?? AT,
      random: () => 0,
      fetch: fetchFrom(ehr, asked, options),
      limits: { requestMs: 300 },
    },
  });
  return { ehr, reader, iss: login.iss, token: login.token, asked };
}

export const VISIT_A = { patient: 'Patient/a', encounter: 'Encounter/a-visit', serviceDate: null } as const;

/** Read options that keep every progress step. */
export function watchedOptions(signal: AbortSignal = new AbortController().signal): {
  readonly options: { readonly signal: AbortSignal; readonly onProgress: (step: ReadProgress) => void };
  readonly steps: ReadProgress[];
} {
  const steps: ReadProgress[] = [];
  return { options: { signal, onProgress: (step) => steps.push(step) }, steps };
}
