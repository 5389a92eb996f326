import type { Drug, Ingredient } from '../vocab/drug.ts';
import { valueOf, type Fact } from '../vocab/fact.ts';
import type { Route } from '../vocab/route.ts';
import { administrationDose, dosageOf } from './administration-dose.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import { doseStrengths } from './dose-strengths.ts';
import { drugFacts } from './drug-fact.ts';
import type { DoseFact } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { orderRoute, ownRoute } from './injection-route.ts';
import { orderSite, ownSite } from './injection-site.ts';
import { isInjected } from './is-injected.ts';
import { drugsIn } from './matching-order.ts';
import { isStated } from './merge-facts.ts';
import { readOrder, type OrderReading } from './read-order.ts';
import type { ProductReading, Said } from './read-product.ts';
import type { SiteReading } from './read-site.ts';
import { readDosageText } from './text/read-dosage-text.ts';
import { namesDrug, saysCorticosteroid } from './text/read-drug-naming.ts';

/** What an administration and its order say, before any procedure is matched. */
export interface OwnInjection {
  readonly resource: IndexedResource;
  readonly product: ProductReading;
  readonly orderProduct: ProductReading | null;
  readonly order: OrderReading;
  readonly drug: Fact<Drug>;
  readonly ingredient: Fact<Ingredient>;
  readonly dose: DoseFact;
  readonly route: Fact<Route>;
  readonly own: SiteReading;
  readonly ordered: SiteReading;
}

const NO_SITE: SiteReading = {
  site: { how: 'not-recorded', searched: [] },
  side: { how: 'not-recorded', searched: [] },
};

function drugInText(resource: IndexedResource): readonly Said<Drug>[] {
  const { text } = dosageOf(resource);
  if (text === null) return [];
  const from = evidence(resource, 'dosage.text', text);
  return readDosageText(text).drugs.map((value) => ({ value, evidence: from }));
}

/** The ingredient the administration's own product names, for finding and trusting an order. */
function ownIngredient(product: ProductReading): Ingredient | null {
  const named = [...product.ingredients, ...product.textIngredients].map(({ value }) => value);
  return new Set(named).size === 1 ? (named[0] ?? null) : null;
}

/** An RxNorm code our table does not have, with words beside it that name no corticosteroid. */
const isCodedOther = ({ places, textIngredients }: ProductReading): boolean =>
  textIngredients.length === 0 &&
  places.texts.length > 0 &&
  places.concepts.some(({ concept }) => concept.codings.some(({ system }) => system === 'RXNORM'));

const saysSteroid = ({ places }: ProductReading): boolean =>
  places.texts.some(({ text }) => saysCorticosteroid(text));

/** Another drug by name, and no code or text of ours: the order behind it is a kit's or an unrelated one. */
const isOther = (product: ProductReading): boolean =>
  product.ingredients.length === 0 && !saysSteroid(product) && (product.foreign || isCodedOther(product));

/** A corticosteroid nobody says which: by the product's own words, or by its order's where it names nothing itself. */
const isUnnamed = (product: ProductReading, order: ProductReading | null): boolean =>
  saysSteroid(product) ||
  (order !== null && saysSteroid(order) && !product.places.texts.some(({ text }) => namesDrug(text)));

/**
 * Reads an administration with its order, or null where it is no corticosteroid injection: another drug, a tablet, a
 * cream, or a code the site says is none. Words that say corticosteroid and not which are an injection whose drug is
 * not recognised.
 */
export function readOwnInjection(
  scope: FactsScope,
  resource: IndexedResource,
  date: string | null,
): OwnInjection | null {
  const { index } = scope;
  const product = scope.product(resource);
  if (isOther(product)) return null;
  const ingredient = ownIngredient(product);
  const dosageText = drugInText(resource);
  const coded = product.drugs.map(({ value }) => value);
  const named = [...drugsIn(product), ...dosageText.map(({ value }) => value)];
  const order = readOrder(scope, resource, { ingredient, coded, named, date });
  const orderProduct = order.order ? scope.product(order.order) : null;
  const drugs = drugFacts({ own: product, order: orderProduct, dosageText });
  if (!isStated(drugs.drug) && !isStated(drugs.ingredient) && !isUnnamed(product, orderProduct)) return null;
  const own = ownSite({ index, resource });
  const context = { site: valueOf(own.site), drug: valueOf(drugs.drug) };
  const route = ownRoute({ index, resource, context });
  const ordered = order.order ? orderRoute({ index, resource: order.order, context }) : null;
  if (!isInjected({ product, orderProduct, route, ordered })) return null;
  return {
    resource,
    product,
    orderProduct,
    order,
    ...drugs,
    dose: administrationDose({
      index,
      resource,
      strengths: doseStrengths({
        index,
        own: product,
        order: orderProduct,
        ingredient: valueOf(drugs.ingredient),
      }),
    }),
    route: ordered && !isStated(route.fact) && isStated(ordered.fact) ? ordered.fact : route.fact,
    own,
    ordered: order.order ? orderSite({ index, resource: order.order }) : NO_SITE,
  };
}
