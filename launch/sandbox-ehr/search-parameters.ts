/** How a search parameter is compared, and the elements it looks at. Source: FHIR R4 search parameter registry. */
export interface SearchParameter {
  readonly kind: 'token' | 'reference' | 'date' | 'string';
  readonly paths: readonly string[];
}

const token = (...paths: string[]): SearchParameter => ({ kind: 'token', paths });
const reference = (...paths: string[]): SearchParameter => ({ kind: 'reference', paths });
const date = (...paths: string[]): SearchParameter => ({ kind: 'date', paths });
const string = (...paths: string[]): SearchParameter => ({ kind: 'string', paths });

const EVERY = { _id: token('id'), _lastUpdated: date('meta.lastUpdated') };
const bySubject = { patient: reference('subject'), subject: reference('subject') };

export const SEARCH_PARAMETERS: Readonly<Record<string, Readonly<Record<string, SearchParameter>>>> = {
  Patient: {
    ...EVERY,
    identifier: token('identifier'),
    birthdate: date('birthDate'),
    family: string('name.family'),
    given: string('name.given'),
    name: string('name.family', 'name.given', 'name.text'),
  },
  Encounter: {
    ...EVERY,
    ...bySubject,
    date: date('period'),
    participant: reference('participant.individual'),
    practitioner: reference('participant.individual'),
    status: token('status'),
    class: token('class'),
    identifier: token('identifier'),
  },
  MedicationAdministration: {
    ...EVERY,
    ...bySubject,
    context: reference('context'),
    'effective-time': date('effectiveDateTime', 'effectivePeriod'),
    status: token('status'),
    performer: reference('performer.actor'),
    request: reference('request'),
    medication: reference('medicationReference'),
    code: token('medicationCodeableConcept'),
  },
  Medication: { ...EVERY, code: token('code') },
  Procedure: {
    ...EVERY,
    ...bySubject,
    date: date('performedDateTime', 'performedPeriod'),
    encounter: reference('encounter'),
    category: token('category'),
    code: token('code'),
    status: token('status'),
    identifier: token('identifier'),
  },
  Condition: {
    ...EVERY,
    ...bySubject,
    encounter: reference('encounter'),
    category: token('category'),
    'clinical-status': token('clinicalStatus'),
    code: token('code'),
    'onset-date': date('onsetDateTime', 'onsetPeriod'),
    'recorded-date': date('recordedDate'),
  },
  MedicationRequest: {
    ...EVERY,
    ...bySubject,
    encounter: reference('encounter'),
    status: token('status'),
    intent: token('intent'),
    category: token('category'),
    authoredon: date('authoredOn'),
    date: date('authoredOn'),
    medication: reference('medicationReference'),
  },
  MedicationStatement: {
    ...EVERY,
    ...bySubject,
    context: reference('context'),
    status: token('status'),
    effective: date('effectiveDateTime', 'effectivePeriod'),
  },
  MedicationDispense: {
    ...EVERY,
    ...bySubject,
    context: reference('context'),
    status: token('status'),
    whenhandedover: date('whenHandedOver'),
    prescription: reference('authorizingPrescription'),
  },
  ServiceRequest: {
    ...EVERY,
    ...bySubject,
    encounter: reference('encounter'),
    authored: date('authoredOn'),
    category: token('category'),
    status: token('status'),
    code: token('code'),
  },
  DocumentReference: {
    ...EVERY,
    ...bySubject,
    encounter: reference('context.encounter'),
    date: date('date'),
    period: date('context.period'),
    type: token('type'),
    category: token('category'),
    status: token('status'),
    docstatus: token('docStatus'),
    author: reference('author'),
  },
  Coverage: {
    ...EVERY,
    patient: reference('beneficiary'),
    beneficiary: reference('beneficiary'),
    status: token('status'),
  },
  ClaimResponse: {
    ...EVERY,
    patient: reference('patient'),
    created: date('created'),
    status: token('status'),
    use: token('use'),
  },
  Claim: {
    ...EVERY,
    patient: reference('patient'),
    created: date('created'),
    status: token('status'),
    use: token('use'),
    encounter: reference('item.encounter'),
  },
  ChargeItem: {
    ...EVERY,
    ...bySubject,
    context: reference('context'),
    account: reference('account'),
    occurrence: date('occurrenceDateTime', 'occurrencePeriod'),
    code: token('code'),
  },
  AllergyIntolerance: {
    ...EVERY,
    patient: reference('patient'),
    'clinical-status': token('clinicalStatus'),
    category: token('category'),
  },
  Practitioner: { ...EVERY, identifier: token('identifier'), name: string('name.family', 'name.given') },
  Organization: { ...EVERY, identifier: token('identifier'), name: string('name') },
  Observation: {
    ...EVERY,
    ...bySubject,
    encounter: reference('encounter'),
    category: token('category'),
    code: token('code'),
    date: date('effectiveDateTime', 'effectivePeriod'),
    status: token('status'),
  },
  List: { ...EVERY, ...bySubject, code: token('code'), status: token('status'), title: string('title') },
  Task: {
    ...EVERY,
    patient: reference('for'),
    owner: reference('owner'),
    status: token('status'),
    encounter: reference('encounter'),
    code: token('code'),
  },
  Binary: { _id: token('id') },
};

/** Every type the sandbox holds. */
export const SANDBOX_TYPES: readonly string[] = Object.keys(SEARCH_PARAMETERS);

/** Where each type names its patient; a type missing here belongs to nobody (Practitioner, Medication, List of patients). */
export const PATIENT_PATHS: Readonly<Record<string, string>> = {
  Patient: 'id',
  Encounter: 'subject.reference',
  MedicationAdministration: 'subject.reference',
  Procedure: 'subject.reference',
  Condition: 'subject.reference',
  MedicationRequest: 'subject.reference',
  MedicationStatement: 'subject.reference',
  MedicationDispense: 'subject.reference',
  ServiceRequest: 'subject.reference',
  DocumentReference: 'subject.reference',
  Coverage: 'beneficiary.reference',
  ClaimResponse: 'patient.reference',
  Claim: 'patient.reference',
  ChargeItem: 'subject.reference',
  AllergyIntolerance: 'patient.reference',
  Observation: 'subject.reference',
  Task: 'for.reference',
};
