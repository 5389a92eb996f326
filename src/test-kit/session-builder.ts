import { completeIssuer, type IssuerConfiguration } from '../ehr/configuration.ts';
import type { FhirReader, Session } from '../ehr/session.ts';
import { SOURCE_TYPES } from '../vocab/completeness.ts';

/** An issuer with defaults, as `config.json` would give it. */
export const anIssuer = (change: Partial<IssuerConfiguration> = {}): IssuerConfiguration => ({
  ...completeIssuer({ iss: 'https://ehr.test/fhir', clientId: 'injectcheck' }),
  ...change,
});

const refuse = (): never => {
  throw new Error('This test did not say what the reader answers.');
};

/** A reader that answers only what the test gives it. */
export const aReader = (answers: Partial<FhirReader> = {}): FhirReader => ({
  readChart: refuse,
  readIdentity: refuse,
  listEncounters: refuse,
  readNoteState: refuse,
  listWorklist: refuse,
  ...answers,
});

/** A ready clinician session with an encounter. */
export const aSession = (change: Partial<Session> = {}): Session => ({
  id: 'session-1',
  persona: 'clinician',
  iss: 'https://ehr.test/fhir',
  patient: 'Patient/p1',
  encounter: 'Encounter/e1',
  fhirUser: 'Practitioner/d1',
  needPatientBanner: true,
  smartStyleUrl: null,
  intent: null,
  startScreen: 'sign-check',
  focus: [],
  issuer: anIssuer(),
  sandbox: false,
  expiresAt: null,
  granted: new Set(SOURCE_TYPES),
  client: aReader(),
  readSite: () => Promise.resolve(null),
  ...change,
});
