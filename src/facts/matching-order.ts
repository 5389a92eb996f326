import type { Drug, Ingredient } from '../vocab/drug.ts';
import { valueOf } from '../vocab/fact.ts';
import type { IndexedResource } from './chart-index.ts';
import { encounterContext } from './encounter-context.ts';
import type { FactsScope } from './facts-scope.ts';
import { orderRoute, ownRoute } from './injection-route.ts';
import { isInjected } from './is-injected.ts';
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
  Math.abs(Date.parse(writtenAt(order) ?? '') - Date.parse(date)) < 172_800_000;

/** Into a joint, a muscle, a vein, the spine: routes that exclude each other. Others are written loosely. */
const EXACT = /^(?:intra[-mvt]|epid)/;

/** Whether an order is for another route than the one given: tablets, a cream, a vein where a joint was injected. */
function isOtherRoute(scope: FactsScope, administration: IndexedResource, order: IndexedResource): boolean {
  const { index } = scope;
  const context = { site: null, drug: null };
  const route = orderRoute({ index, resource: order, context });
  const product = scope.product(order);
  if (!isInjected({ product, orderProduct: null, route, ordered: null })) return true;
  const own = ownRoute({ index, resource: administration, context });
  const [given, meant] = [own, route].map(({ fact }) => EXACT.exec(valueOf(fact) ?? '')?.[0]);
  return given !== undefined && meant !== undefined && given !== meant;
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
