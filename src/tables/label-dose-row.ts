import type { Drug } from '../vocab/drug.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import type { SiteKind, SiteSize } from './sites.ts';

/**
 * A usual single-dose range of a product label. Null conditions do not narrow; the first row whose conditions
 * all hold applies, so rows about one site stand before rows about a size.
 */
export interface LabelDoseRow {
  readonly drug: Drug;
  /** Where, in words: "large joint (knee, ankle, shoulder)". */
  readonly where: string;
  readonly routes: readonly Route[] | null;
  readonly sites: readonly Site[] | null;
  readonly kinds: readonly SiteKind[] | null;
  readonly labelSize: SiteSize | null;
  /** Exact decimals in mg. */
  readonly minMg: string;
  readonly maxMg: string | null;
  readonly maxMgPerKg: string | null;
  /** Where only a limit per kg stands: up to this many mg an adult's dose fits although no weight is recorded. */
  readonly maxMgAdultWithoutWeight: string | null;
  /** False rows may only yield cannot-tell or a note. */
  readonly verified: boolean;
  readonly source: string;
}
