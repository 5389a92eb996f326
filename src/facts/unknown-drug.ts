import { therapyRow } from '../tables/therapies.ts';
import type { IndexedResource } from './chart-index.ts';
import type { FactsScope } from './facts-scope.ts';
import { orderRoute, ownRoute } from './injection-route.ts';
import { isInjected } from './is-injected.ts';
import { elementOf } from './json.ts';
import { isUndecided, readBilling } from './read-billing.ts';
import type { ProductReading } from './read-product.ts';
import { namesDrug, saysCorticosteroid } from './text/read-drug-naming.ts';

const NO_CONTEXT = { site: null, drug: null } as const;

/**
 * Whether something was given, or may have been, of which neither the administration nor its order says what it was:
 * a code no table knows without words that name a drug, words that name none ("Unknown", "see note"), or a reference
 * that leads to nothing read. Any of them may be a corticosteroid injection, so while there is one, "nothing to check"
 * would be a false clear. What was clearly given without a needle is none of them.
 *
 * Blind spot on purpose: any name in words that is no corticosteroid's counts as another drug.
 */
export function isUnknownDrug(scope: FactsScope, administration: IndexedResource): boolean {
  const billing = readBilling(scope.index, administration);
  if (!billing.billed && !isUndecided(billing)) return false;
  const product = scope.product(administration);
  if (isKnown(product)) return false;
  const order = orderOf(scope, administration);
  const orderProduct = order && scope.product(order);
  if (orderProduct && isKnown(orderProduct)) return false;
  const { index } = scope;
  return isInjected({
    product,
    orderProduct,
    route: ownRoute({ index, resource: administration, context: NO_CONTEXT }),
    ordered: order && orderRoute({ index, resource: order, context: NO_CONTEXT }),
  });
}

function orderOf({ index }: FactsScope, administration: IndexedResource): IndexedResource | null {
  const resolved = index.resolve(administration, elementOf(administration.json, 'request'));
  return resolved.how === 'resolved' ? resolved.resource : null;
}

/** Something says which drug it is: a code of our tables, words that name one, or the site's own configuration. */
const isKnown = ({ ingredients, textIngredients, notAnInjection, rows, places }: ProductReading): boolean =>
  ingredients.length + textIngredients.length + notAnInjection.length + rows.length > 0 ||
  places.texts.some(({ text }) => saysCorticosteroid(text) || namesDrug(text)) ||
  places.concepts.some(({ concept }) =>
    concept.codings.some(({ system, code }) => system !== null && code !== null && therapyRow(system, code)),
  );
