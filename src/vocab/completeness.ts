/** Resource types the app reads. The union of all checks' `reads` decides which of them are searched. */
export const SOURCE_TYPES = [
  'Patient',
  'Encounter',
  'MedicationAdministration',
  'Medication',
  'Procedure',
  'Condition',
  'MedicationRequest',
  'MedicationStatement',
  'ServiceRequest',
  'MedicationDispense',
  'DocumentReference',
  'Binary',
  'Coverage',
  'ClaimResponse',
  'Claim',
  'ChargeItem',
  'AllergyIntolerance',
  'Practitioner',
  'Organization',
  'Observation',
] as const;
export type SourceType = (typeof SOURCE_TYPES)[number];

/** How a source's reading ended. Only `complete` lets absence count as absence. */
export const COMPLETENESS = ['complete', 'partial', 'denied', 'unsupported', 'failed'] as const;
export type Completeness = (typeof COMPLETENESS)[number];

export interface SourceStatus {
  readonly type: SourceType;
  readonly completeness: Completeness;
  /** Words for people, or null when complete. Never contains patient data. */
  readonly reason: string | null;
  /** Resources of this type in the chart. */
  readonly count: number;
}
