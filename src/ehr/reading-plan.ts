import type { SourceType } from '../vocab/completeness.ts';
import type { ReadingSettings } from './configuration.ts';
import type { Search } from './fhir/search-all.ts';

/** The searched sources, most needed first: browsers send six requests to one host at a time. */
export const SEARCHED = [
  'MedicationAdministration',
  'Procedure',
  'Encounter',
  'MedicationRequest',
  'Condition',
  'DocumentReference',
  'Coverage',
  'MedicationDispense',
  'ServiceRequest',
  'Observation',
  'AllergyIntolerance',
  'MedicationStatement',
  'ClaimResponse',
  'Claim',
  'ChargeItem',
] as const satisfies readonly SourceType[];
export type SearchedType = (typeof SEARCHED)[number];

/** Body weight, LOINC: 29463-7 in general, 3141-9 measured. */
const WEIGHT = 'http://loinc.org|29463-7,http://loinc.org|3141-9';

/** The element a date window goes on, where servers agree on one; the rest is read whole and filtered by the facts. */
const WINDOWED: Partial<Record<SearchedType, string>> = {
  MedicationAdministration: 'effective-time',
  Procedure: 'date',
  Encounter: 'date',
  DocumentReference: 'date',
};

/** Types of which only the encounter's own records are used: where the EHR lists the parameter, it narrows the search. */
const NARROWED_BY: Partial<Record<SearchedType, string>> = {
  ChargeItem: 'context',
  DocumentReference: 'encounter',
};

/**
 * Types of which history is used too: where the EHR lists the parameter, a second search finds the encounter's own
 * records that no date window finds, because they state no date.
 */
const ALSO_BY: Partial<Record<SearchedType, string>> = {
  MedicationAdministration: 'context',
  Procedure: 'encounter',
};

export const DAY_MS = 86_400_000;

/** Instants with zone: Oracle refuses an effective-time without a prefix and a time part. */
export interface Window {
  readonly from: string;
  readonly to: string;
}

/** `2026-11-23T14:05:00Z` from milliseconds. */
export const instant = (milliseconds: number): string =>
  `${new Date(milliseconds).toISOString().slice(0, 19)}Z`;

/**
 * From the look-back before `anchor` (the encounter's start where it is known, else now) to the end of tomorrow,
 * because a server's clock and zone may be ahead of ours.
 */
export function windowFor(settings: ReadingSettings, now: number, anchor: number | null): Window {
  const before = Math.min(now, anchor ?? now);
  return { from: instant(before - settings.lookbackDays * DAY_MS), to: instant(now + 2 * DAY_MS) };
}

/** The stretch a window misses when the encounter turns out older than it allows for; null when none is missed. */
export function earlierStretch(
  window: Window,
  settings: ReadingSettings,
  encounterStart: number,
): Window | null {
  // The look-back holds a year and a margin; what must be there is a year before the encounter.
  const needed = encounterStart - Math.min(settings.lookbackDays, 365) * DAY_MS;
  if (needed >= Date.parse(window.from)) return null;
  return { from: instant(encounterStart - settings.lookbackDays * DAY_MS), to: window.from };
}

const listed = (
  parameters: Partial<Record<SearchedType, string>>,
  type: SearchedType,
  { byEncounter }: ReadingSettings,
): string | undefined => (byEncounter.some((one) => one === type) ? parameters[type] : undefined);

export interface SearchSubject {
  /** Id alone, not a reference: `patient=123` is what every vendor accepts. */
  readonly patientId: string;
  readonly encounterId: string | null;
  readonly window: Window;
  readonly settings: ReadingSettings;
}

/**
 * One search of the first round. Portable first: `patient=` and a window; the encounter goes out only where the site
 * says this EHR lists it, and nothing relies on it. No `_include`, `_sort`, `total`, `_summary` or chained search.
 * A search narrowed to the encounter has no window: a note or a charge without a date is one of its own as well.
 */
export function searchFor(type: SearchedType, subject: SearchSubject): Search {
  const { settings, window, encounterId } = subject;
  const narrowed = listed(NARROWED_BY, type, settings) !== undefined && encounterId !== null;
  const byEncounter = narrowed ? NARROWED_BY[type] : undefined;
  const element = narrowed ? undefined : WINDOWED[type];
  const dates: [string, string][] = element
    ? [
        [element, `ge${window.from}`],
        [element, `le${window.to}`],
      ]
    : [];
  // Oracle finds charge items by context alone and refuses a patient beside it.
  const withoutPatient = type === 'ChargeItem' && narrowed;
  return {
    type,
    parameters: [
      ...(withoutPatient ? [] : ([['patient', subject.patientId]] as const)),
      ...dates,
      ...(type === 'Observation' ? ([['code', WEIGHT]] as const) : []),
      ...(byEncounter && encounterId ? ([[byEncounter, encounterId]] as const) : []),
      ['_count', String(settings.pageSize)],
    ],
  };
}

/** The second search of the first round: the encounter's own records whatever their date. Null where none is sent. */
export function searchOfEncounter(type: SearchedType, subject: SearchSubject): Search | null {
  const { settings, patientId, encounterId } = subject;
  const parameter = listed(ALSO_BY, type, settings);
  if (parameter === undefined || encounterId === null) return null;
  return {
    type,
    parameters: [
      ['patient', patientId],
      [parameter, encounterId],
      ['_count', String(settings.pageSize)],
    ],
  };
}

/** Sources whose window moves back for an older encounter. */
export const isWindowed = (type: SearchedType): boolean => WINDOWED[type] !== undefined;
