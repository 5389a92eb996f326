import type { Drug } from '../vocab/drug.ts';

/**
 * `per`: each unit is that many mg, the last rounded up. `up-to`: one unit covers any dose up to that many mg.
 */
export type CodeBasis = 'per' | 'up-to';

export interface CodeRow {
  readonly code: string;
  /** The drug this row bills, or null for a row that is no corticosteroid (what CMS says J3250 is). */
  readonly drug: Drug | null;
  /** Ingredient in words, for the disagreement message: "trimethobenzamide". */
  readonly ingredient: string;
  /** What the code is, in our own words. */
  readonly description: string;
  readonly basis: CodeBasis;
  /** Exact decimal, mg in one unit; null when the unit is not a mass. */
  readonly unitMg: string | null;
  /** First and last date of service, inclusive; null is open. */
  readonly effective: string | null;
  readonly terminated: string | null;
  readonly note: string | null;
  /** Words that stand on every line this row makes, where the row itself is not all from its publisher. */
  readonly lineRemark?: string | undefined;
  readonly verified: boolean;
}

export interface CodeTable {
  readonly id: string;
  readonly title: string;
  /** Names the edition on every line: "2026-11", "2026-07". */
  readonly edition: string;
  readonly publisher: string;
  readonly source: string;
  readonly retrieved: string;
  /** `system` URI its codes carry in a FHIR Claim: the HCPCS URI for CMS, the table's own for others. */
  readonly system: string;
  /** `per-site`: one group per drug, date, site and side. `per-date`: one group per drug and date. */
  readonly grouping: 'per-site' | 'per-date';
  readonly modifierRules: {
    /** RT/LT, digit and eyelid modifiers on the drug line. */
    readonly anatomical: boolean;
    /** 59 on a later line of the same date with the same code and modifiers. */
    readonly distinct: boolean;
    /** 52 for a dose under the ordered dose, or a stopped administration. */
    readonly reduced: boolean;
    /** JZ and JW, where the payer profile's `waste` is on. */
    readonly waste: boolean;
  };
  readonly rows: readonly CodeRow[];
}
