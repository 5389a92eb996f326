import type { Claim, ClaimItem } from 'fhir/r4';
import type { EncounterReport } from '../report-schema.ts';
import {
  crossCheckOf,
  decidedLines,
  disagreementOf,
  lineText,
  mayHideMore,
  type DecidedLine,
  type LineDecision,
} from './decisions.ts';
import { findingTexts, ofEncounter, ofPlace, openFindings, type ExportedFinding } from './findings.ts';
import { otherDecisions, type ExportedDecisions } from './other-decisions.ts';
import { meaningsOf } from './listings.ts';

const SYSTEM = {
  claimType: 'http://terminology.hl7.org/CodeSystem/claim-type',
  priority: 'http://terminology.hl7.org/CodeSystem/processpriority',
  information: 'http://terminology.hl7.org/CodeSystem/claiminformationcategory',
  icd10: 'http://hl7.org/fhir/sid/icd-10-cm',
  ndc: 'http://hl7.org/fhir/sid/ndc',
  cpt: 'http://www.ama-assn.org/go/cpt',
  hcpcs: 'http://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets',
  absent: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason',
} as const;

/** What a claim needs and a report may not hold. Unknown stays unknown: it is written as absent, never invented. */
export interface ClaimContext {
  /** FHIR dateTime of the export. */
  readonly created: string;
  /** `Organization/id` or `Practitioner/id`, or null. */
  readonly provider: string | null;
}

/** Numeric modifiers (52, 59) are CPT's, lettered ones (RT, JZ, F5) HCPCS Level II's. */
const modifierSystem = (code: string): string => (/^\d{2}$/.test(code) ? SYSTEM.cpt : SYSTEM.hcpcs);

const unknownReference = { extension: [{ url: SYSTEM.absent, valueCode: 'unknown' }] };
const referenceOr = (reference: string | null): object => (reference ? { reference } : unknownReference);

/** Diagnosis codes of all standing lines, each once, in order of first use. */
const diagnosesOf = (lines: readonly DecidedLine[]): readonly string[] => [
  ...new Set(lines.flatMap((line) => line.original.diagnoses)),
];

function claimItem(line: DecidedLine, sequence: number, diagnoses: readonly string[]): ClaimItem {
  const { original } = line;
  const pointers = original.diagnoses.map((code) => diagnoses.indexOf(code) + 1);
  return {
    sequence,
    ...(pointers.length > 0 ? { diagnosisSequence: pointers } : {}),
    // A practice code carries its own table's system: under the HCPCS URI, J3250 asserts trimethobenzamide.
    productOrService: { coding: [{ ...(line.system && { system: line.system }), code: line.code }] },
    ...(line.modifiers.length > 0
      ? { modifier: line.modifiers.map((code) => ({ coding: [{ system: modifierSystem(code), code }] })) }
      : {}),
    servicedDate: original.serviceDate,
    quantity: { value: line.units },
    ...(original.ndc ? { detail: [ndcDetail(original.ndc)] } : {}),
  };
}

function ndcDetail(
  ndc: NonNullable<DecidedLine['original']['ndc']>,
): NonNullable<ClaimItem['detail']>[number] {
  return {
    sequence: 1,
    productOrService: { coding: [{ system: SYSTEM.ndc, code: ndc.code }] },
    ...(ndc.quantity && ndc.unit ? { quantity: { value: Number(ndc.quantity), unit: ndc.unit } } : {}),
  };
}

/** What stands open against a line or the encounter, a note each. */
const openNotes = (about: string, findings: readonly ExportedFinding[]): readonly string[] => [
  ...findingTexts(findings, 'gap').map((text) => `${about}, to resolve before the claim: ${text}`),
  ...findingTexts(findings, 'cannot-tell').map((text) => `${about}, could not be checked: ${text}`),
];

function lineNotes(
  report: EncounterReport,
  line: DecidedLine,
  open: readonly ExportedFinding[],
): readonly string[] {
  const { original, decision } = line;
  const { crossCheck, editions } = report.tables;
  const cross = crossCheckOf(report, original).map(lineText);
  const changed = decision?.action === 'changed';
  return [
    `${changed ? `Proposed: ${lineText(original)}` : original.code}: ${original.table} table, edition ${original.edition}. ${original.arithmetic.join('; ')}.`,
    `${crossCheck} table, edition ${editions[crossCheck] ?? 'not stated'}: ${cross.length > 0 ? cross.join('; ') : 'no line'}.`,
    disagreementOf(report, original)?.message ?? null,
    ...openNotes(lineText(line), ofPlace(open, original)),
    changed ? `What stands, ${lineText(line)}. ${meaningsOf(report, line).join('; ')}` : null,
    changed ? `Changed by the coder from ${lineText(original)}: ${decision.reason}` : null,
  ].filter((note) => note !== null);
}

function supportingInfo(
  report: EncounterReport,
  lines: readonly DecidedLine[],
): NonNullable<Claim['supportingInfo']> {
  const open = openFindings(report.checks);
  const notes = [
    ...mayHideMore(report),
    ...openNotes('Encounter', ofEncounter(report, open)),
    ...lines.flatMap((line) => lineNotes(report, line, open)),
    ...report.unlined
      .filter(({ role, why }) => role === 'active' && why !== 'not-billed')
      .map(({ administration, words }) => `No line for ${administration}: ${words}`),
  ];
  return [...new Set(notes)].map((valueString, index) => ({
    sequence: index + 1,
    category: { coding: [{ system: SYSTEM.information, code: 'info' }] },
    valueString,
  }));
}

/** Lines a draft claim has: neither removed nor waiting for the clinician. */
const claimedLines = (report: EncounterReport, decisions: readonly LineDecision[]): readonly DecidedLine[] =>
  decidedLines(report, decisions).filter((line) => line.stands && line.decision?.action !== 'asked');

/**
 * Whether a draft claim holds all that was decided. It has no place for a removed line and its reason, a question, a
 * finding put aside, or a decision about a line of another table.
 */
export function claimHoldsAll(report: EncounterReport, decided: ExportedDecisions): boolean {
  const { decisions, asides, asked } = decided;
  const lines = claimedLines(report, decisions);
  return (
    asides.length === 0 &&
    asked.length === 0 &&
    otherDecisions(decided).length === 0 &&
    decisions.every((one) => lines.some((line) => line.decision === one))
  );
}

/**
 * A FHIR R4 `Claim` with status `draft`. Lines the coder removed or sent to the clinician are left out, so is
 * everything when no line stands: null. The cross-check and the disagreement travel in `supportingInfo`.
 */
export function draftClaim(
  report: EncounterReport,
  decisions: readonly LineDecision[],
  context: ClaimContext,
): Claim | null {
  const lines = claimedLines(report, decisions);
  if (lines.length === 0) return null;
  const diagnoses = diagnosesOf(lines);
  const info = supportingInfo(report, lines);
  return {
    resourceType: 'Claim',
    status: 'draft',
    type: { coding: [{ system: SYSTEM.claimType, code: 'professional' }] },
    use: 'claim',
    patient: { reference: report.patient },
    created: context.created,
    provider: referenceOr(context.provider),
    priority: { coding: [{ system: SYSTEM.priority, code: 'normal' }] },
    insurance: [{ sequence: 1, focal: true, coverage: referenceOr(report.coverage) }],
    ...(diagnoses.length > 0
      ? {
          diagnosis: diagnoses.map((code, index) => ({
            sequence: index + 1,
            diagnosisCodeableConcept: { coding: [{ system: SYSTEM.icd10, code }] },
          })),
        }
      : {}),
    supportingInfo: info,
    item: lines.map((line, index) => ({
      ...claimItem(line, index + 1, diagnoses),
      ...(report.encounter.reference ? { encounter: [{ reference: report.encounter.reference }] } : {}),
    })),
  };
}
