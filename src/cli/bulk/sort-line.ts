import { typeAndId } from '../../facts/chart-index.ts';
import { at, elementOf, isObject, stringOf } from '../../facts/json.ts';
import type { RawResource } from '../../facts/chart.ts';
import { SOURCE_TYPES } from '../../vocab/completeness.ts';
import { parseLine } from '../read-fhir-file.ts';

/** Where a line of a bulk file belongs. */
export type SortedLine =
  | {
      readonly kind: 'of-patient';
      readonly patient: string;
      readonly resource: RawResource;
      readonly text: string;
    }
  | {
      readonly kind: 'shared';
      readonly reference: string;
      readonly resource: RawResource;
      readonly text: string;
    }
  | { readonly kind: 'outcome'; readonly resource: RawResource }
  | { readonly kind: 'not-needed'; readonly type: string }
  | {
      readonly kind: 'rejected';
      readonly reason: string;
      /** Patient the line still seems to be about, so that only that one counts as read in part. */
      readonly patient: string | null;
      readonly type: string | null;
    };

const NEEDED: ReadonlySet<string> = new Set(SOURCE_TYPES);
/** Types without a patient that patients point to. */
const SHARED: ReadonlySet<string> = new Set(['Medication', 'Practitioner', 'Organization', 'Binary']);

/** Sorts one line. A line is never lost: what cannot be used is rejected with the reason. */
export function sortLine(bytes: Buffer): SortedLine {
  const text = decode(bytes);
  if (text === null)
    return { kind: 'rejected', reason: 'not UTF-8 text', ...traces(bytes.toString('latin1')) };
  const parsed = parseLine(text);
  if (!parsed.ok) return { kind: 'rejected', reason: parsed.reason, ...traces(text) };
  const { resource } = parsed;
  const { resourceType } = resource;
  if (resourceType === 'OperationOutcome') return { kind: 'outcome', resource };
  if (!NEEDED.has(resourceType)) return { kind: 'not-needed', type: resourceType };
  const id = stringOf(resource['id']);
  if (SHARED.has(resourceType)) {
    return id === null
      ? { kind: 'rejected', reason: 'no id', patient: null, type: resourceType }
      : { kind: 'shared', reference: `${resourceType}/${id}`, resource, text };
  }
  const patient = patientNamed(resource);
  return patient === null
    ? { kind: 'rejected', reason: 'names no patient', patient: null, type: resourceType }
    : { kind: 'of-patient', patient, resource, text };
}

function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** `Patient/id` a resource is about, absolute references included. */
export function patientNamed(resource: RawResource): string | null {
  if (resource.resourceType === 'Patient') {
    const id = stringOf(resource['id']);
    return id === null ? null : `Patient/${id}`;
  }
  for (const element of ['subject', 'patient', 'beneficiary']) {
    const reference = stringOf(at(resource, element, 'reference'));
    const named = reference === null ? null : typeAndId(reference);
    if (named?.startsWith('Patient/')) return named;
  }
  return null;
}

/** What a broken line still says about itself. */
const traces = (text: string): { readonly patient: string | null; readonly type: string | null } => {
  const patient = /\bPatient\/([A-Za-z0-9.-]{1,64})/.exec(text)?.[1];
  const type = /"resourceType"\s*:\s*"([A-Za-z]+)"/.exec(text)?.[1];
  return {
    patient: patient === undefined ? null : `Patient/${patient}`,
    type: type !== undefined && NEEDED.has(type) ? type : null,
  };
};

/** References to shared resources anywhere in a resource, as `Type/id`. */
export function sharedReferences(resource: unknown): readonly string[] {
  const found = new Set<string>();
  const pending: unknown[] = [resource];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) pending.push(...value);
    else if (isObject(value)) {
      const reference = stringOf(elementOf(value, 'reference')) ?? stringOf(elementOf(value, 'url'));
      const named = reference === null ? null : typeAndId(reference);
      if (named !== null && SHARED.has(named.split('/')[0] ?? '')) found.add(named);
      pending.push(...Object.values(value));
    }
  }
  return [...found];
}
