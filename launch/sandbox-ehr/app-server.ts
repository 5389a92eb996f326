import { parseConfiguration } from '../../src/ehr/configuration.ts';
import { NO_STORE, securityHeaders } from '../../src/ehr/security-policy.ts';
import { FAULTS } from './fault.ts';
import { PERSONALITIES, type Personality, TRAITS } from './personality.ts';
import { type Served, serve } from './serve.ts';
import { staticFiles } from './static-files.ts';
import { issuerOf } from './state.ts';

/** Client id the sandbox registers and the configuration names. */
export const CLIENT_ID = 'injectcheck';

const WORKLIST: Readonly<Record<Personality, object>> = {
  'epic-like': { source: 'list', list: 'List/sandbox-patients' },
  'oracle-like': { source: 'pasted' },
  'meditech-like': { source: 'pasted' },
  'hapi-like': { source: 'tasks' },
};

/**
 * `config.json` for a running sandbox: every personality under every fault is an issuer of its own, listed by its
 * exact address, because the allow-list compares strings.
 */
export function sandboxConfiguration(
  ehrOrigin: string,
  worklist: Partial<Readonly<Record<Personality, object>>> = {},
): { readonly issuers: readonly Readonly<Record<string, unknown>>[]; readonly standalone: string } {
  const issuers = PERSONALITIES.flatMap((personality) =>
    (['none', ...FAULTS] as const).map((fault) => ({
      iss: issuerOf(ehrOrigin, personality, fault).fhir,
      title: `${TRAITS[personality].label} sandbox`,
      clientId: CLIENT_ID,
      embedders: [ehrOrigin],
      intents: {
        'sign-check': 'sign-check',
        'coder-review': 'encounter-review',
        'coder-worklist': 'worklist',
      },
      worklist: worklist[personality] ?? WORKLIST[personality],
      recheckSeconds: 30,
      sandbox: true,
    })),
  );
  return { issuers, standalone: issuerOf(ehrOrigin, 'hapi-like', 'none').fhir };
}

/**
 * The headers a site would send for this configuration. A test may serve a configuration that is wrong on purpose:
 * then those of the right one, because the page has to come up and say so.
 */
export function appHeaders(served: unknown, generated: unknown): Readonly<Record<string, string>> {
  const parsed = [parseConfiguration(served), parseConfiguration(generated)].find((each) => each.ok);
  if (!parsed?.ok) throw new Error('The generated configuration does not parse.');
  return { ...securityHeaders(parsed.value), ...NO_STORE };
}

/** Serves the built app with the configuration and headers it would have in production. */
export function startApp(options: {
  readonly folder: string;
  readonly port?: number;
  readonly configuration: () => unknown;
  readonly headers: () => Readonly<Record<string, string>>;
}): Promise<Served> {
  const files = staticFiles(options.folder, () => options.headers());
  return serve(() => [], {
    port: options.port ?? 0,
    fallback: (request) =>
      new URL(request.url).pathname === '/config.json'
        ? Response.json(options.configuration(), {
            headers: options.headers(),
          })
        : files(request),
  });
}
