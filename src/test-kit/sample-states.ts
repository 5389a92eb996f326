import type { EncounterReport } from '../report/report-schema.ts';
import {
  conflictingFact,
  evidence,
  missingFact,
  recordedFact,
  sampleCheck,
  sampleInjection,
} from './sample-facts.ts';
import {
  CMS_LINE,
  PERFORMER_UNKNOWN,
  reportWithGaps,
  sampleLine,
  sampleReport,
  SIDE_GAP,
  SOURCES,
  TABLES_DISAGREE,
  THERAPY_GAP,
} from './sample-report.ts';

/** One hand-made report per state of the sign check. */
export const gaps = reportWithGaps();
export const noGaps = sampleReport({
  note: { state: 'signed', reference: 'DocumentReference/note-1', at: '2026-11-23T14:30:00-05:00' },
});

const SIDES_DISAGREE = sampleCheck({
  id: 'sides-agree',
  outcome: 'gap',
  messageKey: 'differ',
  message: 'The administration says right, the procedure says left.',
  noun: 'Agreement of the sides',
  title: 'Sides disagree',
  where: 'The administration or the procedure, whichever is wrong.',
  evidence: [
    evidence('dosage.site.coding[0]', 'Right knee'),
    evidence('bodySite[0].coding[0]', 'Left knee', 'Procedure/pr-knee'),
  ],
});

export const conflict = reportWithGaps({
  signSentence: '1 to fix before you sign. 1 could not be checked.',
  counts: { ...gaps.counts, toFix: 1, signCouldNotCheck: 1 },
  injections: [sampleInjection({ side: conflictingFact(['right', 'left'], 'dosage.site.coding[0]') })],
  checks: [SIDES_DISAGREE, PERFORMER_UNKNOWN, ...noGaps.checks],
});

const SHOULDER = 'MedicationAdministration/ma-shoulder';
const shoulder = sampleInjection({
  administration: SHOULDER,
  drug: {
    ...recordedFact('betamethasone acetate and sodium phosphate', 'medicationCodeableConcept.coding[0]'),
    value: 'betamethasone-acetate-sodium-phosphate',
  },
  doseMg: { ...recordedFact('6 mg', 'dosage.text', 'text-only'), value: '6' },
  doseSteps: [],
  site: recordedFact('subacromial bursa', 'dosage.site'),
  route: recordedFact('into a bursa', 'dosage.route'),
  side: recordedFact('left', 'dosage.site'),
  performer: missingFact('performer'),
});
const PERFORMER_GAP = sampleCheck({
  id: 'performer-recorded',
  subject: SHOULDER,
  outcome: 'gap',
  message: 'Who gave it is not recorded.',
  noun: 'Person who gave it',
  title: 'Person who gave it not recorded',
  where: 'The performer of the administration.',
  searched: ['administration performer'],
  evidence: [],
});
const DOSE_TEXT = sampleCheck({
  id: 'dose-recorded',
  subject: SHOULDER,
  outcome: 'cannot-tell',
  message: 'The dose is recorded in text only: “6 mg”.',
  reason: 'text-only',
  reasonWords: 'It stands in free text, not in a structured entry.',
  settle: 'A dose in the administration’s own dose field would settle it.',
  noun: 'Dose',
  title: 'Dose',
});
const BETA = 'cms-hcpcs/J0702/1';
export const twoInjections = reportWithGaps({
  signSentence: '2 to fix before you sign. 1 could not be checked.',
  injections: [gaps.injections[0] ?? sampleInjection(), shoulder],
  checks: [SIDE_GAP, PERFORMER_GAP, DOSE_TEXT, ...noGaps.checks],
  lines: [
    ...gaps.lines,
    sampleLine({
      key: BETA,
      table: 'cms-hcpcs',
      edition: '2026-07',
      code: 'J0702',
      description: 'betamethasone acetate and sodium phosphate, 3 mg each',
      drug: 'betamethasone-acetate-sodium-phosphate',
      units: 2,
      doseMg: '6',
      modifiers: [],
      modifierReasons: [],
      ndc: null,
      arithmetic: ['6 mg ÷ 3 mg = 2, J0702 × 2'],
      administrations: [SHOULDER],
      restsOn: 'text-only',
      supported: false,
      remarks: ['Not in the practice table.'],
    }),
    sampleLine({
      ...CMS_LINE,
      key: `${BETA}x`,
      code: 'J0702',
      description: 'betamethasone acetate and sodium phosphate, 3 mg each',
      units: 2,
      arithmetic: ['6 mg ÷ 3 mg = 2, J0702 × 2'],
      administrations: [SHOULDER],
    }),
  ],
  noteText: [
    ...gaps.noteText,
    'Betamethasone acetate and sodium phosphate 6 mg, into a bursa, left subacromial bursa, 14:05, 23 Nov 2026, given by [performer not recorded].',
  ],
});

const noDoseWords = 'No dose is recorded, so there is no code and no unit.';
export const noDose = reportWithGaps({
  signSentence: '1 to fix before you sign.',
  counts: { ...gaps.counts, toFix: 1, signCouldNotCheck: 0 },
  injections: [
    sampleInjection({
      amount: missingFact('administration dose'),
      doseMg: missingFact('administration dose'),
    }),
    sampleInjection({
      administration: 'MedicationAdministration/ma-2',
      billed: false,
      excluded: 'not-done',
      status: 'not-done',
    }),
  ],
  checks: [
    sampleCheck({
      id: 'dose-recorded',
      outcome: 'gap',
      message: 'The dose is not recorded.',
      noun: 'Dose',
      title: 'Dose not recorded',
      where: 'The dose of the administration.',
      searched: ['administration dose', 'administration text'],
      evidence: [],
    }),
  ],
  lines: [],
  disagreements: [],
  unlined: (['active', 'cross-check'] as const).map((role) => ({
    administration: 'MedicationAdministration/ma-knee',
    role,
    why: 'dose-not-recorded',
    words: noDoseWords,
  })),
});

const unread = (completeness: 'denied' | 'partial', reason: string): EncounterReport['sources'] =>
  SOURCES.map((one) =>
    one.type === 'MedicationAdministration' ? { ...one, completeness, count: 0, reason } : one,
  );
const SOURCE_UNREAD = sampleCheck({
  id: 'side-recorded',
  subject: 'Encounter/en-1',
  outcome: 'cannot-tell',
  message: 'Medication administrations could not be read.',
  reason: 'source-unavailable',
  reasonWords: 'This app was not permitted to read medication administrations.',
  settle: 'Permission to read medication administrations would settle it.',
  noun: 'Side',
  title: 'Side',
  evidence: [],
});
export const denied = sampleReport({
  signState: 'cannot-tell',
  signSentence: 'Medication administrations could not be read. 9 of 21 checks did not run.',
  counts: {
    toFix: 0,
    toResolve: 0,
    signCouldNotCheck: 9,
    claimCouldNotCheck: 4,
    checksRan: 12,
    checksNotRun: 9,
  },
  injections: [],
  lines: [],
  disagreements: [],
  noteText: [],
  sources: unread('denied', 'Not permitted by the EHR for this app.'),
  checks: [SOURCE_UNREAD, { ...SOURCE_UNREAD, id: 'dose-recorded', noun: 'Dose', title: 'Dose' }],
});
export const partial = reportWithGaps({
  signSentence: '1 to fix before you sign. 2 could not be checked.',
  counts: { ...gaps.counts, toFix: 1, signCouldNotCheck: 2 },
  droppedWrongPatient: 1,
  sources: unread('partial', 'The EHR left entries out of its answer.').map((one) =>
    one.type === 'MedicationAdministration' ? { ...one, count: 1 } : one,
  ),
  checks: [THERAPY_GAP, SOURCE_UNREAD, PERFORMER_UNKNOWN, ...noGaps.checks],
  unmappedCodes: [
    {
      system: 'urn:local:drugs',
      code: 'METH125I',
      display: 'METHYLPRED INJ 125',
      element: 'medication',
      count: 3,
    },
  ],
});
export const empty = sampleReport({
  signState: 'nothing-to-check',
  claimState: 'nothing-to-check',
  signSentence: 'No corticosteroid injection recorded in this encounter.',
  injections: [],
  lines: [],
  disagreements: [],
  checks: [],
  noteText: [],
  procedures: [],
  therapies: [],
});
export const orderedOnly = sampleReport({
  signState: 'cannot-tell',
  signSentence: 'Medication administrations could not be read. 9 of 21 checks did not run.',
  counts: {
    toFix: 0,
    toResolve: 0,
    signCouldNotCheck: 9,
    claimCouldNotCheck: 4,
    checksRan: 12,
    checksNotRun: 9,
  },
  injections: [],
  lines: [],
  disagreements: [],
  noteText: [],
  checks: [SOURCE_UNREAD],
  orderedOnly: [
    {
      reference: 'MedicationRequest/mr-1',
      drug: recordedFact('methylprednisolone acetate', 'medicationCodeableConcept'),
    },
  ],
  sources: SOURCES.map((one) =>
    one.type === 'MedicationAdministration'
      ? { ...one, completeness: 'unsupported', count: 0, reason: null }
      : one,
  ),
});
export const acknowledged = sampleReport({
  disagreements: noGaps.disagreements.map((one) => ({ ...one, acknowledged: true })),
  checks: [
    ...noGaps.checks.filter((check) => check.id !== 'code-tables-agree'),
    {
      ...TABLES_DISAGREE,
      acknowledged: {
        who: 'J. Meyer, compliance',
        when: '2026-11-01',
        why: 'Contract with the payer names the practice codes.',
      },
    },
  ],
});

export const progress = [
  { type: 'MedicationAdministration', read: 1, state: 'done' },
  { type: 'Procedure', read: 14, state: 'done' },
  { type: 'Condition', read: 9, state: 'done' },
  { type: 'MedicationRequest', read: 120, state: 'reading' },
  { type: 'DocumentReference', read: 0, state: 'reading' },
  { type: 'Coverage', read: 0, state: 'waiting' },
] as const;

export const encounters = [
  {
    reference: 'Encounter/en-3',
    start: '2026-11-23T13:40:00-05:00',
    end: null,
    class: 'AMB',
    status: 'in-progress',
    label: 'Knee pain',
  },
  {
    reference: 'Encounter/en-2',
    start: '2026-09-02T09:00:00-04:00',
    end: '2026-09-02T09:30:00-04:00',
    class: 'AMB',
    status: 'finished',
    label: 'Follow-up of the knee',
  },
  {
    reference: 'Encounter/en-1',
    start: '2026-03-11T10:15:00-04:00',
    end: null,
    class: 'EMER',
    status: 'finished',
    label: null,
  },
] as const;
