/**
 * Safe reading of unknown JSON. Real servers send strings where numbers belong, one object where an array
 * belongs, empty strings, and keys nobody declared; every accessor answers with null or an empty list then and
 * none throws. Only own properties are read, so `constructor` or `__proto__` in a chart is just another key.
 */
import { parseDecimal, type Rational } from '../vocab/rational.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

/** Longest string taken from a short element (code, display, unit, reference); the rest is cut off. */
const MAX_SHORT = 2_000;
/** Longest string taken from a text element (note, dosage text). */
export const MAX_TEXT = 20_000;

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The element `key` of an object, or undefined. Never reads the prototype. */
export function elementOf(value: unknown, key: string): unknown {
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined;
}

/** Walks own elements; undefined as soon as one is missing. Arrays are not entered. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(elementOf, value);

/** An array as it is, nothing as an empty list, and anything else as a list of one (wrong cardinality). */
export function listOf(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  return value === undefined || value === null ? [] : [value];
}

/** The objects among a list's items. */
export const objectsOf = (value: unknown): readonly JsonObject[] => listOf(value).filter(isObject);

/** The one object that stands there, alone or as an array of one; null for none and for several. */
export function oneObject(value: unknown): JsonObject | null {
  const objects = objectsOf(value);
  return objects.length === 1 ? (objects[0] ?? null) : null;
}

/**
 * Cuts to `max` UTF-16 units and replaces lone surrogates, so that what follows can be encoded and shown.
 * Real text passes unchanged.
 */
function clean(text: string, max: number): string {
  const cut = text.length > max ? text.slice(0, max) : text;
  return LONE_SURROGATE.test(cut) ? cut.replaceAll(LONE_SURROGATES, '\uFFFD') : cut;
}
const LONE_SURROGATE = /\p{Surrogate}/u;
const LONE_SURROGATES = /\p{Surrogate}/gu;

/** A non-blank string, trimmed, at most `max` characters; null for everything else. */
export function stringOf(value: unknown, max = MAX_SHORT): string | null {
  if (typeof value !== 'string') return null;
  const text = clean(value.length > max ? value.slice(0, max) : value, max).trim();
  return text === '' ? null : text;
}

/** A string, or a number or boolean as it is written; null for everything else. For codes and values sent as numbers. */
export function writtenOf(value: unknown): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return stringOf(value);
}

/**
 * The exact value of a JSON number; null for everything else. A string where FHIR has a number ("80", "1,000") is
 * not read as one: it is shown as it stands and nothing is computed from it.
 */
export const rationalOf = (value: unknown): Rational | null =>
  typeof value === 'number' ? parseDecimal(value) : null;

/** The strings of a list (wrong cardinality allowed), blanks left out. */
export const stringsOf = (value: unknown): readonly string[] =>
  listOf(value).flatMap((item) => stringOf(item, MAX_TEXT) ?? []);

export interface RawCoding {
  /** As written, without trailing slash or version; null when absent. */
  readonly system: string | null;
  readonly code: string | null;
  readonly display: string | null;
  /** Index in `coding`, for evidence paths. */
  readonly index: number;
}

/** A CodeableConcept read leniently: a bare Coding or a bare string stands for a concept too. */
export interface RawConcept {
  readonly codings: readonly RawCoding[];
  readonly text: string | null;
}

const NO_CONCEPT: RawConcept = { codings: [], text: null };

function codingOf(value: JsonObject, index: number): RawCoding {
  return {
    system: stringOf(elementOf(value, 'system')),
    code: writtenOf(elementOf(value, 'code')),
    display: stringOf(elementOf(value, 'display')),
    index,
  };
}

/** The concept at hand, or an empty one. Of several concepts in an array, the first: callers loop where several may stand. */
export function conceptOf(value: unknown): RawConcept {
  const first = listOf(value)[0];
  if (typeof first === 'string') return { codings: [], text: stringOf(first, MAX_TEXT) };
  if (!isObject(first)) return NO_CONCEPT;
  const codings = objectsOf(elementOf(first, 'coding')).map(codingOf);
  const bare = typeof elementOf(first, 'code') === 'string' ? [codingOf(first, 0)] : [];
  return {
    codings: codings.length > 0 ? codings : bare,
    text: stringOf(elementOf(first, 'text'), MAX_TEXT),
  };
}

/** A FHIR Quantity as written. Nothing is converted here. */
export interface RawQuantity {
  /** The value as written, or null when no value stands. */
  readonly written: string | null;
  /** Exact value; null when the value is not one plain decimal. */
  readonly value: Rational | null;
  readonly comparator: string | null;
  readonly unit: string | null;
  readonly system: string | null;
  readonly code: string | null;
}

/** The quantity at hand, or null when nothing that could be one stands there. */
export function quantityOf(value: unknown): RawQuantity | null {
  const object = oneObject(value);
  if (!object) return null;
  return {
    written: writtenOf(elementOf(object, 'value')),
    value: rationalOf(elementOf(object, 'value')),
    comparator: stringOf(elementOf(object, 'comparator')),
    unit: stringOf(elementOf(object, 'unit')),
    system: stringOf(elementOf(object, 'system')),
    code: writtenOf(elementOf(object, 'code')),
  };
}

/** "2 mL", "40 mg", ">20 mg", "3": the quantity as a person would read it. */
export function formatQuantity(quantity: RawQuantity): string {
  const { comparator, written, unit, code } = quantity;
  const isSign = comparator !== null && /^[<>]=?$/.test(comparator);
  const value = isSign ? [`${comparator}${written ?? ''}`] : [comparator, written];
  return [...value, unit ?? code].filter((part) => part !== null && part !== '').join(' ');
}
