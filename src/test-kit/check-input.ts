import { runCheck, type AnyCheck, type CheckResult } from '../checks/run-checks.ts';
import type { CheckInput, SubjectKind } from '../checks/define-check.ts';
import type { ClaimLine, Coding } from '../coding/claim-line.ts';
import type {
  Diagnosis,
  EncounterContext,
  EncounterFacts,
  Injection,
  InjectionProcedure,
} from '../facts/encounter-facts.ts';
import { shippedCodeTable } from '../tables/code-tables.ts';
import type { PayerProfile } from '../tables/payer-profile.ts';
import { DEFAULT_SITE } from '../tables/site-configuration.ts';
import {
  SOURCE_TYPES,
  type Completeness,
  type SourceStatus,
  type SourceType,
} from '../vocab/completeness.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { notRecorded, recorded } from '../vocab/fact.ts';
import { rational } from '../vocab/rational.ts';
import { asMilligrams, billed } from '../vocab/units.ts';

/** Builders for tests: each gives one complete, well-documented thing, and the test changes what it is about. */
export const ADMINISTRATION = 'MedicationAdministration/1';

export const evidence = (path: string, fragment: string, reference = ADMINISTRATION): readonly Evidence[] => [
  { reference, versionId: '1', path, fragment },
];

/** 40 mg methylprednisolone acetate into the right knee joint, with an order and a procedure. */
export const injection = (changes: Partial<Injection> = {}): Injection => ({
  reference: ADMINISTRATION,
  versionId: '1',
  status: 'completed',
  billing: { billed: true, partial: false },
  drug: recorded('methylprednisolone-acetate', evidence('medicationCodeableConcept.coding[0]', '784412')),
  ingredient: recorded('methylprednisolone', evidence('medicationCodeableConcept.coding[0]', '784412')),
  dose: {
    amount: recorded('40 mg', evidence('dosage.dose', '40 mg')),
    mg: recorded(asMilligrams(rational(40n)), evidence('dosage.dose', '40 mg')),
    steps: [],
    problem: null,
  },
  route: recorded('intra-articular', evidence('dosage.route.coding[0]', '12130007')),
  site: recorded('knee', evidence('dosage.site.coding[0]', '6757004')),
  side: recorded('right', evidence('dosage.site.coding[0]', '6757004')),
  ownSite: recorded('knee', evidence('dosage.site.coding[0]', '6757004')),
  ownSide: recorded('right', evidence('dosage.site.coding[0]', '6757004')),
  time: recorded('2026-11-23T14:05:00-05:00', evidence('effectiveDateTime', '2026-11-23T14:05:00-05:00')),
  endTime: null,
  serviceDate: { date: '2026-11-23', basis: 'own-offset', neighbour: null },
  performer: recorded('R. Osei RN', evidence('performer[0].actor', 'R. Osei RN')),
  order: {
    how: 'request',
    references: ['MedicationRequest/1'],
    dose: {
      amount: recorded(
        '40 mg',
        evidence('dosageInstruction[0].doseAndRate[0].doseQuantity', '40 mg', 'MedicationRequest/1'),
      ),
      mg: recorded(
        asMilligrams(rational(40n)),
        evidence('dosageInstruction[0].doseAndRate[0].doseQuantity', '40 mg', 'MedicationRequest/1'),
      ),
      steps: [],
      problem: null,
    },
    requester: recorded('A. Levin MD', evidence('requester', 'A. Levin MD', 'MedicationRequest/1')),
    evidence: evidence('request', 'MedicationRequest/1'),
  },
  procedure: { how: 'matched', references: ['Procedure/1'] },
  rationale: recorded('knee osteoarthritis pain', evidence('reasonCode[0].text', 'knee osteoarthritis pain')),
  reasonConditions: ['Condition/1'],
  oralUnsuitable: notRecorded(['administration', 'order']),
  ndc: recorded('00009307301', evidence('medicationCodeableConcept.coding[1]', '00009307301')),
  container: recorded(
    {
      kind: 'single-dose',
      mgPerContainer: asMilligrams(rational(40n)),
      volumeMl: rational(1n),
      verified: true,
    },
    evidence('medicationCodeableConcept.coding[1]', '00009307301'),
  ),
  discarded: notRecorded(['administration']),
  lot: recorded('LX2291', evidence('batch.lotNumber', 'LX2291', 'Medication/1')),
  expiry: recorded('2027-08', evidence('batch.expirationDate', '2027-08', 'Medication/1')),
  encounterMatch: 'context',
  alike: [],
  ...changes,
});

/** Arthrocentesis of the right knee, matched to {@link injection}. */
export const procedure = (changes: Partial<InjectionProcedure> = {}): InjectionProcedure => ({
  reference: 'Procedure/1',
  versionId: '1',
  status: 'completed',
  counts: true,
  code: recorded('20610', evidence('code.coding[0]', '20610', 'Procedure/1')),
  family: 'joint',
  routes: ['intra-articular', 'intrabursal'],
  modifiers: [],
  site: recorded('knee', evidence('bodySite[0]', 'right knee', 'Procedure/1')),
  side: recorded('right', evidence('bodySite[0]', 'right knee', 'Procedure/1')),
  time: recorded(
    '2026-11-23T14:05:00-05:00',
    evidence('performedDateTime', '2026-11-23T14:05:00-05:00', 'Procedure/1'),
  ),
  reasonConditions: ['Condition/1'],
  encounterMatch: 'context',
  evidence: evidence('code.coding[0]', '20610', 'Procedure/1'),
  ...changes,
});

/** Osteoarthritis of the right knee, diagnosed in the encounter. */
export const diagnosis = (changes: Partial<Diagnosis> = {}): Diagnosis => ({
  reference: 'Condition/1',
  versionId: '1',
  standing: 'encounter-diagnosis',
  icd10: 'M17.11',
  snomed: null,
  text: 'Osteoarthritis of right knee',
  laterality: 'right',
  evidence: evidence('code.coding[0]', 'M17.11', 'Condition/1'),
  ...changes,
});

export const encounterContext = (changes: Partial<EncounterContext> = {}): EncounterContext => ({
  reference: 'Encounter/1',
  versionId: '1',
  class: 'AMB',
  status: 'in-progress',
  start: '2026-11-23T13:30:00-05:00',
  end: null,
  serviceDate: '2026-11-23',
  evidence: evidence('class', 'AMB', 'Encounter/1'),
  ...changes,
});

/** Every source complete, but for those named. */
export const sources = (
  changes: Readonly<Partial<Record<SourceType, Completeness>>> = {},
): readonly SourceStatus[] =>
  SOURCE_TYPES.map((type) => {
    const completeness = changes[type] ?? 'complete';
    return { type, completeness, reason: completeness === 'complete' ? null : 'for the test', count: 1 };
  });

export const facts = (changes: Partial<EncounterFacts> = {}): EncounterFacts => ({
  patient: 'Patient/1',
  encounter: encounterContext(),
  injections: [injection()],
  otherInjectables: [],
  unplaced: [],
  unknownDrugs: [],
  orderedOnly: [],
  procedures: [procedure()],
  diagnoses: [diagnosis()],
  therapies: [
    {
      kind: 'nsaid',
      name: 'naproxen',
      outcome: 'failed',
      start: '2026-08-01',
      end: '2026-10-01',
      found: 'order',
      standing: 'counts',
      evidence: evidence('medicationCodeableConcept', 'naproxen', 'MedicationRequest/2'),
    },
  ],
  history: [],
  note: {
    state: 'draft',
    reference: 'DocumentReference/1',
    at: null,
    textRead: true,
    evidence: evidence('docStatus', 'preliminary', 'DocumentReference/1'),
  },
  coverage: { how: 'none', payors: [], types: [], evidence: [] },
  authorisations: [],
  recordedLines: [],
  weightKg: notRecorded(['observations']),
  ageYears: 64,
  unmappedCodes: [],
  sources: sources(),
  droppedWrongPatient: 0,
  ...changes,
});

/** J3250 × 1 RT for {@link injection}, of the practice table. */
export const line = (changes: Partial<ClaimLine> = {}): ClaimLine => ({
  role: 'active',
  table: 'practice',
  edition: '2026-11',
  code: 'J3250',
  system: 'urn:practice',
  description: 'methylprednisolone acetate, up to 40 mg',
  drug: 'methylprednisolone-acetate',
  serviceDate: '2026-11-23',
  units: billed(1n),
  modifiers: [{ code: 'RT', reason: 'right knee', evidence: evidence('dosage.site', 'right knee') }],
  doseMg: asMilligrams(rational(40n)),
  billedMg: asMilligrams(rational(40n)),
  discardedMg: null,
  ndc: null,
  arithmetic: ['40 mg ≤ 40 mg, J3250 × 1'],
  administrations: [ADMINISTRATION],
  restsOn: 'recorded',
  remarks: [],
  ...changes,
});

export const coding = (changes: Partial<Coding> = {}): Coding => ({
  activeTable: 'practice',
  crossCheckTable: 'cms-hcpcs',
  editions: { practice: '2026-11', 'cms-hcpcs': '2026-07' },
  lines: [line()],
  unlined: [],
  disagreements: [],
  ...changes,
});

/** A profile that asks for nothing beyond the record. */
export const profile = (changes: Partial<PayerProfile> = {}): PayerProfile => ({
  id: 'test',
  title: 'Test profile',
  example: true,
  match: { payorNames: [], payorIdentifiers: [], types: [] },
  codeTable: null,
  sideOnDrugLine: false,
  requireNdc: false,
  requirePriorAuthorisation: false,
  stepTherapy: null,
  frequency: [],
  waste: false,
  priorTherapyEverywhere: false,
  source: 'test',
  ...changes,
});

/** A whole check input from facts; `injections` are the billed ones of the facts unless given. */
export function checkInput(changes: Partial<CheckInput> = {}): CheckInput {
  const theFacts = changes.facts ?? facts();
  return {
    facts: theFacts,
    injections: theFacts.injections.filter(({ billing }) => billing.billed),
    coding: coding(),
    activeTable: shippedCodeTable('practice'),
    profile: profile(),
    site: DEFAULT_SITE,
    asOf: '2026-11-23T14:22:00-05:00',
    profileAskedFor: false,
    ...changes,
  };
}

/** The results of one check, as the runner gives them. */
export const judged = <Kind extends SubjectKind>(
  check: AnyCheck<Kind>,
  changes: Partial<CheckInput> = {},
): readonly CheckResult[] => runCheck(check, checkInput(changes));

/** The results of one check over one injection changed as given. */
export const judgedInjection = <Kind extends SubjectKind>(
  check: AnyCheck<Kind>,
  changes: Partial<Injection>,
  others: Partial<EncounterFacts> = {},
): readonly CheckResult[] => judged(check, { facts: facts({ injections: [injection(changes)], ...others }) });

/** Outcomes and keys in short: `['gap missing']`. What most cases compare. */
export const inShort = (results: readonly CheckResult[]): readonly string[] =>
  results.map(({ outcome, messageKey }) => `${outcome} ${messageKey}`);
