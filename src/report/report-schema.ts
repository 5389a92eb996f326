import * as z from 'zod/mini';
import { COMPLETENESS, SOURCE_TYPES } from '../vocab/completeness.ts';
import { HOW } from '../vocab/fact.ts';
import { CANNOT_TELL_REASONS, OUTCOMES, SEVERITIES } from '../vocab/outcome.ts';

/**
 * The report contract `injectcheck.report/1` (spec/report.md). Types are inferred from these schemas and the
 * published JSON schema is generated from them. Decimals are strings. Fields may be added within a version,
 * never renamed. Runtime code imports the types only, so no schema reaches the browser bundle.
 */
const nullableString = z.nullable(z.string());
const strings = z.array(z.string());

export const evidenceSchema = z.object({
  reference: z.string(),
  versionId: nullableString,
  path: z.string(),
  fragment: z.string(),
});
const evidences = z.array(evidenceSchema);

/** A fact in the report. `value` is null unless how is recorded, text-only or order-only. */
export const reportFactSchema = z.object({
  how: z.enum(HOW),
  value: nullableString,
  /** The value in words for people ("right", "intra-articular", "40 mg"); null with value. */
  words: nullableString,
  /** Two or more values when conflicting, in words; else empty. */
  values: strings,
  /** What stands there when not-recognised; else null. */
  original: nullableString,
  /** Places searched when not-recorded; else empty. */
  searched: strings,
  evidence: evidences,
});

const doseProblem = z.nullable(
  z.enum([
    'volume-without-strength',
    'container-without-strength',
    'mixed-volume',
    'unit-unknown',
    'unit-absent',
    'not-a-number',
    'not-exact',
    'zero-or-negative',
    'per-weight-or-time',
    'several-doses',
  ]),
);

export const reportInjectionSchema = z.object({
  administration: z.string(),
  versionId: nullableString,
  status: z.string(),
  ingredient: reportFactSchema,
  drug: reportFactSchema,
  /** The amount as recorded ("2 mL"), before conversion. */
  amount: reportFactSchema,
  doseMg: reportFactSchema,
  doseSteps: strings,
  doseProblem,
  route: reportFactSchema,
  site: reportFactSchema,
  side: reportFactSchema,
  /** True when the site is one of a pair, so that a missing side is a hole in the medication line. */
  paired: z.nullable(z.boolean()),
  time: nullableString,
  timeFact: reportFactSchema,
  serviceDate: nullableString,
  serviceDateBasis: z.string(),
  performer: reportFactSchema,
  rationale: reportFactSchema,
  ndc: reportFactSchema,
  lot: reportFactSchema,
  expiry: reportFactSchema,
  discardedMg: reportFactSchema,
  container: nullableString,
  order: z.object({
    how: z.string(),
    references: strings,
    doseMg: nullableString,
    requester: nullableString,
  }),
  procedure: z.object({ how: z.string(), references: strings }),
  encounterMatch: z.string(),
  /** The profile's frequency rule for this kind of injection, with the earlier sessions it counts; null without one. */
  frequency: z.nullable(
    z.object({
      scope: z.string(),
      maxCount: z.number(),
      windowDays: z.number(),
      minIntervalDays: z.nullable(z.number()),
      /** Earlier dates in the window, same site and side; and with those whose site or side is not known. */
      earlier: z.number(),
      earlierAtMost: z.number(),
    }),
  ),
  billed: z.boolean(),
  partial: z.boolean(),
  excluded: nullableString,
});

export const reportLineSchema = z.object({
  /** Stable within a report: `practice/J3250/1`. */
  key: z.string(),
  role: z.enum(['active', 'cross-check']),
  table: z.string(),
  edition: z.string(),
  code: z.string(),
  system: z.string(),
  description: z.string(),
  drug: z.string(),
  serviceDate: z.string(),
  units: z.number(),
  modifiers: strings,
  modifierReasons: z.array(z.object({ code: z.string(), reason: z.string(), evidence: evidences })),
  doseMg: z.string(),
  billedMg: z.string(),
  discardedMg: nullableString,
  ndc: z.nullable(
    z.object({
      code: z.string(),
      hyphenated: z.string(),
      qualifier: z.string(),
      quantity: nullableString,
      unit: nullableString,
    }),
  ),
  arithmetic: strings,
  administrations: strings,
  diagnoses: strings,
  restsOn: z.enum(['recorded', 'text-only', 'order-only']),
  /**
   * True when it rests on recorded values only and no check on its administrations, or on what is no injection (the
   * encounter, a procedure, a diagnosis), is a gap or cannot-tell before the claim.
   */
  supported: z.boolean(),
  remarks: strings,
});

export const reportCheckSchema = z.object({
  id: z.string(),
  version: z.number(),
  /** Reference of the subject; the encounter's for encounter-level results; null when neither exists. */
  subject: nullableString,
  /** Key of the line a line-level check is about. */
  line: nullableString,
  severity: z.enum(SEVERITIES),
  outcome: z.enum(OUTCOMES),
  messageKey: z.string(),
  message: z.string(),
  reason: z.nullable(z.enum(CANNOT_TELL_REASONS)),
  /** For cannot-tell: the reason in a sentence and what would settle it. */
  reasonWords: nullableString,
  settle: nullableString,
  noun: z.string(),
  /** Noun phrase for a gap ("Side not recorded"); the noun otherwise. */
  title: z.string(),
  /** Where it would be recorded; null unless gap. */
  where: nullableString,
  question: z.string(),
  basis: z.object({ document: z.string(), section: z.string(), read: z.string() }),
  prevents: z.string(),
  searched: strings,
  acknowledged: z.nullable(z.object({ who: z.string(), when: z.string(), why: z.string() })),
  evidence: evidences,
});

const stateSchema = z.enum(['gaps', 'no-gaps', 'cannot-tell', 'nothing-to-check']);

export const encounterReportSchema = z.object({
  schema: z.literal('injectcheck.report/1'),
  patient: z.string(),
  encounter: z.object({
    reference: nullableString,
    versionId: nullableString,
    class: nullableString,
    status: nullableString,
    start: nullableString,
    end: nullableString,
    serviceDate: nullableString,
  }),
  asOf: z.string(),
  readAt: nullableString,
  note: z.object({
    state: z.enum(['draft', 'signed', 'none-seen', 'not-readable']),
    reference: nullableString,
    at: nullableString,
  }),
  tables: z.object({
    active: z.string(),
    crossCheck: z.string(),
    editions: z.record(z.string(), z.string()),
    titles: z.record(z.string(), z.string()),
  }),
  profile: z.string(),
  profileTitle: z.string(),
  /** How the profile was chosen: "asked for", "coverage", "coverage not readable", "no coverage matched". */
  profileBasis: z.string(),
  /** The profile's frequency rules, so that a plot can draw the payer's window. */
  frequencyRules: z.array(
    z.object({
      scope: z.string(),
      maxCount: z.number(),
      windowDays: z.number(),
      minIntervalDays: z.nullable(z.number()),
    }),
  ),
  /** `Coverage/id` the profile was chosen by and a draft claim names; null when none was read. */
  coverage: nullableString,
  sources: z.array(
    z.object({
      type: z.enum(SOURCE_TYPES),
      completeness: z.enum(COMPLETENESS),
      reason: nullableString,
      count: z.number(),
    }),
  ),
  droppedWrongPatient: z.number(),
  signState: stateSchema,
  claimState: stateSchema,
  /** The state in one sentence, for the clinician and for the coder (spec/product.md). */
  signSentence: z.string(),
  claimSentence: z.string(),
  /** What no check could be asked about, a sentence each; part of the state sentences too. */
  unsettled: strings,
  /** What was looked at, for "nothing to check": one phrase per source. */
  lookedAt: strings,
  /** Factual note text from recorded facts only, one paragraph per injection, then what was tried before; `[side not recorded]` for holes. */
  noteText: strings,
  /** Counts behind the state sentences. */
  counts: z.object({
    toFix: z.number(),
    toResolve: z.number(),
    signCouldNotCheck: z.number(),
    claimCouldNotCheck: z.number(),
    checksRan: z.number(),
    checksNotRun: z.number(),
  }),
  injections: z.array(reportInjectionSchema),
  lines: z.array(reportLineSchema),
  unlined: z.array(
    z.object({
      administration: z.string(),
      role: z.enum(['active', 'cross-check']),
      why: z.string(),
      words: z.string(),
    }),
  ),
  disagreements: z.array(
    z.object({
      code: z.string(),
      serviceDate: z.string(),
      kinds: strings,
      cmsMeaning: nullableString,
      message: z.string(),
      administrations: strings,
      acknowledged: z.boolean(),
    }),
  ),
  checks: z.array(reportCheckSchema),
  procedures: z.array(
    z.object({
      reference: z.string(),
      status: z.string(),
      counts: z.boolean(),
      code: nullableString,
      family: z.string(),
      modifiers: strings,
      site: reportFactSchema,
      side: reportFactSchema,
      time: nullableString,
      evidence: evidences,
    }),
  ),
  diagnoses: z.array(
    z.object({
      reference: z.string(),
      standing: z.string(),
      icd10: nullableString,
      snomed: nullableString,
      text: nullableString,
      laterality: z.string(),
      evidence: evidences,
    }),
  ),
  therapies: z.array(
    z.object({
      kind: z.string(),
      name: z.string(),
      outcome: z.string(),
      start: nullableString,
      end: nullableString,
      found: z.string(),
      standing: z.string(),
      evidence: evidences,
    }),
  ),
  history: z.array(
    z.object({
      date: z.string(),
      drug: nullableString,
      route: nullableString,
      site: nullableString,
      side: nullableString,
      from: z.string(),
      evidence: evidences,
    }),
  ),
  /** Injections that name no encounter and may be of this one: outside every check and line, and never clear. */
  unplaced: z.array(
    z.object({
      administration: z.string(),
      time: nullableString,
      words: z.string(),
      evidence: evidences,
    }),
  ),
  orderedOnly: z.array(z.object({ reference: z.string(), drug: reportFactSchema })),
  unmappedCodes: z.array(
    z.object({
      system: z.string(),
      code: z.string(),
      display: nullableString,
      element: z.string(),
      count: z.number(),
    }),
  ),
});

export type ReportEvidence = z.infer<typeof evidenceSchema>;
export type ReportFact = z.infer<typeof reportFactSchema>;
export type ReportInjection = z.infer<typeof reportInjectionSchema>;
export type ReportLine = z.infer<typeof reportLineSchema>;
export type ReportCheck = z.infer<typeof reportCheckSchema>;
export type EncounterReport = z.infer<typeof encounterReportSchema>;
export type ReportState = z.infer<typeof stateSchema>;
