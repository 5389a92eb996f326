import type { Injection } from '../facts/encounter-facts.ts';
import { siteRow } from '../tables/sites.ts';
import { formatDateTime } from '../vocab/calendar.ts';
import { DRUG_NAME } from '../vocab/drug.ts';
import type { Fact } from '../vocab/fact.ts';
import { toDecimal } from '../vocab/rational.ts';
import { isIntravenous, ROUTE_NAME } from '../vocab/route.ts';
import { siteName } from '../vocab/site.ts';

/**
 * A factual paragraph per injection, made of recorded facts only. Everything else is a blank that says what is
 * missing and why it is blank: text assembled here is pasted into a note, so it must not promote a fact that
 * stands in free text or in an order alone. No patient, no resource id.
 */
export const noteText = (injections: readonly Injection[]): string[] => injections.map(paragraph);

function paragraph(injection: Injection): string {
  const { drug, dose, route, time, performer } = injection;
  const parts = [
    `${upper(stated('formulation', drug, (value) => DRUG_NAME[value]))} ${doseWords(dose)}`,
    stated('route', route, (value) => ROUTE_NAME[value]),
    ...placeWords(injection),
    stated('time', time, formatDateTime),
    `given by ${stated('performer', performer, personName)}`,
  ];
  return `${parts.join(', ')}.`;
}

const upper = (words: string): string => words.charAt(0).toUpperCase() + words.slice(1);

/** The amount as recorded when it is in milligrams already; else both, so that the arithmetic can be checked. */
function doseWords({ amount, mg, steps }: Injection['dose']): string {
  if (mg.how === 'recorded') {
    const milligrams = `${toDecimal(mg.value)} mg`;
    const converted = steps.length > 0 && amount.how === 'recorded' && amount.value !== milligrams;
    return converted ? `${milligrams} (${amount.value})` : milligrams;
  }
  return stated('dose', amount, (value) => value);
}

/** Site and side; by vein neither is asked for, and the side only of a paired site. */
function placeWords({ route, site, side }: Injection): string[] {
  if (route.how === 'recorded' && isIntravenous(route.value)) return [];
  if (site.how !== 'recorded') return [stated('site', site, siteName)];
  if (!siteRow(site.value).paired) return [siteName(site.value)];
  if (side.how !== 'recorded') return [siteName(site.value), stated('side', side, (value) => value)];
  return [
    side.value === 'bilateral'
      ? `both sides, ${siteName(site.value)}`
      : `${side.value} ${siteName(site.value)}`,
  ];
}

const BLANK: Readonly<Record<Exclude<Fact<never>['how'], 'recorded'>, string>> = {
  'not-recorded': 'not recorded',
  'text-only': 'recorded in text only',
  'order-only': 'stated by the order only',
  'not-recognised': 'not recognised',
  conflicting: 'recorded differently in two places',
};

/** The value of a recorded fact, or a blank in square brackets. */
const stated = <T>(what: string, fact: Fact<T>, words: (value: T) => string): string =>
  fact.how === 'recorded' ? words(fact.value) : `[${what} ${BLANK[fact.how]}]`;

/** A name as it stands; a bare reference names nobody a reader of the note would know. */
const personName = (name: string): string => (/^[A-Z]\w+\/\S+$/.test(name) ? '[name not recorded]' : name);
