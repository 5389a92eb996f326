import type { RawResource } from '../facts/chart.ts';
import type { SourceType } from '../vocab/completeness.ts';
import type { ReadingSettings } from './configuration.ts';
import { isResource } from './fhir/bundle.ts';
import { COMPLETE, endingOfFailure, partial, type Ending } from './fhir/completeness.ts';
import type { Answer, Connection, RequestFailure } from './fhir/connection.ts';
import { localReference } from './fhir/inside-base.ts';
import { inFlight } from './in-flight.ts';
import { noteAddresses } from './note-bodies.ts';
import type { ReadOptions } from './session.ts';
import type { Source } from './settle-sources.ts';
import { fields, list } from './fhir/json.ts';

/** What the second round needs: the first round's resources and what may be read. */
export interface ReferencedParts {
  readonly connection: Connection;
  readonly settings: ReadingSettings;
  /** Why a type may not be read, or null. Matters only where something of that type is referenced. */
  readonly refusal: (type: SourceType) => Ending | null;
  readonly encounter: string | null;
  readonly resources: readonly RawResource[];
  readonly options: ReadOptions;
}

/** Requests at a time, and the most references read: a chart of years names hundreds of medications. */
const AT_ONCE = 5;
const MOST = 300;

interface Wanted {
  readonly type: 'Medication' | 'Practitioner' | 'Organization' | 'Binary';
  /** `Type/id`, or the address of a note body. */
  readonly address: string;
}

/**
 * Reads medications that are neither contained nor already there, the names of who gave the injection or pays for it,
 * and the bodies of this encounter's notes. Each address once; logical references stay unresolved, they are not guessed.
 */
export async function readReferenced(parts: ReferencedParts): Promise<readonly Source[]> {
  const { named, elsewhere } = collect(parts);
  const asked = named.filter((one) => parts.refusal(one.type) === null).slice(0, MOST);
  const results = await inFlight(asked, AT_ONCE, (wanted) => readOne(parts, wanted));
  return (['Medication', 'Practitioner', 'Organization', 'Binary'] as const).map((type) => {
    const wanted = named.filter((one) => one.type === type).length;
    const own = results.filter((one) => one.type === type);
    const outside = elsewhere.filter((one) => one === type).length;
    const refusal = wanted > 0 ? parts.refusal(type) : null;
    const resources = own.flatMap((one) => (one.resource ? [one.resource] : []));
    parts.options.onProgress?.({ type, read: resources.length, state: 'done' });
    return { type, resources, ending: refusal ?? endingOf(own, wanted, outside) };
  });
}

interface ReadOne {
  readonly type: Wanted['type'];
  readonly resource: RawResource | null;
  readonly failure: RequestFailure | null;
}

/** Complete when nothing was missing; one kind of failure for all keeps its kind; anything mixed is partial. */
function endingOf(own: readonly ReadOne[], wanted: number, outside: number): Ending {
  const failures = own.map((one) => one.failure).filter((one) => one !== null);
  const cut = wanted - own.length;
  const missing = failures.length + cut + outside;
  if (missing === 0) return COMPLETE;
  const kinds = new Set(failures.map((failure) => failure.kind));
  const [first] = failures;
  if (first && kinds.size === 1 && missing === wanted && outside === 0) return endingOfFailure(first);
  const why = outside > 0 ? ' Some point to another server, which is never asked with this session.' : '';
  return partial(`${missing} of ${wanted + outside} could not be read.${why}`);
}

/** A bare reference: one that must be read to be known. */
const bare = (value: unknown): string | null => {
  const { reference } = fields(value);
  return typeof reference === 'string' && !/^(#|urn:)/.test(reference) ? reference : null;
};
/** A name is enough to show a person or a payer; only a reference without one is read. */
const nameless = (value: unknown): string | null =>
  typeof fields(value)['display'] === 'string' ? null : bare(value);

function referencesOf(resource: RawResource): readonly (readonly [Wanted['type'], string | null])[] {
  switch (resource.resourceType) {
    case 'MedicationAdministration':
      return [
        ['Medication', bare(resource['medicationReference'])],
        ...list(resource['performer']).map(
          (one) => ['Practitioner', nameless(fields(one)['actor'])] as const,
        ),
      ];
    case 'MedicationRequest':
      return [
        ['Medication', bare(resource['medicationReference'])],
        ['Practitioner', nameless(resource['requester'])],
      ];
    case 'MedicationDispense':
    case 'MedicationStatement':
      return [['Medication', bare(resource['medicationReference'])]];
    case 'Coverage':
      return list(resource['payor']).map((one) => ['Organization', nameless(one)] as const);
    default:
      return [];
  }
}

/** Administrations first, then orders: where the limit cuts, it cuts what matters least. */
const FIRST = ['MedicationAdministration', 'Coverage', 'MedicationRequest'];
const inOrder = (resources: readonly RawResource[]): readonly RawResource[] => [
  ...FIRST.flatMap((type) => resources.filter((resource) => resource.resourceType === type)),
  ...resources.filter((resource) => !FIRST.includes(resource.resourceType)),
];

interface Collected {
  readonly named: readonly Wanted[];
  /** Types of references that lead to other servers. */
  readonly elsewhere: readonly Wanted['type'][];
}

function collect({ connection, resources, encounter }: ReferencedParts): Collected {
  const present = new Set(resources.map((one) => `${one.resourceType}/${String(one['id'])}`));
  const wanted = new Map<string, Wanted>();
  const elsewhere = new Map<string, Wanted['type']>();
  const want = (type: Wanted['type'], reference: string): void => {
    const local = localReference(reference, connection.base);
    if (local === null) elsewhere.set(reference, type);
    else if (local.startsWith(`${type}/`) && !present.has(local)) wanted.set(local, { type, address: local });
  };
  for (const resource of inOrder(resources)) {
    for (const [type, reference] of referencesOf(resource)) if (reference !== null) want(type, reference);
  }
  for (const address of noteAddresses(resources, encounter)) want('Binary', address);
  return { named: [...wanted.values()], elsewhere: [...elsewhere.values()] };
}

async function readOne({ connection, settings, options }: ReferencedParts, wanted: Wanted): Promise<ReadOne> {
  const { type, address } = wanted;
  const note = type === 'Binary';
  const answer = await connection.get(address, {
    signal: options.signal,
    ...(note ? { maxBytes: settings.maxNoteBytes } : {}),
  });
  if (!answer.ok) return { type, resource: null, failure: answer };
  const resource = resourceOf(answer, wanted);
  return resource ? { type, resource, failure: null } : { type, resource: null, failure: notAsked };
}

const notAsked: RequestFailure = {
  ok: false,
  kind: 'failed',
  status: null,
  reason: 'The answer is not the record asked for.',
};

/** The resource asked for; the raw content of a Binary is put into one, because servers may answer either way. */
function resourceOf(answer: Answer, { type, address }: Wanted): RawResource | null {
  if (!answer.ok) return null;
  const { body } = answer;
  if (body.kind === 'json')
    return isResource(body.value) && body.value.resourceType === type ? body.value : null;
  if (body.kind !== 'raw' || type !== 'Binary') return null;
  const id = address.slice(address.indexOf('/') + 1);
  return { resourceType: 'Binary', id, contentType: body.contentType, data: base64(body.bytes) };
}

function base64(bytes: Uint8Array): string {
  let binary = '';
  // In slices: spreading a whole note into one call would overflow the stack.
  for (let at = 0; at < bytes.length; at += 0x8000) {
    binary += String.fromCodePoint(...bytes.subarray(at, at + 0x8000));
  }
  return btoa(binary);
}
