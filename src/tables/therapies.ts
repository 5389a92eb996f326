import { THERAPIES_COMPACT } from './compact/therapies.ts';
import { rowsOf, splitRow } from './packed-rows.ts';
import type { KnownSystem } from './site-configuration.ts';
import type { TherapyKind } from '../vocab/therapy.ts';

/** A code that is evidence of conservative treatment. Source: `data/therapies.json`. */
export interface TherapyRow {
  readonly code: string;
  readonly kind: TherapyKind;
  readonly name: string;
  /** `referral` and `advice`: asked for, not carried out. `aspirin`: counts only above the low dose. */
  readonly standing: 'treatment' | 'referral' | 'advice' | 'aspirin';
  readonly verified: boolean;
}

const BY_CODE: ReadonlyMap<string, TherapyRow> = new Map(
  rowsOf(THERAPIES_COMPACT, 5).flatMap(([system, kind, standing, verified, codes]) =>
    codes.split(';').map((pair) => {
      const [code, name] = splitRow(pair, 2, '=');
      const row = {
        code,
        // The data schema (tools/compact-therapies.ts) admits these kinds and standings only.
        kind: kind as TherapyKind,
        name,
        standing: standing as TherapyRow['standing'],
        verified: verified === 'v',
      };
      return [`${system} ${code}`, row] as const;
    }),
  ),
);

/** The therapy a code of that system is, or null. ATC codes also match by their class (`M01A…`). */
export function therapyRow(system: KnownSystem, code: string): TherapyRow | null {
  const exact = BY_CODE.get(`${system} ${code}`);
  if (exact || system !== 'ATC') return exact ?? null;
  return BY_CODE.get(`ATC ${code.slice(0, 4)}`) ?? null;
}

/** A daily amount up to this many milligrams of aspirin protects the heart and is no trial of an NSAID. */
export const LOW_DOSE_ASPIRIN_MG = 325;
