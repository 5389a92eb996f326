import { SOURCE_TYPES, type SourceType } from '../vocab/completeness.ts';
import type { IssuerConfiguration } from './configuration.ts';
import type { Persona } from './session.ts';

/**
 * The one table of what is asked for: r to read one by id, s to search. It covers what the checks read
 * (a test compares it with their registry); no write scope, no `offline_access`.
 */
export const INTERACTIONS = {
  Patient: 'r',
  Encounter: 'rs',
  MedicationAdministration: 's',
  Medication: 'r',
  Procedure: 's',
  Condition: 's',
  MedicationRequest: 's',
  MedicationStatement: 's',
  ServiceRequest: 's',
  MedicationDispense: 's',
  DocumentReference: 's',
  Binary: 'r',
  Coverage: 's',
  ClaimResponse: 's',
  Claim: 's',
  ChargeItem: 's',
  AllergyIntolerance: 's',
  Practitioner: 'r',
  Organization: 'r',
  Observation: 's',
} as const satisfies Record<SourceType, 'r' | 's' | 'rs'>;

/** What servers are asked for: US Core servers register `rs` together, so the two letters are not split. */
const ASKED: Record<'r' | 's' | 'rs', string> = { r: 'r', s: 'rs', rs: 'rs' };

export type ScopeVersion = 'v1' | 'v2';

/** v2 where the server says it understands it, else v1; the two are never mixed in one request. */
export const scopeVersion = (capabilities: readonly string[]): ScopeVersion =>
  capabilities.includes('permission-v2') ? 'v2' : 'v1';

function worklistTypes(issuer: IssuerConfiguration, persona: Persona): readonly string[] {
  if (persona !== 'coder') return [];
  if (issuer.worklist.source === 'list') return ['List'];
  return issuer.worklist.source === 'tasks' ? ['Task'] : [];
}

export interface ScopeRequest {
  readonly persona: Persona;
  readonly version: ScopeVersion;
  readonly issuer: IssuerConfiguration;
  /** True when the EHR handed over a `launch` value. */
  readonly fromEhr: boolean;
}

/** The `scope` of the authorization request. `patient/` for clinicians, `user/` for coders. */
export function requestedScopes({ persona, version, issuer, fromEhr }: ScopeRequest): string {
  const configured = issuer.scopes[persona];
  if (configured !== null) return configured;
  const level = persona === 'clinician' ? 'patient' : 'user';
  const context = [
    ...(fromEhr ? ['launch'] : []),
    // A coder's standalone launch names no patient: asking for one would force a patient picker on the worklist.
    ...(persona === 'clinician' ? ['launch/patient', 'launch/encounter'] : []),
  ];
  const read = SOURCE_TYPES.filter((type) => !issuer.reading.notRead.includes(type)).map((type) =>
    version === 'v1' ? `${level}/${type}.read` : `${level}/${type}.${ASKED[INTERACTIONS[type]]}`,
  );
  const more = worklistTypes(issuer, persona).map(
    (type) => `user/${type}.${version === 'v1' ? 'read' : 'rs'}`,
  );
  return ['openid', 'fhirUser', ...context, ...read, ...more].join(' ');
}

/** How far a granted scope reaches for one source. `narrowed`: a granular scope (`…?category=`) covers a part of it. */
export type Access = 'whole' | 'narrowed' | 'none';

const SCOPE = /^(?:patient|user|system)\/([A-Za-z]+|\*)\.(read|write|\*|c?r?u?d?s?)(\?.*)?$/;

/** Which interactions one scope token grants on `type`, or null when it is about something else. */
function grantOf(
  scope: string,
  type: SourceType,
): { readonly letters: string; readonly narrowed: boolean } | null {
  const match = SCOPE.exec(scope);
  if (!match) return null;
  const [, resource, verb, filter] = match;
  if (resource !== '*' && resource !== type) return null;
  const letters = verb === 'read' || verb === '*' ? 'rs' : verb === 'write' ? '' : (verb ?? '');
  return { letters, narrowed: filter !== undefined };
}

/** What the token allows for one source. A token answer without `scope` grants what was asked (RFC 6749, 5.1). */
export function accessTo(type: SourceType, granted: string): Access {
  const needed = INTERACTIONS[type].includes('s') ? 's' : 'r';
  const grants = granted
    .split(/\s+/)
    .map((scope) => grantOf(scope, type))
    .filter((grant) => grant !== null && grant.letters.includes(needed));
  if (grants.length === 0) return 'none';
  return grants.every((grant) => grant?.narrowed) ? 'narrowed' : 'whole';
}

/** Access to every source under one granted scope string. */
export const accessTable = (granted: string): ReadonlyMap<SourceType, Access> =>
  new Map(SOURCE_TYPES.map((type) => [type, accessTo(type, granted)] as const));
