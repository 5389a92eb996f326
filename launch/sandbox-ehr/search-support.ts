import type { Personality } from './personality.ts';
import { SANDBOX_TYPES, SEARCH_PARAMETERS } from './search-parameters.ts';

/** What one server offers for one resource type. */
export interface TypeSupport {
  readonly read: boolean;
  /** Parameters it accepts; empty where search is not offered. */
  readonly search: readonly string[];
  /** At least one of these must be sent; empty where nothing is required. */
  readonly oneOf: readonly string[];
  readonly include: readonly string[];
  /** `_include` stands in the CapabilityStatement and does nothing. */
  readonly includeHonoured: boolean;
}

const support = (search: readonly string[], rest: Partial<TypeSupport> = {}): TypeSupport => ({
  read: true,
  search,
  oneOf: search.includes('patient') ? ['patient', '_id'] : [],
  include: [],
  includeHonoured: false,
  ...rest,
});
const readOnly = support([]);

const MEDICATION_INCLUDES = [
  'MedicationAdministration:medication',
  'MedicationRequest:medication',
  'MedicationAdministration:request',
];

/** Source: the vendor table of this project's specification; parameters by type from published CapabilityStatements. */
const EPIC: Readonly<Record<string, TypeSupport>> = {
  Patient: support(['_id', 'identifier', 'birthdate', 'family', 'given']),
  Encounter: support(['_id', 'patient', 'subject', 'date', 'class', 'identifier']),
  MedicationAdministration: support(
    ['_id', 'patient', 'subject', 'context', 'effective-time', 'performer', 'request', 'status'],
    { include: MEDICATION_INCLUDES },
  ),
  Medication: readOnly,
  // encounter and status stand in the CapabilityStatement and in no documentation.
  Procedure: support([
    '_id',
    'patient',
    'subject',
    'category',
    'code',
    'date',
    'identifier',
    'encounter',
    'status',
  ]),
  Condition: support([
    '_id',
    'patient',
    'subject',
    'category',
    'clinical-status',
    'code',
    'encounter',
    'onset-date',
    'recorded-date',
  ]),
  MedicationRequest: support(['_id', 'patient', 'subject', 'category', 'date', 'intent', 'status'], {
    include: ['MedicationRequest:medication'],
  }),
  MedicationDispense: support(['_id', 'patient', 'subject', 'status']),
  ServiceRequest: support(['_id', 'patient', 'subject', 'category', 'status', 'encounter']),
  DocumentReference: support([
    '_id',
    'patient',
    'subject',
    'author',
    'category',
    'date',
    'docstatus',
    'encounter',
    'period',
    'status',
    'type',
  ]),
  Binary: readOnly,
  Coverage: support(['_id', 'patient', 'beneficiary', 'status']),
  Claim: support(['_id']),
  AllergyIntolerance: support(['_id', 'patient', 'clinical-status']),
  Practitioner: support(['_id', 'identifier', 'name']),
  Organization: support(['_id', 'identifier', 'name']),
  Observation: support(['_id', 'patient', 'subject', 'category', 'code', 'date', 'encounter']),
  List: support(['_id', 'code', 'subject', 'title']),
  Task: support(['_id', 'patient', 'owner', 'status', 'encounter']),
};

const ORACLE: Readonly<Record<string, TypeSupport>> = {
  Patient: support(['_id', 'identifier', 'birthdate', 'family', 'given', 'name']),
  Encounter: support(['_id', 'patient', 'subject', 'date', 'status', '_lastUpdated']),
  MedicationAdministration: support(['_id', 'patient', 'status', 'performer', 'effective-time'], {
    oneOf: ['patient'],
  }),
  Procedure: support(['_id', 'patient', 'subject', 'date', '_lastUpdated']),
  Condition: support(['_id', 'patient', 'subject', 'encounter', 'category', 'clinical-status']),
  MedicationRequest: support(['_id', 'patient', 'intent', 'status', '_lastUpdated']),
  MedicationDispense: support(['_id', 'patient', 'status', '_lastUpdated']),
  ServiceRequest: support(['_id', 'patient', 'category', 'status', 'authored']),
  DocumentReference: support([
    '_id',
    'patient',
    'encounter',
    'type',
    'category',
    'date',
    'period',
    'status',
    '_lastUpdated',
  ]),
  Binary: readOnly,
  Coverage: support(['_id', 'patient', 'status']),
  ChargeItem: support(['_id', 'context', 'account'], { oneOf: ['_id', 'context', 'account'] }),
  AllergyIntolerance: support(['_id', 'patient', 'clinical-status']),
  Practitioner: support(['_id', 'identifier', 'name']),
  Organization: support(['_id', 'identifier']),
  Observation: support(['_id', 'patient', 'category', 'code', 'date', '_lastUpdated']),
};

const MEDITECH: Readonly<Record<string, TypeSupport>> = {
  Patient: support(['_id', 'identifier', 'birthdate', 'name', 'family', 'given']),
  Encounter: support(['_id', 'patient', 'date', 'class', 'identifier', 'status']),
  Medication: readOnly,
  Procedure: support(['_id', 'patient', 'date', 'code', 'status']),
  Condition: support([
    '_id',
    'patient',
    'category',
    'clinical-status',
    'code',
    'onset-date',
    'recorded-date',
  ]),
  MedicationRequest: support(['_id', 'patient', 'encounter', 'intent', 'status', 'authoredon']),
  MedicationDispense: support(['_id', 'patient', 'status']),
  ServiceRequest: support(['_id', 'patient', 'category', 'code', 'authored', 'status']),
  DocumentReference: support(['_id', 'patient', 'encounter', 'type', 'category', 'date', 'status']),
  Binary: readOnly,
  Coverage: support(['_id', 'patient']),
  AllergyIntolerance: support(['_id', 'patient', 'clinical-status']),
  Practitioner: support(['_id', 'identifier', 'name']),
  Organization: support(['_id', 'name']),
  Observation: support(['_id', 'patient', 'category', 'code', 'date', 'status']),
};

const HAPI: Readonly<Record<string, TypeSupport>> = Object.fromEntries(
  SANDBOX_TYPES.map((type) => [
    type,
    support(type === 'Binary' ? [] : Object.keys(SEARCH_PARAMETERS[type] ?? {}), {
      oneOf: [],
      include: MEDICATION_INCLUDES.filter((include) => include.startsWith(`${type}:`)),
      includeHonoured: true,
    }),
  ]),
);

const SUPPORT: Readonly<Record<Personality, Readonly<Record<string, TypeSupport>>>> = {
  'epic-like': EPIC,
  'oracle-like': ORACLE,
  'meditech-like': MEDITECH,
  'hapi-like': HAPI,
};

/** What the server offers for a type, or null where it does not know the type. */
export const supportFor = (personality: Personality, type: string): TypeSupport | null =>
  SUPPORT[personality][type] ?? null;

export const supportedTypes = (personality: Personality): readonly string[] =>
  Object.keys(SUPPORT[personality]);
