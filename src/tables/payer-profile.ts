import type { TherapyKind } from '../vocab/therapy.ts';

/** A frequency rule: at most `maxCount` sessions in a rolling window, at least `minIntervalDays` apart. */
export interface FrequencyRule {
  readonly scope: 'joint-or-bursa' | 'tendon' | 'trigger-point' | 'epidural' | 'sacroiliac';
  readonly maxCount: number;
  readonly windowDays: number;
  readonly minIntervalDays: number | null;
  readonly source: string;
  readonly verified: boolean;
}

export interface StepTherapy {
  /** Therapies needed, of which kinds, with which outcomes, within how many days before the injection. */
  readonly count: number;
  readonly kinds: readonly TherapyKind[];
  readonly outcomes: readonly ('failed' | 'tried' | 'intolerant' | 'contraindicated')[];
  readonly lookbackDays: number;
}

/** A payer's rules as data (spec/coding.md, "Payer profiles"). */
export interface PayerProfile {
  readonly id: string;
  readonly title: string;
  /** True for a worked example no real payer published. */
  readonly example: boolean;
  readonly match: {
    readonly payorNames: readonly string[];
    readonly payorIdentifiers: readonly string[];
    readonly types: readonly string[];
  };
  /** Code table id the payer asks for, or null to follow the deployment's setting. */
  readonly codeTable: string | null;
  readonly sideOnDrugLine: boolean;
  readonly requireNdc: boolean;
  readonly requirePriorAuthorisation: boolean;
  readonly stepTherapy: StepTherapy | null;
  readonly frequency: readonly FrequencyRule[];
  /** JW/JZ reporting. */
  readonly waste: boolean;
  /** Also ask for prior therapy on intravenous injections and emergency or inpatient encounters. */
  readonly priorTherapyEverywhere: boolean;
  readonly source: string;
}
