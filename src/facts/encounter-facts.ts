import type { CalendarDate } from '../vocab/calendar.ts';
import type { SourceStatus } from '../vocab/completeness.ts';
import type { Drug, Ingredient } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import type { ExcludedReason } from '../vocab/excluded.ts';
import type { Fact } from '../vocab/fact.ts';
import type { Rational } from '../vocab/rational.ts';
import type { Route } from '../vocab/route.ts';
import type { Side, Site } from '../vocab/site.ts';
import type { TherapyKind } from '../vocab/therapy.ts';
import type { Milligrams } from '../vocab/units.ts';

/** Why a recorded amount has no milligrams. */
export type DoseProblem =
  | 'volume-without-strength'
  | 'container-without-strength'
  | 'mixed-volume'
  | 'unit-unknown'
  | 'unit-absent'
  | 'not-a-number'
  | 'not-exact'
  | 'zero-or-negative'
  | 'per-weight-or-time'
  | 'several-doses';

export interface DoseFact {
  /** The amount as it stands: "2 mL", "40 mg", "1 vial". `not-recorded` when no amount stands anywhere. */
  readonly amount: Fact<string>;
  /** The same in exact milligrams. Never a default: no amount or no conversion, no value. */
  readonly mg: Fact<Milligrams>;
  /** Steps from amount to milligrams a person can check: "2 mL × 40 mg/mL = 80 mg". Empty when none needed. */
  readonly steps: readonly string[];
  readonly problem: DoseProblem | null;
}

/** The local calendar date billed, and how it is known (spec/coding.md). */
export interface ServiceDate {
  /** Null when the time is missing or less precise than a day. */
  readonly date: CalendarDate | null;
  readonly basis:
    'own-offset' | 'date-only' | 'site-zone' | 'encounter-offset' | 'utc-zone-not-stated' | 'not-recorded';
  /** Where the zone is not stated: the neighbouring date it could also be; else null. */
  readonly neighbour: CalendarDate | null;
}

export type Billing =
  | { readonly billed: true; readonly partial: boolean }
  | { readonly billed: false; readonly excluded: ExcludedReason; readonly evidence: readonly Evidence[] };

export interface OrderLink {
  readonly how: 'request' | 'drug-and-date' | 'more-than-one-candidate' | 'none' | 'reference-not-read';
  /** `MedicationRequest/id` of each candidate; exactly one when `how` is request or drug-and-date. */
  readonly references: readonly string[];
  readonly dose: DoseFact | null;
  readonly requester: Fact<string>;
  readonly evidence: readonly Evidence[];
}

export interface ProcedureMatch {
  readonly how: 'matched' | 'more-than-one-candidate' | 'none';
  /** `Procedure/id` of each candidate; exactly one when matched. */
  readonly references: readonly string[];
}

export type ContainerKind = 'single-dose' | 'multi-dose';
export interface Container {
  readonly kind: ContainerKind;
  readonly mgPerContainer: Milligrams | null;
  readonly volumeMl: Rational | null;
  /** False when the kind is inferred from the pack size: it then never alone decides a modifier. */
  readonly verified: boolean;
}

/** One corticosteroid administration of the encounter, billed or excluded. */
export interface Injection {
  /** `MedicationAdministration/id`. */
  readonly reference: string;
  readonly versionId: string | null;
  readonly status: string;
  readonly billing: Billing;
  /** Drug with its salt. `not-recognised` when only the ingredient is named. */
  readonly drug: Fact<Drug>;
  /** The ingredient alone; known more often than the drug. */
  readonly ingredient: Fact<Ingredient>;
  readonly dose: DoseFact;
  readonly route: Fact<Route>;
  /** Merged from administration, matched procedure and text, in that order; `conflicting` when the first two differ. */
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
  /** What the administration alone states, for the agreement checks. */
  readonly ownSite: Fact<Site>;
  readonly ownSide: Fact<Side>;
  /** FHIR dateTime as written (period start for a period). */
  readonly time: Fact<string>;
  /** FHIR dateTime of a period's end, or null. */
  readonly endTime: string | null;
  readonly serviceDate: ServiceDate;
  readonly performer: Fact<string>;
  readonly order: OrderLink;
  readonly procedure: ProcedureMatch;
  /** Stated reasons from administration, order, matched procedure: text or display, as written. */
  readonly rationale: Fact<string>;
  /** Conditions pointed to by `reasonReference` of administration or matched procedure (`Condition/id`). */
  readonly reasonConditions: readonly string[];
  /** Text that says why oral treatment is unsuitable, for intramuscular injections. */
  readonly oralUnsuitable: Fact<string>;
  /** 11-digit NDC without hyphens. */
  readonly ndc: Fact<string>;
  readonly container: Fact<Container>;
  readonly discarded: Fact<Milligrams>;
  readonly lot: Fact<string>;
  /** Expiry as written, `YYYY-MM` or `YYYY-MM-DD`. */
  readonly expiry: Fact<string>;
  readonly encounterMatch: 'context' | 'time' | 'not-stated' | 'grouped-by-date';
  /** Other administrations alike within five minutes (same drug, site, side and dose). */
  readonly alike: readonly string[];
}

/** Families of `data/procedure-pairs.json`. */
export type ProcedureFamily =
  | 'joint'
  | 'spine-joint'
  | 'tendon'
  | 'trigger-point'
  | 'soft-tissue'
  | 'nerve'
  | 'nerve-tunnel'
  | 'epidural'
  | 'intralesional'
  | 'administration'
  | 'injection-unspecified';

/** One injection or administration procedure of the encounter. */
export interface InjectionProcedure {
  readonly reference: string;
  readonly versionId: string | null;
  readonly status: string;
  /** False for not-done, entered-in-error and preparation rows: listed, never matched. */
  readonly counts: boolean;
  /** CPT/HCPCS number or SNOMED code as recorded. */
  readonly code: Fact<string>;
  readonly family: ProcedureFamily;
  /** Routes its code allows, from the table; empty when the code says nothing. */
  readonly routes: readonly string[];
  readonly modifiers: readonly string[];
  readonly site: Fact<Site>;
  readonly side: Fact<Side>;
  readonly time: Fact<string>;
  readonly reasonConditions: readonly string[];
  readonly encounterMatch: 'context' | 'time' | 'grouped-by-date';
  readonly evidence: readonly Evidence[];
}

export type LateralityStatement = Side | 'not-stated' | 'has-no-side' | 'unknown';

export interface Diagnosis {
  readonly reference: string;
  readonly versionId: string | null;
  /** Encounter diagnosis or pointed to by a reason: support. Problem list alone: context. */
  readonly standing: 'encounter-diagnosis' | 'reason-referenced' | 'problem-list';
  readonly icd10: string | null;
  readonly snomed: string | null;
  readonly text: string | null;
  readonly laterality: LateralityStatement;
  readonly evidence: readonly Evidence[];
}

export type TherapyOutcome = 'failed' | 'tried' | 'intolerant' | 'contraindicated' | 'not-stated';

export interface PriorTherapy {
  readonly kind: TherapyKind;
  /** The therapy as recorded: "naproxen", "physical therapy". */
  readonly name: string;
  readonly outcome: TherapyOutcome;
  /** Calendar dates where stated; partial dates as written; null where none stands. */
  readonly start: string | null;
  readonly end: string | null;
  /** Still going on: its period began before the injection and has no end. */
  readonly ongoing?: true;
  readonly found:
    | 'order'
    | 'statement'
    | 'administration'
    | 'procedure'
    | 'service'
    | 'resource-note'
    | 'encounter-note'
    | 'allergy';
  /** `ordered` only: a referral or order without sign it took place; never counts as tried. */
  readonly standing: 'counts' | 'ordered-only';
  readonly evidence: readonly Evidence[];
}

/** An earlier corticosteroid injection, from administrations or procedures; one per distinct date, site and side. */
export interface PastInjection {
  /** A calendar date; of a doubtful one also a month or a year as written, or nothing. */
  readonly date: CalendarDate;
  /** True while the record leaves open that it was one: its date, its drug, whether it was given. */
  readonly doubtful: boolean;
  readonly drug: Drug | null;
  readonly route: Route | null;
  readonly site: Site | null;
  readonly side: Side | null;
  readonly from: 'administration' | 'procedure';
  readonly family: ProcedureFamily | null;
  readonly evidence: readonly Evidence[];
}

export interface NoteFact {
  readonly state: 'draft' | 'signed' | 'none-seen' | 'not-readable';
  readonly reference: string | null;
  /** FHIR instant of the signature or last change, where stated. */
  readonly at: string | null;
  /** Whether the note's text was read; null when there is no note. */
  readonly textRead: boolean | null;
  readonly evidence: readonly Evidence[];
}

export interface CoverageFact {
  readonly how: 'read' | 'none' | 'not-readable';
  /** In the order of the coverage, each with every name and identifier the record has for it. */
  readonly payors: readonly { readonly names: readonly string[]; readonly identifiers: readonly string[] }[];
  /** Codes, displays and text of the coverage's type. */
  readonly types: readonly string[];
  readonly evidence: readonly Evidence[];
}

/** A prior authorisation found in ClaimResponse, ServiceRequest or Coverage. */
export interface Authorisation {
  readonly reference: string;
  readonly outcome: 'approved' | 'denied' | 'pending' | 'unknown';
  /** What it is for; null for an item without a code or a request nobody read. Empty where nothing says. */
  readonly codes: readonly (string | null)[];
  /** When it was decided, a FHIR dateTime as written. */
  readonly decided: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly evidence: readonly Evidence[];
}

/** A line somebody already recorded in ChargeItem or Claim. */
export interface RecordedLine {
  readonly reference: string;
  readonly code: string;
  readonly modifiers: readonly string[];
  readonly units: number | null;
  readonly date: string | null;
  readonly evidence: readonly Evidence[];
}

export interface UnmappedCode {
  readonly system: string;
  readonly code: string;
  readonly display: string | null;
  readonly element: 'medication' | 'route' | 'site' | 'unit' | 'procedure' | 'diagnosis';
  readonly count: number;
}

export interface EncounterContext {
  readonly reference: string | null;
  readonly versionId: string | null;
  /** v3-ActCode class: AMB, IMP, EMER, OBSENC …; null when absent. */
  readonly class: string | null;
  readonly status: string | null;
  readonly start: string | null;
  readonly end: string | null;
  readonly serviceDate: CalendarDate | null;
  readonly evidence: readonly Evidence[];
}

/** A corticosteroid injection, or an unknown drug, that no encounter can be told for, and that may be of this one. */
export interface UnplacedAdministration {
  /** `MedicationAdministration/id`. */
  readonly reference: string;
  /** FHIR dateTime, or null. */
  readonly time: string | null;
  /** False where neither it nor its order says which drug it was. */
  readonly drugKnown: boolean;
  readonly evidence: readonly Evidence[];
}

/** Everything the rules may use about one encounter. Made by `readEncounterFacts`. */
export interface EncounterFacts {
  readonly patient: string;
  readonly encounter: EncounterContext;
  /** Billed and excluded corticosteroid administrations of this encounter, ordered by time then reference. */
  readonly injections: readonly Injection[];
  /** Any injectable administration found in the encounter that is not a corticosteroid, for `administration-recorded`. */
  readonly otherInjectables: readonly string[];
  /** Injections of no encounter that may be of this one; nothing else here rests on them. */
  readonly unplaced: readonly UnplacedAdministration[];
  /** `MedicationAdministration/id` of this encounter whose drug nobody could make out: any may be an injection. */
  readonly unknownDrugs: readonly string[];
  /** Orders or dispenses of an injectable corticosteroid for this encounter, for EHRs without administrations. */
  readonly orderedOnly: readonly {
    readonly reference: string;
    readonly drug: Fact<Drug>;
    readonly evidence: readonly Evidence[];
  }[];
  readonly procedures: readonly InjectionProcedure[];
  readonly diagnoses: readonly Diagnosis[];
  readonly therapies: readonly PriorTherapy[];
  /** Injections before the last one of this encounter, newest first; those of its own earlier dates are among them. */
  readonly history: readonly PastInjection[];
  readonly note: NoteFact;
  readonly coverage: CoverageFact;
  readonly authorisations: readonly Authorisation[];
  readonly recordedLines: readonly RecordedLine[];
  /** Body weight in kg nearest before the injection. */
  readonly weightKg: Fact<Rational>;
  /** Whole years at the date of service, or null. */
  readonly ageYears: number | null;
  readonly unmappedCodes: readonly UnmappedCode[];
  readonly sources: readonly SourceStatus[];
  readonly droppedWrongPatient: number;
}
