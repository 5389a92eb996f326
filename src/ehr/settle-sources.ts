import type { RawResource } from '../facts/chart.ts';
import { SOURCE_TYPES, type SourceStatus, type SourceType } from '../vocab/completeness.ts';
import { COMPLETE, together, type Ending } from './fhir/completeness.ts';

/** One reading of a source: resources of this patient only, and how it ended. */
export interface Source {
  readonly type: SourceType;
  readonly resources: readonly RawResource[];
  readonly ending: Ending;
  /** The reference asked for, where it was one record and not a search. */
  readonly byId?: string;
}

const referenceOf = (resource: RawResource): string => `${resource.resourceType}/${String(resource['id'])}`;

/** A record that could not be read by its id, and that a search brought all the same, is not missing. */
function endingsOf(parts: readonly Source[]): readonly Ending[] {
  const brought = new Set(
    parts.filter(({ byId }) => byId === undefined).flatMap(({ resources }) => resources.map(referenceOf)),
  );
  return parts
    .filter(
      ({ byId, ending }) => byId === undefined || ending.completeness === 'complete' || !brought.has(byId),
    )
    .map(({ ending }) => ending);
}

function distinct(parts: readonly Source[]): readonly RawResource[] {
  const byReference = new Map<unknown, RawResource>();
  for (const resource of parts.flatMap(({ resources }) => resources)) {
    byReference.set(typeof resource['id'] === 'string' ? referenceOf(resource) : resource, resource);
  }
  return [...byReference.values()];
}

/** One source a type, in the fixed order of types, each record once. A type nobody asked for ends as its refusal says. */
export function settleSources(
  parts: readonly Source[],
  refusal: (type: SourceType) => Ending | null,
): readonly Source[] {
  return SOURCE_TYPES.map((type) => {
    const own = parts.filter((source) => source.type === type);
    if (own.length === 0) return { type, resources: [], ending: refusal(type) ?? COMPLETE };
    return { type, resources: distinct(own), ending: together(endingsOf(own)) };
  });
}

export const statusOf = ({ type, resources, ending }: Source): SourceStatus => ({
  type,
  completeness: ending.completeness,
  reason: ending.reason,
  count: resources.filter((resource) => resource.resourceType === type).length,
});
