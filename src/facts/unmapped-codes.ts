import { knownSystem } from '../tables/code-systems.ts';
import { ndcRow, normaliseNdc } from '../tables/ndc.ts';
import { routeRow, vendorRouteRow } from '../tables/routes.ts';
import { bodySiteRow, vendorBodySiteRow } from '../tables/body-sites.ts';
import type { SiteConfiguration } from '../tables/site-configuration.ts';
import type { Coding, Concept, IndexedResource } from './chart-index.ts';
import { doseUnitOf } from './dose-unit.ts';
import type { UnmappedCode } from './encounter-facts.ts';
import type { FactsScope } from './facts-scope.ts';
import { elementOf, objectsOf, quantityOf } from './json.ts';
import { ingredientsOf } from './medication-places.ts';

type Element = UnmappedCode['element'];

/** Standard systems that can name a product; a code of one of them is not local, known to our tables or not. */
const PRODUCT_SYSTEMS: ReadonlySet<string> = new Set(['RXNORM', 'SNOMED', 'NDC', 'ATC', 'HCPCS', 'CPT']);

const isMapped = (
  codes: readonly { readonly system: string; readonly code: string }[],
  { uri, code }: Coding,
): boolean => codes.some((entry) => entry.system === uri && entry.code === code);

function isRead(site: SiteConfiguration, element: Element, coding: Coding): boolean {
  const { system, uri, code } = coding;
  if (code === null) return true;
  switch (element) {
    case 'medication':
      if (isMapped(site.drugs, coding)) return true;
      if (system === 'NDC') return normaliseNdc(code) !== null || ndcRow(code) !== null;
      return system !== null && PRODUCT_SYSTEMS.has(system);
    case 'route':
      return (
        isMapped(site.routes, coding) ||
        (system === null ? vendorRouteRow(uri ?? '', code) : routeRow(system, code)) !== null
      );
    case 'site':
      return (
        isMapped(site.sites, coding) ||
        (system === null ? vendorBodySiteRow(uri ?? '', code) : bodySiteRow(system, code)) !== null
      );
    case 'procedure':
      return system === 'CPT' || system === 'HCPCS' || system === 'SNOMED';
    case 'diagnosis':
      return system === 'ICD10CM' || system === 'SNOMED';
    case 'unit':
      return false;
    default:
      return element satisfies never;
  }
}

/** A concept whose codings nobody knows; one known coding is enough, because the others say the same thing locally. */
function unreadIn(site: SiteConfiguration, element: Element, concept: Concept): readonly Found[] {
  if (concept.codings.some((coding) => coding.code !== null && isRead(site, element, coding))) return [];
  return concept.codings.flatMap(({ uri, code, display }) =>
    code === null ? [] : [{ system: uri ?? '', code, display: display ?? concept.text, element }],
  );
}

type Found = Omit<UnmappedCode, 'count'>;

function unitIn(dosage: unknown): readonly Found[] {
  const quantity = quantityOf(elementOf(dosage, 'dose'));
  if (!quantity || quantity.code === null) return [];
  // A UCUM code we cannot convert ({tbl}, [IU]) is no local code; nor is one that contradicts its own text.
  if (knownSystem(quantity.system, {}) === 'UCUM') return [];
  if (doseUnitOf({ ...quantity, unit: null }, true).kind !== 'unknown') return [];
  return [{ system: quantity.system ?? '', code: quantity.code, display: quantity.unit, element: 'unit' }];
}

/** Every product, route, site and unit code of an administration and its order that no table and no site map knows. */
function ofAdministration({ index }: FactsScope, resource: IndexedResource): readonly Found[] {
  return objectsOf(elementOf(resource.json, 'dosage')).flatMap((dosage) => [
    ...unreadIn(index.site, 'route', index.concept(elementOf(dosage, 'route'), 'route')),
    ...unreadIn(index.site, 'site', index.concept(elementOf(dosage, 'site'), 'site')),
    ...unitIn(dosage),
  ]);
}

function ofOrder({ index }: FactsScope, order: IndexedResource): readonly Found[] {
  return objectsOf(elementOf(order.json, 'dosageInstruction')).flatMap((instruction) => [
    ...unreadIn(index.site, 'route', index.concept(elementOf(instruction, 'route'), 'route')),
    ...unreadIn(index.site, 'site', index.concept(elementOf(instruction, 'site'), 'site')),
  ]);
}

/** The product's concepts of one resource; ingredient codes count only where the product has no code of its own. */
function ofProduct(scope: FactsScope, holder: IndexedResource): readonly Found[] {
  const { index } = scope;
  const { places } = scope.product(holder);
  const ingredients = new Set(
    places.medications.flatMap((medication) =>
      ingredientsOf(index, medication).flatMap(({ named }) => named.map(({ concept }) => concept.path)),
    ),
  );
  return places.concepts
    .filter(({ concept }) => !ingredients.has(concept.path))
    .flatMap(({ concept }) => unreadIn(index.site, 'medication', concept));
}

const orderOf = ({ index }: FactsScope, resource: IndexedResource): IndexedResource | null => {
  const resolved = index.resolve(resource, elementOf(resource.json, 'request'));
  return resolved.how === 'resolved' ? resolved.resource : null;
};

function counted(found: readonly Found[]): readonly UnmappedCode[] {
  const counts = new Map<string, UnmappedCode>();
  for (const one of found) {
    const key = JSON.stringify([one.element, one.system, one.code]);
    const known = counts.get(key);
    counts.set(key, {
      ...one,
      display: known?.display ?? one.display,
      count: (known?.count ?? 0) + 1,
    });
  }
  return [...counts.values()];
}

/**
 * Codes of this encounter's administrations, their orders, its procedures and its diagnoses that neither our tables
 * nor the site's maps know, each once with the number of rows it stands on: a list for the analyst, never a silent
 * miss.
 */
export function unmappedCodes(
  scope: FactsScope,
  of: {
    readonly administrations: readonly IndexedResource[];
    readonly procedures: readonly IndexedResource[];
    readonly diagnoses: readonly IndexedResource[];
  },
): readonly UnmappedCode[] {
  const { index } = scope;
  const rows = of.administrations.flatMap((resource) => {
    const order = orderOf(scope, resource);
    return [
      ...ofProduct(scope, resource),
      ...ofAdministration(scope, resource),
      ...(order ? [...ofProduct(scope, order), ...ofOrder(scope, order)] : []),
    ];
  });
  const coded = (element: Element, resources: readonly IndexedResource[]): readonly Found[] =>
    resources.flatMap(({ json }) =>
      unreadIn(index.site, element, index.concept(elementOf(json, 'code'), 'code')),
    );
  return counted([...rows, ...coded('procedure', of.procedures), ...coded('diagnosis', of.diagnoses)]);
}
