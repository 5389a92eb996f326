import type { RequestHandler } from 'msw';
import type { FaultOrNone } from './fault.ts';
import type { Personality } from './personality.ts';
import type { RequestLog } from './request-log.ts';
import type { Resource } from './resource.ts';
import type { Client, LaunchContext } from './state.ts';
import type { FhirStore } from './store.ts';

export interface SandboxOptions {
  /** What the sandbox holds at the start and after `reset`. */
  readonly resources: readonly Resource[];
  /** Registered apps; a function where addresses are known only later. */
  readonly clients: readonly Client[] | (() => readonly Client[]);
  /** Address of the app, without trailing slash. */
  readonly appUrl?: () => string | null;
  /** A second origin that stands for somebody else's server. */
  readonly trapOrigin?: string;
  /** Standalone launches are answered with the first person, patient and encounter instead of the page. */
  readonly autoApprove?: boolean;
  /** Page size whatever the personality, so that a small chart has pages. */
  readonly pageSize?: number;
  /** Milliseconds every FHIR answer takes, so that reads that leave together are seen in the log to overlap. */
  readonly latency?: number;
  readonly now?: () => number;
  /** How a stall waits; tests give one that does not. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/** What an EHR decides when it opens an app; everything but the person and patient has a usual value. */
export type LaunchRequest = Partial<LaunchContext> & Pick<LaunchContext, 'personality'>;

export interface Sandbox {
  readonly handlers: RequestHandler[];
  readonly log: RequestLog;
  readonly store: FhirStore;
  /** The FHIR base of a personality under a fault: the `iss`. */
  readonly iss: (personality: Personality, fault?: FaultOrNone) => string;
  /** Opens an EHR launch and returns the two parameters the launch page receives. */
  readonly launch: (request: LaunchRequest) => { readonly iss: string; readonly launch: string };
  /** Ends every session at once. */
  readonly expireTokens: () => void;
  /** Back to what it was made from: charts, launches, tokens, log. */
  readonly reset: () => void;
}
