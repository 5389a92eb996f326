import type { Ingredient } from '../vocab/drug.ts';
import { notRecorded, type Fact } from '../vocab/fact.ts';
import { compare } from '../vocab/rational.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { valueOf } from '../vocab/fact.ts';
import { knownSystem } from '../tables/code-systems.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import type { DoseFact, OrderLink } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { parseFhirTime } from './fhir-time.ts';
import {
  at,
  conceptOf,
  elementOf,
  formatQuantity,
  listOf,
  MAX_TEXT,
  objectsOf,
  quantityOf,
  stringOf,
  type JsonObject,
} from './json.ts';
import { doseOfQuantity, unreadable } from './read-dose.ts';
import type { ProductReading } from './read-product.ts';
import { readRequester } from './read-person.ts';
import { strengthsOf } from './strength.ts';
import { productTextStrengths } from './dose-strengths.ts';
import { textBeside, type TextBeside } from './text-beside.ts';

/** The order behind an administration, with the resource itself where exactly one was found. */
export interface OrderReading {
  readonly link: OrderLink;
  readonly order: IndexedResource | null;
}

const nothing = (
  how: OrderLink['how'],
  from: readonly Evidence[],
  references: readonly string[] = [],
): OrderReading => ({
  order: null,
  link: {
    how,
    references,
    dose: null,
    requester: notRecorded(['MedicationRequest.requester']),
    evidence: from,
  },
});

interface DoseEntry {
  readonly json: JsonObject;
  readonly path: string;
  /** Epic repeats a dose as `calculated`, `admin-amount` and `ordered`. */
  readonly isOrdered: boolean;
  readonly beside: TextBeside | null;
}

function entriesOf(order: IndexedResource): readonly DoseEntry[] {
  const all = objectsOf(elementOf(order.json, 'dosageInstruction')).flatMap((instruction, at1) =>
    objectsOf(elementOf(instruction, 'doseAndRate')).map((json, at2) => ({
      json,
      path: `dosageInstruction[${at1}].doseAndRate[${at2}]`,
      isOrdered: conceptOf(elementOf(json, 'type')).codings.some(({ code }) => code === 'ordered'),
      beside: textBeside(
        order,
        `dosageInstruction[${at1}].text`,
        stringOf(elementOf(instruction, 'text'), MAX_TEXT),
      ),
    })),
  );
  const ordered = all.filter(({ isOrdered }) => isOrdered);
  return ordered.length > 0 ? ordered : all;
}

function doseOfEntry(
  scope: FactsScope,
  order: IndexedResource,
  entry: DoseEntry,
  ingredient: Ingredient | null,
): DoseFact | null {
  const { index } = scope;
  const product = scope.product(order);
  const quantity = quantityOf(elementOf(entry.json, 'doseQuantity'));
  if (!quantity) {
    const range = elementOf(entry.json, 'doseRange');
    if (range === undefined) return null;
    const bounds = ['low', 'high'].flatMap((key) => quantityOf(at(range, key)) ?? []);
    const from = [evidence(order, `${entry.path}.doseRange`, bounds.map(formatQuantity).join(' – '))];
    return unreadable(notRecorded([`${entry.path}.doseQuantity`]), 'not-exact', from);
  }
  return doseOfQuantity({
    quantity,
    evidence: evidence(order, `${entry.path}.doseQuantity`, formatQuantity(quantity)),
    isUcumAlias: knownSystem(quantity.system, index.site.systemAliases) === 'UCUM',
    strengths: strengthsOf(index, product, ingredient),
    orderStrengths: [],
    beside: entry.beside,
    textStrengths: productTextStrengths(index, product),
  });
}

/** The dose an order states per administration. Entries that come to different milligrams are several doses. */
function orderDose(
  scope: FactsScope,
  order: IndexedResource,
  ingredient: Ingredient | null,
): DoseFact | null {
  const doses = entriesOf(order).flatMap((entry) => doseOfEntry(scope, order, entry, ingredient) ?? []);
  const [first] = doses;
  if (!first) return null;
  const exact = doses.filter(({ mg }) => valueOf(mg) !== null);
  const [known] = exact;
  if (!known) return first;
  const value = valueOf(known.mg);
  const same = exact.every(({ mg }) => {
    const other = valueOf(mg);
    return value !== null && other !== null && compare(value, other) === 0;
  });
  if (same) return known;
  const from = doses.flatMap(({ amount }) => (amount.how === 'not-recorded' ? [] : amount.evidence));
  return unreadable(known.amount, 'several-doses', from);
}

/** Ingredients a product names by code or text. */
const ingredientsIn = (product: ProductReading): ReadonlySet<Ingredient> =>
  new Set([...product.ingredients, ...product.textIngredients].map(({ value }) => value));

/** True where an order names only other ingredients than the one given: a link to an unrelated order. */
export function isUnrelated(product: ProductReading, ingredient: Ingredient | null): boolean {
  const named = ingredientsIn(product);
  if (ingredient !== null) return named.size > 0 ? !named.has(ingredient) : product.foreign;
  return named.size === 0 && product.foreign;
}

function linked(
  scope: FactsScope,
  order: IndexedResource,
  {
    how,
    from,
    ingredient,
  }: {
    readonly how: 'request' | 'drug-and-date';
    readonly from: readonly Evidence[];
    readonly ingredient: Ingredient | null;
  },
): OrderReading {
  const unrelated = isUnrelated(scope.product(order), ingredient);
  const requester: Fact<string> = readRequester(scope.index, order);
  return {
    order: unrelated ? null : order,
    link: {
      how,
      references: [order.reference],
      dose: unrelated ? null : orderDose(scope, order, ingredient),
      requester,
      evidence: from,
    },
  };
}

const statusOf = (order: IndexedResource): string => stringOf(elementOf(order.json, 'status')) ?? '';
/** Orders that never stood: drafts, cancelled, entered in error. Named by the administration or not, they order nothing. */
const isWithdrawn = (order: IndexedResource): boolean =>
  ['draft', 'cancelled', 'entered-in-error'].includes(statusOf(order));
/** What may be taken for an order though nothing points to it: no plans, and no status that says nothing. */
const isOrder = (order: IndexedResource): boolean =>
  !isWithdrawn(order) &&
  statusOf(order) !== 'unknown' &&
  !['proposal', 'plan', 'option'].includes(stringOf(elementOf(order.json, 'intent')) ?? '');

function sameDay(order: IndexedResource, date: string | null): boolean {
  return date !== null && parseFhirTime(stringOf(elementOf(order.json, 'authoredOn')))?.date === date;
}

function byDrugAndDate(scope: FactsScope, ingredient: Ingredient | null, date: string | null): OrderReading {
  if (ingredient === null || date === null) return nothing('none', []);
  const candidates = scope.index
    .ofType('MedicationRequest')
    .filter((order) => sameDay(order, date) && isOrder(order))
    .filter((order) => ingredientsIn(scope.product(order)).has(ingredient));
  const [only] = candidates;
  if (!only) return nothing('none', []);
  const from = candidates.map((order) =>
    evidence(order, 'authoredOn', stringOf(elementOf(order.json, 'authoredOn')) ?? ''),
  );
  if (candidates.length > 1)
    return nothing(
      'more-than-one-candidate',
      from,
      candidates.map(({ reference }) => reference),
    );
  return linked(scope, only, { how: 'drug-and-date', from, ingredient });
}

/**
 * The order of an administration: by `request`, else the one MedicationRequest of the same ingredient and day. Several
 * candidates are none chosen. A request that leads to a resource nobody read says so; one that leads to another drug
 * is kept as the link, but nothing is read from it.
 */
export function readOrder(
  scope: FactsScope,
  administration: IndexedResource,
  known: { readonly ingredient: Ingredient | null; readonly date: string | null },
): OrderReading {
  const requests = listOf(elementOf(administration.json, 'request'));
  for (const [place, value] of requests.entries()) {
    const resolved = scope.index.resolve(administration, value);
    const path = requests.length > 1 ? `request[${place}]` : 'request';
    if (
      resolved.how === 'resolved' &&
      resolved.resource.type === 'MedicationRequest' &&
      !isWithdrawn(resolved.resource)
    ) {
      const from = [evidence(administration, path, resolved.resource.reference)];
      return linked(scope, resolved.resource, { how: 'request', from, ingredient: known.ingredient });
    }
    if (resolved.how === 'not-read')
      return nothing(
        'reference-not-read',
        [evidence(administration, path, resolved.reference)],
        [resolved.reference],
      );
  }
  return byDrugAndDate(scope, known.ingredient, known.date);
}
