import { decodeBase64Url } from './fhirclient-adapter.ts';
import { z } from './json-schema.ts';
import type { FocusReference } from './session.ts';

/**
 * The token answer as untrusted JSON: each field is taken if it is well formed and is absent if not. Identity claims
 * are read without checking the id_token's signature, so they only choose whose tasks are listed, never who may read.
 */
const MOST_FOCUS = 50;
const FHIR_ID = /^[A-Za-z0-9.-]{1,64}$/;
const loose = <T extends z.ZodMiniType>(schema: T) => z.catch(z.optional(schema), undefined);
const short = z.string().check(z.maxLength(2000));

const schema = z.object({
  access_token: z.string().check(z.minLength(1)),
  token_type: loose(short),
  scope: loose(z.string()),
  expires_in: loose(z.union([z.number(), z.string()])),
  patient: loose(short),
  encounter: loose(short),
  id_token: loose(z.string()),
  fhirUser: loose(short),
  need_patient_banner: loose(z.union([z.boolean(), z.string()])),
  smart_style_url: loose(short),
  intent: loose(z.string().check(z.maxLength(100))),
  appContext: loose(z.union([z.string(), z.unknown()])),
  fhirContext: loose(z.array(z.unknown())),
});

export interface TokenAnswer {
  readonly accessToken: string;
  /** Null when the server left it out: then what was asked was granted. */
  readonly scope: string | null;
  /** Whole seconds, or null when the server does not say. */
  readonly lifetimeSeconds: number | null;
  /** `Patient/id`. */
  readonly patient: string | null;
  readonly encounter: string | null;
  readonly fhirUser: string | null;
  readonly needPatientBanner: boolean;
  readonly smartStyleUrl: string | null;
  readonly intent: string | null;
  readonly focus: readonly FocusReference[];
}

/** `Type/id` from an id, or from a reference to that type; null when it is not a FHIR id. */
function contextReference(type: string, value: string | undefined): string | null {
  const id = value?.startsWith(`${type}/`) ? value.slice(type.length + 1) : value;
  return id !== undefined && FHIR_ID.test(id) ? `${type}/${id}` : null;
}

/** A number, or the number in a string: some servers send "3600". */
function seconds(value: number | string | undefined): number | null {
  const number = typeof value === 'string' ? Number(value.trim() || Number.NaN) : (value ?? Number.NaN);
  return Number.isFinite(number) && number > 0 ? Math.floor(number) : null;
}

const focusSchema = z.object({
  reference: z.string().check(z.regex(/^[A-Za-z]{1,60}\/[A-Za-z0-9.-]{1,64}$/)),
  role: loose(z.string().check(z.maxLength(200))),
});
const KNOWN_ROLES = ['launch'];

/** Items with a reference and no role, or a role we know. Anything else is dropped, never guessed at. */
function readFocus(items: readonly unknown[]): readonly FocusReference[] {
  return items.slice(0, MOST_FOCUS).flatMap((item) => {
    const parsed = focusSchema.safeParse(item);
    if (!parsed.success) return [];
    const { reference, role = null } = parsed.data;
    return role === null || KNOWN_ROLES.includes(role) ? [{ reference, role }] : [];
  });
}

/** The `fhirUser` claim as `Type/id`, relative or under this issuer; null otherwise. Not verified. */
function readFhirUser(idToken: string | undefined, direct: string | undefined, base: string): string | null {
  const named = direct ?? claimOf(idToken);
  const relative = named?.startsWith(`${base}/`) ? named.slice(base.length + 1) : named;
  return relative && /^(Practitioner|PractitionerRole|Person)\/[A-Za-z0-9.-]{1,64}$/.test(relative)
    ? relative
    : null;
}

function claimOf(idToken: string | undefined): string | undefined {
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(idToken?.split('.')[1] ?? ''));
    const claim = z.object({ fhirUser: z.string() }).safeParse(claims);
    return claim.success ? claim.data.fhirUser : undefined;
  } catch {
    return undefined;
  }
}

const isFalse = (value: boolean | string | undefined): boolean => value === false || value === 'false';

/** Reads a token answer; null when it holds no usable token. `base` is the issuer's FHIR base. */
export function readTokenAnswer(json: unknown, base: string): TokenAnswer | null {
  const parsed = schema.safeParse(json);
  if (!parsed.success) return null;
  const { data } = parsed;
  if (data.token_type !== undefined && data.token_type.toLowerCase() !== 'bearer') return null;
  return {
    accessToken: data.access_token,
    scope: data.scope ?? null,
    lifetimeSeconds: seconds(data.expires_in),
    patient: contextReference('Patient', data.patient),
    encounter: contextReference('Encounter', data.encounter),
    fhirUser: readFhirUser(data.id_token, data.fhirUser, base.replace(/\/+$/, '')),
    needPatientBanner: !isFalse(data.need_patient_banner),
    smartStyleUrl: data.smart_style_url ?? null,
    intent: data.intent ?? null,
    focus: readFocus(data.fhirContext ?? []),
  };
}
