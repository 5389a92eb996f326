import type { Completeness, SourceType } from '../vocab/completeness.ts';

/** Each source as people call it; sentence case, plural where many are read. */
export const SOURCE_NAME: Readonly<Record<SourceType, string>> = {
  Patient: 'Patient',
  Encounter: 'Encounter',
  MedicationAdministration: 'Medication administrations',
  Medication: 'Medications',
  Procedure: 'Procedures',
  Condition: 'Conditions',
  MedicationRequest: 'Medication orders',
  MedicationStatement: 'Medication statements',
  ServiceRequest: 'Referrals and service orders',
  MedicationDispense: 'Dispensed medications',
  DocumentReference: 'Notes',
  Binary: 'Note texts',
  Coverage: 'Coverage',
  ClaimResponse: 'Authorisations',
  Claim: 'Recorded claims',
  ChargeItem: 'Recorded charges',
  AllergyIntolerance: 'Allergies',
  Practitioner: 'Practitioners',
  Organization: 'Organisations',
  Observation: 'Body weight',
};

export const COMPLETENESS_WORDS: Readonly<Record<Completeness, string>> = {
  complete: 'read',
  partial: 'read in part',
  denied: 'not permitted',
  unsupported: 'not offered by this EHR',
  failed: 'could not be read',
};

/** Who makes a statement, by the resource it stands in. */
export const STATED_BY: Readonly<Record<string, string>> = {
  MedicationAdministration: 'Administration',
  MedicationRequest: 'Order',
  Procedure: 'Procedure',
  Condition: 'Diagnosis',
  DocumentReference: 'Note',
};
