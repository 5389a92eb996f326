import { resolve } from 'node:path';
import type { Sandbox, SandboxOptions } from './contract.ts';
import { sandbox } from './handlers.ts';
import { joinScenarios, loadScenarios } from './load-fixtures.ts';
import type { Resource } from './resource.ts';
import { serve } from './serve.ts';
import { staticFiles } from './static-files.ts';

export interface StartSandboxOptions extends Partial<Omit<SandboxOptions, 'resources' | 'trapOrigin'>> {
  /** 0 or absent takes any free port. */
  readonly port?: number;
  /** Folder of scenarios; `resources` given instead wins. */
  readonly fixturesDir?: string;
  readonly resources?: readonly Resource[];
  /** Built chart page; absent serves none. */
  readonly chartPage?: string;
}

export interface RunningSandbox {
  readonly origin: string;
  readonly ehr: Sandbox;
  readonly close: () => Promise<void>;
}

const APP_PATHS = ['/', '/index.html'];

/** The app's registration: its redirect address, known once the app is served. */
const clientsOf = (appUrl: string | null): readonly { id: string; redirectUris: readonly string[] }[] =>
  appUrl === null ? [] : [{ id: 'injectcheck', redirectUris: APP_PATHS.map((path) => appUrl + path) }];

/**
 * Starts the embedded EHR on 127.0.0.1, and beside it a second origin that stands for somebody else's server.
 * Holds synthetic charts only; nothing is written to disk.
 */
export async function startSandbox(options: StartSandboxOptions = {}): Promise<RunningSandbox> {
  const { port = 0, fixturesDir = 'fhir-fixtures', chartPage, ...rest } = options;
  const appUrl = options.appUrl ?? (() => null);
  const resources = options.resources ?? joinScenarios(loadScenarios(resolve(fixturesDir)));
  let ehr: Sandbox | null = null;
  const handlers = (): Sandbox['handlers'] => ehr?.handlers ?? [];
  const trap = await serve(handlers);
  try {
    const page = chartPage ? staticFiles(chartPage, () => chartHeaders(appUrl())) : null;
    const served = await serve(handlers, { port, ...(page ? { fallback: page } : {}) });
    ehr = sandbox(served.origin, {
      clients: () => clientsOf(appUrl()),
      ...rest,
      appUrl,
      resources,
      trapOrigin: trap.origin,
    });
    return {
      origin: served.origin,
      ehr,
      close: async () => {
        await Promise.all([served.close(), trap.close()]);
      },
    };
  } catch (error) {
    await trap.close();
    throw error;
  }
}

/** The chart page frames the app and the login; it may talk to its own server only. */
function chartHeaders(appUrl: string | null): Readonly<Record<string, string>> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src 'self' ${appUrl ?? ''}`.trim(),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ];
  return {
    'content-security-policy': policy.join('; '),
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}
