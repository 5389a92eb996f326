import {
  conflicting,
  notRecognised,
  notRecorded,
  orderOnly,
  recorded,
  textOnly,
  valueOf,
  type Fact,
} from '../vocab/fact.ts';
import {
  compare,
  isPositive,
  multiply,
  rational,
  toExact,
  toShown,
  type Rational,
} from '../vocab/rational.ts';
import { asMilligrams, toMilligrams, toMillilitres, type Milligrams } from '../vocab/units.ts';
import type { DoseFact, DoseProblem } from './encounter-facts.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { doseUnitOf, type DoseUnit } from './dose-unit.ts';
import { formatQuantity, type RawQuantity } from './json.ts';
import type { Strength } from './strength.ts';
import type { TextBeside } from './text-beside.ts';
import type { TextDosage } from './text/read-dosage-text.ts';

/** A dose quantity with what is needed to turn it into milligrams. */
export interface DoseInput {
  readonly quantity: RawQuantity;
  readonly evidence: Evidence;
  /** True where the site aliases the quantity's system to UCUM. */
  readonly isUcumAlias: boolean;
  /** Strengths of the product given. */
  readonly strengths: readonly Strength[];
  /** Strengths of the ordered product, where the administration's own product states none. */
  readonly orderStrengths: readonly Strength[];
  /** mg per mL that a product's text states ("Kenalog-40"), with the text. */
  readonly textStrengths: readonly Strength[];
  /** The dosage text beside the quantity. */
  readonly beside: TextBeside | null;
}

const SEARCHED = [
  'MedicationAdministration.dosage.dose',
  'MedicationAdministration.dosage.rate',
  'MedicationAdministration.dosage.text',
] as const;

export const NO_DOSE: DoseFact = {
  amount: notRecorded(SEARCHED),
  mg: notRecorded(SEARCHED),
  steps: [],
  problem: null,
};

/** An amount stands, but it is no exact number of milligrams. */
export function unreadable(amount: Fact<string>, problem: DoseProblem, from: readonly Evidence[]): DoseFact {
  const original = from.map(({ fragment }) => fragment).join(' · ');
  return { amount, mg: notRecognised(original, from), steps: [], problem };
}

const distinctStrengths = (strengths: readonly Strength[]): readonly Strength[] =>
  strengths.filter(
    (strength, place) => strengths.findIndex(({ mg }) => compare(mg, strength.mg) === 0) === place,
  );

interface Multiplied {
  readonly how: 'recorded' | 'order-only' | 'text-only';
  readonly strengths: readonly Strength[];
}

/** The first source that states a strength of this kind: the product given, its name in text, the product ordered. */
function strengthsFor(input: DoseInput, per: Strength['per']): Multiplied | null {
  const sources: readonly Multiplied[] = [
    { how: 'recorded', strengths: input.strengths },
    { how: 'text-only', strengths: input.textStrengths },
    { how: 'order-only', strengths: input.orderStrengths },
  ];
  for (const { how, strengths } of sources) {
    const matching = distinctStrengths(strengths.filter((strength) => strength.per === per));
    if (matching.length > 0) return { how, strengths: matching };
  }
  return null;
}

const FACTS = { recorded, 'order-only': orderOnly, 'text-only': textOnly } as const;

/** count × strength, where every source of strength agrees. */
function multiplied(
  { input, count, amount }: { readonly input: DoseInput; readonly count: Rational; readonly amount: string },
  per: Strength['per'],
): DoseFact {
  const known = strengthsFor(input, per);
  const stands = recorded(amount, [input.evidence]);
  if (!known)
    return unreadable(stands, per === 'mL' ? 'volume-without-strength' : 'container-without-strength', [
      input.evidence,
    ]);
  const from = [input.evidence, ...known.strengths.map(({ evidence }) => evidence)];
  const doses = known.strengths.map(({ mg }) => asMilligrams(multiply(count, mg)));
  const [dose] = doses;
  const [strength] = known.strengths;
  if (!dose || !strength || doses.length > 1)
    return { amount: stands, mg: conflicting(doses, from), steps: [], problem: null };
  const step = `${amount} × ${strength.words} = ${toShown(dose, 'mg')}`;
  return { amount: stands, mg: FACTS[known.how](dose, from), steps: [step], problem: null };
}

function ofMass(input: DoseInput, unit: string): DoseFact {
  const amount = formatQuantity(input.quantity);
  const one = toMilligrams('1', unit);
  const mg = one && input.quantity.value && asMilligrams(multiply(input.quantity.value, one));
  const stands = recorded(amount, [input.evidence]);
  if (!mg) return unreadable(stands, 'not-a-number', [input.evidence]);
  const same = compare(one, rational(1n)) === 0;
  return {
    amount: stands,
    mg: recorded<Milligrams>(mg, [input.evidence]),
    steps: same ? [] : [`${amount} = ${toShown(mg, 'mg')}`],
    problem: null,
  };
}

const isSame = (a: Rational | null, b: Rational | null): boolean =>
  a !== null && b !== null && compare(a, b) === 0;

/**
 * Whether a volume may hold more than the drug: the text beside it names a substance mixed in, and the drug's own part
 * is neither these milligrams nor this volume, told apart from the other's.
 */
function mayBeMixture({ mixedIn, doseMg, volumeMl }: TextDosage, ml: Rational, dose: DoseFact): boolean {
  if (mixedIn === 'none' || (mixedIn === 'measured' && isSame(volumeMl, ml))) return false;
  return !isSame(doseMg, valueOf(dose.mg));
}

function ofVolume(input: DoseInput, unit: string): DoseFact {
  const amount = formatQuantity(input.quantity);
  const one = toMillilitres('1', unit);
  const ml = one && input.quantity.value && multiply(input.quantity.value, one);
  if (!ml) return unreadable(recorded(amount, [input.evidence]), 'not-a-number', [input.evidence]);
  const isMl = unit === 'ml' || unit === 'cc' || unit.startsWith('milli');
  // As recorded, unrounded, because the NDC's quantity is read from it; worked out from a rate it may be a fraction.
  const exact = toExact(ml);
  const shown = !isMl ? amount : exact.includes('/') ? toShown(ml, 'mL') : `${exact} mL`;
  const dose = multiplied({ input, count: ml, amount: shown }, 'mL');
  const { beside } = input;
  if (dose.problem !== null || beside === null || !mayBeMixture(beside.read, ml, dose)) return dose;
  const from = [input.evidence, beside.evidence];
  return unreadable(recorded(shown, from), 'mixed-volume', from);
}

/** Why the number itself is no exact positive dose; null when it is one. */
function problemOfNumber(quantity: RawQuantity): DoseProblem | null {
  if (quantity.comparator !== null) return 'not-exact';
  if (quantity.value === null) return 'not-a-number';
  return isPositive(quantity.value) ? null : 'zero-or-negative';
}

const UNIT_PROBLEM: Readonly<Partial<Record<DoseUnit['kind'], DoseProblem>>> = {
  'per-weight-or-time': 'per-weight-or-time',
  absent: 'unit-absent',
  unknown: 'unit-unknown',
  placeholder: 'unit-unknown',
};

/**
 * A dose quantity in exact milligrams, with steps. Refuses comparators, zero and negative numbers, numbers sent as
 * strings, missing and unknown units, and volumes or containers without a strength. Null for a placeholder that
 * records no dose (`{unknownunit}` with 0) and for a quantity without a value.
 */
export function doseOfQuantity(input: DoseInput): DoseFact | null {
  const { quantity } = input;
  const unit = doseUnitOf(quantity, input.isUcumAlias);
  const isZero = quantity.value !== null && quantity.value.n === 0n;
  if (quantity.written === null || (unit.kind === 'placeholder' && isZero)) return null;
  const amount = formatQuantity(quantity);
  const problem = problemOfNumber(quantity) ?? UNIT_PROBLEM[unit.kind] ?? null;
  if (problem) return unreadable(recorded(amount, [input.evidence]), problem, [input.evidence]);
  switch (unit.kind) {
    case 'mass':
      return ofMass(input, unit.unit);
    case 'volume':
      return ofVolume(input, unit.unit);
    case 'container':
      return multiplied(
        {
          input,
          count: quantity.value ?? { n: 0n, d: 1n },
          amount: `${quantity.written} ${unit.word}`,
        },
        'container',
      );
    case 'per-weight-or-time':
    case 'absent':
    case 'unknown':
    case 'placeholder':
      return unreadable(recorded(amount, [input.evidence]), 'unit-unknown', [input.evidence]);
    default:
      return unit satisfies never;
  }
}
