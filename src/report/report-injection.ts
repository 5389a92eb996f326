import type { Container, Injection } from '../facts/encounter-facts.ts';
import { siteRow } from '../tables/sites.ts';
import { DRUG_NAME, type Drug, type Ingredient } from '../vocab/drug.ts';
import { valueOf, type Fact } from '../vocab/fact.ts';
import { toDecimal, toExact } from '../vocab/rational.ts';
import { ROUTE_NAME, type Route } from '../vocab/route.ts';
import { siteName, type Side, type Site } from '../vocab/site.ts';
import type { Milligrams } from '../vocab/units.ts';
import { AS_WRITTEN, reportFact, type Writing } from './report-fact.ts';
import type { ReportInjection } from './report-schema.ts';

const id = (value: string): string => value;
export const DRUG: Writing<Drug> = { value: id, words: (drug) => DRUG_NAME[drug] };
const INGREDIENT: Writing<Ingredient> = { value: id, words: id };
const ROUTE: Writing<Route> = { value: id, words: (route) => ROUTE_NAME[route] };
export const SITE: Writing<Site> = { value: id, words: siteName };
export const SIDE: Writing<Side> = {
  value: id,
  words: (side) => (side === 'bilateral' ? 'both sides' : side),
};
/** Exact for programs; rounded to three decimals for people. */
const MILLIGRAMS: Writing<Milligrams> = { value: toExact, words: (mg) => `${toDecimal(mg)} mg` };

/** One administration for the report, billed or excluded. */
export function reportInjection(
  injection: Injection,
  frequency: ReportInjection['frequency'],
): ReportInjection {
  const { billing, order, procedure, dose } = injection;
  return {
    administration: injection.reference,
    versionId: injection.versionId,
    status: injection.status,
    ingredient: reportFact(injection.ingredient, INGREDIENT),
    drug: reportFact(injection.drug, DRUG),
    amount: reportFact(dose.amount, AS_WRITTEN),
    doseMg: reportFact(dose.mg, MILLIGRAMS),
    doseSteps: [...dose.steps],
    doseProblem: dose.problem,
    route: reportFact(injection.route, ROUTE),
    site: reportFact(injection.site, SITE),
    side: reportFact(injection.side, SIDE),
    paired: pairedOf(injection.site),
    time: valueOf(injection.time),
    timeFact: reportFact(injection.time, AS_WRITTEN),
    serviceDate: injection.serviceDate.date,
    serviceDateBasis: injection.serviceDate.basis,
    performer: reportFact(injection.performer, AS_WRITTEN),
    rationale: reportFact(injection.rationale, AS_WRITTEN),
    ndc: reportFact(injection.ndc, AS_WRITTEN),
    lot: reportFact(injection.lot, AS_WRITTEN),
    expiry: reportFact(injection.expiry, AS_WRITTEN),
    discardedMg: reportFact(injection.discarded, MILLIGRAMS),
    container: containerWords(injection.container),
    order: {
      how: order.how,
      references: order.references.toSorted(),
      doseMg: order.dose === null ? null : orNull(valueOf(order.dose.mg), toExact),
      requester: valueOf(order.requester),
    },
    procedure: { how: procedure.how, references: procedure.references.toSorted() },
    encounterMatch: injection.encounterMatch,
    frequency,
    billed: billing.billed,
    partial: billing.billed && billing.partial,
    excluded: billing.billed ? null : billing.excluded,
  };
}

const orNull = <T>(value: T | null, write: (value: T) => string): string | null =>
  value === null ? null : write(value);

/** Null while the site is not known: whether a side is missing cannot be said then. */
function pairedOf(site: Fact<Site>): boolean | null {
  const known = valueOf(site);
  return known === null ? null : siteRow(known).paired;
}

function containerWords(fact: Fact<Container>): string | null {
  const container = valueOf(fact);
  if (container === null) return null;
  const { kind, mgPerContainer, volumeMl, verified } = container;
  const parts = [
    mgPerContainer === null ? null : `${toDecimal(mgPerContainer)} mg`,
    volumeMl === null ? null : `${toDecimal(volumeMl)} mL`,
    `${kind} container`,
    verified ? null : '(from the pack size)',
  ];
  return parts.filter((part) => part !== null).join(' ');
}
