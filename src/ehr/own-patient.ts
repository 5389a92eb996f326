import type { RawResource } from '../facts/chart.ts';
import { localReference } from './fhir/inside-base.ts';

/** Where each type names its patient. Types not listed belong to no patient (Medication, Practitioner …). */
const PATIENT_ELEMENT: Readonly<Record<string, string>> = {
  Encounter: 'subject',
  MedicationAdministration: 'subject',
  Procedure: 'subject',
  Condition: 'subject',
  MedicationRequest: 'subject',
  MedicationStatement: 'subject',
  ServiceRequest: 'subject',
  MedicationDispense: 'subject',
  DocumentReference: 'subject',
  Coverage: 'beneficiary',
  ClaimResponse: 'patient',
  Claim: 'patient',
  ChargeItem: 'subject',
  AllergyIntolerance: 'patient',
  Observation: 'subject',
  Task: 'for',
};

export type Belonging = 'own' | 'other' | 'not-stated';

/** The patient a resource names, as `Patient/id`; null where it names none, or names one by identifier only. */
export function patientOf(resource: RawResource, base: URL): string | null {
  if (resource.resourceType === 'Patient') {
    const { id } = resource;
    return typeof id === 'string' ? `Patient/${id}` : null;
  }
  const element = PATIENT_ELEMENT[resource.resourceType];
  const named: unknown = element === undefined ? undefined : resource[element];
  if (typeof named !== 'object' || named === null || !('reference' in named)) return null;
  const { reference } = named;
  if (typeof reference !== 'string') return null;
  // Another server's patient is not null: it is named, and it is not ours.
  return localReference(reference, base) ?? reference;
}

/** Whether a resource is about the patient being read. `not-stated` is not a yes. */
export function belongingOf(resource: RawResource, patient: string, base: URL): Belonging {
  const { resourceType } = resource;
  if (resourceType !== 'Patient' && PATIENT_ELEMENT[resourceType] === undefined) return 'own';
  const named = patientOf(resource, base);
  if (named === null) return 'not-stated';
  return named === patient ? 'own' : 'other';
}
