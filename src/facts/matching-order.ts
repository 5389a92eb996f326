import { daysBetween } from '../vocab/calendar.ts';
import type { Drug, Ingredient } from '../vocab/drug.ts';
import { valueOf } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import type { IndexedResource } from './chart-index.ts';
import { encounterContext } from './encounter-context.ts';
import type { FactsScope } from './facts-scope.ts';
import { parseFhirTime } from './fhir-time.ts';
import { orderRoute, ownRoute } from './injection-route.ts';
import { elementOf, stringOf } from './json.ts';
import type { ProductReading } from './read-product.ts';
import { serviceDateOf } from './service-date.ts';

/** What an administration itself says of its drug and day, for finding and trusting an order. */
export interface Given {
  readonly ingredient: Ingredient | null;
  /** Salts its codes name. */
  readonly coded: readonly Drug[];
  /** Salts its codes, words or form name. */
  readonly named: readonly Drug[];
  /** Local date of service. */
  readonly date: string | null;
}

/** Salts a product names by code, words or form. */
export const drugsIn = (product: ProductReading): readonly Drug[] =>
  [...product.drugs, ...product.textDrugs, ...product.formDrugs].map(({ value }) => value);

/** Ingredients a product names by code or text. */
const ingredientsIn = (product: ProductReading): ReadonlySet<Ingredient> =>
  new Set([...product.ingredients, ...product.textIngredients].map(({ value }) => value));

/** The plain salt and a presentation of it ("triamcinolone-acetonide-er") are the same drug to an order. */
const isSameDrug = (a: Drug, b: Drug): boolean => a.startsWith(b) || b.startsWith(a);

/** True where an order names only other ingredients, or only other salts, than those given. */
export function isUnrelated(
  product: ProductReading,
  ingredient: Ingredient | null,
  drugs: readonly Drug[],
): boolean {
  const ordered = drugsIn(product);
  if (drugs.length > 0 && ordered.length > 0)
    return !ordered.some((one) => drugs.some((drug) => isSameDrug(one, drug)));
  const named = ingredientsIn(product);
  if (ingredient !== null) return named.size > 0 ? !named.has(ingredient) : product.foreign;
  return named.size === 0 && product.foreign;
}

const statusOf = (order: IndexedResource): string => stringOf(elementOf(order.json, 'status')) ?? '';

/**
 * Orders that never stood: drafts, cancelled, entered in error, and orders not to give it. Named by the administration
 * or not, they order nothing.
 */
export const isWithdrawn = (order: IndexedResource): boolean =>
  ['draft', 'cancelled', 'entered-in-error'].includes(statusOf(order)) ||
  elementOf(order.json, 'doNotPerform') === true;

/** What may be taken for an order though nothing points to it: no plans, and no status that says nothing. */
const isOrder = (order: IndexedResource): boolean =>
  !isWithdrawn(order) &&
  statusOf(order) !== 'unknown' &&
  !['proposal', 'plan', 'option'].includes(stringOf(elementOf(order.json, 'intent')) ?? '');

export const writtenAt = (order: IndexedResource): string | null =>
  stringOf(elementOf(order.json, 'authoredOn'));

/** Local dates are dear to work out for times in UTC, and differ from the written one by a day at most. */
const isNear = (order: IndexedResource, date: string): boolean =>
  Math.abs(daysBetween(parseFhirTime(writtenAt(order))?.date ?? '', date) ?? 2) <= 1;

/** Routes that exclude each other; those not named here are written loosely enough to go with any. */
const ROUTE_KIND: Readonly<Partial<Record<Route, string>>> = {
  'intra-articular': 'joint',
  intrabursal: 'joint',
  'tendon-sheath': 'joint',
  periarticular: 'joint',
  intramuscular: 'muscle',
  subcutaneous: 'muscle',
  intravenous: 'vein',
  'intravenous-push': 'vein',
  'intravenous-infusion': 'vein',
  epidural: 'spine',
  intrathecal: 'spine',
  ocular: 'eye',
};

/** Whether an order is for another route than the one given: tablets, a cream, a vein where a joint was injected. */
function isOtherRoute(scope: FactsScope, administration: IndexedResource, order: IndexedResource): boolean {
  const { notAnInjection, forms } = scope.product(order);
  const context = { site: null, drug: null };
  const ordered = orderRoute({ index: scope.index, resource: order, context });
  const isForm = forms.length === 0 || forms.some(({ value }) => value === 'injectable');
  if (notAnInjection.length > 0 || !(ordered.injected ?? isForm)) return true;
  const given = valueOf(ownRoute({ index: scope.index, resource: administration, context }).fact);
  const [a, b] = [given, valueOf(ordered.fact)].map((route) => route && ROUTE_KIND[route]);
  return a && b ? a !== b : false;
}

/**
 * Orders nothing points to that may be the one an administration carries out: the same drug, or its ingredient alone,
 * written on the same local day, for a route that does not contradict the one given.
 */
export function ordersOfTheDay(
  scope: FactsScope,
  administration: IndexedResource,
  { ingredient, named, date }: Given,
): readonly IndexedResource[] {
  if (ingredient === null || date === null) return [];
  const { index } = scope;
  const zones = { timeZone: index.site.timeZone, encounterStart: encounterContext(index).start };
  return index
    .ofType('MedicationRequest')
    .filter((order) => isNear(order, date) && isOrder(order))
    .filter((order) => ingredientsIn(scope.product(order)).has(ingredient))
    .filter((order) => !isUnrelated(scope.product(order), ingredient, named))
    .filter((order) => serviceDateOf(writtenAt(order), zones).date === date)
    .filter((order) => !isOtherRoute(scope, administration, order))
    .toSorted((a, b) => (a.reference < b.reference ? -1 : 1));
}
