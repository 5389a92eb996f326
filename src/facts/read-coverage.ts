import { evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import type { CoverageFact } from './encounter-facts.ts';
import { parseFhirTime } from './fhir-time.ts';
import { at, elementOf, objectsOf, stringOf } from './json.ts';

const VOID: ReadonlySet<string> = new Set(['cancelled', 'draft', 'entered-in-error']);

/** In force on the date; an open end, an absent period and an unknown date do not rule it out. */
function isInForce(coverage: IndexedResource, date: string | null): boolean {
  const [start, end] = (['start', 'end'] as const).map((edge) =>
    parseFhirTime(stringOf(at(coverage.json, 'period', edge))),
  );
  if (date === null) return true;
  return (start?.date ?? date) <= date && date <= (end?.date ?? date);
}

interface Payor {
  readonly name: string | null;
  readonly identifier: string | null;
}

/** The first payor that has a name or an identifier: an organisation read, contained, or only named. */
function payorOf(index: ChartIndex, coverage: IndexedResource): Payor {
  for (const reference of objectsOf(elementOf(coverage.json, 'payor'))) {
    const resolved = index.resolve(coverage, reference);
    const organisation = resolved.how === 'resolved' ? resolved.resource.json : null;
    const name = stringOf(elementOf(organisation, 'name')) ?? stringOf(elementOf(reference, 'display'));
    const own = objectsOf(elementOf(organisation, 'identifier')).map((one) =>
      stringOf(elementOf(one, 'value')),
    );
    const identifier = own.find((value) => value !== null) ?? stringOf(at(reference, 'identifier', 'value'));
    if (name !== null || identifier !== null) return { name, identifier };
  }
  return { name: null, identifier: null };
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
  const nobody = { payorName: null, payorIdentifier: null, type: null, evidence: [] };
  if (!coverage) {
    const source = index.chart.sources.find(({ type }) => type === 'Coverage');
    return { how: source?.completeness === 'complete' ? 'none' : 'not-readable', ...nobody };
  }
  const { name, identifier } = payorOf(index, coverage);
  const type = index.concept(elementOf(coverage.json, 'type'), 'type');
  const [coding] = type.codings;
  const shown = name ?? identifier ?? coverage.reference;
  return {
    how: 'read',
    payorName: name,
    payorIdentifier: identifier,
    type: coding?.code ?? type.text ?? coding?.display ?? null,
    evidence: [evidence(coverage, 'payor', shown)],
  };
}
