import type { DoseFact, EncounterFacts, Injection, ServiceDate } from '../facts/encounter-facts.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';
import { ingredientOf, type Drug } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import { parseDecimal, type Rational } from '../vocab/rational.ts';
import { asMilligrams, type Milligrams } from '../vocab/units.ts';

/** One piece of evidence for tests: `MedicationAdministration/a1` unless said otherwise. */
export const someEvidence = (
  path: string,
  fragment: string,
  reference = 'MedicationAdministration/a1',
): Evidence => ({ reference, versionId: '1', path, fragment });

/** Exact milligrams from a decimal. Throws when a test writes something else. */
export function mg(written: string | number | Rational): Milligrams {
  const value = typeof written === 'object' ? written : parseDecimal(written);
  if (!value) throw new Error('A test wrote a dose that is no decimal');
  return asMilligrams(value);
}

/** A value recorded in the administration, with evidence at `path`. */
export const stated = <T>(value: T, path: string, fragment = String(value)): Fact<T> =>
  recorded(value, [someEvidence(path, fragment)]);

/** A dose recorded in mg: no conversion needed. */
export const aDose = (written: string | number, overrides: Partial<DoseFact> = {}): DoseFact => ({
  amount: stated(`${written} mg`, 'dosage.dose'),
  mg: stated(mg(written), 'dosage.dose', `${written} mg`),
  steps: [],
  problem: null,
  ...overrides,
});

/** No amount anywhere. */
export const noDose = (): DoseFact => ({
  amount: notRecorded(['dosage.dose', 'dosage.text']),
  mg: notRecorded(['dosage.dose', 'dosage.text']),
  steps: [],
  problem: null,
});

/** A date of service stated in the resource's own offset. */
export const onDate = (date: CalendarDate): ServiceDate => ({ date, basis: 'own-offset', neighbour: null });

/**
 * A whole believable injection: 40 mg methylprednisolone acetate into the right knee on 23 Nov 2026, ordered as
 * 40 mg. Overrides replace whole members; `on` sets time and date of service together.
 */
export function anInjection(overrides: Partial<Injection> & { readonly on?: CalendarDate } = {}): Injection {
  const { on = '2026-11-23', ...rest } = overrides;
  const drug: Drug = 'methylprednisolone-acetate';
  return {
    reference: 'MedicationAdministration/a1',
    versionId: '1',
    status: 'completed',
    billing: { billed: true, partial: false },
    drug: stated<Drug>(drug, 'medicationCodeableConcept.coding[0]', '155323'),
    ingredient: stated(ingredientOf(drug), 'medicationCodeableConcept.coding[0]', '155323'),
    dose: aDose(40),
    route: stated('intra-articular', 'dosage.route.coding[0]', '12130007'),
    site: stated('knee', 'dosage.site.coding[0]', '6757004'),
    side: stated('right', 'dosage.site.coding[0]', '6757004'),
    ownSite: stated('knee', 'dosage.site.coding[0]', '6757004'),
    ownSide: stated('right', 'dosage.site.coding[0]', '6757004'),
    time: stated(`${on}T14:05:00-05:00`, 'effectiveDateTime'),
    endTime: null,
    serviceDate: onDate(on),
    performer: stated('R. Osei RN', 'performer[0].actor.display'),
    order: {
      how: 'request',
      references: ['MedicationRequest/o1'],
      dose: aDose(40),
      requester: stated('A. Mensah MD', 'requester.display'),
      evidence: [someEvidence('request.reference', 'MedicationRequest/o1')],
    },
    procedure: { how: 'none', references: [] },
    rationale: stated('knee osteoarthritis pain', 'reasonCode[0].text'),
    reasonConditions: [],
    oralUnsuitable: notRecorded(['MedicationAdministration.note']),
    ndc: notRecorded(['medicationCodeableConcept.coding']),
    container: notRecorded(['medicationCodeableConcept.coding']),
    discarded: notRecorded(['MedicationAdministration.note']),
    lot: notRecorded(['Medication.batch']),
    expiry: notRecorded(['Medication.batch']),
    encounterMatch: 'context',
    alike: [],
    ...rest,
  };
}

/** Facts of one ambulatory encounter on 23 Nov 2026 with one injection and every source completely read. */
export function facts(overrides: Partial<EncounterFacts> = {}): EncounterFacts {
  return {
    patient: 'Patient/p1',
    encounter: {
      reference: 'Encounter/e1',
      versionId: '1',
      class: 'AMB',
      status: 'in-progress',
      start: '2026-11-23T13:30:00-05:00',
      end: null,
      serviceDate: '2026-11-23',
      evidence: [someEvidence('class', 'AMB', 'Encounter/e1')],
    },
    injections: [anInjection()],
    otherInjectables: [],
    unplaced: [],
    unknownDrugs: [],
    orderedOnly: [],
    procedures: [],
    diagnoses: [],
    therapies: [],
    history: [],
    note: { state: 'draft', reference: null, at: null, textRead: null, evidence: [] },
    coverage: { how: 'none', payors: [], types: [], evidence: [] },
    authorisations: [],
    recordedLines: [],
    weightKg: notRecorded(['Observation']),
    ageYears: 61,
    unmappedCodes: [],
    sources: SOURCE_TYPES.map((type) => ({ type, completeness: 'complete', reason: null, count: 1 })),
    droppedWrongPatient: 0,
    ...overrides,
  };
}
