import type { Chart, RawResource } from '../facts/chart.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { IssuerConfiguration } from './configuration.ts';
import { COMPLETE, endingOfFailure, partial, together, type Ending } from './fhir/completeness.ts';
import type { Connection } from './fhir/connection.ts';
import { FHIR_ID } from './fhir/inside-base.ts';
import { searchAll, type Budget, type Search, type SearchResult } from './fhir/search-all.ts';
import { isResource } from './fhir/bundle.ts';
import { belongingOf } from './own-patient.ts';
import {
  earlierStretch,
  isWindowed,
  searchFor,
  searchOfEncounter,
  SEARCHED,
  windowFor,
  type SearchedType,
  type SearchSubject,
  type Window,
} from './reading-plan.ts';
import { readReferenced } from './read-referenced.ts';
import type { Access } from './scopes.ts';
import type { FhirReader, ReadOptions } from './session.ts';
import { settleSources, statusOf, type Source } from './settle-sources.ts';

export interface ChartParts {
  readonly connection: Connection;
  readonly issuer: IssuerConfiguration;
  readonly access: ReadonlyMap<SourceType, Access>;
  readonly now: () => number;
  /** Start of encounters already seen (picker, worklist), so that the window fits them at once. */
  readonly knownStarts: ReadonlyMap<string, number>;
  readonly onEncounter: (encounter: RawResource) => void;
}

type Subject = Parameters<FhirReader['readChart']>[0];

const NOT_GRANTED: Ending = { completeness: 'denied', reason: 'The login did not grant this to the app.' };
const NOT_WANTED: Ending = { completeness: 'unsupported', reason: 'Not read at this site.' };
const NARROWED = partial('The login granted only a part of this to the app.');

/**
 * Reads one chart. All first-round requests leave together; a second round reads what was only referenced (and, for an
 * encounter older than expected, the earlier stretch). Each source ends for itself: a failure here is a status there,
 * never an exception, except when the session itself has ended or the caller aborts.
 */
export async function readChart(parts: ChartParts, subject: Subject, options: ReadOptions): Promise<Chart> {
  const stop = new AbortController();
  const signal = AbortSignal.any([options.signal, stop.signal]);
  const reading = new ChartReading(parts, subject, { ...options, signal });
  const readAt = new Date(parts.now()).toISOString();
  let sources: readonly Source[];
  try {
    const first = await reading.firstRound();
    const second = await reading.secondRound(first);
    sources = settleSources([...first, ...second], (type) => reading.refusal(type));
    for (const one of sources.flatMap((source) => source.resources)) {
      if (one.resourceType === 'Encounter') parts.onEncounter(one);
    }
  } catch (error) {
    // The session ended or the caller left: the requests still under way have nobody to answer to.
    stop.abort();
    throw error;
  }
  return {
    patient: subject.patient,
    encounter: subject.encounter,
    serviceDate: subject.encounter === null ? subject.serviceDate : null,
    resources: sources.flatMap((source) => source.resources),
    sources: sources.map(statusOf),
    droppedWrongPatient: reading.dropped,
    readAt,
  };
}

const idOf = (reference: string): string => reference.slice(reference.indexOf('/') + 1);

class ChartReading {
  dropped = 0;
  readonly #parts: ChartParts;
  readonly #subject: Subject;
  readonly #options: ReadOptions;
  readonly #budget: Budget;
  readonly #window: Window;

  constructor(parts: ChartParts, subject: Subject, options: ReadOptions) {
    this.#parts = parts;
    this.#subject = subject;
    this.#options = options;
    const { reading } = parts.issuer;
    const now = parts.now();
    this.#budget = {
      resourcesLeft: reading.maxResources,
      endsAt: now + reading.maxSeconds * 1000,
      now: parts.now,
    };
    const anchor =
      subject.encounter === null ? dayStart(subject.serviceDate) : parts.knownStarts.get(subject.encounter);
    this.#window = windowFor(reading, now, anchor ?? null);
  }

  /** Everything at once: no answer is waited for before the next request leaves. */
  firstRound(): Promise<readonly Source[]> {
    const { patient, encounter } = this.#subject;
    return Promise.all([
      ...SEARCHED.map((type) => this.#search(type, this.#window)),
      ...SEARCHED.flatMap((type) => this.#ofEncounter(type) ?? []),
      this.#read('Patient', patient),
      ...(encounter === null ? [] : [this.#read('Encounter', encounter)]),
    ]);
  }

  async secondRound(first: readonly Source[]): Promise<readonly Source[]> {
    const { connection, issuer } = this.#parts;
    const [referenced, earlier] = await Promise.all([
      readReferenced({
        connection,
        settings: issuer.reading,
        refusal: (type) => this.refusal(type),
        encounter: this.#subject.encounter,
        resources: first.flatMap((source) => source.resources),
        options: this.#options,
      }),
      this.#earlier(first),
    ]);
    return [...referenced, ...earlier];
  }

  /** The history an old encounter needs and the first window did not reach. */
  async #earlier(first: readonly Source[]): Promise<readonly Source[]> {
    const start = startOf(first, this.#subject.encounter);
    const stretch = start === null ? null : earlierStretch(this.#window, this.#parts.issuer.reading, start);
    if (stretch === null) return [];
    return Promise.all(SEARCHED.filter(isWindowed).map((type) => this.#search(type, stretch)));
  }

  /** Why a source is not asked for at all, or null. */
  refusal(type: SourceType): Ending | null {
    const { notRead, noteText } = this.#parts.issuer.reading;
    if (notRead.includes(type) || (type === 'Binary' && !noteText)) return NOT_WANTED;
    return this.#parts.access.get(type) === 'none' ? NOT_GRANTED : null;
  }

  async #search(type: SearchedType, window: Window): Promise<Source> {
    const refusal = this.refusal(type);
    const report = (read: number, state: 'reading' | 'done'): void =>
      this.#options.onProgress?.({ type, read, state });
    if (refusal) {
      report(0, 'done');
      return { type, resources: [], ending: refusal };
    }
    report(0, 'reading');
    const result = await this.#searchAll(searchFor(type, this.#asked(window)), (read) =>
      report(read, 'reading'),
    );
    report(result.resources.length, 'done');
    return this.#own(type, result);
  }

  /** What the window cannot find: records of the encounter without a date. Null where no such search is sent. */
  #ofEncounter(type: SearchedType): Promise<Source> | null {
    const search = this.refusal(type) ? null : searchOfEncounter(type, this.#asked(this.#window));
    return search && this.#searchAll(search, () => undefined).then((result) => this.#own(type, result));
  }

  #asked(window: Window): SearchSubject {
    const { encounter, patient } = this.#subject;
    const encounterId = encounter === null ? null : idOf(encounter);
    return { patientId: idOf(patient), encounterId, window, settings: this.#parts.issuer.reading };
  }

  #searchAll(search: Search, onPage: (read: number) => void): Promise<SearchResult> {
    return searchAll(this.#parts.connection, search, {
      signal: this.#options.signal,
      maxPages: this.#parts.issuer.reading.maxPages,
      budget: this.#budget,
      onPage,
    });
  }

  /** Keeps what names this patient; counts and drops what names another; says so where a record names nobody. */
  #own(type: SearchedType, { resources, included, ending }: SearchResult): Source {
    const { patient } = this.#subject;
    const { base } = this.#parts.connection;
    const kept: RawResource[] = [];
    let nameless = 0;
    for (const resource of [...resources, ...included]) {
      const belonging = belongingOf(resource, patient, base);
      if (belonging === 'own') kept.push(resource);
      else if (belonging === 'other') this.dropped += 1;
      else nameless += 1;
    }
    const endings = [ending];
    if (nameless > 0) endings.push(partial(`${nameless} left out because no patient is named in it.`));
    if (this.#parts.access.get(type) === 'narrowed' && ending.completeness === 'complete')
      endings.push(NARROWED);
    return { type, resources: kept, ending: together(endings) };
  }

  async #read(type: 'Patient' | 'Encounter', reference: string): Promise<Source> {
    const refusal = this.refusal(type);
    const ended = (ending: Ending, resources: readonly RawResource[] = []): Source => ({
      type,
      resources,
      ending,
      byId: reference,
    });
    if (refusal) return ended(refusal);
    const failed = (reason: string): Source => ended({ completeness: 'failed', reason });
    if (!FHIR_ID.test(idOf(reference))) return failed('The id is not a FHIR id.');
    const answer = await this.#parts.connection.get(reference, { signal: this.#options.signal });
    if (type === 'Patient') this.#options.onProgress?.({ type, read: answer.ok ? 1 : 0, state: 'done' });
    if (!answer.ok) {
      // The type is known to exist: a missing record is a failure to read it, not an EHR without the type.
      const ending = endingOfFailure(answer);
      return ended(answer.status === 404 ? { ...ending, completeness: 'failed' } : ending);
    }
    const value = answer.body.kind === 'json' ? answer.body.value : null;
    if (!isResource(value) || value.resourceType !== type)
      return failed('The answer is not the record asked for.');
    if (belongingOf(value, this.#subject.patient, this.#parts.connection.base) === 'own') {
      return ended(COMPLETE, [value]);
    }
    this.dropped += 1;
    return failed(`The ${type.toLowerCase()} of this launch belongs to another patient.`);
  }
}

const dayStart = (date: string | null): number | null => {
  const at = date === null ? Number.NaN : Date.parse(`${date}T00:00:00Z`);
  return Number.isNaN(at) ? null : at;
};

/** When the encounter began, from what was read; null when it was not read or does not say. */
function startOf(sources: readonly Source[], encounter: string | null): number | null {
  const found = sources
    .flatMap((source) => source.resources)
    .find((resource) => `${resource.resourceType}/${String(resource['id'])}` === encounter);
  return found ? encounterStart(found) : null;
}

/** Milliseconds of `Encounter.period.start`; null when absent or not a date. */
export function encounterStart(encounter: RawResource): number | null {
  const period: unknown = encounter['period'];
  const start = typeof period === 'object' && period !== null && 'start' in period ? period.start : null;
  const at = typeof start === 'string' ? Date.parse(start) : Number.NaN;
  return Number.isNaN(at) ? null : at;
}
