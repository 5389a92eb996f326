import type { ReportCheck, ReportEvidence, ReportFact, ReportInjection } from '../report/report-schema.ts';

/** Parts of hand-made reports: facts, an injection, a check. Synthetic; no chart stands behind them. */
export const ADMINISTRATION = 'MedicationAdministration/ma-knee';

export const evidence = (path: string, fragment: string, reference = ADMINISTRATION): ReportEvidence => ({
  reference,
  versionId: '2',
  path,
  fragment,
});

const EMPTY = {
  value: null,
  words: null,
  values: [],
  original: null,
  searched: [],
  evidence: [],
} satisfies Omit<ReportFact, 'how'>;

export const recordedFact = (
  words: string,
  path: string,
  how: ReportFact['how'] = 'recorded',
): ReportFact => ({
  ...EMPTY,
  how,
  value: words,
  words,
  evidence: [evidence(path, words)],
});
export const missingFact = (...searched: readonly string[]): ReportFact => ({
  ...EMPTY,
  how: 'not-recorded',
  searched: [...searched],
});
export const unrecognisedFact = (original: string, path: string): ReportFact => ({
  ...EMPTY,
  how: 'not-recognised',
  original,
  evidence: [evidence(path, original)],
});
export const conflictingFact = (values: readonly [string, string], path: string): ReportFact => ({
  ...EMPTY,
  how: 'conflicting',
  values: [...values],
  evidence: [evidence(path, values[0]), evidence('bodySite[0]', values[1], 'Procedure/pr-knee')],
});

export function sampleInjection(overrides: Partial<ReportInjection> = {}): ReportInjection {
  return {
    administration: ADMINISTRATION,
    versionId: '2',
    status: 'completed',
    ingredient: recordedFact('methylprednisolone', 'medicationCodeableConcept.coding[0]'),
    drug: {
      ...recordedFact('methylprednisolone acetate', 'medicationCodeableConcept.coding[0]'),
      value: 'methylprednisolone-acetate',
    },
    amount: recordedFact('1 mL', 'dosage.dose'),
    doseMg: { ...recordedFact('40 mg', 'dosage.dose'), value: '40' },
    doseSteps: ['1 mL × 40 mg/mL = 40 mg'],
    doseProblem: null,
    route: recordedFact('intra-articular', 'dosage.route.coding[0]'),
    site: recordedFact('knee', 'dosage.site.coding[0]'),
    side: recordedFact('right', 'dosage.site.coding[0]'),
    paired: true,
    time: '2026-11-23T14:05:00-05:00',
    timeFact: recordedFact('14:05, 23 Nov 2026', 'effectiveDateTime'),
    serviceDate: '2026-11-23',
    serviceDateBasis: 'own-offset',
    performer: recordedFact('R. Osei RN', 'performer[0].actor.display'),
    rationale: recordedFact('Pain of the knee not relieved', 'reasonCode[0].text'),
    ndc: { ...recordedFact('00009-0280-02', 'medicationCodeableConcept.coding[1]'), value: '00009028002' },
    lot: recordedFact('HX4021', 'medicationReference.batch.lotNumber'),
    expiry: recordedFact('Mar 2027', 'medicationReference.batch.expirationDate'),
    discardedMg: missingFact('administration notes'),
    container: 'single-dose vial',
    order: {
      how: 'request',
      references: ['MedicationRequest/mr-knee'],
      doseMg: '40',
      requester: 'Dr A. Lindqvist',
    },
    procedure: { how: 'matched', references: ['Procedure/pr-knee'] },
    encounterMatch: 'context',
    frequency: null,
    billed: true,
    partial: false,
    excluded: null,
    ...overrides,
  };
}

export function sampleCheck(overrides: Partial<ReportCheck> & Pick<ReportCheck, 'id'>): ReportCheck {
  return {
    version: 1,
    subject: ADMINISTRATION,
    line: null,
    severity: 'fix-before-signing',
    outcome: 'met',
    messageKey: 'recorded',
    message: 'Recorded.',
    reason: null,
    reasonWords: null,
    settle: null,
    noun: 'Item',
    title: 'Item',
    where: null,
    question: 'Is it recorded?',
    basis: { document: 'Practice reference for J3250', section: 'Documentation', read: '2026-11-23' },
    prevents: 'Line rejected',
    searched: [],
    acknowledged: null,
    evidence: [evidence('dosage', 'as recorded')],
    ...overrides,
  };
}
