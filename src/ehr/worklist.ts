import type { RawResource } from '../facts/chart.ts';
import type { IssuerConfiguration } from './configuration.ts';
import { isResource } from './fhir/bundle.ts';
import type { Connection } from './fhir/connection.ts';
import { FHIR_ID, localReference } from './fhir/inside-base.ts';
import { searchAll, type Search, type SearchResult } from './fhir/search-all.ts';
import { inFlight } from './in-flight.ts';
import { clinicianOf } from './list-encounters.ts';
import { patientOf } from './own-patient.ts';
import type { WorklistEntry } from './session.ts';
import { fields, list } from './fhir/json.ts';

/** Where a worklist comes from and how it is reported. */
export interface WorklistParts {
  readonly connection: Connection;
  readonly issuer: IssuerConfiguration;
  readonly fhirUser: string | null;
  readonly now: () => number;
  readonly signal: AbortSignal;
  readonly onFound: (found: readonly WorklistEntry[]) => void;
  /** Told of every encounter met, so that its chart is read over the right window. */
  readonly onEncounter: (encounter: RawResource) => void;
}

export interface WorklistEnd {
  readonly complete: boolean;
  readonly reason: string | null;
}

const WHOLE: WorklistEnd = { complete: true, reason: null };
const AT_ONCE = 4;
const DAY_MS = 86_400_000;
const DEFAULT_DAYS = 30;

const incomplete = (reason: string | null): WorklistEnd => ({
  complete: false,
  reason: reason ?? 'The list is not complete.',
});

/**
 * Lists the encounters to review from the site's source. Every entry carries the patient its own Encounter names:
 * the chart is then read and checked against that patient and no other.
 */
export async function listWorklist(parts: WorklistParts, pasted: string | null): Promise<WorklistEnd> {
  if (pasted !== null) return fromIds(parts, pasted);
  const { worklist } = parts.issuer;
  switch (worklist.source) {
    case 'pasted':
      return WHOLE;
    case 'list':
      return fromList(parts, worklist.list);
    case 'tasks':
      return fromTasks(parts);
    case 'encounters':
      return fromEncounters(parts, worklist.practitioners ?? [], worklist.days ?? DEFAULT_DAYS);
    default:
      return worklist satisfies never;
  }
}

/** Reads a search outside any one chart: its own limits apply. */
function search(
  parts: WorklistParts,
  asked: Search,
  onMatches: (matches: readonly RawResource[]) => void = () => undefined,
): Promise<SearchResult> {
  const { reading } = parts.issuer;
  return searchAll(parts.connection, asked, {
    signal: parts.signal,
    onMatches,
    maxPages: reading.maxPages,
    budget: {
      resourcesLeft: reading.maxResources,
      endsAt: parts.now() + reading.maxSeconds * 1000,
      now: parts.now,
    },
  });
}

function found(parts: WorklistParts, encounters: readonly RawResource[]): void {
  const entries = encounters.flatMap((encounter): WorklistEntry[] => {
    const patient = patientOf(encounter, parts.connection.base);
    const { id } = encounter;
    if (!patient?.startsWith('Patient/') || typeof id !== 'string' || !FHIR_ID.test(id)) return [];
    parts.onEncounter(encounter);
    const { start } = fields(encounter['period']);
    return [
      {
        patient,
        encounter: `Encounter/${id}`,
        start: typeof start === 'string' ? start : null,
        clinician: clinicianOf(encounter),
      },
    ];
  });
  if (entries.length > 0) parts.onFound(entries);
}

async function read(parts: WorklistParts, reference: string): Promise<RawResource | string> {
  const answer = await parts.connection.get(reference, { signal: parts.signal });
  if (!answer.ok) return answer.reason;
  const value = answer.body.kind === 'json' ? answer.body.value : null;
  return isResource(value) && reference.startsWith(`${value.resourceType}/`)
    ? value
    : 'The answer is not the record asked for.';
}

/** Reads each reference as an Encounter; counts those that could not be. */
async function readEncounters(parts: WorklistParts, references: readonly string[]): Promise<WorklistEnd> {
  const lost = await inFlight(references, AT_ONCE, async (reference) => {
    const encounter = await read(parts, reference);
    if (typeof encounter === 'string') return 1;
    found(parts, [encounter]);
    return 0;
  });
  const count = lost.reduce<number>((sum, one) => sum + one, 0);
  return count === 0 ? WHOLE : incomplete(`${count} of ${references.length} encounters could not be read.`);
}

/** Ids as people paste them: one a line, or separated by commas, semicolons or spaces; with or without `Encounter/`. */
export function readPastedIds(pasted: string): { readonly ids: readonly string[]; readonly refused: number } {
  const words = pasted.split(/[\s,;]+/).filter((word) => word !== '');
  const bare = words.map((word) => word.replace(/^Encounter\//, ''));
  const ids = [...new Set(bare.filter((id) => FHIR_ID.test(id)))];
  return { ids, refused: bare.filter((id) => !FHIR_ID.test(id)).length };
}

async function fromIds(parts: WorklistParts, pasted: string): Promise<WorklistEnd> {
  const { ids, refused } = readPastedIds(pasted);
  const end = await readEncounters(
    parts,
    ids.map((id) => `Encounter/${id}`),
  );
  if (refused === 0) return end;
  return incomplete([`${refused} of the pasted words are no ids.`, end.reason].filter(Boolean).join(' '));
}

const since = (parts: WorklistParts, days: number): string =>
  `ge${new Date(parts.now() - days * DAY_MS).toISOString().slice(0, 19)}Z`;

/** The recent encounters of each patient; streamed patient by patient. */
async function ofPatients(parts: WorklistParts, patients: readonly string[]): Promise<WorklistEnd> {
  const reasons = await inFlight(patients, AT_ONCE, async (patient) => {
    const { resources, ending } = await search(parts, {
      type: 'Encounter',
      parameters: [
        ['patient', patient.slice('Patient/'.length)],
        ['date', since(parts, DEFAULT_DAYS)],
        ['_count', String(parts.issuer.reading.pageSize)],
      ],
    });
    // A server that answers with another patient's encounter must not put it on the list under this one.
    found(
      parts,
      resources.filter((one) => patientOf(one, parts.connection.base) === patient),
    );
    return ending.completeness === 'complete' ? null : ending.reason;
  });
  const lost = reasons.filter((reason) => reason !== null);
  return lost.length === 0
    ? WHOLE
    : incomplete(
        `The encounters of ${lost.length} of ${patients.length} patients are not complete. ${lost[0]}`,
      );
}

async function fromList(parts: WorklistParts, reference: string): Promise<WorklistEnd> {
  const resource = await read(parts, reference);
  if (typeof resource === 'string') return incomplete(resource);
  const items = list(resource['entry'])
    .map(fields)
    .filter((entry) => entry['deleted'] !== true);
  const named = items.map((entry) => localOf(parts, entry['item']));
  const patients = named.filter((one) => one?.startsWith('Patient/') === true);
  const encounters = named.filter((one) => one?.startsWith('Encounter/') === true);
  const [byPatient, direct] = await Promise.all([
    ofPatients(parts, unique(patients)),
    readEncounters(parts, unique(encounters)),
  ]);
  const left = named.length - patients.length - encounters.length;
  const other = left === 0 ? null : `${left} entries of the list name neither a patient nor an encounter.`;
  return bothEnds([byPatient, direct], other);
}

const CLOSED = ['completed', 'cancelled', 'rejected', 'failed', 'entered-in-error'];

async function fromTasks(parts: WorklistParts): Promise<WorklistEnd> {
  if (parts.fhirUser === null) return incomplete('The login did not say whose tasks to list.');
  const { resources, ending } = await search(parts, {
    type: 'Task',
    parameters: [
      ['owner', parts.fhirUser],
      ['_count', String(parts.issuer.reading.pageSize)],
    ],
  });
  const open = resources.filter((task) => !CLOSED.includes(String(task['status'])));
  const encounters = open.map((task) => localOf(parts, task['encounter']) ?? localOf(parts, task['focus']));
  const named = encounters.filter((one) => one?.startsWith('Encounter/') === true);
  const others = open.filter((_, at) => encounters[at]?.startsWith('Encounter/') !== true);
  const patients = others.map((task) => localOf(parts, task['for'])).filter((one) => one !== null);
  const ends = await Promise.all([readEncounters(parts, unique(named)), ofPatients(parts, unique(patients))]);
  return bothEnds(ends, ending.completeness === 'complete' ? null : ending.reason);
}

async function fromEncounters(
  parts: WorklistParts,
  practitioners: readonly string[],
  days: number,
): Promise<WorklistEnd> {
  const asked = practitioners.length === 0 ? [null] : practitioners;
  const reasons = await inFlight(asked, AT_ONCE, async (practitioner) => {
    const asked: Search = {
      type: 'Encounter',
      parameters: [
        ['date', since(parts, days)],
        ...(practitioner === null ? [] : ([['participant', practitioner]] as const)),
        ['_count', String(parts.issuer.reading.pageSize)],
      ],
    };
    // Shown page by page: ten thousand encounters are a hundred pages.
    const { ending } = await search(parts, asked, (matches) => found(parts, matches));
    return ending.completeness === 'complete' ? null : ending.reason;
  });
  const lost = reasons.find((reason) => reason !== null);
  return lost === undefined ? WHOLE : incomplete(lost);
}

function localOf(parts: WorklistParts, element: unknown): string | null {
  const { reference } = fields(element);
  return typeof reference === 'string' ? localReference(reference, parts.connection.base) : null;
}

const unique = (references: readonly (string | null)[]): readonly string[] => [
  ...new Set(references.filter((one) => one !== null)),
];

function bothEnds(ends: readonly WorklistEnd[], more: string | null): WorklistEnd {
  const reasons = [...ends.map((end) => end.reason), more].filter((reason) => reason !== null);
  return reasons.length === 0 ? WHOLE : incomplete(reasons.join(' '));
}
