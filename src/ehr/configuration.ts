import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { firstProblem, z } from './json-schema.ts';

/**
 * `public/config.json`: what one deployment says about the EHRs it may be launched from. One build serves many
 * sites. The issuers listed here are the allow-list, and the security headers are generated from the same file.
 */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?(\/|$)/;

/** https, or http on this machine only. No user name, query or fragment: an issuer is compared as a string. */
function isSafeUrl(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  if (url.username !== '' || url.search !== '' || url.hash !== '') return false;
  return url.protocol === 'https:' || LOOPBACK.test(value);
}

const issuerUrl = z
  .string()
  .check(z.refine(isSafeUrl, 'must be an https URL without user, query or fragment (http on loopback only)'));
const origin = z
  .string()
  .check(
    z.refine(
      (value) => isSafeUrl(value) && new URL(value).origin === value,
      'must be an https origin without path (http on loopback only)',
    ),
  );
const whole = z.refine(Number.isSafeInteger, 'must be a whole number');
const positive = z.number().check(whole, z.minimum(1));
const optional = z.optional;

/** Sources whose encounter parameter is of use; the others are needed from before the encounter as well. */
const BY_ENCOUNTER = ['MedicationAdministration', 'Procedure', 'DocumentReference', 'ChargeItem'] as const;

const readingSchema = z.strictObject({
  /** Days of history read before the encounter: prior therapy and frequency windows must fit in it. */
  lookbackDays: optional(positive),
  /** `_count` of every search. Some EHRs refuse more than 100. */
  pageSize: optional(z.number().check(whole, z.minimum(1), z.maximum(1000))),
  maxPages: optional(positive),
  maxResources: optional(positive),
  maxSeconds: optional(positive),
  /** Read note bodies for the prior-therapy check. */
  noteText: optional(z.boolean()),
  maxNoteBytes: optional(positive),
  /** Sources that this EHR's CapabilityStatement lists with an encounter parameter worth sending. */
  byEncounter: optional(z.array(z.enum(BY_ENCOUNTER))),
  /** Sources never asked for here (not offered by this EHR, or not wanted by the site). */
  notRead: optional(z.array(z.enum(SOURCE_TYPES))),
});

const worklistSchema = z.union([
  z.strictObject({
    source: z.enum(['list']),
    list: z.string().check(z.regex(/^List\/[A-Za-z0-9.-]{1,64}$/)),
  }),
  z.strictObject({ source: z.enum(['tasks']) }),
  z.strictObject({
    source: z.enum(['encounters']),
    /** `Practitioner/id` of each clinician; empty asks for all encounters of the days. */
    practitioners: optional(z.array(z.string().check(z.regex(/^Practitioner\/[A-Za-z0-9.-]{1,64}$/)))),
    days: optional(positive),
  }),
  z.strictObject({ source: z.enum(['pasted']) }),
]);

const screen = z.enum(['sign-check', 'encounter-review', 'worklist']);

const issuerSchema = z.strictObject({
  iss: issuerUrl,
  title: optional(z.string()),
  /** One client id, or one for each launch page. */
  clientId: z.union([
    z.string().check(z.minLength(1)),
    z.strictObject({ clinician: z.string().check(z.minLength(1)), coder: z.string().check(z.minLength(1)) }),
  ]),
  /** Further origins the browser may contact: a token endpoint or style host apart from the FHIR server. */
  origins: optional(z.array(origin)),
  /** Origins whose pages may show the app in a frame. */
  embedders: optional(z.array(origin)),
  /** Scopes in full, instead of those derived from what the checks read. */
  scopes: optional(z.strictObject({ clinician: optional(z.string()), coder: optional(z.string()) })),
  /** The EHR's launch intents and the screen each opens. */
  intents: optional(z.record(z.string(), screen)),
  reading: optional(readingSchema),
  idleMinutes: optional(z.number().check(z.minimum(1), z.maximum(60))),
  recheckSeconds: optional(z.number().check(whole, z.minimum(30))),
  worklist: optional(worklistSchema),
  /** Marks the embedded sandbox: a coloured frame and "not a real patient" on every screen. */
  sandbox: optional(z.boolean()),
  /** The engine's part (code table, payer profiles, local codes …), validated by the tables room. */
  site: optional(z.unknown()),
});

export const configurationSchema = z.strictObject({
  $schema: optional(z.string()),
  about: optional(z.string()),
  issuers: z.array(issuerSchema).check(z.minLength(1, 'lists no issuer')),
  /** The issuer of a launch that names none (standalone). */
  standalone: optional(issuerUrl),
});

type RawIssuer = z.infer<typeof issuerSchema>;
export type WorklistSource = z.infer<typeof worklistSchema>;

export interface ReadingSettings {
  readonly lookbackDays: number;
  readonly pageSize: number;
  readonly maxPages: number;
  readonly maxResources: number;
  readonly maxSeconds: number;
  readonly noteText: boolean;
  readonly maxNoteBytes: number;
  readonly byEncounter: readonly (typeof BY_ENCOUNTER)[number][];
  readonly notRead: readonly (typeof SOURCE_TYPES)[number][];
}

export interface IssuerConfiguration {
  readonly iss: string;
  readonly title: string;
  readonly clientId: { readonly clinician: string; readonly coder: string };
  readonly origins: readonly string[];
  readonly embedders: readonly string[];
  readonly scopes: { readonly clinician: string | null; readonly coder: string | null };
  readonly intents: Readonly<Record<string, 'sign-check' | 'encounter-review' | 'worklist'>>;
  readonly reading: ReadingSettings;
  readonly idleMinutes: number;
  readonly recheckSeconds: number;
  readonly worklist: WorklistSource;
  readonly sandbox: boolean;
  readonly site: unknown;
}

export interface Configuration {
  readonly issuers: readonly IssuerConfiguration[];
  readonly standalone: string | null;
}

/**
 * 455 days: a year for prior therapy and frequency, and a quarter more so that an encounter reviewed weeks later
 * still has its whole year. The reader extends the window when an older encounter needs it.
 */
export const DEFAULT_READING: ReadingSettings = {
  lookbackDays: 455,
  pageSize: 100,
  maxPages: 400,
  maxResources: 25_000,
  maxSeconds: 120,
  noteText: true,
  maxNoteBytes: 512_000,
  byEncounter: [],
  notRead: [],
};

/** Drops absent keys, so that defaults stay where the file says nothing. */
function overlay<T extends object>(defaults: T, given: { readonly [K in keyof T]?: T[K] | undefined }): T {
  const said = Object.entries(given).filter(([, value]) => value !== undefined);
  return { ...defaults, ...Object.fromEntries(said) };
}

/** An issuer as the file states it, with defaults filled in. */
export function completeIssuer(raw: RawIssuer): IssuerConfiguration {
  const { clientId, scopes } = raw;
  return {
    iss: raw.iss,
    title: raw.title ?? new URL(raw.iss).host,
    clientId: typeof clientId === 'string' ? { clinician: clientId, coder: clientId } : clientId,
    origins: raw.origins ?? [],
    embedders: raw.embedders ?? [],
    scopes: { clinician: scopes?.clinician ?? null, coder: scopes?.coder ?? null },
    intents: raw.intents ?? {},
    reading: overlay(DEFAULT_READING, raw.reading ?? {}),
    idleMinutes: raw.idleMinutes ?? 12,
    recheckSeconds: raw.recheckSeconds ?? 120,
    worklist: raw.worklist ?? { source: 'pasted' },
    sandbox: raw.sandbox ?? false,
    site: raw.site,
  };
}

export type ParsedConfiguration =
  | { readonly ok: true; readonly value: Configuration }
  | { readonly ok: false; readonly path: string; readonly reason: string };

/** Checks the parsed JSON of `config.json`; a bad file is refused with path and reason, never half-used. */
export function parseConfiguration(json: unknown): ParsedConfiguration {
  const parsed = configurationSchema.safeParse(json);
  if (!parsed.success) return { ok: false, ...firstProblem(parsed.error) };
  const issuers = parsed.data.issuers.map(completeIssuer);
  const standalone = parsed.data.standalone ?? null;
  const repeated = issuers.findIndex((one, at) => issuers.findIndex((other) => other.iss === one.iss) < at);
  if (repeated >= 0)
    return { ok: false, path: `issuers[${repeated}].iss`, reason: 'the same issuer is listed twice' };
  if (standalone !== null && !issuers.some((issuer) => issuer.iss === standalone)) {
    return { ok: false, path: 'standalone', reason: 'is not one of the issuers' };
  }
  return { ok: true, value: { issuers, standalone } };
}

const DEADLINE_MS = 10_000;

/** Reads `config.json` beside the app. The file is the site's own, same origin; it holds no patient data. */
export async function loadConfiguration(url: URL | string): Promise<ParsedConfiguration> {
  const path = 'config.json';
  let text: string;
  try {
    const response = await fetch(url, {
      credentials: 'omit',
      cache: 'no-cache',
      signal: AbortSignal.timeout(DEADLINE_MS),
    });
    if (!response.ok) return { ok: false, path, reason: `the file could not be read (${response.status})` };
    text = await response.text();
  } catch {
    return { ok: false, path, reason: 'the file could not be read' };
  }
  try {
    return parseConfiguration(JSON.parse(text));
  } catch {
    return { ok: false, path, reason: 'is not JSON' };
  }
}
