import type { EncounterReport, ReportLine } from '../report/report-schema.ts';
import {
  ADMINISTRATION,
  evidence,
  missingFact,
  recordedFact,
  sampleCheck,
  sampleInjection,
} from './sample-facts.ts';

/** Hand-made reports for component tests, the gallery and screenshots. Synthetic; no chart stands behind them. */
export const SIDE_GAP = sampleCheck({
  id: 'side-recorded',
  outcome: 'gap',
  messageKey: 'missing',
  message: 'Methylprednisolone acetate given into the knee. The side is not recorded.',
  noun: 'Side',
  title: 'Side not recorded',
  where: 'The body site of the administration, or of the procedure.',
  question: 'Is the side recorded for an injection into a paired site?',
  basis: {
    document: 'Practice reference for J3250',
    section: 'Modifiers; documentation',
    read: '2026-11-23',
  },
  searched: ['administration body site', 'administration text', 'procedure body site'],
  evidence: [evidence('dosage.site', 'Knee joint structure')],
});
export const THERAPY_GAP = sampleCheck({
  id: 'prior-therapy-documented',
  outcome: 'gap',
  messageKey: 'missing',
  message: 'No earlier treatment was found in the 365 days before the injection.',
  noun: 'Prior therapy',
  title: 'Prior therapy not documented',
  where: 'The note of this encounter, or the medication list.',
  question: 'Does the record say what was tried before the injection?',
  searched: [
    'orders',
    'medication statements',
    'procedures',
    'notes on resources',
    'the note of this encounter',
  ],
  evidence: [],
});
export const PERFORMER_UNKNOWN = sampleCheck({
  id: 'dose-matches-order',
  outcome: 'cannot-tell',
  messageKey: 'cannotTell',
  message: 'The order could not be read, so the doses could not be compared.',
  reason: 'source-unavailable',
  reasonWords: 'Orders were not permitted for this app.',
  settle: 'Permission to read medication orders would settle it.',
  noun: 'Dose against the order',
  title: 'Dose against the order',
});
const MET = [
  sampleCheck({
    id: 'dose-recorded',
    noun: 'Dose',
    title: 'Dose',
    message: 'Dose recorded: 1 mL.',
    evidence: [evidence('dosage.dose', '1 mL')],
  }),
  sampleCheck({
    id: 'route-recorded',
    noun: 'Route',
    title: 'Route',
    message: 'Route recorded: intra-articular.',
    evidence: [evidence('dosage.route.coding[0]', '78421000 Intraarticular route')],
  }),
  sampleCheck({
    id: 'site-recorded',
    noun: 'Site',
    title: 'Site',
    message: 'Site recorded: knee.',
    evidence: [evidence('dosage.site', 'Knee joint structure')],
  }),
  sampleCheck({
    id: 'performer-recorded',
    noun: 'Person who gave it',
    title: 'Person who gave it',
    message: 'Given by R. Osei RN.',
    evidence: [evidence('performer[0].actor.display', 'R. Osei RN')],
  }),
];
export const TABLES_DISAGREE = sampleCheck({
  id: 'code-tables-agree',
  subject: null,
  line: 'practice/J3250/1',
  severity: 'resolve-before-claim',
  outcome: 'gap',
  messageKey: 'differentIngredient',
  message: 'CMS lists J3250 as trimethobenzamide, up to 200 mg. For 23 Nov 2026 CMS lists J1010, 40 units.',
  noun: 'Agreement of the code tables',
  title: 'The two code tables disagree',
});

export function sampleLine(overrides: Partial<ReportLine> = {}): ReportLine {
  return {
    key: 'practice/J3250/1',
    role: 'active',
    table: 'practice',
    edition: '2026-11',
    code: 'J3250',
    system: 'urn:injectcheck:practice-table',
    description: 'methylprednisolone acetate, up to 40 mg',
    drug: 'methylprednisolone-acetate',
    serviceDate: '2026-11-23',
    units: 1,
    modifiers: ['RT'],
    modifierReasons: [
      { code: 'RT', reason: 'right knee', evidence: [evidence('dosage.site', 'Right knee')] },
    ],
    doseMg: '40',
    billedMg: '40',
    discardedMg: null,
    ndc: { code: '00009028002', hyphenated: '00009-0280-02', qualifier: 'N4', quantity: '1', unit: 'ML' },
    arithmetic: ['1 mL × 40 mg/mL = 40 mg', '40 mg ≤ 40 mg, J3250 × 1'],
    administrations: [ADMINISTRATION],
    diagnoses: ['Condition/co-knee'],
    restsOn: 'recorded',
    supported: true,
    remarks: [],
    ...overrides,
  };
}
export const CMS_LINE = sampleLine({
  key: 'cms-hcpcs/J1010/1',
  role: 'cross-check',
  table: 'cms-hcpcs',
  edition: '2026-07',
  code: 'J1010',
  system: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  description: 'methylprednisolone acetate, 1 mg',
  units: 40,
  modifiers: [],
  modifierReasons: [],
  arithmetic: ['1 mL × 40 mg/mL = 40 mg', '40 mg ÷ 1 mg = 40, J1010 × 40'],
});

const source = (
  type: EncounterReport['sources'][number]['type'],
  count: number,
  completeness: EncounterReport['sources'][number]['completeness'] = 'complete',
  reason: string | null = null,
): EncounterReport['sources'][number] => ({ type, completeness, reason, count });

export const SOURCES = [
  source('MedicationAdministration', 1),
  source('Procedure', 1),
  source('Encounter', 1),
  source('Condition', 4),
  source('MedicationRequest', 12),
  source('DocumentReference', 1),
] as const;

const NOTE_TEXT =
  'Methylprednisolone acetate 40 mg, intra-articular, right knee, 14:05, 23 Nov 2026, given by R. Osei RN.';

/** A report with nothing to fix; override what a test is about. */
export function sampleReport(overrides: Partial<EncounterReport> = {}): EncounterReport {
  return {
    schema: 'injectcheck.report/1',
    patient: 'Patient/pt-1',
    encounter: {
      reference: 'Encounter/en-1',
      versionId: '1',
      class: 'AMB',
      status: 'in-progress',
      start: '2026-11-23T13:40:00-05:00',
      end: null,
      serviceDate: '2026-11-23',
    },
    asOf: '2026-11-23T14:22:00-05:00',
    readAt: '2026-11-23T14:22:00-05:00',
    note: { state: 'draft', reference: 'DocumentReference/note-1', at: null },
    tables: {
      active: 'practice',
      crossCheck: 'cms-hcpcs',
      editions: { practice: '2026-11', 'cms-hcpcs': '2026-07' },
      titles: { practice: 'Practice reference', 'cms-hcpcs': 'CMS HCPCS Level II' },
    },
    profile: 'default',
    profileTitle: 'Default',
    profileBasis: 'no coverage matched',
    frequencyRules: [{ scope: 'joint-or-bursa', maxCount: 3, windowDays: 365, minIntervalDays: 90 }],
    coverage: null,
    sources: [...SOURCES],
    droppedWrongPatient: 0,
    signState: 'no-gaps',
    claimState: 'gaps',
    signSentence: 'No gaps found. 21 checks ran, 0 could not.',
    claimSentence: '1 to resolve before the claim.',
    unsettled: [],
    lookedAt: ['medication administrations', 'procedures', 'this encounter', 'orders', 'notes'],
    noteText: [NOTE_TEXT],
    counts: {
      toFix: 0,
      toResolve: 1,
      signCouldNotCheck: 0,
      claimCouldNotCheck: 0,
      checksRan: 21,
      checksNotRun: 0,
    },
    injections: [sampleInjection()],
    lines: [sampleLine(), CMS_LINE],
    unlined: [],
    disagreements: [
      {
        code: 'J3250',
        serviceDate: '2026-11-23',
        kinds: ['different-ingredient'],
        cmsMeaning: 'trimethobenzamide, up to 200 mg',
        message: TABLES_DISAGREE.message,
        administrations: [ADMINISTRATION],
        acknowledged: false,
      },
    ],
    checks: [...MET, TABLES_DISAGREE],
    procedures: [
      {
        reference: 'Procedure/pr-knee',
        status: 'completed',
        counts: true,
        code: '20610',
        family: 'joint',
        modifiers: ['RT'],
        site: recordedFact('knee', 'bodySite[0]'),
        side: recordedFact('right', 'bodySite[0]'),
        time: '2026-11-23T14:04:00-05:00',
        evidence: [evidence('code.coding[0]', '20610', 'Procedure/pr-knee')],
      },
    ],
    diagnoses: [
      {
        reference: 'Condition/co-knee',
        standing: 'encounter-diagnosis',
        icd10: 'M17.11',
        snomed: null,
        text: 'Osteoarthritis of the right knee',
        laterality: 'right',
        evidence: [evidence('code.coding[0]', 'M17.11', 'Condition/co-knee')],
      },
    ],
    therapies: [
      {
        kind: 'nsaid',
        name: 'naproxen',
        outcome: 'failed',
        start: '2026-06-02',
        end: '2026-08-30',
        found: 'order',
        standing: 'counts',
        evidence: [
          evidence('medicationCodeableConcept', 'naproxen 500 mg oral tablet', 'MedicationRequest/mr-nsaid'),
        ],
      },
    ],
    history: [],
    unplaced: [],
    orderedOnly: [],
    unmappedCodes: [],
    ...overrides,
  };
}

/** The demonstration chart as it opens: side and prior therapy missing, orders not permitted. */
export function reportWithGaps(overrides: Partial<EncounterReport> = {}): EncounterReport {
  return sampleReport({
    signState: 'gaps',
    signSentence: '2 to fix before you sign. 1 could not be checked.',
    counts: {
      toFix: 2,
      toResolve: 3,
      signCouldNotCheck: 1,
      claimCouldNotCheck: 1,
      checksRan: 20,
      checksNotRun: 1,
    },
    injections: [sampleInjection({ side: missingFact('administration body site', 'procedure body site') })],
    lines: [sampleLine({ modifiers: [], modifierReasons: [], supported: false }), CMS_LINE],
    noteText: [
      'Methylprednisolone acetate 40 mg, intra-articular, knee, [side not recorded], 14:05, 23 Nov 2026, given by R. Osei RN.',
      '[prior therapy not documented]',
    ],
    therapies: [],
    sources: SOURCES.map((one) =>
      one.type === 'MedicationRequest'
        ? { ...one, completeness: 'denied', count: 0, reason: 'Not permitted by the EHR for this app.' }
        : one,
    ),
    checks: [SIDE_GAP, THERAPY_GAP, PERFORMER_UNKNOWN, ...MET, TABLES_DISAGREE],
    ...overrides,
  });
}
