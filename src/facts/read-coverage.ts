import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { CoverageFact } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, objectsOf, stringOf, stringsOf, type JsonObject } from './json.ts';

const VOID: ReadonlySet<string> = new Set(['cancelled', 'draft', 'entered-in-error']);

/** In force on the date; an open end, an absent period and an unknown date do not rule it out. */
function isInForce(coverage: IndexedResource, date: string | null): boolean {
  const [start, end] = (['start', 'end'] as const).map((edge) =>
    parseFhirTime(stringOf(at(coverage.json, 'period', edge))),
  );
  if (date === null) return true;
  return (start?.date ?? date) <= date && date <= (end?.date ?? date);
}

/** Every name and identifier of one payor: of the reference itself and of the organisation read, contained or not. */
function payorOf(
  index: ChartIndex,
  coverage: IndexedResource,
  reference: JsonObject,
): CoverageFact['payors'][number] {
  const resolved = index.resolve(coverage, reference);
  const organisation = resolved.how === 'resolved' ? resolved.resource.json : null;
  return {
    names: [
      ...stringsOf(elementOf(organisation, 'name')),
      ...stringsOf(elementOf(organisation, 'alias')),
      ...stringsOf(elementOf(reference, 'display')),
    ],
    identifiers: [organisation, reference].flatMap((holder) =>
      objectsOf(elementOf(holder, 'identifier')).flatMap((one) => stringsOf(elementOf(one, 'value'))),
    ),
  };
}

const orderOf = (coverage: IndexedResource): number => {
  const order = elementOf(coverage.json, 'order');
  return typeof order === 'number' && order > 0 ? order : Number.POSITIVE_INFINITY;
};

/**
 * The coverage that pays first: in force on the date of service, lowest `order`, then reference. `none` needs a
 * complete search; an incomplete one that found nothing is not readable.
 */
export function readCoverage(index: ChartIndex, date: string | null): CoverageFact {
  const [coverage] = index
    .ofType('Coverage')
    .filter((one) => !VOID.has(stringOf(elementOf(one.json, 'status')) ?? '') && isInForce(one, date))
    .toSorted((a, b) => orderOf(a) - orderOf(b) || (a.reference < b.reference ? -1 : 1));
  if (!coverage) {
    const source = index.chart.sources.find(({ type }) => type === 'Coverage');
    const how = source?.completeness === 'complete' ? 'none' : 'not-readable';
    return { how, payors: [], types: [], evidence: [] };
  }
  const payors = objectsOf(elementOf(coverage.json, 'payor')).map((one) => payorOf(index, coverage, one));
  const { text, codings } = index.concept(elementOf(coverage.json, 'type'), 'type');
  const types = [...codings.flatMap(({ code, display }) => [code, display]), text].filter(
    (word) => word !== null,
  );
  const named = payors.flatMap(({ names, identifiers }) => [...names, ...identifiers]);
  return {
    how: 'read',
    payors,
    types,
    // Any of these words may choose the profile, so all of them are shown; the coverage's own reference comes first.
    evidence: [
      evidence(coverage, 'payor', named.join(' · ') || coverage.reference),
      ...(types.length > 0 ? [evidence(coverage, 'type', types.join(' · '))] : []),
    ],
  };
}
