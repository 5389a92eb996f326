/**
 * Where a statement stands in the chart: resource, version, element path, and the original fragment
 * as written there. Fragments are shown to people, so they are never interpreted as HTML.
 */
export interface Evidence {
  /** `ResourceType/id`; for a contained resource the container's reference. */
  readonly reference: string;
  readonly versionId: string | null;
  /** FHIRPath-like element path inside the resource, e.g. `dosage.route.coding[0]`. */
  readonly path: string;
  /** The original text, code or number as it stands in the resource. */
  readonly fragment: string;
}
