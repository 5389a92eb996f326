import type { Personality } from './personality.ts';
import { TRAITS } from './personality.ts';

/** One resource scope as granted. Letters are v2's: create, read, update, delete, search. */
export interface ResourceScope {
  readonly level: 'patient' | 'user';
  /** A resource type or `*`. */
  readonly type: string;
  readonly letters: string;
  readonly version: 'v1' | 'v2';
}

const V1 = /^(patient|user)\/([A-Za-z]+|\*)\.(read|write|\*)$/;
const V2 = /^(patient|user)\/([A-Za-z]+|\*)\.(c?r?u?d?s?)$/;
const V1_LETTERS: Readonly<Record<string, string>> = { read: 'rs', write: 'cud', '*': 'cruds' };

/** A resource scope, or null for context and identity scopes and for granular forms, which are not granted here. */
export function parseResourceScope(scope: string): ResourceScope | null {
  const v1 = V1.exec(scope);
  if (v1) {
    const [, level, type, access] = v1;
    return {
      level: level === 'user' ? 'user' : 'patient',
      type: type ?? '',
      letters: V1_LETTERS[access ?? ''] ?? '',
      version: 'v1',
    };
  }
  const v2 = V2.exec(scope);
  if (!v2 || v2[3] === '') return null;
  return {
    level: v2[1] === 'user' ? 'user' : 'patient',
    type: v2[2] ?? '',
    letters: v2[3] ?? '',
    version: 'v2',
  };
}

const CONTEXT_SCOPES = [
  'openid',
  'fhirUser',
  'profile',
  'launch',
  'launch/patient',
  'launch/encounter',
  'offline_access',
  'online_access',
];

/**
 * The scopes the server is ready to grant out of a request, or the reason it refuses them all: spellings of both
 * versions in one request, or only spellings it does not speak. Unknown scopes are left out silently, as servers do.
 */
export function grantable(
  requested: string,
  personality: Personality,
): { readonly ok: true; readonly scopes: readonly string[] } | { readonly ok: false; readonly why: string } {
  const all = [...new Set(requested.split(/\s+/).filter((scope) => scope !== ''))];
  const versions = new Set(all.flatMap((scope) => parseResourceScope(scope)?.version ?? []));
  if (versions.size > 1) return { ok: false, why: 'v1 and v2 scopes in one request' };
  const spoken = TRAITS[personality].scopeVersions;
  if ([...versions].some((version) => !spoken.includes(version)))
    return { ok: false, why: `this server speaks ${spoken.join(' and ')} scopes` };
  return {
    ok: true,
    scopes: all.filter((scope) => CONTEXT_SCOPES.includes(scope) || parseResourceScope(scope) !== null),
  };
}

/** The scope that allows an action on a type (user-level before patient-level: it reaches further), or null. */
export function allowing(
  scopes: readonly string[],
  type: string,
  letter: 'c' | 'r' | 'u' | 's',
): ResourceScope | null {
  const fitting = scopes
    .flatMap((scope) => parseResourceScope(scope) ?? [])
    .filter((scope) => (scope.type === type || scope.type === '*') && scope.letters.includes(letter));
  return fitting.find((scope) => scope.level === 'user') ?? fitting[0] ?? null;
}
