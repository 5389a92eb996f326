import type { Chart } from '../facts/chart.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { IssuerConfiguration } from './configuration.ts';

/** Who launched: decides scopes before launch and the first screen after it. */
export type Persona = 'clinician' | 'coder';

/** The screens a launch can open on. */
export type StartScreen = 'sign-check' | 'encounter-review' | 'worklist';

/** What the EHR says the user was looking at. Unknown roles are dropped, so none is shown as something it is not. */
export interface FocusReference {
  /** `ResourceType/id`. */
  readonly reference: string;
  readonly role: string | null;
}

/** A launched session. The token is never in here: it stays behind the FHIR client's own interface. */
export interface Session {
  /** Unguessable, for query keys; not the token. */
  readonly id: string;
  readonly persona: Persona;
  readonly iss: string;
  /** `Patient/id`; null for a user-level launch. */
  readonly patient: string | null;
  readonly encounter: string | null;
  /** Needed because `fhirUser` decides whose Tasks the worklist reads; never trusted for authorisation. */
  readonly fhirUser: string | null;
  readonly needPatientBanner: boolean;
  readonly smartStyleUrl: string | null;
  readonly intent: string | null;
  /** From the persona, the context and the site's intent map. */
  readonly startScreen: StartScreen;
  readonly focus: readonly FocusReference[];
  /** The deployment's settings for this issuer. */
  readonly issuer: IssuerConfiguration;
  /** True when the issuer is the embedded sandbox. */
  readonly sandbox: boolean;
  /** Epoch milliseconds, or null when the server does not say. */
  readonly expiresAt: number | null;
  /** Granted scopes by source; a source missing here is `denied` without a call. */
  readonly granted: ReadonlySet<SourceType>;
  readonly client: FhirReader;
  /**
   * The engine's part of `config.json` as the site has it now, unparsed: it may have changed since the launch. Null
   * where the file could not be read or no longer names this issuer.
   */
  readonly readSite: () => Promise<{ readonly site: unknown } | null>;
}

/** Why a launch or a session has no screen to show: each has its own page with words and what to do. */
export type LaunchProblem =
  | { readonly kind: 'issuer-not-allowed'; readonly iss: string }
  | { readonly kind: 'no-issuer' }
  | { readonly kind: 'unknown-parameter'; readonly name: string }
  | { readonly kind: 'configuration-invalid'; readonly path: string; readonly reason: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'scope-denied' }
  | { readonly kind: 'server-unreachable' }
  | { readonly kind: 'server-not-smart' }
  | { readonly kind: 'login-failed'; readonly reason: string }
  | { readonly kind: 'login-incomplete' }
  | { readonly kind: 'storage-blocked' }
  /** Opened without a launch, or reloaded: the token lives in memory only and is gone. */
  | { readonly kind: 'no-launch' };

/** Thrown inside a read when the session ended (401): content is replaced, not dimmed. */
export class SessionExpired extends Error {
  override readonly name = 'SessionExpired';
}

/** Thrown by the single-purpose reads (identity, encounters) when the source did not answer; words, no patient data. */
export class ReadFailed extends Error {
  override readonly name = 'ReadFailed';
}

export interface ReadProgress {
  readonly type: SourceType;
  readonly read: number;
  readonly state: 'waiting' | 'reading' | 'done';
}

export interface EncounterChoice {
  readonly reference: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly class: string | null;
  readonly status: string | null;
  /** Type or reason text as written; null where none. */
  readonly label: string | null;
}

/** Who the chart is about, for the identity line. Held in memory only. */
export interface PatientIdentity {
  readonly reference: string;
  readonly name: string | null;
  readonly birthDate: string | null;
  readonly sex: string | null;
  readonly identifiers: readonly { readonly label: string; readonly value: string }[];
}

export interface ReadOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: ReadProgress) => void;
}

/** The reading side the screens' queries use. Implemented in `ehr/`; throws only SessionExpired, AbortError and, in the single-purpose reads, ReadFailed. */
export interface FhirReader {
  readonly readChart: (
    subject: {
      readonly patient: string;
      readonly encounter: string | null;
      readonly serviceDate: CalendarDate | null;
    },
    options: ReadOptions,
  ) => Promise<Chart>;
  readonly readIdentity: (patient: string, options: ReadOptions) => Promise<PatientIdentity>;
  /** Newest first. `incomplete`: why more may exist, in words, or null. */
  readonly listEncounters: (
    patient: string,
    options: ReadOptions,
  ) => Promise<{ readonly choices: readonly EncounterChoice[]; readonly incomplete: string | null }>;
  /** Note state of one encounter, for polling: DocumentReference alone. */
  readonly readNoteState: (
    patient: string,
    encounter: string,
    options: ReadOptions,
  ) => Promise<'draft' | 'signed' | 'none-seen' | 'not-readable'>;
  /**
   * Encounters for the worklist, from the source configured for the site; streamed by the callback.
   * `pasted` (encounter ids, one a line or separated by commas) replaces the configured source.
   */
  readonly listWorklist: (
    onFound: (found: readonly WorklistEntry[]) => void,
    options: ReadOptions & { readonly pasted?: string },
  ) => Promise<{ readonly complete: boolean; readonly reason: string | null }>;
}

export interface WorklistEntry {
  readonly patient: string;
  readonly encounter: string;
  readonly start: string | null;
  readonly clinician: string | null;
}
