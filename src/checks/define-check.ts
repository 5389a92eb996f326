import type { ClaimLine, Coding, TableDisagreement } from '../coding/claim-line.ts';
import type {
  Diagnosis,
  EncounterContext,
  EncounterFacts,
  Injection,
  InjectionProcedure,
} from '../facts/encounter-facts.ts';
import type { CodeTable } from '../tables/code-table.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import type { Acknowledgement, SiteConfiguration } from '../tables/site-configuration.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { Evidence } from '../vocab/evidence.ts';
import type { CannotTellReason, Severity } from '../vocab/outcome.ts';

/** Groups of facts a check may read, each supplied by the FHIR sources in {@link SOURCES_OF}. */
export const SOURCES_OF = {
  administrations: ['MedicationAdministration'],
  medications: ['Medication'],
  procedures: ['Procedure'],
  encounter: ['Encounter'],
  diagnoses: ['Condition'],
  orders: ['MedicationRequest'],
  statements: ['MedicationStatement'],
  services: ['ServiceRequest'],
  notes: ['DocumentReference'],
  coverage: ['Coverage'],
  authorisations: ['ClaimResponse'],
  claims: ['Claim'],
  charges: ['ChargeItem'],
  allergies: ['AllergyIntolerance'],
  weight: ['Observation'],
} as const satisfies Record<string, readonly SourceType[]>;
export type FactGroup = keyof typeof SOURCES_OF;

/** What a check is asked about. One result per subject. */
export interface SubjectOf {
  /** Billed corticosteroid injections of the encounter. */
  readonly injection: Injection;
  readonly procedure: InjectionProcedure;
  /** Lines of the active table. */
  readonly line: ClaimLine;
  readonly diagnosis: Diagnosis;
  readonly disagreement: TableDisagreement;
  readonly encounter: EncounterContext;
}
export type SubjectKind = keyof SubjectOf;

/** The sources that supply subjects of each kind; while one is not complete no subject list is trusted. */
export const SUBJECTS_FROM: Readonly<Record<SubjectKind, readonly FactGroup[]>> = {
  injection: ['administrations'],
  procedure: ['procedures'],
  line: ['administrations'],
  disagreement: ['administrations'],
  diagnosis: ['diagnoses'],
  encounter: ['encounter'],
};

/** Everything a check may look at. The clock, the locale and randomness are not here on purpose. */
export interface CheckInput {
  readonly facts: EncounterFacts;
  /** Billed injections only: excluded rows are nobody's subject. */
  readonly injections: readonly Injection[];
  readonly coding: Coding;
  /** The table of the active lines. One given in full stands in no site configuration, so it is not looked up. */
  readonly activeTable: CodeTable;
  readonly profile: PayerProfile;
  readonly site: SiteConfiguration;
  /** ISO 8601 with offset. */
  readonly asOf: string;
  /**
   * True when somebody named the payer profile: an unread Coverage then holds nothing back. Otherwise an
   * answer that rests on `coverage` cannot be given while Coverage was not read.
   */
  readonly profileAskedFor: boolean;
}

export type Params = Readonly<Record<string, string>>;

/**
 * What a check found about one subject.
 *
 * `rests` says whether the answer stands on something found (`presence`) or on nothing being found
 * (`absence`). An answer that rests on absence while a group in `reads` is not complete becomes
 * `cannot-tell: source-unavailable` in the runner; `restsOn` narrows that to the groups it really needs.
 */
export type Answer<Key extends string> =
  | {
      readonly outcome: 'met';
      readonly key: Key;
      readonly params?: Params;
      readonly evidence: readonly Evidence[];
      readonly rests: 'presence' | 'absence';
      readonly restsOn?: readonly FactGroup[];
    }
  | {
      readonly outcome: 'gap';
      readonly key: Key;
      readonly params?: Params;
      readonly evidence: readonly Evidence[];
      readonly searched: readonly string[];
      readonly rests: 'presence' | 'absence';
      readonly restsOn?: readonly FactGroup[];
    }
  | {
      readonly outcome: 'cannot-tell';
      readonly key: Key;
      readonly params?: Params;
      readonly evidence: readonly Evidence[];
      readonly reason: CannotTellReason;
    }
  | {
      readonly outcome: 'not-applicable';
      readonly key: Key;
      readonly params?: Params;
      /**
       * `absence` when the question only falls away because nothing was found ("no order to compare with"):
       * an unread source then makes it cannot-tell as well. Presence when left out.
       */
      readonly rests?: 'presence' | 'absence';
      readonly restsOn?: readonly FactGroup[];
    };

export interface Basis {
  readonly document: string;
  readonly section: string;
  /** Date the document was read, YYYY-MM-DD. */
  readonly read: string;
}

export interface CheckDefinition<Kind extends SubjectKind, Key extends string> {
  /** Kebab-case, equal to the file name. */
  readonly id: string;
  readonly version: number;
  /** One question answered yes (met) or no (gap). */
  readonly question: string;
  readonly severity: Severity;
  readonly basis: Basis;
  /** The denial this guards against. Shown to coders only; may name money. */
  readonly prevents: string;
  /** Noun of what is asked for: "Side". Heads could-not-check and recorded items. */
  readonly noun: string;
  /** Noun phrase of the gap: "Side not recorded". */
  readonly gapTitle: string;
  /** Where in the chart it would be recorded, in words. Shown with a gap. Never proposes the answer. */
  readonly where: string;
  readonly on: Kind;
  /** Groups whose absence the answers may rest on, and the searches they need. */
  readonly reads: readonly FactGroup[];
  /** Read where the EHR offers them: `unsupported` does not hold an answer back, any other incompleteness does. */
  readonly readsWhereOffered?: readonly FactGroup[];
  /** Ids of the tables it looks things up in. */
  readonly tables: readonly string[];
  /** Clinician-facing words: full stop, under 140 characters after filling, no money words (wording lint). */
  readonly messages: Readonly<Record<Key, string>>;
  /**
   * None left after filtering means `not-applicable`, decided by the runner. Filter only by what stands in
   * the subject's own source (see {@link SUBJECTS_FROM}); where the question falls away because something
   * else was not found, answer not-applicable resting on absence instead, so that an unread source shows.
   */
  readonly subjects: (input: CheckInput) => readonly SubjectOf[Kind][];
  readonly evaluate: (subject: SubjectOf[Kind], input: CheckInput) => Answer<NoInfer<Key>>;
  /** Message keys whose gap a site may acknowledge. Only `code-tables-agree` has any. */
  readonly acknowledgedBy?: (
    subject: SubjectOf[Kind],
    acknowledgements: readonly Acknowledgement[],
  ) => Acknowledgement | null;
}

/** Declares a check. Exists so that message keys become a type: a misspelt key does not compile. */
export const defineCheck = <Kind extends SubjectKind, Key extends string>(
  check: CheckDefinition<Kind, Key>,
): CheckDefinition<Kind, Key> => check;
