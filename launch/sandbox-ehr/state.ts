import type { FaultOrNone } from './fault.ts';
import type { Signer } from './keys.ts';
import type { Personality } from './personality.ts';
import type { RequestLog } from './request-log.ts';
import type { Resource } from './resource.ts';
import type { FhirStore } from './store.ts';

/** A registered public client: both are compared exactly. */
export interface Client {
  readonly id: string;
  readonly redirectUris: readonly string[];
}

/** What the EHR knows when it opens an app: becomes the launch context of the token. */
export interface LaunchContext {
  readonly personality: Personality;
  readonly fault: FaultOrNone;
  /** `Patient/id`; null for a user-level launch. */
  readonly patient: string | null;
  readonly encounter: string | null;
  /** `Practitioner/id` of the person at the screen. */
  readonly user: string;
  readonly intent: string | null;
  readonly needPatientBanner: boolean;
  readonly fhirContext: readonly { readonly reference: string; readonly role?: string }[];
  /** Which of the two looks `smart_style_url` leads to. */
  readonly dark: boolean;
  /** `ask` shows the consent page; `given` is an EHR whose administrator has consented already. */
  readonly consent: 'given' | 'ask';
}

/** One issuer: a personality under a fault. */
export interface Issuer {
  readonly personality: Personality;
  readonly fault: FaultOrNone;
  /** The FHIR base, equal to `iss` and to the expected `aud`. */
  readonly fhir: string;
  readonly oauth: string;
}

/** An authorize request that was found in order and waits for a person. */
export interface PendingAuthorization {
  readonly issuer: Issuer;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  readonly launch: LaunchContext | null;
}

export interface Grant {
  readonly issuer: Issuer;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly challenge: string;
  readonly nonce: string | null;
  readonly scopes: readonly string[];
  readonly context: LaunchContext;
}

export interface IssuedCode extends Grant {
  readonly expiresAt: number;
}

export interface AccessToken {
  readonly grant: Grant;
  readonly scopes: readonly string[];
  readonly issuedAt: number;
  readonly expiresAt: number;
  readonly refresh: string | null;
  /** How often something happened under this token; faults that strike once or late count here. */
  readonly counts: Map<string, number>;
}

/** A search result kept for its further pages. */
export interface HeldResult {
  readonly type: string;
  readonly resources: readonly Resource[];
  readonly included: readonly Resource[];
  readonly issues: readonly string[];
  readonly query: string;
  readonly pageSize: number;
  readonly madeAt: number;
}

/** Everything the request handlers share. */
export interface SandboxState {
  readonly origin: string;
  readonly trapOrigin: string;
  readonly store: FhirStore;
  readonly log: RequestLog;
  readonly signer: Signer;
  readonly now: () => number;
  readonly wait: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  readonly clients: () => readonly Client[];
  readonly autoApprove: boolean;
  /** Address of the app, for the chart page's launches; null where no app is served. */
  readonly appUrl: () => string | null;
  /** Overrides every personality's page size, so that small charts page. */
  readonly pageSize: number | null;
  readonly latency: number;
  readonly launches: Map<string, LaunchContext>;
  readonly pending: Map<string, PendingAuthorization>;
  readonly codes: Map<string, IssuedCode>;
  readonly spentCodes: Map<string, string>;
  readonly tokens: Map<string, AccessToken>;
  readonly refreshTokens: Map<
    string,
    Grant & { readonly spent: boolean; readonly scopes: readonly string[] }
  >;
  readonly results: Map<string, HeldResult>;
}

export const issuerOf = (origin: string, personality: Personality, fault: FaultOrNone): Issuer => ({
  personality,
  fault,
  fhir: `${origin}/${personality}/${fault}/fhir`,
  oauth: `${origin}/${personality}/${fault}/oauth`,
});

const SKEW = 10 * 60_000;

/** The time this issuer believes it is. */
export const clockOf = (state: SandboxState, issuer: Issuer): number =>
  state.now() - (issuer.fault === 'clock-skew' ? SKEW : 0);

/** Counts one more of something under a token and returns how many there have been. */
export function count(token: AccessToken, what: string): number {
  const next = (token.counts.get(what) ?? 0) + 1;
  token.counts.set(what, next);
  return next;
}
