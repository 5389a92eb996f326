import { notRecorded, recorded, type Fact } from '../vocab/fact.ts';
import type { Evidence } from '../vocab/evidence.ts';
import { codingFragment, evidence, type ChartIndex, type IndexedResource } from './chart-index.ts';
import { elementOf, listOf } from './json.ts';
import { asOrderOnly, firstStated } from './merge-facts.ts';

interface Reason {
  readonly text: string;
  readonly evidence: Evidence;
}

/** What stands in a reason's field where no reason is known; part of it are the codes of HL7's `reason-medication-given`. */
const NO_REASON =
  /^\W?(?:[a-z0-9]?|n\/?a|none|unknown|other|unspecified|emergency|routine|(?:given )?as (?:ordered|prescribed|directed|needed)|per \w+|not (?:applicable|stated|recorded|given)|no reason.*|see .*)\W?$/i;

function ofCodes(index: ChartIndex, resource: IndexedResource): readonly Reason[] {
  return listOf(elementOf(resource.json, 'reasonCode')).flatMap((value, place) => {
    const concept = index.concept(value, `reasonCode[${place}]`);
    if (concept.text !== null)
      return [{ text: concept.text, evidence: evidence(resource, `${concept.path}.text`, concept.text) }];
    const [coding] = concept.codings;
    const text = coding ? (coding.display ?? coding.code) : null;
    return coding && text !== null
      ? [{ text, evidence: evidence(resource, coding.path, codingFragment(coding)) }]
      : [];
  });
}

function ofReferences(index: ChartIndex, resource: IndexedResource): readonly Reason[] {
  return listOf(elementOf(resource.json, 'reasonReference')).flatMap((value, place) => {
    const path = `reasonReference[${place}]`;
    const resolved = index.resolve(resource, value);
    if (resolved.how === 'none') return [];
    const named =
      resolved.how === 'resolved'
        ? conceptText(index, resolved.resource)
        : resolved.how === 'logical'
          ? resolved.identifier
          : resolved.how === 'not-read'
            ? resolved.reference
            : null;
    const text = resolved.display ?? named;
    return text === null ? [] : [{ text, evidence: evidence(resource, path, text) }];
  });
}

function conceptText(index: ChartIndex, resource: IndexedResource): string {
  const concept = index.concept(elementOf(resource.json, 'code'), 'code');
  const [coding] = concept.codings;
  return concept.text ?? coding?.display ?? coding?.code ?? resource.reference;
}

/** The reasons one resource states, as written. */
function reasonsOf(index: ChartIndex, resource: IndexedResource): Fact<string> {
  const reasons = [...ofCodes(index, resource), ...ofReferences(index, resource)].filter(
    ({ text }) => !NO_REASON.test(text),
  );
  if (reasons.length === 0)
    return notRecorded([`${resource.type}.reasonCode`, `${resource.type}.reasonReference`]);
  return recorded(
    [...new Set(reasons.map(({ text }) => text))].join('; '),
    reasons.map((reason) => reason.evidence),
  );
}

/**
 * Why an injection was given: stated by the administration or its matched procedure, else by the order (order-only).
 * Diagnoses of the encounter are no reason unless something points to them.
 */
export function readRationale(
  index: ChartIndex,
  sources: {
    readonly administration: IndexedResource;
    readonly procedure: IndexedResource | null;
    readonly order: IndexedResource | null;
  },
): Fact<string> {
  const { administration, procedure, order } = sources;
  return firstStated([
    reasonsOf(index, administration),
    ...(procedure ? [reasonsOf(index, procedure)] : []),
    ...(order ? [asOrderOnly(reasonsOf(index, order))] : []),
  ]);
}

/** `Condition/id` of every condition that a resource's `reasonReference` points to, read or not. */
export function reasonConditions(
  index: ChartIndex,
  resources: readonly IndexedResource[],
): readonly string[] {
  const references = resources.flatMap((resource) =>
    listOf(elementOf(resource.json, 'reasonReference')).flatMap((value) => {
      const resolved = index.resolve(resource, value);
      if (resolved.how === 'resolved')
        return resolved.resource.type === 'Condition' ? [resolved.resource.reference] : [];
      return resolved.how === 'not-read' && resolved.reference.includes('Condition/')
        ? [resolved.reference.replace(/^.*(Condition\/)/, '$1')]
        : [];
    }),
  );
  return [...new Set(references)];
}
