import { indexChart, type ChartIndex, type IndexedResource } from '../facts/chart-index.ts';
import type { Chart } from '../facts/chart.ts';
import { at, elementOf, stringOf } from '../facts/json.ts';
import { encounterOf } from '../facts/match-encounter.ts';
import { readProduct } from '../facts/read-product.ts';
import { serviceDateOf } from '../facts/service-date.ts';
import type { SiteConfiguration } from '../tables/site-configuration.ts';

/** Statuses in which something was given. */
const GIVEN: ReadonlySet<string> = new Set(['completed', 'stopped']);

/**
 * How many administrations of the encounter name a drug nobody could make out: a local code without words, or a
 * reference that leads to nothing read, on the administration and on its order alike. Any of them may be a
 * corticosteroid injection, so while there is one, "nothing to check" would be a false clear.
 *
 * Blind spot on purpose: a code of a standard system that is not in the drug table, and any name in words that is
 * no corticosteroid's, count as another drug.
 */
export function countUnknownDrugs(chart: Chart, site: SiteConfiguration): number {
  const index = indexChart(chart, site);
  return index
    .ofType('MedicationAdministration')
    .filter((administration) => belongs(index, administration))
    .filter((administration) => isUnknownDrug(index, administration)).length;
}

/** Whether something was given of which neither the administration nor its order says what it was. */
export const isUnknownDrug = (index: ChartIndex, administration: IndexedResource): boolean =>
  GIVEN.has(stringOf(elementOf(administration.json, 'status')) ?? '') &&
  !isKnown(index, administration) &&
  !isKnown(index, orderOf(index, administration));

function belongs(index: ChartIndex, administration: IndexedResource): boolean {
  const { encounter, serviceDate } = index.chart;
  const { json } = administration;
  const time =
    stringOf(elementOf(json, 'effectiveDateTime')) ?? stringOf(at(json, 'effectivePeriod', 'start'));
  const found = encounterOf(index, administration, time);
  if (encounter !== null) return found.how !== 'not-stated' && found.encounter === encounter;
  const { date } = serviceDateOf(time, { timeZone: index.site.timeZone, encounterStart: null });
  return found.how === 'not-stated' && date === serviceDate;
}

function orderOf(index: ChartIndex, administration: IndexedResource): IndexedResource | null {
  const resolved = index.resolve(administration, elementOf(administration.json, 'request'));
  return resolved.how === 'resolved' ? resolved.resource : null;
}

/** Something says which drug it is: a code of a standard system, any words, or the site's own configuration. */
function isKnown(index: ChartIndex, resource: IndexedResource | null): boolean {
  if (resource === null) return false;
  const { ingredients, textIngredients, notAnInjection, places } = readProduct(index, resource);
  const said = ingredients.length + textIngredients.length + notAnInjection.length + places.texts.length > 0;
  return (
    said ||
    places.concepts.some(({ concept }) =>
      concept.codings.some(({ system, code }) => system !== null && code !== null),
    )
  );
}
