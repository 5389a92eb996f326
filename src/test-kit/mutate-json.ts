import type { Random } from './random.ts';

const HUGE = 'mg '.repeat(40_000);
const deep = (levels: number): unknown => {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level += 1) value = level % 2 === 0 ? [value] : { extension: value };
  return value;
};

/** Values real servers have sent, and worse ones, in the place of anything. */
const STRANGE: readonly (() => unknown)[] = [
  () => null,
  () => undefined,
  () => '',
  () => ' ',
  () => 0,
  () => -0,
  () => 1e308,
  () => '40',
  () => true,
  () => [],
  () => ({}),
  () => [null],
  () => [[]],
  () => [{}],
  () => HUGE,
  () => deep(500),
  () => '\uD83D',
  () => 'left \uDC00 knee',
  () => JSON.parse('{"__proto__": {"value": 40, "unit": "mg"}}') as unknown,
  () => JSON.parse('{"constructor": {"prototype": 1}, "toString": 7}') as unknown,
  () => ({
    extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/data-absent-reason', valueCode: 'unknown' }],
  }),
  () => '__proto__',
  () => 'constructor',
  () => '<script>alert(1)</script>',
];

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `key` as an own property, even where it is `__proto__`. */
function withKey(object: Record<string, unknown>, key: string, value: unknown): Record<string, unknown> {
  const copy = { ...object };
  Object.defineProperty(copy, key, { value, enumerable: true, configurable: true, writable: true });
  return copy;
}

function here(r: Random, value: unknown): unknown {
  const kind = r.below(6);
  if (kind === 0) return [value];
  if (kind === 1) return [value, value];
  if (kind === 2 && Array.isArray(value)) return value[0];
  if (kind === 3 && isObject(value))
    return withKey(
      value,
      r.pick(['__proto__', 'constructor', 'modifierExtension', 'extension', 'value', 'reference']),
      r.pick(STRANGE)(),
    );
  if (kind === 4 && typeof value === 'number') return String(value);
  return r.pick(STRANGE)();
}

/** A copy of `value` with one change somewhere inside; the deeper, the less likely the root itself is replaced. */
export function mutated(r: Random, value: unknown, depth = 0): unknown {
  const goDeeper = depth === 0 || r.chance(0.75);
  if (goDeeper && Array.isArray(value) && value.length > 0) {
    const place = r.below(value.length);
    return value.map((item: unknown, at) => (at === place ? mutated(r, item, depth + 1) : item));
  }
  if (goDeeper && isObject(value)) {
    const keys = Object.keys(value);
    const key = keys[r.below(keys.length)];
    if (key !== undefined) return withKey(value, key, mutated(r, value[key], depth + 1));
  }
  return here(r, value);
}
