import { valueOf, type Fact } from '../vocab/fact.ts';
import type { Drug } from '../vocab/drug.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { belongsTo } from './belongs-to.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { drugFacts } from './drug-fact.ts';
import type { EncounterContext, Injection } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { orderRoute, ownRoute } from './injection-route.ts';
import { isInjected } from './is-injected.ts';
import { elementOf, stringOf } from './json.ts';
import { isStated } from './merge-facts.ts';
import { readBilling } from './read-billing.ts';
import type { OwnAdministration } from './read-injections.ts';

const NO_CONTEXT = { site: null, drug: null } as const;

/**
 * Administrations of the encounter that were given by needle and are no corticosteroid injection: lidocaine,
 * hyaluronate, ketorolac. Only a route or a product form that says so counts.
 */
export function otherInjectables(
  scope: FactsScope,
  administrations: readonly OwnAdministration[],
  injections: readonly Injection[],
): readonly string[] {
  const ours = new Set(injections.map(({ reference }) => reference));
  return administrations
    .map(({ resource }) => resource)
    .filter((resource) => !ours.has(resource.reference) && readBilling(scope.index, resource).billed)
    .filter((resource) => {
      const { injected } = ownRoute({ index: scope.index, resource, context: NO_CONTEXT });
      const forms = scope.product(resource).forms.map(({ value }) => value);
      return injected ?? forms.includes('injectable');
    })
    .map(({ reference }) => reference);
}

/** Orders and dispenses that were taken back or never meant. */
const VOID: ReadonlySet<string> = new Set([
  'draft',
  'cancelled',
  'entered-in-error',
  'declined',
  'unknown',
  'preparation',
]);

const writtenAt = (resource: IndexedResource): string | null =>
  ['authoredOn', 'whenHandedOver', 'whenPrepared']
    .map((element) => stringOf(elementOf(resource.json, element)))
    .find((written) => written !== null) ?? null;

function isInjectable(scope: FactsScope, resource: IndexedResource): boolean {
  const product = scope.product(resource);
  const route = orderRoute({ index: scope.index, resource, context: NO_CONTEXT });
  const isSaid = route.injected !== null || product.forms.length > 0 || product.drugs.length > 0;
  return isSaid && isInjected({ product, orderProduct: null, route, ordered: null });
}

export interface OrderedOnly {
  readonly reference: string;
  readonly drug: Fact<Drug>;
  readonly evidence: readonly Evidence[];
}

/** Orders and dispenses of an injectable corticosteroid for this encounter that no administration carries out. */
export function orderedOnly(
  scope: FactsScope,
  encounter: EncounterContext,
  injections: readonly Injection[],
): readonly OrderedOnly[] {
  const carriedOut = new Set(injections.flatMap(({ order }) => order.references));
  const candidates = [
    ...scope.index.ofType('MedicationRequest'),
    ...scope.index.ofType('MedicationDispense'),
  ];
  return candidates.flatMap((resource): readonly OrderedOnly[] => {
    const status = stringOf(elementOf(resource.json, 'status')) ?? '';
    if (carriedOut.has(resource.reference) || VOID.has(status)) return [];
    if (belongsTo(scope.index, resource, writtenAt(resource), encounter) === null) return [];
    const product = scope.product(resource);
    const { drug, ingredient } = drugFacts({ own: product, order: null, dosageText: [] });
    if (!isStated(drug) && valueOf(ingredient) === null) return [];
    if (!isInjectable(scope, resource)) return [];
    const from = product.originals.length > 0 ? product.originals : [evidence(resource, 'status', status)];
    return [{ reference: resource.reference, drug, evidence: from }];
  });
}
