import type { CalendarDate } from '../vocab/calendar.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import type { Milligrams, BilledUnits } from '../vocab/units.ts';

export type LineRole = 'active' | 'cross-check';

export interface Modifier {
  readonly code: string;
  /** Why it stands there, in words: "right knee", "practice rule: 20 mg given of 40 mg ordered". */
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** NDC beside the HCPCS units: two different numbers, side by side. */
export interface LineNdc {
  /** 11 digits, and the same hyphenated 5-4-2. */
  readonly code: string;
  readonly hyphenated: string;
  readonly qualifier: 'N4';
  /** Exact decimal and NDC unit (suspension ML, powder vial UN); null when the volume or vial count is not known. */
  readonly quantity: string | null;
  readonly unit: 'ML' | 'UN' | null;
}

/** One proposed line of one table. Never made without a recorded or text-only dose in mg. */
export interface ClaimLine {
  readonly role: LineRole;
  readonly table: string;
  readonly edition: string;
  readonly code: string;
  readonly system: string;
  readonly description: string;
  readonly drug: Drug;
  readonly serviceDate: CalendarDate;
  readonly units: BilledUnits;
  readonly modifiers: readonly Modifier[];
  /** Dose given in the group of administrations this line belongs to. */
  readonly doseMg: Milligrams;
  /** units × unit mg of this line. */
  readonly billedMg: Milligrams;
  /** On a JW line the discarded amount; else null. */
  readonly discardedMg: Milligrams | null;
  readonly ndc: LineNdc | null;
  readonly arithmetic: readonly string[];
  readonly administrations: readonly string[];
  /** `text-only` or `order-only` when any value the line rests on is; such a line is never "supported". */
  readonly restsOn: 'recorded' | 'text-only' | 'order-only';
  /** Words about the line: "not in the practice table", "zone not stated", "given in part". */
  readonly remarks: readonly string[];
}

export type UnlinedReason =
  | 'dose-not-recorded'
  | 'dose-not-convertible'
  | 'dose-zero-or-negative'
  | 'dose-conflicting'
  | 'dose-order-only'
  | 'drug-not-recognised'
  | 'formulation-not-recorded'
  | 'drug-conflicting'
  | 'drug-not-in-table'
  | 'no-row-in-force'
  | 'date-not-recorded'
  | 'date-ambiguous'
  | 'route-not-injected'
  | 'not-billed';

/** An administration without a line in one role, and why: the reason stands where the line would be. */
export interface Unlined {
  readonly administration: string;
  readonly role: LineRole;
  readonly why: UnlinedReason;
  /** One sentence for people. */
  readonly words: string;
}

/** The two tables disagree about one code on one date (spec/coding.md, "Where the tables disagree"). */
export interface TableDisagreement {
  readonly code: string;
  readonly serviceDate: CalendarDate;
  readonly kinds: readonly (
    'different-ingredient' | 'not-in-force' | 'different-unit' | 'different-result'
  )[];
  /** What CMS attaches to the number: "trimethobenzamide, up to 200 mg"; null when CMS does not list it. */
  readonly cmsMeaning: string | null;
  /** The exact message of the spec. */
  readonly message: string;
  readonly administrations: readonly string[];
}

export interface Coding {
  readonly activeTable: string;
  readonly crossCheckTable: string;
  readonly editions: Readonly<Record<string, string>>;
  /** All lines of both roles, in a stable order. */
  readonly lines: readonly ClaimLine[];
  readonly unlined: readonly Unlined[];
  readonly disagreements: readonly TableDisagreement[];
}
