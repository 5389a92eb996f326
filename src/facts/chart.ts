import type { CalendarDate } from '../vocab/calendar.ts';
import type { SourceStatus } from '../vocab/completeness.ts';

/**
 * One FHIR R4 resource as a server sent it. Nothing about its shape is trusted beyond `resourceType`:
 * real servers send strings where numbers belong, objects where arrays belong, and fields nobody declared.
 * Read it through `facts/json.ts` only.
 */
export interface RawResource {
  readonly resourceType: string;
  /**
   * `Bundle.entry.fullUrl` of this resource, put here by whoever took the bundle apart, so that `urn:uuid:` and
   * foreign absolute references can be resolved. Absent for resources read one by one. No FHIR resource has an
   * element of this name.
   */
  readonly fullUrl?: unknown;
  readonly [element: string]: unknown;
}

/**
 * Everything that was read about one patient for one encounter, and how each reading ended.
 * Holds the patient's history too (earlier administrations, orders, procedures), because prior therapy and
 * frequency rest on it. The one input of the pure side.
 */
export interface Chart {
  /** `Patient/id`. Resources that reference another patient never count. */
  readonly patient: string;
  /** `Encounter/id`, or null when the administrations state no encounter and are grouped by `serviceDate`. */
  readonly encounter: string | null;
  /** Only where `encounter` is null: the local date whose administrations this chart is about. */
  readonly serviceDate: CalendarDate | null;
  /**
   * True where a whole file is reported on, so that administrations of no encounter get reports of their own, by
   * date. Absent or false where one encounter is looked at alone: nobody would see them, so they are shown with it.
   */
  readonly reportsUnplaced?: boolean;
  readonly resources: readonly RawResource[];
  readonly sources: readonly SourceStatus[];
  /** Resources the reader dropped because they reference another patient. Shown, never silent. */
  readonly droppedWrongPatient: number;
  /** When the data were read, ISO 8601, or null for a file without a read time. */
  readonly readAt: string | null;
}
