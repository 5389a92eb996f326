/**
 * HL7 v3 ActEncounterCode values as the professional claim for an injection sees them. An injection of an
 * inpatient stay belongs to the facility's claim; observation and emergency care are outpatient.
 * Source: https://terminology.hl7.org/ValueSet-v3-ActEncounterCode.html
 */
export const INPATIENT_CLASSES: ReadonlySet<string> = new Set(['IMP', 'ACUTE', 'NONAC']);
export const OUTPATIENT_CLASSES: ReadonlySet<string> = new Set([
  'AMB',
  'EMER',
  'FLD',
  'HH',
  'OBSENC',
  'PRENC',
  'SS',
  'VR',
]);
/** Emergency care, where nobody waits for an earlier treatment to fail. */
export const EMERGENCY_CLASSES: ReadonlySet<string> = new Set(['EMER']);
/** Encounter.status values of an encounter that did not take place. */
export const VOID_ENCOUNTER_STATUSES: ReadonlySet<string> = new Set(['cancelled', 'entered-in-error']);
