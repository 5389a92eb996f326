import { THERAPIES_COMPACT } from './compact/therapies.ts';
import type { KnownSystem } from './site-configuration.ts';

export type TherapyKindName =
  | 'nsaid'
  | 'topical'
  | 'analgesic'
  | 'oral-steroid'
  | 'adjunct'
  | 'physical-therapy'
  | 'exercise'
  | 'bracing'
  | 'prior-injection'
  | 'activity-modification'
  | 'weight'
  | 'ice-heat-rest'
  | 'conservative-unspecified'
  | 'other';

/** A code that is evidence of conservative treatment. Source: `data/therapies.json`. */
export interface TherapyRow {
  readonly code: string;
  readonly kind: TherapyKindName;
  readonly name: string;
  /** `referral` and `advice`: asked for, not carried out. `aspirin`: counts only above the low dose. */
  readonly standing: 'treatment' | 'referral' | 'advice' | 'aspirin';
  readonly verified: boolean;
}

const STANDINGS: ReadonlyMap<string, TherapyRow['standing']> = new Map([
  ['', 'treatment'],
  ['referral', 'referral'],
  ['advice', 'advice'],
  ['aspirin', 'aspirin'],
]);

function rowsOf(line: string): readonly (readonly [string, TherapyRow])[] {
  const [system = '', kind = '', standing = '', verified, codes = ''] = line.split('|');
  return codes.split(';').map((pair) => {
    const [code = '', name = ''] = pair.split('=');
    const row: TherapyRow = {
      code,
      // The data schema (tools/compact-therapies.ts) admits these kinds only.
      kind: kind as TherapyKindName,
      name,
      standing: STANDINGS.get(standing) ?? 'referral',
      verified: verified === 'v',
    };
    return [`${system}|${code}`, row] as const;
  });
}

const BY_CODE: ReadonlyMap<string, TherapyRow> = new Map(THERAPIES_COMPACT.split('\n').flatMap(rowsOf));

/** The therapy a code of that system is, or null. ATC codes also match by their class (`M01A…`). */
export function therapyRow(system: KnownSystem, code: string): TherapyRow | null {
  const exact = BY_CODE.get(`${system}|${code}`);
  if (exact || system !== 'ATC') return exact ?? null;
  return BY_CODE.get(`ATC|${code.slice(0, 4)}`) ?? null;
}

/** A daily amount up to this many milligrams of aspirin protects the heart and is no trial of an NSAID. */
export const LOW_DOSE_ASPIRIN_MG = 325;
