import { THERAPIES_COMPACT } from './compact/therapies.ts';
import { rowsOf } from './packed-rows.ts';
import type { KnownSystem } from './site-configuration.ts';
import type { TherapyKind } from '../vocab/therapy.ts';

/** A code that is evidence of conservative treatment, confirmed by its source. Source: `data/therapies.json`. */
export interface TherapyRow {
  readonly code: string;
  readonly kind: TherapyKind;
  readonly name: string;
  /** `referral` and `advice`: asked for, not carried out. `aspirin`: counts only above the low dose. */
  readonly standing: 'treatment' | 'referral' | 'advice' | 'aspirin';
}

const BY_CODE: ReadonlyMap<string, TherapyRow> = new Map(
  rowsOf(THERAPIES_COMPACT, 4).flatMap(([system, kind, standing, codes]) =>
    codes.split(';').map((pair) => {
      // Services carry no name: where the record has none either, their kind names them.
      const [code = '', name = kind.replaceAll('-', ' ')] = pair.split('=');
      const row = {
        code,
        // The data schema (tools/compact-therapies.ts) admits these kinds and standings only.
        kind: kind as TherapyKind,
        name,
        standing: standing as TherapyRow['standing'],
      };
      return [`${system} ${code}`, row] as const;
    }),
  ),
);

/** The therapy a code of that system is, or null. */
export const therapyRow = (system: KnownSystem, code: string): TherapyRow | null =>
  BY_CODE.get(`${system} ${code}`) ?? null;

/** A daily amount up to this many milligrams of aspirin protects the heart and is no trial of an NSAID. */
export const LOW_DOSE_ASPIRIN_MG = 325;
