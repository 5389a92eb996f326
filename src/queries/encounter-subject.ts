import type { CalendarDate } from '../vocab/calendar.ts';

/** Which encounter a screen is about. `serviceDate` only where there is no encounter to name. */
export interface EncounterSubject {
  /** `Patient/id`. */
  readonly patient: string;
  /** `Encounter/id`, or null: the administrations of `serviceDate` that name no encounter. */
  readonly encounter: string | null;
  readonly serviceDate: CalendarDate | null;
}
