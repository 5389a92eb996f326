import type { Drug } from '../vocab/drug.ts';
import { parseDecimal, type Rational } from '../vocab/rational.ts';
import type { Route } from '../vocab/route.ts';
import type { Site } from '../vocab/site.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';
import { LABEL_DOSES } from './compact/label-doses.ts';
import type { LabelDoseRow } from './label-dose-row.ts';
import { siteRow } from './sites.ts';

/** The usual single-dose range that the drug's label states for a place. */
export interface LabelDose {
  readonly where: string;
  readonly minMg: Milligrams;
  /** Null where the label limits by weight instead. */
  readonly maxMg: Milligrams | null;
  readonly maxMgPerKg: Rational | null;
  /** Up to this many mg an adult's dose fits although no weight is recorded; null where weight plays no part. */
  readonly maxMgAdultWithoutWeight: Milligrams | null;
  /** False: the row is a lead; it may only yield cannot-tell or a note. */
  readonly verified: boolean;
  readonly source: string;
}

function decimal(written: string): Milligrams {
  const value = parseDecimal(written);
  if (!value) throw new Error(`Label doses hold ${written}, which is no decimal`);
  return asMilligrams(value);
}

const decimalOrNull = (written: string | null): Milligrams | null =>
  written === null ? null : decimal(written);

function applies(row: LabelDoseRow, route: Route | null, site: Site | null): boolean {
  const place = site === null ? null : siteRow(site);
  const routeFits = row.routes === null || (route !== null && row.routes.includes(route));
  const siteFits = row.sites === null || (site !== null && row.sites.includes(site));
  const kindFits = row.kinds === null || (place !== null && row.kinds.includes(place.kind));
  const sizeFits = row.labelSize === null || place?.labelSize === row.labelSize;
  return routeFits && siteFits && kindFits && sizeFits;
}

/**
 * The label's usual dose for a drug given by a route into a site, or null where the label names none
 * (then nothing can be said of the dose). An unknown route or site matches no row that asks for one.
 */
export function labelDoseFor(given: {
  readonly drug: Drug;
  readonly route: Route | null;
  readonly site: Site | null;
}): LabelDose | null {
  const row = LABEL_DOSES.find(
    (candidate) => candidate.drug === given.drug && applies(candidate, given.route, given.site),
  );
  if (!row) return null;
  return {
    where: row.where,
    minMg: decimal(row.minMg),
    maxMg: decimalOrNull(row.maxMg),
    maxMgPerKg: decimalOrNull(row.maxMgPerKg),
    maxMgAdultWithoutWeight: decimalOrNull(row.maxMgAdultWithoutWeight),
    verified: row.verified,
    source: row.source,
  };
}
