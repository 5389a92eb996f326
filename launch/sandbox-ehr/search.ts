import { at, isObject, type Resource, textAt, typeAndId } from './resource.ts';
import { SEARCH_PARAMETERS, type SearchParameter } from './search-parameters.ts';

/** Inclusive bounds in epoch milliseconds. */
interface Interval {
  readonly low: number;
  readonly high: number;
}

const DATE =
  /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?(Z|[+-]\d{2}:\d{2})?)?)?)?$/;

/** The time span a FHIR date stands for at its own precision; a date without zone is read as UTC. */
export function dateInterval(value: string): Interval | null {
  const match = DATE.exec(value);
  if (!match) return null;
  const [, year, month, day, hour, minute, second, zone] = match;
  if (hour === undefined) {
    const y = Number(year);
    const m = month ? Number(month) - 1 : 0;
    const low = Date.UTC(y, m, day ? Number(day) : 1);
    const high = day ? low + 86_400_000 : month ? Date.UTC(y, m + 1, 1) : Date.UTC(y + 1, 0, 1);
    return { low, high: high - 1 };
  }
  const low = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second ?? '00'}${zone ?? 'Z'}`);
  if (Number.isNaN(low)) return null;
  return { low, high: low + (second === undefined ? 59_999 : 999) };
}

function valueInterval(value: unknown): Interval | null {
  if (typeof value === 'string') return dateInterval(value);
  if (!isObject(value)) return null;
  const start = dateInterval(textAt(value, 'start') ?? '');
  const end = dateInterval(textAt(value, 'end') ?? '');
  if (!start && !end) return null;
  return { low: start?.low ?? -Infinity, high: end?.high ?? Infinity };
}

const PREFIXES = ['eq', 'ne', 'gt', 'lt', 'ge', 'le', 'sa', 'eb', 'ap'] as const;
type Prefix = (typeof PREFIXES)[number];

/** Splits `ge2026-11-01` into its prefix and interval; null when the date is none. */
export function datePrefix(value: string): { readonly prefix: Prefix | null; readonly rest: string } {
  const prefix = PREFIXES.find((each) => value.startsWith(each)) ?? null;
  return { prefix, rest: prefix ? value.slice(2) : value };
}

function matchesDate(values: readonly unknown[], wanted: string): boolean {
  const { prefix, rest } = datePrefix(wanted);
  const asked = dateInterval(rest);
  if (!asked) return false;
  return values
    .map(valueInterval)
    .some((found) => found !== null && compareDates(prefix ?? 'eq', found, asked));
}

function compareDates(prefix: Prefix, found: Interval, asked: Interval): boolean {
  const within = found.low >= asked.low && found.high <= asked.high;
  switch (prefix) {
    case 'eq':
      return within;
    case 'ne':
      return !within;
    case 'gt':
      return found.high > asked.high;
    case 'ge':
      return found.high >= asked.low;
    case 'lt':
      return found.low < asked.low;
    case 'le':
      return found.low <= asked.high;
    case 'sa':
      return found.low > asked.high;
    case 'eb':
      return found.high < asked.low;
    case 'ap':
      return found.low <= asked.high && found.high >= asked.low;
    default:
      return prefix satisfies never;
  }
}

/** system and code pairs of a code, Coding, CodeableConcept or Identifier. */
function tokensOf(value: unknown): readonly (readonly [string | null, string])[] {
  if (typeof value === 'string') return [[null, value]];
  if (!isObject(value)) return [];
  const own = textAt(value, 'code') ?? textAt(value, 'value');
  const pairs = own ? [[textAt(value, 'system'), own] as const] : [];
  return [...pairs, ...at(value, 'coding').flatMap(tokensOf)];
}

function matchesToken(values: readonly unknown[], wanted: string): boolean {
  const bar = wanted.indexOf('|');
  const system = bar < 0 ? null : wanted.slice(0, bar);
  const code = bar < 0 ? wanted : wanted.slice(bar + 1);
  return values.flatMap(tokensOf).some(([foundSystem, foundCode]) => {
    const systemFits = system === null || system === (foundSystem ?? '');
    return systemFits && (code === '' || code === foundCode);
  });
}

function matchesReference(values: readonly unknown[], wanted: string): boolean {
  const full = typeAndId(wanted);
  return values.some((value) => {
    const found = typeAndId(textAt(value, 'reference') ?? '');
    return found !== null && (full === null ? found.endsWith(`/${wanted}`) : found === full);
  });
}

function matchesOne(parameter: SearchParameter, resource: Resource, wanted: string): boolean {
  const values = parameter.paths.flatMap((path) => at(resource, path));
  switch (parameter.kind) {
    case 'date':
      return matchesDate(values, wanted);
    case 'token':
      return matchesToken(values, wanted);
    case 'reference':
      return matchesReference(values, wanted);
    case 'string':
      return values.some(
        (value) => typeof value === 'string' && value.toLowerCase().startsWith(wanted.toLowerCase()),
      );
    default:
      return parameter.kind satisfies never;
  }
}

/** Whether a resource answers every criterion: repeats are joined by and, commas inside one by or. */
export function matches(resource: Resource, criteria: readonly (readonly [string, string])[]): boolean {
  const parameters = SEARCH_PARAMETERS[resource.resourceType] ?? {};
  return criteria.every(([name, value]) => {
    const parameter = parameters[name];
    return parameter !== undefined && value.split(',').some((one) => matchesOne(parameter, resource, one));
  });
}
