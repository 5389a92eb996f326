import type { Injection } from '../facts/encounter-facts.ts';
import type { ExcludedReason } from '../vocab/excluded.ts';
import type { CalendarDate } from '../vocab/calendar.ts';
import type { Drug } from '../vocab/drug.ts';
import { valueOf } from '../vocab/fact.ts';
import { isNotInjected } from '../vocab/route.ts';
import type { Milligrams } from '../vocab/units.ts';
import type { UnlinedReason } from './claim-line.ts';

/** An administration that can make a line: given, of a known drug, with a dose and a date the record itself states. */
export interface DosedInjection {
  readonly injection: Injection;
  readonly drug: Drug;
  readonly doseMg: Milligrams;
  readonly date: CalendarDate;
}

export type Readiness =
  | { readonly ready: true; readonly dosed: DosedInjection }
  | { readonly ready: false; readonly why: UnlinedReason; readonly words: string };

const EXCLUDED_WORDS: Readonly<Record<ExcludedReason, string>> = {
  'not-done': 'Recorded as not done.',
  'entered-in-error': 'Recorded as entered in error.',
  'on-hold': 'Recorded as on hold.',
  'in-progress': 'Recorded as still in progress.',
  'status-unknown': 'The status of the administration is not known.',
  'recorded-as-not-given': 'The record says that it was not given.',
  'duplicate-resource': 'The same administration stands in the record twice and counts once.',
  'modifier-not-understood':
    'The record carries an extension that changes its meaning and is not understood.',
};

const WORDS: Readonly<Record<Exclude<UnlinedReason, 'not-billed'>, string>> = {
  'dose-not-recorded': 'The dose is not recorded.',
  'dose-not-convertible': 'The recorded amount cannot be converted to milligrams.',
  'dose-zero-or-negative': 'The recorded dose is not above zero.',
  'dose-conflicting': 'Two different doses are recorded.',
  'dose-order-only': 'The dose stands in the order only; what was given is not recorded.',
  'drug-not-recognised': 'The drug is not recognised.',
  'formulation-not-recorded': 'The formulation is not recorded, so the code cannot be derived.',
  'drug-conflicting': 'Two different drugs are recorded.',
  'drug-not-in-table': 'The drug is not in this code table.',
  'no-row-in-force': 'The code table has no code for this drug on the date of service.',
  'date-not-recorded': 'The date of service is not recorded.',
  'date-ambiguous': 'The time zone is not stated, and the neighbouring date would take another code.',
  'route-not-injected': 'The recorded route is not an injection.',
};

/** The reason an administration has no line, with its sentence. */
export const unready = (why: Exclude<UnlinedReason, 'not-billed'>, words = WORDS[why]): Readiness => ({
  ready: false,
  why,
  words,
});

function whyNoDrug(injection: Injection): Readiness {
  if (injection.drug.how === 'conflicting') return unready('drug-conflicting');
  return valueOf(injection.ingredient) === null
    ? unready('drug-not-recognised')
    : unready('formulation-not-recorded');
}

/** Why the dose makes no line, or the dose. Only a recorded or text-only dose above zero does. */
function readDose(injection: Injection): Milligrams | Exclude<UnlinedReason, 'not-billed'> {
  const { mg, amount, problem } = injection.dose;
  switch (mg.how) {
    case 'recorded':
    case 'text-only':
      return mg.value.n > 0n ? mg.value : 'dose-zero-or-negative';
    case 'order-only':
      return 'dose-order-only';
    case 'conflicting':
      return 'dose-conflicting';
    case 'not-recognised':
    case 'not-recorded':
      if (problem === 'zero-or-negative') return 'dose-zero-or-negative';
      return mg.how === 'not-recorded' && amount.how === 'not-recorded'
        ? 'dose-not-recorded'
        : 'dose-not-convertible';
    default:
      return mg satisfies never;
  }
}

/**
 * Whether an administration can make a line, and the reason where it cannot. Asked in the order a person would:
 * was it given, was it injected, which drug, how much, when. Nothing missing is ever replaced by a default.
 */
export function readiness(injection: Injection): Readiness {
  if (!injection.billing.billed)
    return { ready: false, why: 'not-billed', words: EXCLUDED_WORDS[injection.billing.excluded] };
  const route = valueOf(injection.route);
  if (route !== null && isNotInjected(route)) return unready('route-not-injected');
  const drug = valueOf(injection.drug);
  if (drug === null) return whyNoDrug(injection);
  const dose = readDose(injection);
  if (typeof dose === 'string') return unready(dose);
  const { date } = injection.serviceDate;
  if (date === null) return unready('date-not-recorded');
  return { ready: true, dosed: { injection, drug, doseMg: dose, date } };
}

const instantOf = (injection: Injection): number => {
  const time = valueOf(injection.time);
  const instant = time === null ? Number.NaN : Date.parse(time);
  return Number.isNaN(instant) ? Number.POSITIVE_INFINITY : instant;
};

/** Date, then time, then reference: the order of lines never depends on the order of resources. */
export const inOrder = (a: DosedInjection, b: DosedInjection): number => {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  const [first, second] = [instantOf(a.injection), instantOf(b.injection)];
  if (first !== second) return first < second ? -1 : 1;
  return a.injection.reference < b.injection.reference ? -1 : 1;
};
