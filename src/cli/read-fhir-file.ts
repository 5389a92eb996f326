import type { RawResource } from '../facts/chart.ts';
import { elementOf, isObject, stringOf } from '../facts/json.ts';
import { joinIncomplete, readBundle, type FhirFile } from '../report/file-sources.ts';
import { InputProblem } from './io.ts';
import { parseJson, type ParsedJson } from './parse-json.ts';

/**
 * A FHIR R4 file: a Bundle of any type, one resource, or NDJSON with a resource a line. Throws InputProblem with
 * file, line and reason; the reason never quotes the file.
 */
export function readFhirFile(name: string, bytes: Uint8Array): FhirFile {
  const text = decode(name, bytes);
  if (text.trim() === '') throw new InputProblem(`${name}: the file is empty`);
  const whole = parseJson(text);
  if (whole.ok) return fromJson(name, whole.value);
  if (!looksLikeNdjson(text)) throw new InputProblem(`${name}:${whole.line}: ${whole.reason}`);
  return fromLines(name, text);
}

function decode(name: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new InputProblem(`${name}:1: not UTF-8 text`);
  }
}

/** NDJSON if the first line with anything on it is a whole JSON object by itself. */
function looksLikeNdjson(text: string): boolean {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  const parsed = parseJson(first);
  return parsed.ok && isObject(parsed.value);
}

function fromJson(name: string, value: unknown): FhirFile {
  const resource = asResource(value);
  if (resource === null) throw new InputProblem(`${name}:1: not FHIR: no resourceType stands at the top`);
  if (resource.resourceType === 'Bundle') return readBundle(resource);
  if (resource.resourceType === 'OperationOutcome') return readBundle({ entry: [{ resource }] });
  return { resources: [resource], incomplete: new Map(), answersFor: 'its own types' };
}

/** Lines that hold no resource of a patient, but others or word of how the reading went. */
const TELLING: ReadonlySet<string> = new Set(['Bundle', 'OperationOutcome']);

function fromLines(name: string, text: string): FhirFile {
  const resources = text.split('\n').flatMap((line, place): readonly RawResource[] => {
    if (line.trim() === '') return [];
    const parsed = parseLine(line);
    if (!parsed.ok) throw new InputProblem(`${name}:${place + 1}: ${parsed.reason}`);
    return [parsed.resource];
  });
  const of = (type: string): readonly RawResource[] =>
    resources.filter(({ resourceType }) => resourceType === type);
  const plain = resources.filter(({ resourceType }) => !TELLING.has(resourceType));
  const bundles = of('Bundle').map(readBundle);
  const outcomes = of('OperationOutcome').map((resource) => readBundle({ entry: [{ resource }] }));
  return {
    resources: [...plain, ...bundles.flatMap((bundle) => bundle.resources)],
    incomplete: joinIncomplete([...bundles, ...outcomes].map(({ incomplete }) => incomplete)),
    answersFor: bundles.length > 0 ? 'every type' : 'its own types',
  };
}

export type ParsedLine =
  { readonly ok: true; readonly resource: RawResource } | { readonly ok: false; readonly reason: string };

/** One line of NDJSON as a resource, or why it is none. */
export function parseLine(line: string): ParsedLine {
  const parsed: ParsedJson = parseJson(line);
  if (!parsed.ok) return { ok: false, reason: parsed.reason };
  const resource = asResource(parsed.value);
  return resource === null ? { ok: false, reason: 'not FHIR: no resourceType' } : { ok: true, resource };
}

function asResource(value: unknown): RawResource | null {
  const resourceType = stringOf(elementOf(value, 'resourceType'));
  if (!isObject(value) || resourceType === null || !/^[A-Z][A-Za-z]+$/.test(resourceType)) return null;
  return { ...value, resourceType };
}
