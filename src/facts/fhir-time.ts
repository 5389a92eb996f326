/** FHIR dateTimes as written: validity, precision, and the instant where one is stated. */
const DATE_TIME =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

export interface FhirTime {
  readonly written: string;
  readonly precision: 'year' | 'month' | 'day' | 'time';
  /** `YYYY-MM-DD` as written, or null when less precise than a day. */
  readonly date: string | null;
  /** Minutes east of UTC as written; 0 for `Z` and `+00:00`; null when no offset stands. */
  readonly offset: number | null;
  /** Milliseconds since 1970 UTC; null without both time and offset. */
  readonly instant: number | null;
}

const isRealDate = (date: string): boolean => {
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date);
};

const minutesOf = (offset: string): number => {
  if (offset === 'Z') return 0;
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4, 6));
  return offset.startsWith('-') ? -minutes : minutes;
};

/** Reads a FHIR date or dateTime; null for anything that is not one, or names a day that does not exist. */
export function parseFhirTime(written: string | null): FhirTime | null {
  const match = written === null ? null : DATE_TIME.exec(written.trim());
  if (!match || written === null) return null;
  const [, year = '', month, day, hour, , , , zone] = match;
  const text = written.trim();
  if (!month) return { written: text, precision: 'year', date: null, offset: null, instant: null };
  if (!isRealDate(`${year}-${month}-${day ?? '01'}`)) return null;
  if (!day) return { written: text, precision: 'month', date: null, offset: null, instant: null };
  const date = `${year}-${month}-${day}`;
  if (!hour) return { written: text, precision: 'day', date, offset: null, instant: null };
  const instant = zone ? Date.parse(text) : Number.NaN;
  if (zone && Number.isNaN(instant)) return null;
  return {
    written: text,
    precision: 'time',
    date,
    offset: zone ? minutesOf(zone) : null,
    instant: zone ? instant : null,
  };
}
