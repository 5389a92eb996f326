import type { IndexedResource } from './chart-index.ts';
import type { FactsScope } from './facts-scope.ts';
import { elementOf } from './json.ts';
import { isUndecided, readBilling } from './read-billing.ts';

/**
 * Whether something was given, or may have been, of which neither the administration nor its order says what it was:
 * a local code without words, or a reference that leads to nothing read. Any of them may be a corticosteroid
 * injection, so while there is one, "nothing to check" would be a false clear.
 *
 * Blind spot on purpose: a code of a standard system that is not in the drug table, and any name in words that is
 * no corticosteroid's, count as another drug.
 */
export function isUnknownDrug(scope: FactsScope, administration: IndexedResource): boolean {
  const billing = readBilling(scope.index, administration);
  if (!billing.billed && !isUndecided(billing)) return false;
  return !isKnown(scope, administration) && !isKnown(scope, orderOf(scope, administration));
}

function orderOf({ index }: FactsScope, administration: IndexedResource): IndexedResource | null {
  const resolved = index.resolve(administration, elementOf(administration.json, 'request'));
  return resolved.how === 'resolved' ? resolved.resource : null;
}

/** Something says which drug it is: a code of a standard system, any words, or the site's own configuration. */
function isKnown(scope: FactsScope, resource: IndexedResource | null): boolean {
  if (resource === null) return false;
  const { ingredients, textIngredients, notAnInjection, places } = scope.product(resource);
  const said = ingredients.length + textIngredients.length + notAnInjection.length + places.texts.length > 0;
  return (
    said ||
    places.concepts.some(({ concept }) =>
      concept.codings.some(({ system, code }) => system !== null && code !== null),
    )
  );
}
