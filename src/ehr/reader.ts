import type { RawResource } from '../facts/chart.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { IssuerConfiguration } from './configuration.ts';
import type { Credentials } from './credentials.ts';
import { isResource } from './fhir/bundle.ts';
import { Connection, type ConnectionParts } from './fhir/connection.ts';
import { baseUrl, FHIR_ID } from './fhir/inside-base.ts';
import { searchAll, type SearchResult } from './fhir/search-all.ts';
import { noteStateOf, type NoteState } from './note-state.ts';
import { belongingOf } from './own-patient.ts';
import { encounterStart, readChart } from './read-chart.ts';
import { identityOf } from './read-identity.ts';
import { DAY_MS, instant, searchFor, windowFor, type SearchedType, type Window } from './reading-plan.ts';
import type { Access } from './scopes.ts';
import { ReadFailed, type FhirReader, type PatientIdentity, type ReadOptions } from './session.ts';

export interface ReaderParts {
  readonly issuer: IssuerConfiguration;
  readonly credentials: Credentials;
  readonly access: ReadonlyMap<SourceType, Access>;
  readonly fhirUser: string | null;
  /** For tests: clock, randomness, limits, fetch. */
  readonly connection?: Pick<ConnectionParts, 'now' | 'random' | 'limits' | 'fetch'>;
}

/** The reading side of a session: everything the queries may ask of the EHR, behind the token's one holder. */
export function createReader(parts: ReaderParts): FhirReader {
  return new Reader(parts);
}

class Reader implements FhirReader {
  readonly #parts: ReaderParts;
  readonly #connection: Connection;
  readonly #now: () => number;
  readonly #starts = new Map<string, number>();

  constructor(parts: ReaderParts) {
    this.#parts = parts;
    this.#now = parts.connection?.now ?? Date.now;
    this.#connection = new Connection({
      base: baseUrl(parts.issuer.iss),
      credentials: parts.credentials,
      ...parts.connection,
    });
  }

  readonly readChart: FhirReader['readChart'] = (subject, options) =>
    readChart(
      {
        connection: this.#connection,
        issuer: this.#parts.issuer,
        access: this.#parts.access,
        now: this.#now,
        knownStarts: this.#starts,
        onEncounter: this.#remember,
      },
      subject,
      options,
    );

  readonly readIdentity: FhirReader['readIdentity'] = async (patient, options): Promise<PatientIdentity> => {
    if (!patient.startsWith('Patient/') || !FHIR_ID.test(patient.slice('Patient/'.length))) {
      throw new ReadFailed('The patient id is not a FHIR id.');
    }
    const answer = await this.#connection.get(patient, { signal: options.signal });
    if (!answer.ok) throw new ReadFailed(answer.reason);
    const value = answer.body.kind === 'json' ? answer.body.value : null;
    if (!isResource(value) || belongingOf(value, patient, this.#connection.base) !== 'own') {
      throw new ReadFailed('The answer is not the patient asked for.');
    }
    return identityOf(value);
  };

  readonly listEncounters: FhirReader['listEncounters'] = async (patient, options) => {
    // Only a launch without an encounter asks for a choice: the others do not pay for it.
    const [{ choiceOf, newestFirst }, { resources, ending }] = await Promise.all([
      import('./list-encounters.ts'),
      this.#search('Encounter', patient, options),
    ]);
    if (ending.completeness !== 'complete' && ending.completeness !== 'partial') {
      throw new ReadFailed(ending.reason ?? 'The encounters could not be read.');
    }
    resources.forEach(this.#remember);
    return { choices: newestFirst(resources.map(choiceOf)), incomplete: ending.reason };
  };

  readonly readNoteState: FhirReader['readNoteState'] = async (
    patient,
    encounter,
    options,
  ): Promise<NoteState> => {
    if (this.#parts.access.get('DocumentReference') === 'none') return 'not-readable';
    const start = this.#starts.get(encounter);
    const window = windowFor(this.#parts.issuer.reading, this.#now(), null);
    // Polled every half minute: where the encounter's start is known, older documents are not asked for again.
    const recent = start === undefined ? window : { ...window, from: instant(start - DAY_MS) };
    const { resources, ending } = await this.#search('DocumentReference', patient, {
      ...options,
      window: recent,
    });
    return noteStateOf(resources, encounter, ending.completeness === 'complete');
  };

  readonly listWorklist: FhirReader['listWorklist'] = async (onFound, options) => {
    // Only a coder's desk lists encounters: the sidebar does not pay for it.
    const { listWorklist } = await import('./worklist.ts');
    return listWorklist(
      {
        connection: this.#connection,
        issuer: this.#parts.issuer,
        fhirUser: this.#parts.fhirUser,
        now: this.#now,
        signal: options.signal,
        onFound,
        onEncounter: this.#remember,
      },
      options.pasted ?? null,
    );
  };

  readonly #remember = (encounter: RawResource): void => {
    const start = encounterStart(encounter);
    if (start !== null) this.#starts.set(`Encounter/${String(encounter['id'])}`, start);
  };

  /** One search for this patient, as the reading plan writes it; another patient's records are left out. */
  async #search(
    type: SearchedType,
    patient: string,
    { signal, window }: ReadOptions & { readonly window?: Window },
  ): Promise<SearchResult> {
    const { reading } = this.#parts.issuer;
    if (this.#parts.access.get(type) === 'none') {
      const ending = { completeness: 'denied', reason: 'The login did not grant this to the app.' } as const;
      return { resources: [], included: [], ending };
    }
    const now = this.#now();
    const search = searchFor(type, {
      patientId: patient.slice('Patient/'.length),
      encounterId: null,
      window: window ?? windowFor(reading, now, null),
      settings: reading,
    });
    const result = await searchAll(this.#connection, search, {
      signal,
      maxPages: reading.maxPages,
      budget: {
        resourcesLeft: reading.maxResources,
        endsAt: now + reading.maxSeconds * 1000,
        now: this.#now,
      },
    });
    const own = (one: RawResource): boolean => belongingOf(one, patient, this.#connection.base) === 'own';
    return { ...result, resources: result.resources.filter(own) };
  }
}
