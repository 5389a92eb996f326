import { toMilligrams, toMillilitres } from '../vocab/units.ts';
import type { RawQuantity } from './json.ts';

/** What the unit of a dose quantity measures. */
export type DoseUnit =
  | { readonly kind: 'mass'; readonly unit: string }
  | { readonly kind: 'volume'; readonly unit: string }
  | { readonly kind: 'container'; readonly word: string }
  /** mg/kg, mg/h: needs a weight or a time. */
  | { readonly kind: 'per-weight-or-time' }
  | { readonly kind: 'absent' }
  /** Oracle Health's `{unknownunit}` placeholder. */
  | { readonly kind: 'placeholder' }
  | { readonly kind: 'unknown' };

/** Words for one container, as UCUM annotation, code or text (reference/terminology.md §6). */
const CONTAINERS: ReadonlyMap<string, string> = new Map([
  ...['vial', 'vials', '{vial}', '{vials}'].map((word) => [word, 'vial'] as const),
  ...[
    'ampule',
    'ampules',
    'ampul',
    'ampoule',
    'ampoules',
    'amp',
    '{ampule}',
    '{ampoule}',
    '{ampul}',
    '{amp}',
  ].map((word) => [word, 'ampule'] as const),
  ...['syringe', 'syringes', 'syr', '{syringe}', '{prefilled syringe}'].map(
    (word) => [word, 'syringe'] as const,
  ),
  ...['1', 'each', '{each}', 'ea', 'container', '{container}'].map((word) => [word, 'container'] as const),
]);

const PER =
  /^(?:mg|g|ug|mcg|µg|μg|gm)\s*(?:\/|per)\s*(?:\(?\s*(?:kg|m2|m\^2|m²|h|hr|hour|min|minute|d|day|24\.?h)\b)/i;

function classify(spelling: string): DoseUnit {
  const word = spelling.trim().toLowerCase();
  if (toMilligrams('1', word)) return { kind: 'mass', unit: word };
  if (toMillilitres('1', word)) return { kind: 'volume', unit: word };
  if (word === '{unknownunit}' || word === 'unknown unit') return { kind: 'placeholder' };
  const container = CONTAINERS.get(word);
  if (container !== undefined) return { kind: 'container', word: container };
  return PER.test(word) ? { kind: 'per-weight-or-time' } : { kind: 'unknown' };
}

const UCUM = /unitsofmeasure\.org\/?$/i;

/** Two readings of one unit that measure different things, or the same thing on another scale. */
function contradict(a: DoseUnit, b: DoseUnit): boolean {
  if (a.kind === 'unknown' || b.kind === 'unknown') return false;
  if (a.kind !== b.kind) return true;
  if (a.kind !== 'mass' || b.kind !== 'mass') return false;
  const [x, y] = [toMilligrams('1', a.unit), toMilligrams('1', b.unit)];
  return x?.n !== y?.n || x?.d !== y?.d;
}

/**
 * The unit of a dose: the UCUM code first, then the unit's text. `MG` and `ML` are milligram and millilitre here as
 * in every chart that sends them, although strict UCUM reads megagauss and megalitre. Code `1` beside a readable unit
 * text is only a number's dimension, so the text speaks; a code and a text that contradict each other say nothing.
 */
export function doseUnitOf(quantity: RawQuantity, isUcumAlias: boolean): DoseUnit {
  const { code, unit, system } = quantity;
  if (code === null && unit === null) return { kind: 'absent' };
  const byText = unit === null ? null : classify(unit);
  if (code === null) return byText ?? { kind: 'absent' };
  const byCode = classify(code);
  if (byText === null) return byCode;
  if (code === '1' && byText.kind !== 'unknown') return byText;
  const standard = system === null || UCUM.test(system) || isUcumAlias;
  const first = standard && byCode.kind !== 'unknown' ? byCode : byText;
  const second = first === byCode ? byText : byCode;
  return contradict(first, second) ? { kind: 'unknown' } : first.kind === 'unknown' ? second : first;
}
