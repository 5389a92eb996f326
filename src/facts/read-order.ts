import type { Ingredient } from '../vocab/drug.ts';
import { notRecorded, type Fact } from '../vocab/fact.ts';
import { compare } from '../vocab/rational.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { valueOf } from '../vocab/fact.ts';
import { knownSystem } from '../tables/code-systems.ts';
import { evidence, type IndexedResource } from './chart-index.ts';
import type { DoseFact, OrderLink } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
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
import { isUnrelated, isWithdrawn, ordersOfTheDay, writtenAt, type Given } from './matching-order.ts';
import { doseOfQuantity, unreadable } from './read-dose.ts';
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
  const requester: Fact<string> = readRequester(scope.index, order);
  return {
    order,
    link: {
      how,
      references: [order.reference],
      dose: orderDose(scope, order, ingredient),
      requester,
      evidence: from,
    },
  };
}

function byDrugAndDate(scope: FactsScope, administration: IndexedResource, given: Given): OrderReading {
  const candidates = ordersOfTheDay(scope, administration, given);
  const [only] = candidates;
  if (!only) return nothing('none', []);
  const from = candidates.map((order) => evidence(order, 'authoredOn', writtenAt(order) ?? ''));
  if (candidates.length > 1)
    return nothing(
      'more-than-one-candidate',
      from,
      candidates.map(({ reference }) => reference),
    );
  return linked(scope, only, { how: 'drug-and-date', from, ingredient: given.ingredient });
}

/**
 * The order of an administration: by `request`, else the one MedicationRequest of the same drug and local day whose
 * route does not contradict the one given; an order that names the ingredient alone may be it. Several candidates are
 * none chosen. A request that leads to a resource nobody read says so; one that leads to another drug, or to an order
 * not to give it, is no order of this one.
 */
export function readOrder(scope: FactsScope, administration: IndexedResource, given: Given): OrderReading {
  const requests = listOf(elementOf(administration.json, 'request'));
  for (const [place, value] of requests.entries()) {
    const resolved = scope.index.resolve(administration, value);
    const path = requests.length > 1 ? `request[${place}]` : 'request';
    if (
      resolved.how === 'resolved' &&
      resolved.resource.type === 'MedicationRequest' &&
      !isWithdrawn(resolved.resource) &&
      !isUnrelated(scope.product(resolved.resource), given.ingredient, given.coded)
    ) {
      const from = [evidence(administration, path, resolved.resource.reference)];
      return linked(scope, resolved.resource, { how: 'request', from, ingredient: given.ingredient });
    }
    if (resolved.how === 'not-read')
      return nothing(
        'reference-not-read',
        [evidence(administration, path, resolved.reference)],
        [resolved.reference],
      );
  }
  return byDrugAndDate(scope, administration, given);
}
