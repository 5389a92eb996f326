import type { Chart, RawResource } from '../facts/chart.ts';
import { SOURCE_TYPES, type SourceStatus, type SourceType } from '../vocab/completeness.ts';

/** What every CDS Hooks request carries, as far as this service reads it. Shapes inside `prefetch` are not trusted. */
export interface HookRequest {
  readonly hook: string;
  readonly context: { readonly patientId: string; readonly encounterId?: string };
  /** Prefetch key to resource, Bundle or null; keys are those of {@link PREFETCH}. */
  readonly prefetch: Readonly<Record<string, unknown>>;
}

/** Prefetch templates by key. One search a source; dates are left to the server, so a look-back is never claimed. */
export const PREFETCH = {
  Patient: 'Patient/{{context.patientId}}',
  Encounter: 'Encounter/{{context.encounterId}}',
  MedicationAdministration: 'MedicationAdministration?patient={{context.patientId}}',
  Procedure: 'Procedure?patient={{context.patientId}}',
  Condition: 'Condition?patient={{context.patientId}}',
  MedicationRequest: 'MedicationRequest?patient={{context.patientId}}',
  DocumentReference: 'DocumentReference?patient={{context.patientId}}',
} as const satisfies Partial<Record<SourceType, string>>;

const isResource = (value: unknown): value is RawResource =>
  typeof value === 'object' &&
  value !== null &&
  'resourceType' in value &&
  typeof value.resourceType === 'string';

interface Read {
  readonly resources: readonly RawResource[];
  readonly status: SourceStatus;
}

const status = (
  type: SourceType,
  completeness: SourceStatus['completeness'],
  reason: string | null,
  count: number,
): SourceStatus => ({ type, completeness, reason, count });

function readSource(type: SourceType, value: unknown): Read {
  if (!(type in PREFETCH))
    return { resources: [], status: status(type, 'unsupported', 'Not part of this hook.', 0) };
  if (!isResource(value))
    return { resources: [], status: status(type, 'failed', 'The EHR sent nothing for it.', 0) };
  if (value.resourceType === 'OperationOutcome')
    return { resources: [], status: status(type, 'denied', 'The EHR refused it.', 0) };
  if (value.resourceType !== 'Bundle')
    return { resources: [value], status: status(type, 'complete', null, 1) };
  const entries = Array.isArray(value['entry']) ? (value['entry'] as readonly unknown[]) : [];
  const found = entries.map((entry) => (entry as { resource?: unknown } | null)?.resource).filter(isResource);
  const resources = found.filter((one) => one.resourceType !== 'OperationOutcome');
  const links = Array.isArray(value['link']) ? (value['link'] as readonly unknown[]) : [];
  const more = links.some((link) => (link as { relation?: unknown } | null)?.relation === 'next');
  const warned = resources.length < entries.length;
  // A prefetch holds one page: a further one, or a warning inside, means that it is not whole.
  if (more || warned)
    return {
      resources,
      status: status(
        type,
        'partial',
        more ? 'There is more than one page.' : 'The EHR left something out.',
        resources.length,
      ),
    };
  return { resources, status: status(type, 'complete', null, resources.length) };
}

/** The chart of a hook request. A prefetch key that is missing or refused is a source not read, never an empty one. */
export function chartOfRequest(request: HookRequest): Chart {
  const read = SOURCE_TYPES.map((type) => readSource(type, request.prefetch[type]));
  return {
    patient: `Patient/${request.context.patientId}`,
    encounter: request.context.encounterId === undefined ? null : `Encounter/${request.context.encounterId}`,
    serviceDate: null,
    resources: read.flatMap((one) => one.resources),
    sources: read.map((one) => one.status),
    droppedWrongPatient: 0,
    readAt: null,
  };
}
